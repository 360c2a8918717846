"""The learned score of one person: what the search asks of it, and how it comes about."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexers.catalogue import Mask, Rows
from tools.ranking.taste.candidates import put_forward
from tools.ranking.taste.features import GROUPS, NAMES, Features
from tools.ranking.taste.store import Trained

Doubles = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Learned:
    """0 for the usual work, about 1 for the best in a thousand."""

    trained: Trained
    features: Features

    def candidates(self, k: int, mask: Mask) -> Rows:
        """Rows within `mask` that are among the k best by the crowd, the taste or popularity."""
        return put_forward(self.features, k, mask)

    def scores(self, rows: Rows) -> Doubles:
        """float64 (k,)."""
        return self.trained.ranker.scores(self.features.matrix(rows))

    def by_feature(self, row: int) -> dict[str, float]:
        """What each feature gives to the score of one row, which they sum to."""
        parts = self.trained.ranker.parts(self.features.matrix(np.array([row], np.int32)))[0]
        return dict(zip(NAMES, map(float, parts), strict=True))

    def parts(self, row: int) -> dict[str, float]:
        """The same in groups that a person would recognise, in the order of GROUPS."""
        found: Counter[str] = Counter()
        for name, value in self.by_feature(row).items():
            found[GROUPS[name]] += value  # type: ignore[assignment]
        return dict(found)

    def chance(self, row: int) -> float | None:
        """How likely it is that this person would like it if they tried it; None where that cannot be told."""
        if self.trained.chance is None:
            return None
        return float(self.trained.chance.of(self.features.matrix(np.array([row], np.int32)))[0])
