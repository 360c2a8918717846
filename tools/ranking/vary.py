"""Variety: near-copies step back, so that the top of a list is not five films of one series.

A greedy choice after Carbonell and Goldstein's maximal marginal relevance (1998): each place goes to the item
whose score, less its likeness to what was chosen above it, is largest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexers.catalogue import Columns, Rows
from indexers.reading.fold import fold
from tools.candidates.wish import Wish
from tools.ranking.rank import Ranking

_POOL = 4  # places looked at for each place given
_LEAST_POOL = 40
_TEXT = 0.35  # times the cosine above _TEXT_FROM to the nearest above it
_TEXT_FROM = 0.55
_FRANCHISE = 0.25  # a work of the same series stands above it
# Without a wish, where a taste was learned: the score spans more, and more of a kind is often what is liked.
# On MovieLens that costs about 1% of NDCG@10; in full it cost a tenth.
_LEARNED = 0.15
# For a stranger without a wish, where nothing was learned: also the same medium, main genre or decade, times its share
# above.
_COLD = {"medium": 0.10, "genre": 0.15, "decade": 0.10}
_SUBTITLE = re.compile(r"[:(–—]| - ")
_HERO = re.compile(r"(\w+ \w+) and the ")  # "Harry Potter and the Goblet of Fire"
_NUMBERING = re.compile(
    r"\b(part|episode|chapter|volume|vol|season)?\s*([ivx]+|\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen)$"
)


@dataclass(frozen=True)
class Placed:
    """`was`: 1-based place by score alone. `because_of`: the row that it made way for or was held back by."""

    row: int
    score: float
    was: int
    held_by: int | None = None
    index: int = 0  # its place in the arrays of `ranking.scored`


def vary(ranking: Ranking, n: int, *, is_on: bool = True) -> list[Placed]:
    """The first n places. An order (newest, shortest) or a series of works that was asked for is left alone."""
    wish = ranking.wish
    if not is_on or wish.request.order != "best" or names_series(ranking):
        size = min(n, len(ranking.order))
        return [_placed(ranking, place) for place in range(size)]
    pool = min(len(ranking.order), max(_POOL * n, _LEAST_POOL))
    choice = _Choice(ranking, pool)
    return [choice.next() for _ in range(min(n, pool))]


def _placed(ranking: Ranking, place: int, held_by: int | None = None) -> Placed:
    index = int(ranking.order[place])
    return Placed(int(ranking.scored.rows[index]), float(ranking.scores[place]), place + 1, held_by, index)


class _Choice:
    """What was chosen so far, and what that costs each item that is left."""

    def __init__(self, ranking: Ranking, pool: int) -> None:
        self._ranking, self._columns = ranking, ranking.wish.columns
        self._rows, self._scores = ranking.rows[:pool], ranking.scores[:pool]
        self._vectors = ranking.wish.vectors(self._rows)
        self._series = [series(self._columns.titles[row]) for row in self._rows]
        self._facets = _cold_facets(self._columns, self._rows) if is_cold(ranking.wish) else []
        self._penalty = np.zeros(pool)
        self._held_by: list[int | None] = [None] * pool
        self._share = _share(ranking.wish)
        self._left = np.ones(pool, bool)
        self._chosen: list[int] = []

    def next(self) -> Placed:
        worth = np.where(self._left, self._scores - self._penalty - self._cold(), -np.inf)
        best = int(np.argmax(worth))
        placed = _placed(self._ranking, best, self._held_by[best])
        self._left[best] = False
        self._chosen.append(best)
        self._step_back(best)
        return placed

    def _step_back(self, best: int) -> None:
        """What is like the newly chosen one loses; the strongest likeness counts."""
        cosines = self._vectors @ self._vectors[best]
        cost = _TEXT * np.clip(cosines - _TEXT_FROM, 0, None)
        chosen = self._series[best]
        if chosen:
            cost += _FRANCHISE * np.array([_is_kin(name, chosen) for name in self._series])
        cost *= self._share
        for place in np.flatnonzero(cost > self._penalty):
            self._held_by[place] = int(self._rows[best])
        self._penalty = np.maximum(self._penalty, cost)

    def _cold(self) -> NDArray[np.float64]:
        cost = np.zeros(len(self._rows))
        for weight, values in self._facets:
            same = sum((values == values[chosen] for chosen in self._chosen), np.zeros(len(values)))
            cost += self._share * weight * same / max(1, len(self._chosen)) ** 0.5
        return cost


def is_cold(wish: Wish) -> bool:
    """Nothing was asked, and nothing is known, that could tell one work from another."""
    return not _is_asked(wish) and not any(len(one.taste_rows) for one in wish.personal)


def _share(wish: Wish) -> float:
    """How far a score gives way to variety; where the crowd alone speaks, not at all: its order is all there is."""
    if all(one.learned is None for one in wish.personal) or _is_asked(wish):
        return 1.0
    return 0.0 if is_cold(wish) else _LEARNED


def _is_asked(wish: Wish) -> bool:
    request = wish.request
    return bool(request.query or request.like or request.genres or request.people)


def _cold_facets(columns: Columns, rows: Rows) -> list[tuple[float, NDArray[Any]]]:
    genre = np.zeros(columns.n, np.int32)
    for number, posting in enumerate(columns.postings["genre"].values(), 1):
        genre[posting] = number
    values: dict[str, NDArray[Any]] = {
        "medium": columns.medium[rows],
        "genre": genre[rows],
        "decade": columns.year[rows] // 10,
    }
    return [(weight, values[name]) for name, weight in _COLD.items()]


@lru_cache(maxsize=20_000)
def series(title: str) -> str:
    """What the title of a sequel shares with the first: "Toy Story 3" -> "toy story", "Alien: Covenant" -> "alien"."""
    head = fold(_SUBTITLE.split(title, maxsplit=1)[0]) or fold(title)
    if (hero := _HERO.match(head)) is not None:
        head = hero[1]
    stem = _NUMBERING.sub("", head).strip()
    bare = (stem or head).removeprefix("the ").removeprefix("a ")
    return bare.removesuffix("s") if len(bare) > 4 else bare


def _is_kin(one: str, other: str) -> bool:
    """The same series, or a name of two words that the other begins with: "star trek", "star trek beyond"."""
    short, long = sorted((one, other), key=len)
    return short == long or (" " in short and long.startswith(f"{short} "))


def names_series(ranking: Ranking) -> bool:
    """Does the wish itself name a series ("harry potter")? There more of the same is what is wanted."""
    wish = ranking.wish
    words = fold(wish.query).split()
    runs = {" ".join(words[a:b]) for a in range(len(words)) for b in range(a + 2, len(words) + 1)}
    titles = (wish.columns.titles[row] for row in (*wish.titles, *ranking.rows[:_LEAST_POOL]))
    return bool(len(wish.titles) and len(words) > 1) or (bool(runs) and any(series(title) in runs for title in titles))
