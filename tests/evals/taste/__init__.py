"""How well usher ranks for a person, on MovieLens, beside simple models run by the same code."""
