"""Recall against what real recommenders proposed: ReDial and INSPIRED, beside popularity and co-occurrence."""
