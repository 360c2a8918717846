"""True answers about works and the catalogue: why, why not, how they differ, their details, how many."""
