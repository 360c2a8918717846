"""A group's share in a score: how far a work suits each member, and what that comes to for all of them.

A member's share is the score of a wish of theirs that asks nothing, brought to 0..1: what was learned of a person runs
from 0 for the usual work to about 1 for the best, so the usual work suits anybody at one half.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from indexers.catalogue import Rows
from tools.candidates.wish import Wish
from tools.context import Fairness
from tools.ranking.prior import score

_STEEPNESS = 2.0  # the best work in a thousand suits at .88
_YOU = "you"


@dataclass(frozen=True, eq=False)
class Group:
    """`members`: their names, "" for a stranger, and wishes that ask nothing; the one who asks comes first."""

    members: tuple[tuple[str, Wish], ...]
    fairness: Fairness = "least-misery"
    left_out: frozenset[str] = frozenset()

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(f"for {name or _YOU}" for name, _ in self.members)

    @cached_property
    def wishes(self) -> tuple[Wish, ...]:
        return tuple(wish for _, wish in self.members)

    def called(self, name: str) -> str:
        """How a member is spoken of to the one who asks."""
        if name == self.names[0]:
            return _YOU
        bare = name.removeprefix("for ")
        return bare[:1].upper() + bare[1:]

    def shares(self, rows: Rows) -> NDArray[np.float64]:
        """float64 (members, k), each 0..1."""
        return np.stack([_shares(wish, rows) for wish in self.wishes])

    def parts(self, rows: Rows) -> dict[str, NDArray[np.float64]]:
        """By name, (k,): all to the one whom a work suits least (of equals, to the first), or to each their part."""
        shares, counted = self.shares(rows), np.array([name not in self.left_out for name in self.names])
        if not counted.any():
            shares, counted = np.full_like(shares, 0.5), ~counted
        if self.fairness == "average":
            given = shares * counted[:, None] / counted.sum()
        else:
            lowest = np.argmin(np.where(counted[:, None], shares, np.inf), axis=0)
            given = np.where(np.arange(len(self.names))[:, None] == lowest, shares, 0.0)
        return dict(zip(self.names, given, strict=True))

    def without(self, names: frozenset[str]) -> Group:
        """The group as if these members did not count."""
        return Group(self.members, self.fairness, self.left_out | names) if names else self


def group_of(names: Sequence[str], wishes: Sequence[Wish], fairness: Fairness) -> Group:
    return Group(tuple(zip(names, wishes, strict=True)), fairness)


def _shares(wish: Wish, rows: Rows) -> NDArray[np.float64]:
    """(k,)."""
    found = score(wish, rows).scores
    if wish.learned is None:
        return found
    known: NDArray[np.float64] = 1 / (1 + np.exp(-_STEEPNESS * np.clip(found, -10, 10)))
    return known
