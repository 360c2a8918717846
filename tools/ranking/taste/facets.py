"""What works share in fact (genres, people, keywords) against what somebody had and liked of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from indexers.catalogue import Columns, Facet, Rows
from tools.ranking.taste.profile import Profile

FACETS: tuple[Facet, ...] = ("genre", "person", "keyword")
Doubles = NDArray[np.float64]
_DOUBT: dict[Facet, float] = {"genre": 5, "person": 1, "keyword": 2}  # works with no opinion, added to those had
_INCIDENCES: WeakKeyDictionary[Columns, dict[Facet, Incidence]] = WeakKeyDictionary()


@dataclass(frozen=True, eq=False)
class Incidence:
    """Which row has which value of a facet, as pairs; values that one work alone has are left out."""

    facet: Facet
    rows: NDArray[np.int32]
    codes: NDArray[np.int32]
    sizes: Doubles  # works with each value
    n: int

    @property
    def degrees(self) -> Doubles:
        """How many values each row has, (n,)."""
        return np.bincount(self.rows, minlength=self.n).astype(float)

    def opinion(self, profile: Profile, opinions: Doubles) -> Doubles:
        """(n,): the mean of what was thought of works with the same values, drawn to nothing where few were had."""
        mine = np.zeros(self.n)
        mine[profile.rows] = opinions
        had = np.zeros(self.n)
        had[profile.rows] = 1
        thought = np.bincount(self.codes, mine[self.rows], len(self.sizes))
        times = np.bincount(self.codes, had[self.rows], len(self.sizes))
        return self._spread(thought / (times + _DOUBT[self.facet])) / (self.degrees + 1)

    def share(self, profile: Profile, weights: Doubles) -> Doubles:
        """(n,): how much of what was had has the same values, rare values counting more."""
        mine = np.zeros(self.n)
        mine[profile.rows] = weights
        had = np.bincount(self.codes, mine[self.rows], len(self.sizes)) / (weights.sum() + 1)
        return self._spread(had / np.sqrt(self.sizes))

    def shared(self, columns: Columns, rows: Rows, fewest: int) -> Iterator[tuple[str, Rows]]:
        """The values that so many of `rows` have at least (two or more), each with all rows that have it."""
        own = np.zeros(self.n, bool)
        own[rows] = True
        times = np.bincount(self.codes[own[self.rows]], minlength=len(self.sizes))
        for value, many in zip(_values(columns, self.facet), times >= fewest, strict=True):
            if many:
                yield value, columns.postings[self.facet][value]

    def _spread(self, values: Doubles) -> Doubles:
        spread: Doubles = np.bincount(self.rows, values[self.codes], self.n).astype(np.float64)
        return spread


def _values(columns: Columns, facet: Facet) -> list[str]:
    """In the order of their codes."""
    return [value for value, rows in columns.postings[facet].items() if len(rows) > 1]


def incidence(columns: Columns, facet: Facet) -> Incidence:
    """Made once for the columns."""
    made = _INCIDENCES.setdefault(columns, {})
    if facet not in made:
        postings = [columns.postings[facet][value] for value in _values(columns, facet)]
        sizes = np.array([len(rows) for rows in postings], np.float64)
        rows = np.concatenate([np.empty(0, np.int32), *postings]).astype(np.int32)
        codes = np.repeat(np.arange(len(postings)), sizes.astype(int)).astype(np.int32)
        made[facet] = Incidence(facet, rows, codes, sizes, columns.n)
    return made[facet]
