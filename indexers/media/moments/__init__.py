"""What is said in a file, cut into moments that can be found and played from their second."""

from indexers.media.moments.cutting import cut
from indexers.media.moments.places import lines_of, locate

__all__ = ["cut", "lines_of", "locate"]
