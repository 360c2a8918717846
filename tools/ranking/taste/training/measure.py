"""NDCG, by which rankers are compared."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from indexers.catalogue import Rows


def ndcg(ranked: Rows, relevant: Rows, k: int = 10) -> float:
    """Of the first k of `ranked`, best first; gain 1 for each relevant row (Järvelin and Kekäläinen, 2002)."""
    discounts: NDArray[np.float64] = 1 / np.log2(np.arange(2, k + 2))
    hits = np.isin(ranked[:k], relevant)
    return float(discounts[: len(hits)][hits].sum() / discounts[: min(k, len(relevant))].sum())
