"""The learned ranker: boosted trees that put what somebody came to like above what they passed by (LambdaMART)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tools.ranking.taste.profile import Floats
from tools.ranking.taste.trees import STEADY, Trees

Doubles = NDArray[np.float64]
_PARAMETERS = {
    "objective": "lambdarank",
    "learning_rate": 0.05,
    "num_leaves": 15,
    "min_data_in_leaf": 50,
    "lambda_l2": 10,
    "feature_fraction": 0.6,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambdarank_truncation_level": 20,
    **STEADY,
}
_ROUNDS = 150


@dataclass(frozen=True, eq=False)
class Ranker:
    """A score is (raw - usual) * scale: 0 for the usual candidate, about 1 for the best in a thousand."""

    trees: Trees
    usual: float
    scale: float

    @classmethod
    def fit(cls, matrix: Floats, liked: NDArray[np.bool_], groups: Sequence[int]) -> Ranker:
        """Learn from float32 (n, features) of candidates, (n,) which of them came to be liked, and people's sizes."""
        trees = Trees.fit(_PARAMETERS, _ROUNDS, matrix, liked, groups)
        raw = trees.raw(matrix)
        usual = float(trees.parts(matrix[:1])[0, -1])  # the mean over the trees' leaves, from which SHAP values count
        return cls(trees, usual, 1 / max(float(np.quantile(raw, 0.999)) - usual, 1e-6))

    def scores(self, matrix: Floats) -> Doubles:
        """float64 (k,)."""
        return (self.trees.raw(matrix) - self.usual) * self.scale

    def parts(self, matrix: Floats) -> Doubles:
        """float64 (k, features): what each feature gives to the scores, which they sum to."""
        return self.trees.parts(matrix)[:, :-1] * self.scale
