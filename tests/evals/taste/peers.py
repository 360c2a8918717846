"""Simple models of the crowd: popularity, item neighbours, ALS, EASE. Each from a matrix to scores of all items."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from tests.evals.taste.split import LIKED, Half

Matrix = NDArray[np.float64]
Model = Callable[[Matrix], Matrix]  # (people, items) of 0 and 1 -> scores of the same shape
_EASE_LAMBDAS = (50.0, 100.0, 200.0, 400.0, 800.0)
_NEIGHBOURS = (20, 50, 100, 200)
_ALS = tuple((factors, ridge) for factors in (16, 32, 64) for ridge in (10.0, 100.0))
_ALS_ROUNDS, _ALS_WEIGHT = 8, 20.0


def matrix(people: Sequence[Half], column: dict[str, int], *, as_view: bool) -> Matrix:
    """What each liked (or had) of what is known."""
    found = np.zeros((len(people), len(column)))
    for row, half in enumerate(people):
        for one in half.known:
            if as_view or one.stars >= LIKED:
                found[row, column[one.item]] = 1
    return found


def popularity(known: Matrix) -> Matrix:
    return np.broadcast_to(known.sum(axis=0), known.shape)


def ease(ridge: float) -> Model:
    """Steck, 2019."""

    def scores(known: Matrix) -> Matrix:
        inverse = np.linalg.inv((known @ known.T) + ridge * np.eye(len(known)))
        shared = known.T @ (inverse @ known)  # items by items, but for the diagonal: - ridge * P
        weights = shared / (1 - np.diag(shared))
        np.fill_diagonal(weights, 0)
        found: Matrix = known @ weights
        return found

    return scores


def item_neighbours(k: int) -> Model:
    """Cosine between items, the k nearest of each (Sarwar, 2001)."""

    def scores(known: Matrix) -> Matrix:
        unit = known / np.maximum(np.sqrt(known.sum(axis=0)), 1e-9)
        cosines = (unit.T @ unit).astype(np.float32)
        np.fill_diagonal(cosines, 0)
        least = np.partition(cosines, -k, axis=0)[-k]
        cosines[cosines < least] = 0
        found: Matrix = known @ cosines
        return found

    return scores


def als(factors: int, ridge: float) -> Model:
    """Hu, Koren and Volinsky, 2008, with the same weight for all that was liked."""

    def scores(known: Matrix) -> Matrix:
        chance = np.random.default_rng(0)
        people, items = (chance.normal(0, 0.1, (size, factors)) for size in known.shape)
        for _ in range(_ALS_ROUNDS):
            people = _solved(known, items, ridge)
            items = _solved(known.T, people, ridge)
        found: Matrix = people @ items.T
        return found

    return scores


def _solved(known: Matrix, other: Matrix, ridge: float) -> Matrix:
    common = other.T @ other + ridge * np.eye(other.shape[1])
    found = np.zeros((len(known), other.shape[1]))
    for row, had in enumerate(known):
        mine = other[had > 0]
        if len(mine):
            found[row] = np.linalg.solve(common + _ALS_WEIGHT * mine.T @ mine, (1 + _ALS_WEIGHT) * mine.sum(axis=0))
    return found


CHOICES: dict[str, dict[str, Model]] = {
    "popularity": {"": popularity},
    "ItemKNN": {f"k = {k}": item_neighbours(k) for k in _NEIGHBOURS},
    "ALS": {f"{factors} factors, lambda {ridge:g}": als(factors, ridge) for factors, ridge in _ALS},
    "EASE": {f"lambda {ridge:g}": ease(ridge) for ridge in _EASE_LAMBDAS},
}
