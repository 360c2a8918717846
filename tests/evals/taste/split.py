"""MovieLens ratings, each person's split by time: what is known, and what came next."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from indexers.models import Interaction
from tests.measure.data import Data

CUTS = {"tune": (0.6, 0.8), "report": (0.8, 1.0)}  # shares of a history: known until the first, asked until the second
LIKED = 4.0


@dataclass(frozen=True)
class Rating:
    item: str
    stars: float
    at_s: int

    def told(self, *, as_view: bool) -> Interaction:
        at = datetime.fromtimestamp(self.at_s, UTC)
        if as_view:
            return Interaction(item=self.item, kind="view", at=at)
        return Interaction(item=self.item, kind="rating", value=self.stars, scale=5, at=at)


@dataclass(frozen=True)
class Half:
    """One person: `known` and `next`, oldest first."""

    name: str
    known: tuple[Rating, ...]
    next: tuple[Rating, ...]

    def relevant(self, *, as_view: bool) -> frozenset[str]:
        return frozenset(one.item for one in self.next if as_view or one.stars >= LIKED)


def halves(data: Data, part: str, items: Iterable[str]) -> list[Half]:
    """Everybody, of the ratings of `items`."""
    known, here = dict[str, list[Rating]](), frozenset(items)
    with data.file("movielens-small", "ratings_dev.csv").open(newline="") as rows:
        for row in csv.DictReader(rows):
            if row["movieId"] in here:
                rating = Rating(row["movieId"], float(row["rating"]), int(row["timestamp"]))
                known.setdefault(row["userId"], []).append(rating)
    first, last = CUTS[part]
    found = []
    for user, ratings in known.items():
        ratings.sort(key=lambda one: one.at_s)
        a, b = (int(len(ratings) * share + 1e-9) for share in (first, last))
        found.append(Half(f"ml-{user}", tuple(ratings[:a]), tuple(ratings[a:b])))
    return found
