"""What is in the library and in the history: reading, storing and encoding items."""
