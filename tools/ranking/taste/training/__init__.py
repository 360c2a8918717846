"""How a ranker is learned from the histories of a library, and held against what there was before."""
