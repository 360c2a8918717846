"""The score of somebody of whom no work is known: the works that most people liked, whatever else is learned.

Nothing sets one stranger apart from another, so there is nothing for trees to learn but chance.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from indexers.catalogue import Rows
from tools.ranking.taste.crowd import Crowd

Doubles = NDArray[np.float64]


def parts(crowd: Crowd, rows: Rows) -> dict[str, Doubles]:
    """What each feature gives to scores, (k,): 0 for the usual work, about 1 for the best in a thousand."""
    liked = np.log1p(crowd.times_liked)
    usual = float(liked.mean())
    scale = max(float(np.quantile(liked, 0.999)) - usual, 1e-6)
    return {"times_liked": (liked[rows] - usual) / scale}
