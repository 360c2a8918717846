"""What a ranker learns from: people as they were at a time, and what they came to like soon after.

Each person's history is cut at a share of it. What came before makes the profile and, with the others' of the same
share, the crowd; what came next are the answers. So no feature knows what it is to predict.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexers.catalogue import Columns, Rows
from indexers.library import Library
from tools.ranking.taste.candidates import put_forward
from tools.ranking.taste.crowd import Crowd
from tools.ranking.taste.features import Features
from tools.ranking.taste.profile import Floats, Profile

_CANDIDATES = 300  # of each source
_FEWEST_WORKS = 8  # of a history, to be cut at all
_MOST_PEOPLE = 700  # at each cut
_NEWCOMERS = (0, 1, 3, 6, 10)  # works that are left of a newcomer's history


@dataclass(frozen=True, eq=False)
class Example:
    """One person at one time. `matrix`: float32 (k, features) of `rows`; `liked`: (k,) which of them they came to like.

    `next`: what they had soon after. `judged`, `judged_matrix`: those of it that an opinion is known of.
    """

    rows: Rows
    matrix: Floats
    next: Profile
    judged: Profile
    judged_matrix: Floats

    @property
    def liked(self) -> NDArray[np.bool_]:
        return np.isin(self.rows, self.next.rows[self.next.liked])


def cut(profile: Profile, begin: float, end: float) -> Profile:
    """The part of a history between two shares of its length."""
    size = len(profile)
    return profile.only(slice(int(size * begin + 1e-9), int(size * end + 1e-9)))


def examples(
    library: Library, columns: Columns, profiles: Sequence[Profile], at: float, until: float, *, newcomers: bool = False
) -> list[Example]:
    """One for each person who came to like something between the shares `at` and `until` of their history.

    `newcomers`: with most of their history unknown. Of very many people some are taken, evenly.
    """
    before = [cut(profile, 0, at) for profile in profiles]
    crowd = Crowd.of(before, columns.n)
    found = []
    for person in _some(profiles):
        known, after = before[person], cut(profiles[person], at, until)
        if not after.liked.any():
            continue
        kept = _few_of(known, person) if newcomers else known
        found.append(_example(Features(library, columns, kept, crowd), kept, after))
    return found


def _few_of(known: Profile, person: int) -> Profile:
    chance, size = np.random.default_rng(person), min(_NEWCOMERS[person % len(_NEWCOMERS)], len(known))
    return known.only(np.sort(chance.choice(len(known), size, replace=False)))


def _some(profiles: Sequence[Profile]) -> Sequence[int]:
    """Those with enough of a history to be cut."""
    enough = [person for person, profile in enumerate(profiles) if len(profile) >= _FEWEST_WORKS]
    if len(enough) <= _MOST_PEOPLE:
        return enough
    return [enough[i] for i in np.linspace(0, len(enough) - 1, _MOST_PEOPLE).astype(int)]


def _example(features: Features, had: Profile, after: Profile) -> Example:
    mask = ~features.columns.is_part
    mask[had.rows] = False
    rows = put_forward(features, _CANDIDATES, mask)
    judged = after.only(after.judged)
    return Example(rows, features.matrix(rows), after, judged, features.matrix(judged.rows))
