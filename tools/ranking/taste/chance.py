"""How likely it is that somebody likes what they try: boosted trees of least log loss, checked on a later time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tools.ranking.taste.profile import Floats
from tools.ranking.taste.trees import STEADY, Trees

Doubles = NDArray[np.float64]
_PARAMETERS = {
    "objective": "binary",
    "learning_rate": 0.05,
    "num_leaves": 15,
    "min_data_in_leaf": 50,
    "lambda_l2": 10,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    **STEADY,
}
_ROUNDS = 150
_BINS = 15


@dataclass(frozen=True)
class Chance:
    """Calibrated by what it learns from. On MovieLens a correction on a later time (Platt, 1999) made it worse."""

    trees: Trees

    @classmethod
    def fit(cls, matrix: Floats, liked: NDArray[np.bool_]) -> Chance:
        """Learn from float32 (n, features) and their (n,) outcomes."""
        return cls(Trees.fit(_PARAMETERS, _ROUNDS, matrix, liked))

    def of(self, matrix: Floats) -> Doubles:
        """float64 (k,), 0 to 1."""
        found: Doubles = 1 / (1 + np.exp(-self.trees.raw(matrix)))
        return found


def calibration_error(chances: Doubles, liked: NDArray[np.bool_], bins: int = _BINS) -> float:
    """Expected calibration error over bins of equal mass: mean distance of what was said from what came true."""
    parts = np.array_split(np.argsort(chances, kind="stable"), bins)
    far = [abs(float(chances[part].mean() - liked[part].mean())) * len(part) for part in parts if len(part)]
    return sum(far) / max(1, len(liked))
