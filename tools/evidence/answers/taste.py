"""What a person's own opinions say of their taste: genres, people and decades that they like more than chance would."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from indexers.catalogue import Columns, Rows
from indexers.models import Interaction
from tools.evidence.text.naming import genre_name, joined, name_at
from tools.evidence.text.sentences import sentence
from tools.ranking.taste.facets import incidence
from tools.ranking.taste.profile import profile_of

_FEWEST = 2  # works that a belief rests on
_LEAST_WEIGHT = 1.0
_MOST, _NAMED = 5, 3  # beliefs; works named with each
_EACH = {"genre": 3, "person": 2, "decade": 1}


@dataclass(frozen=True)
class Belief:
    """`weight`: how far the count is above what the same number of works drawn by chance would have, in deviations.

    `rows`: the works that it rests on, the latest first. `of`: how many works were liked, or disliked, in all.
    """

    kind: Literal["genre", "person", "decade"]
    value: str
    is_liked: bool
    rows: Rows
    of: int
    weight: float

    def told(self, columns: Columns) -> str:
        """One sentence."""
        titles = [name_at(columns, int(row)) for row in self.rows[:_NAMED]]
        more = len(self.rows) - len(titles)
        listed = joined(titles) if more <= 0 else sentence("history", "and_more", names=", ".join(titles), more=more)
        side = "for" if self.is_liked else "against"
        count, of = str(len(self.rows)), str(self.of)
        return sentence("history", f"taste_{side}_{self.kind}", value=self.value, count=count, of=of, titles=listed)


def beliefs(interactions: Iterable[Interaction], columns: Columns) -> list[Belief]:
    """The strongest first, at most five."""
    profile = profile_of(interactions, columns)
    found = [
        belief
        for is_liked, chosen in ((True, profile.liked), (False, profile.disliked))
        for belief in _all(profile.rows[chosen][::-1], columns, is_liked=is_liked)
        if len(belief.rows) >= _FEWEST and belief.weight >= _LEAST_WEIGHT
    ]
    both = {(one.kind, one.value) for one in found if one.is_liked} & {
        (one.kind, one.value) for one in found if not one.is_liked
    }
    found = [one for one in found if (one.kind, one.value) not in both]  # liked and disliked: no leaning
    found.sort(key=lambda one: -one.weight)
    return list(_strongest(found))[:_MOST]


def _strongest(found: Sequence[Belief]) -> Iterator[Belief]:
    """So many of each kind."""
    left = {(kind, is_liked): most for kind, most in _EACH.items() for is_liked in (True, False)}
    for belief in found:
        left[belief.kind, belief.is_liked] -= 1
        if left[belief.kind, belief.is_liked] >= 0:
            yield belief


def _all(rows: Rows, columns: Columns, *, is_liked: bool) -> Iterator[Belief]:
    works = max(1, int(np.count_nonzero(~columns.is_part)))
    for kind, value, having in _values(rows, columns):
        own = rows[np.isin(rows, having)]
        usual = len(rows) * len(having) / works
        weight = (len(own) - usual) / (usual + 1) ** 0.5
        yield Belief(kind, value, is_liked, own, len(rows), float(weight))


def _values(rows: Rows, columns: Columns) -> Iterator[tuple[Literal["genre", "person", "decade"], str, Rows]]:
    """Each value that enough of `rows` have, with all works that have it."""
    for genre, having in incidence(columns, "genre").shared(columns, rows, _FEWEST):
        yield "genre", genre_name(genre), having
    for person, having in incidence(columns, "person").shared(columns, rows, _FEWEST):
        yield "person", columns.names.get(person, person), having
    decades = columns.year // 10
    for decade in np.unique(decades[rows][columns.year[rows] > 0]):
        yield "decade", f"{decade}0s", np.flatnonzero((decades == decade) & ~columns.is_part).astype(np.int32)
