"""The nearest relaxation: which clause to give up, and by how little, when nothing good keeps them all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from indexers.catalogue import Columns, Rows
from tools.context import Context
from tools.limits import Clause
from tools.limits.clauses import ANY_SLOTS, BOUND_SLOTS
from tools.models import Request
from tools.ranking.floor import is_poor
from tools.ranking.rank import Ranking, make_wish, rank
from tools.ranking.vary import Placed

# What a person excluded, standing rules and the age of the youngest are never given up.
_OFFERED = (*(slot for slot in BOUND_SLOTS if slot != "age_max"), *ANY_SLOTS, "genres")
_COST = {"people": 0.35, "media": 0.30, "genres": 0.25, "languages": 0.20, "countries": 0.15}
_PER_SCALE = 0.5  # for a bound missed by the whole of its scale
_SCALES = {"minutes": 60.0, "year": 20.0, "rating": 3.0}
_UNKNOWN = 0.4  # a value that is not recorded


@dataclass(frozen=True)
class Relaxation:
    """`ranking`: without the dropped clauses. `placed`: nearest first, by score less what the breach costs."""

    dropped: tuple[Clause, ...]
    ranking: Ranking
    placed: tuple[Placed, ...]
    worth: float


def nearest_relaxation(context: Context, ranking: Ranking, n: int) -> Relaxation | None:
    """Give up one clause if that frees something, else two, else as many as it takes."""
    offered = [c for c in ranking.wish.limits.clauses if _may_go(c, ranking)]
    for size in range(1, len(offered) + 1):
        found = [r for dropped in combinations(offered, size) if (r := _relax(context, ranking, dropped, n))]
        if found:
            return max(found, key=lambda relaxation: relaxation.worth)
        if size == 2 and len(offered) > 3:
            return _relax(context, ranking, tuple(offered), n)
    return None


def _may_go(clause: Clause, ranking: Ranking) -> bool:
    """A person whom nothing here lists is the whole wish if there is no other: nothing else comes near it."""
    request = ranking.wish.request
    if clause.slot == "people" and not (request.query or request.like or request.genres):
        return False
    return clause.slot in _OFFERED and not clause.is_rule


def without_query(context: Context, ranking: Ranking, n: int) -> Relaxation | None:
    """What keeps the limits, whatever the words: for words that nothing here fits."""
    request = ranking.wish.request
    if not request.query:
        return None
    clause = Clause("query", (request.query,))
    bare = request.model_copy(update={"query": ""})
    return _ranked(context, bare, (clause,), n)


def _relax(context: Context, ranking: Ranking, dropped: tuple[Clause, ...], n: int) -> Relaxation | None:
    if not ranking.wish.limits.without(dropped).any():
        return None
    return _ranked(context, relaxed_request(ranking.wish.request, dropped), dropped, n)


def relaxed_request(request: Request, dropped: Sequence[Clause]) -> Request:
    fields = type(request).model_fields
    return request.model_copy(update={clause.slot: fields[clause.slot].get_default() for clause in dropped})


def _ranked(context: Context, request: Request, dropped: tuple[Clause, ...], n: int) -> Relaxation | None:
    ranking = rank(make_wish(context, request), context)
    if not len(ranking.rows) or is_poor(ranking):
        return None
    worth = ranking.scores - _costs(ranking.wish.columns, ranking.rows, dropped)
    best = np.argsort(-worth, kind="stable")[:n]
    placed = tuple(
        Placed(int(ranking.rows[p]), float(ranking.scores[p]), to, index=int(ranking.order[p]))
        for to, p in enumerate(best, 1)
    )
    return Relaxation(dropped, ranking, placed, float(worth[best[:3]].mean()))


def _costs(columns: Columns, rows: Rows, dropped: Sequence[Clause]) -> NDArray[np.float64]:
    return sum(_each_cost(columns, rows, dropped), np.zeros(len(rows)))


def _each_cost(columns: Columns, rows: Rows, dropped: Sequence[Clause]) -> Iterator[NDArray[np.float64]]:
    for clause in dropped:
        field = clause.slot.split("_")[0]
        if clause.slot not in BOUND_SLOTS or field == "added":
            yield np.full(len(rows), _COST.get(clause.slot, 0.2))
            continue
        values = getattr(columns, field)[rows].astype(np.float32)
        known = (values >= 0) & ~np.isnan(values)
        beyond = values - clause.values[0] if clause.slot.endswith("_max") else clause.values[0] - values
        missed = np.clip(np.nan_to_num(beyond), 0, None) / _SCALES[field]
        yield np.where(known, 0.02 + _PER_SCALE * missed, _UNKNOWN)
