"""The score of a person where no crowd taught anything: a sum over a few features, by weights that are set once.

The weights were learned by softmax regression on MovieLens (people one by one, without the others' ratings), rounded.
There NDCG@10 is .077 (.072 with ten known ratings), of nearest texts .029, of mean rating .050, of popularity .007.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from indexers.catalogue import Rows
from tools.ranking.taste.features import Features

Doubles = NDArray[np.float64]
WEIGHTS = {
    "text": 0.20,
    "look": 0.10,
    "sound": 0.10,
    "genre_share": 0.20,
    "person_share": 0.15,
    "keyword_opinion": 0.05,
    "keyword_share": 0.10,
    "year_off": -0.80,
    "rating": 0.80,
    "popularity": 0.25,
}
_SCALE = 0.2  # so that the best of some ten thousand works stands about one above the mean
_FARTHEST = 4.0  # standard deviations
FEWEST_LIKED = 3  # works, to go by


def parts(features: Features, rows: Rows) -> dict[str, Doubles]:
    """What each feature gives to the scores of `rows`, each (k,): weighted deviations from the mean of all works."""
    return {name: _SCALE * weight * _deviations(features, name)[rows] for name, weight in WEIGHTS.items()}


def _deviations(features: Features, name: str) -> Doubles:
    """(n,), 0 where unknown."""
    columns = features.columns
    values = np.broadcast_to(features.everywhere(name), (columns.n,))
    known = ~np.isnan(values) & ~columns.is_part
    spread = float(values[known].std()) if known.any() else 0.0
    if spread < 1e-9:
        return np.zeros(columns.n)
    found: Doubles = np.clip(np.nan_to_num((values - values[known].mean()) / spread), -_FARTHEST, _FARTHEST)
    return found
