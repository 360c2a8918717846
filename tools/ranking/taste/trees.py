"""Boosted trees by LightGBM, kept as their text: the same text gives the same numbers, and nothing in it is run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from tools.ranking.taste.profile import Floats

if TYPE_CHECKING:
    import lightgbm

Doubles = NDArray[np.float64]
STEADY: dict[str, Any] = {"seed": 0, "deterministic": True, "force_row_wise": True, "num_threads": 2, "verbose": -1}


def is_here() -> bool:
    """Whether LightGBM is installed (extra `rank`)."""
    return find_spec("lightgbm") is not None


@dataclass(frozen=True)
class Trees:
    """Of as many features as they were learned from. Predicting is safe from several threads."""

    text: str

    @classmethod
    def fit(
        cls,
        parameters: Mapping[str, Any],
        rounds: int,
        matrix: Floats,
        outcomes: NDArray[np.bool_],
        groups: Sequence[int] | None = None,
    ) -> Trees:
        """Learn from float32 (n, features), nan where unknown; `groups`: sizes of what is ranked together."""
        import lightgbm

        data = lightgbm.Dataset(matrix, outcomes.astype(int), group=groups)
        return cls(lightgbm.train(dict(parameters), data, rounds).model_to_string())

    def raw(self, matrix: Floats) -> Doubles:
        """float64 (k,): the sum over the trees."""
        return np.asarray(self._booster.predict(matrix, raw_score=True)) if len(matrix) else np.zeros(0)

    def parts(self, matrix: Floats) -> Doubles:
        """float64 (k, features + 1): exact SHAP values (Lundberg, 2018) and, last, the mean; they sum to `raw`."""
        return np.asarray(self._booster.predict(matrix, pred_contrib=True))

    @cached_property
    def _booster(self) -> lightgbm.Booster:
        import lightgbm

        return lightgbm.Booster(model_str=self.text)
