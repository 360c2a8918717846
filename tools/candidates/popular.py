"""How well a work stands before anything is asked: rating and popularity, each with care."""

from __future__ import annotations

from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from indexers.catalogue import Columns, Rows

NEUTRAL = 0.5
_SPREAD = 1.8  # rating points from the mean to either end of the scale, of 10
_MEANS: WeakKeyDictionary[Columns, float] = WeakKeyDictionary()
_STANDING: WeakKeyDictionary[Columns, NDArray[np.float32]] = WeakKeyDictionary()


def mean_rating(columns: Columns) -> float:
    """Of the rated works, 0 to 10; 5 where none is rated."""
    if columns not in _MEANS:
        ratings = columns.rating[~np.isnan(columns.rating)]
        _MEANS[columns] = float(ratings.mean()) if len(ratings) else 5.0
    return _MEANS[columns]


def rating_feature(columns: Columns, rows: Rows | slice = slice(None)) -> NDArray[np.float32]:
    """0..1, the mean of the library at .5; the less known a work, the nearer its rating is drawn to the mean.

    Sources give ratings without their number of votes; popularity stands in for it. Unknown is neutral.
    """
    ratings, mean = columns.rating, mean_rating(columns)
    trust = 0.25 + 0.75 * np.nan_to_num(columns.popularity[rows], nan=0.3)
    shrunk = trust * (ratings[rows] - mean) / (2 * _SPREAD)
    return np.nan_to_num(np.clip(NEUTRAL + shrunk, 0, 1), nan=NEUTRAL).astype(np.float32)


def popularity_feature(columns: Columns, rows: Rows | slice = slice(None)) -> NDArray[np.float32]:
    """Rank share 0..1 among works whose popularity is known; unknown is neutral, told apart by prominence."""
    unknown = 0.3 + 0.4 * columns.prominence[rows]
    known = columns.popularity[rows]
    return np.where(np.isnan(known), unknown, known).astype(np.float32)


def standing(columns: Columns) -> NDArray[np.float32]:
    """Rating and popularity together over all rows, kept as long as the columns are."""
    if columns not in _STANDING:
        both = rating_feature(columns) + popularity_feature(columns)
        _STANDING[columns] = (both / 2).astype(np.float32)
    return _STANDING[columns]
