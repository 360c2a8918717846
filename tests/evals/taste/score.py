"""NDCG@10 of ranked lists, coverage and novelty, and ratios with a paired bootstrap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tests.evals.taste.peers import Matrix
from tests.evals.taste.split import Half

K = 10
_DRAWS = 2_000


@dataclass(frozen=True)
class Lists:
    """One list of ten for each person, by a model."""

    model: str
    ids: list[list[str]]

    def ndcg(self, relevant: Sequence[frozenset[str]]) -> NDArray[np.float64]:
        """(people,)."""
        return np.array([_ndcg(ids, ids_of) for ids, ids_of in zip(self.ids, relevant, strict=True)])

    def coverage(self, n: int) -> float:
        """The share of the catalogue that somebody is shown."""
        return len({id_ for ids in self.ids for id_ in ids}) / n

    def novelty(self, times_had: dict[str, int], people: int) -> float:
        """Mean of -log2 of the share of people who have what is shown, in bits."""
        shares = [(times_had.get(id_, 0) + 1) / (people + 1) for ids in self.ids for id_ in ids]
        return float(-np.log2(shares).mean())


def lists(model: str, scores: Matrix, people: Sequence[Half], ids: Sequence[str]) -> Lists:
    """The ten best of what somebody does not know yet."""
    column = {id_: place for place, id_ in enumerate(ids)}
    found = []
    for row, half in enumerate(people):
        own = np.array(scores[row], np.float64)
        own[[column[one.item] for one in half.known]] = -np.inf
        found.append([ids[place] for place in np.argsort(-own, kind="stable")[:K]])
    return Lists(model, found)


def ratio(one: NDArray[np.float64], other: NDArray[np.float64]) -> tuple[float, float, float]:
    """Of the means, with the ends of its 95% interval over people drawn again."""
    draws = np.random.default_rng(0).integers(0, len(one), (_DRAWS, len(one)))
    ratios = one[draws].mean(axis=1) / np.maximum(other[draws].mean(axis=1), 1e-12)
    low, high = np.quantile(ratios, (0.025, 0.975))
    return float(one.mean() / other.mean()), float(low), float(high)


def _ndcg(ids: Sequence[str], relevant: frozenset[str]) -> float:
    gains = [1 / np.log2(place + 2) for place, id_ in enumerate(ids) if id_ in relevant]
    best = [1 / np.log2(place + 2) for place in range(min(K, len(relevant)))]
    return float(sum(gains) / sum(best))
