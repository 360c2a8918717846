"""The crowd: who else had what, and what follows from it for somebody. Numpy alone; bounded by the number of people.

EASE (Steck, 2019: "Embarrassingly shallow autoencoders for sparse data") is a linear model of items by items,
B = I - P / diag(P) with P = (X'X + lambda I)^-1. Through the matrix of people by people (Woodbury's identity)
it costs people^3 and never holds items x items: P = (I - X' M X) / lambda with M = (lambda I + X X')^-1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from indexers.catalogue import Rows
from tools.ranking.taste.profile import Floats, Profile, stranger

Doubles = NDArray[np.float64]
MOST_PEOPLE = 3_000  # 36 MB a matrix; more are thinned out evenly
_UNLIKED = 0.1  # of a liked work: what was had and not liked is still of that kind
_BLOCK = 4_096  # items at once
_NEIGHBOURS = 50
_YEAR_S = 365.25 * 86_400
_NEAR_YEARS = 2.0
RIDGES = {"liked": 100.0, "recent": 100.0, "had": 200.0}


@dataclass(frozen=True, eq=False)
class Sparse:
    """A matrix of people by items, (people, n): row p holds `values[starts[p]:starts[p + 1]]` at `items`."""

    starts: NDArray[np.int64]
    items: NDArray[np.int32]
    values: Floats
    n: int

    @property
    def people(self) -> int:
        return len(self.starts) - 1

    @cached_property
    def _owners(self) -> NDArray[np.int64]:
        return np.repeat(np.arange(self.people), np.diff(self.starts))

    def times(self, vector: Doubles) -> Doubles:
        """X v: float64 (people,) for `vector` (n,)."""
        return np.bincount(self._owners, self.values * vector[self.items], self.people).astype(np.float64)

    def back(self, weights: Doubles) -> Doubles:
        """X' w: float64 (n,) for `weights` (people,)."""
        return np.bincount(self.items, self.values * weights[self._owners], self.n).astype(np.float64)

    def column(self, item: int) -> Doubles:
        """What each person has of one item, float64 (people,)."""
        here = self.items == item
        return np.bincount(self._owners[here], self.values[here], self.people).astype(np.float64)

    def gram(self) -> Doubles:
        """X X', float64 (people, people)."""
        total = np.zeros((self.people, self.people))
        for _, block in self.blocks():
            total += block @ block.T
        return total

    def blocks(self) -> list[tuple[slice, Doubles]]:
        """The matrix as dense blocks of columns that hold anything."""
        order = np.argsort(self.items, kind="stable")
        items, owners, values = self.items[order], self._owners[order], self.values[order]
        found = []
        for first in range(0, self.n, _BLOCK):
            a, b = np.searchsorted(items, (first, first + _BLOCK))
            if a < b:
                last = min(first + _BLOCK, self.n)
                block = np.zeros((self.people, last - first))
                block[owners[a:b], items[a:b] - first] = values[a:b]
                found.append((slice(first, last), block))
        return found


@dataclass(frozen=True, eq=False)
class Ease:
    """`inverse`: M, (people, people); `diagonal`: of P, (n,)."""

    matrix: Sparse
    ridge: float
    inverse: NDArray[np.floating]
    diagonal: NDArray[np.floating]

    @classmethod
    def fit(cls, matrix: Sparse, ridge: float) -> Ease:
        inverse = np.linalg.inv(ridge * np.eye(matrix.people) + matrix.gram())
        diagonal = np.full(matrix.n, 1 / ridge)
        for part, block in matrix.blocks():
            diagonal[part] = (1 - np.einsum("pi,pi->i", block, inverse @ block)) / ridge
        return cls(matrix, ridge, inverse, diagonal)

    def scores(self, history: Doubles) -> Doubles:
        """x B: float64 (n,) for what somebody had, (n,)."""
        shared = self.matrix.back(self.inverse @ self.matrix.times(history))
        return history - (history - shared) / self.ridge / self.diagonal

    def weights(self, item: int, others: Rows) -> Doubles:
        """B[others, item]: what having each of `others` gives to the score of `item`, (k,)."""
        shared = self.matrix.back(self.inverse @ self.matrix.column(item))
        found: Doubles = shared[others] / self.ridge / self.diagonal[item]
        return found


