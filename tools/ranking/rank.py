"""From a request to an order: limits, candidates, scores. Everything that ranks passes through `rank`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from indexers.catalogue import Columns, Mask, Rows
from indexers.library import Library
from indexers.models import Interaction
from tools.candidates.fuse import gather
from tools.candidates.wish import Wish
from tools.context import Context
from tools.limits import Limits, is_against
from tools.models import Request
from tools.ranking.group import group_of
from tools.ranking.prior import Scored, score
from tools.ranking.taste.learned import learned_of
from tools.ranking.taste.profile import profile_of

_ASIDE = timedelta(days=14)  # how long "not now" holds
_TASTE_WORKS = 20  # the latest liked works that speak for a person's taste
# A free phrase that must not come up: cosine at which an item's text is taken to be about it.
_ABOUT_COSINE = 0.40


@dataclass(frozen=True)
class Ranking:
    """`order`: places in `scored.rows`, best first."""

    wish: Wish
    scored: Scored
    order: Rows

    @property
    def rows(self) -> Rows:
        return self.scored.rows[self.order]

    @property
    def scores(self) -> NDArray[np.float64]:
        return self.scored.scores[self.order]

    def place(self, row: int) -> int | None:
        """1-based; None if the row is not among the ranked."""
        found = np.flatnonzero(self.rows == row)
        return int(found[0]) + 1 if len(found) else None


def make_wish(context: Context, request: Request) -> Wish:
    """For the person alone, or for them and their company."""
    columns, people = context.library.catalogue.columns(), (context.person, *context.company)
    histories = [person.interactions() for person in people]
    seen, *others = [
        {entry.item for entry in entries if entry.item and _is_out(entry, context.now)} for entries in histories
    ]
    limits = Limits(
        columns,
        request,
        [rule for rule in context.person.rules(context.now) if not (context.lifts_rules and is_against(rule, request))],
        [person.rules(context.now) for person in context.company],
        seen=seen,
        others_seen=set[str]().union(*others),
        carriers=lambda phrase: carriers(context.library, columns, phrase),
        ads=context.settings.ads,
    )
    if not context.company:
        return _wish(context, request, limits, histories[0])
    wishes = [_wish(context, Request(), limits, history) for history in histories]
    group = group_of([person.name for person in people], wishes, context.fairness)
    return replace(wishes[0], request=request, group=group)


def _wish(context: Context, request: Request, limits: Limits, history: Sequence[Interaction]) -> Wish:
    """With the taste that `history` tells of."""
    columns = limits.columns
    profile = profile_of(history, columns)
    latest = profile.rows[profile.liked][: -_TASTE_WORKS - 1 : -1]
    taste = tuple(columns.ids[row] for row in latest)
    return Wish(request, context.library, limits, taste, learned_of(context.library, profile))


def rank(
    wish: Wish, context: Context, *, include: Rows | None = None, without: frozenset[str] = frozenset()
) -> Ranking:
    """Score the candidates. `include`: rows scored whatever the limits say; ties go to the smaller row."""
    scored = score(wish, gather(wish, context.settings, include), without=without)
    return Ranking(wish, scored, np.argsort(-scored.scores, kind="stable").astype(np.int32))


def _is_out(entry: Interaction, now: datetime) -> bool:
    """Had, turned down, or put aside not long ago."""
    if entry.kind == "not_now":
        return entry.at is not None and now - entry.at < _ASIDE
    return entry.is_seen or entry.kind == "skip"


def carriers(library: Library, columns: Columns, phrase: str) -> Mask:
    """Items whose words, spoken ones too, carry `phrase` in any form, or whose text is near to it in meaning."""
    if not columns.n:
        return np.zeros(0, bool)
    vector = library.encoder.encode([phrase])[0]
    found: Mask = library.vectors.text.scores(vector, None, columns) >= _ABOUT_COSINE
    rows = library.catalogue.contains(phrase)
    found[rows[rows < columns.n]] = True  # an index beside the search may have added some
    moments = library.catalogue.findings.moments()
    said = np.isin(moments.seqs, library.catalogue.findings.containing(phrase))
    found[moments.rows[said]] = found[columns.work[moments.rows[said]]] = True
    return found
