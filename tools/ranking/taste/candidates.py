"""Which works a learned ranker looks at: the best by each of a few of its features."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from indexers.catalogue import Mask, Rows
from tools.candidates.fuse import top
from tools.ranking.taste.features import Features

_SOURCES = ("crowd_liked", "crowd_recent", "neighbours_liked", "liked_lately", "text", "popularity")


def put_forward(features: Features, k: int, mask: Mask) -> Rows:
    """The rows within `mask` that are among the k best by one feature at least, ascending."""
    found = [_best(features.everywhere(name), k, mask) for name in _SOURCES]
    return np.unique(np.concatenate(found)).astype(np.int32)


def _best(values: NDArray[np.floating], k: int, mask: Mask) -> Rows:
    if values.ndim == 0:
        return np.empty(0, np.int32)
    return top(np.nan_to_num(values, nan=-np.inf), k, mask & ~np.isnan(values))
