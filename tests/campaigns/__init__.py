"""Long tests: many random cases, each recorded as it ends. `make campaign NAME` runs one in full."""
