"""One person's history as arrays: each work once, the oldest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from indexers.catalogue import Columns, Mask, Rows
from indexers.models import Interaction

Floats = NDArray[np.float32]
_FEW_OPINIONS = 5  # with fewer of them, to finish a work says that it was liked
_UNLIKED_STARS = 2.5
_HAD = frozenset(("view", "rating", "like", "dislike", "skip", "review"))


@dataclass(frozen=True, eq=False)
class Profile:
    """Arrays of length k, in the order in which the works were had.

    `rows`: of the columns. `judged`: whether an opinion is known; where hardly any is, the share watched is one.
    `stars`: 0 to 5, nan where not rated. `share`: watched, 0 to 1, nan where not told. `at_s`: epoch seconds, nan
    where not known.
    """

    rows: Rows
    liked: Mask
    disliked: Mask
    judged: Mask
    stars: Floats
    share: Floats
    at_s: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.rows)

    def only(self, places: NDArray[np.integer] | Mask | slice) -> Profile:
        """The history with only these of its works, in their order."""
        return Profile(
            self.rows[places],
            self.liked[places],
            self.disliked[places],
            self.judged[places],
            self.stars[places],
            self.share[places],
            self.at_s[places],
        )

    @cached_property
    def recency(self) -> Floats:
        """How many works were had since, 0 for the latest."""
        return np.arange(len(self.rows), dtype=np.float32)[::-1]

    @cached_property
    def last_s(self) -> float:
        """The latest time that is known; nan where none is."""
        known = self.at_s[~np.isnan(self.at_s)]
        return float(known.max()) if len(known) else float("nan")


def stranger() -> Profile:
    """Of somebody who had nothing."""
    none = np.empty(0, bool)
    return Profile(np.empty(0, np.int32), none, none, none, *(np.empty(0, np.float32),) * 2, np.empty(0, np.float64))


def profile_of(interactions: Iterable[Interaction], columns: Columns) -> Profile:
    """`interactions`, oldest first; parts speak for their work. What was only searched for or wanted is no history."""
    had: dict[int, list[Interaction]] = {}
    for one in interactions:
        row = columns.row_of.get(one.item) if one.item else None
        if row is not None and one.kind in _HAD:
            work = int(columns.work[row])
            had[work] = [*had.pop(work, ()), one]  # the latest time counts
    works = [_Work.of(events) for events in had.values()]
    is_quiet = sum(work.said is not None for work in works) < _FEW_OPINIONS
    return Profile(
        np.array(list(had), np.int32),
        np.array([work.said if work.said is not None else is_quiet and work.is_finished for work in works], bool),
        np.array([work.is_disliked for work in works], bool),
        np.array([work.said is not None or (is_quiet and not np.isnan(work.share)) for work in works], bool),
        np.array([work.stars for work in works], np.float32),
        np.array([work.share for work in works], np.float32),
        np.array([work.at_s for work in works], np.float64),
    )


@dataclass(frozen=True)
class _Work:
    """What somebody's events say of one work. `said`: whether they liked it, None where they gave no opinion."""

    said: bool | None
    is_finished: bool
    stars: float
    share: float
    at_s: float

    @classmethod
    def of(cls, events: list[Interaction]) -> _Work:
        said: bool | None = None
        for one in events:
            if one.kind in ("like", "rating"):
                said = one.is_liked
            elif one.kind in ("dislike", "skip"):
                said = False
        stars, share = _last(one.stars for one in events), _last(one.value for one in events if one.kind == "view")
        at_s = _last(one.at.timestamp() for one in events if one.at is not None)
        return cls(said, any(one.is_seen for one in events), stars, share, at_s)

    @property
    def is_disliked(self) -> bool:
        return self.said is False and (np.isnan(self.stars) or self.stars <= _UNLIKED_STARS)


def _last(values: Iterable[float | None]) -> float:
    known = [value for value in values if value is not None]
    return known[-1] if known else float("nan")