@dataclass(frozen=True, eq=False)
class Crowd:
    """What the people of a library had: the sparse matrix of all, which of it they liked, and when they were here.

    `had`: values 1. `liked`, `unliked`, `stars`: of each entry of `had`. `last_s`: epoch seconds (people,), nan where
    not known. `eases`: by the names of RIDGES, fitted when first asked for.
    """

    had: Sparse
    liked: NDArray[np.bool_]
    unliked: NDArray[np.bool_]
    stars: Floats
    last_s: Doubles
    eases: dict[str, Ease] = field(default_factory=dict)

    @classmethod
    def of(cls, profiles: Sequence[Profile], n: int) -> Crowd:
        """Of people in any order; `n`: number of rows."""
        if len(profiles) > MOST_PEOPLE:
            profiles = [profiles[i] for i in np.linspace(0, len(profiles) - 1, MOST_PEOPLE).astype(int)]
        all_of = [stranger(), *profiles]
        starts = np.concatenate([[0], np.cumsum([len(one) for one in profiles])]).astype(np.int64)
        return cls(
            Sparse(starts, np.concatenate([one.rows for one in all_of]), np.ones(starts[-1], np.float32), n),
            np.concatenate([one.liked for one in all_of]),
            np.concatenate([one.disliked for one in all_of]),
            np.concatenate([one.stars for one in all_of]),
            np.array([one.last_s for one in profiles], np.float64),
        )

    @property
    def people(self) -> int:
        return self.had.people

    def _weighted(self, values: NDArray[np.floating]) -> Sparse:
        return Sparse(self.had.starts, self.had.items, values.astype(np.float32), self.had.n)

    @cached_property
    def likes(self) -> Sparse:
        return self._weighted(self.liked.astype(np.float32))

    def matrix(self, name: str) -> Sparse:
        """liked: what was liked. recent: what was not liked counts a little. had: all that was had."""
        values = {"liked": self.liked, "recent": np.where(self.liked, 1, _UNLIKED), "had": self.had.values}[name]
        return self._weighted(values)

    def ease(self, name: str) -> Ease:
        """Of the matrix of that name."""
        if name not in self.eases:
            self.eases[name] = Ease.fit(self.matrix(name), RIDGES[name])
        return self.eases[name]

    def liked_both(self, row: int, others: Rows) -> Doubles:
        """How many people liked `row` and each of `others`, (k,)."""
        return self.likes.back(self.likes.column(row))[others]

    @cached_property
    def times_had(self) -> Doubles:
        """How many people had each work, (n,)."""
        return self.had.back(np.ones(self.people))

    @cached_property
    def times_liked(self) -> Doubles:
        return self.likes.back(np.ones(self.people))

    @cached_property
    def mean_stars(self) -> Doubles:
        """Drawn to the mean of all by five ratings; nan where nobody rates."""
        rated = ~np.isnan(self.stars)
        if not rated.any():
            return np.full(self.had.n, np.nan)
        mean = float(self.stars[rated].mean())
        total = self._weighted(np.where(rated, self.stars, 0)).back(np.ones(self.people))
        return (total + 5 * mean) / (self._weighted(rated).back(np.ones(self.people)) + 5)

    @cached_property
    def _sizes(self) -> Doubles:
        return np.sqrt(np.maximum(np.diff(self.had.starts), 1))

    def liked_lately(self, last_s: float) -> Doubles:
        """How many of a hundred who were here about that time liked each work, (n,); nan where no time is known."""
        years = np.abs(self.last_s - last_s) / _YEAR_S
        near = np.nan_to_num(np.exp(-years / _NEAR_YEARS), nan=0.0)
        return 100 * self.likes.back(near) / near.sum() if near.sum() else np.full(self.had.n, np.nan)

    def neighbours(self, history: Doubles) -> tuple[Doubles, Doubles]:
        """Which share of the people with the most in common liked each work, and disliked it: two of (n,)."""
        alike = self.had.times((history > 0).astype(float)) / self._sizes / max(1.0, float((history > 0).sum()) ** 0.5)
        alike[alike > 0.999] = 0  # themselves
        if np.count_nonzero(alike) > _NEIGHBOURS:
            alike[alike < np.partition(alike, -_NEIGHBOURS)[-_NEIGHBOURS]] = 0
        if not alike.sum():
            return np.zeros(self.had.n), np.zeros(self.had.n)
        disliked = self._weighted(self.unliked.astype(np.float32))
        return self.likes.back(alike) / alike.sum(), disliked.back(alike) / alike.sum()
