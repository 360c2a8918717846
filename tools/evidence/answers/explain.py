"""Why an item has its score: its parts, and what would have been otherwise, found by ranking again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from indexers.catalogue import Rows
from indexers.models import Item
from tools.context import Context
from tools.evidence.answers.points import spoken_for
from tools.evidence.answers.trouble import broken_facts
from tools.evidence.contributions import contributions
from tools.evidence.inside import inside
from tools.evidence.ledger import Ledger
from tools.evidence.text.naming import joined, name_of, ordinal
from tools.evidence.text.sentences import sentence
from tools.evidence.text.terms import WORD, is_content
from tools.models import Counterfactual, Explanation, Request
from tools.ranking.rank import Ranking, make_wish, rank

_MOST_CHANGES = 4
_STANDING, _LEARNED = ("rating", "popularity"), ("crowd", "taste", "popularity")


@dataclass(frozen=True)
class Change:
    """A wish that differs in one thing, or a feature that does not count."""

    said: str
    request: Request
    without: frozenset[str] = frozenset()


def explain_item(context: Context, row: int, request: Request, *, look_inside: bool = False) -> Explanation:
    """The score is that of `search` for the same request; ranked for itself if a limit shuts the item out."""
    ranking, ledger = _ranked(context, request, row), Ledger()
    (item,) = context.library.catalogue.get([ranking.wish.columns.ids[row]])
    index = int(np.flatnonzero(ranking.scored.rows == row)[0])
    parts = contributions(ranking, index, item, ledger)
    place = ranking.place(row) if ranking.wish.limits.mask[row] else None
    changes = [_counterfactual(context, change, row, item, place, ledger) for change in _changes(ranking, item, row)]
    told = [*broken_facts(ranking.wish, row, item, ledger), *spoken_for(ranking, index, item, ledger)]
    telling = max(changes, key=lambda change: abs((change.place or 0) - (place or 0)))
    told.append(telling.evidence)
    return Explanation(
        item=item.id,
        score=float(ranking.scored.scores[index]),
        contributions=parts,
        counterfactuals=tuple(changes),
        inside=tuple(inside(ranking, index, item, ledger)) if look_inside else (),
        evidence=ledger.entries,
        text=" ".join(ledger.entries[key].text for key in told),
    )


def _ranked(context: Context, request: Request, row: int, without: frozenset[str] = frozenset()) -> Ranking:
    include: Rows = np.array([row], np.int32)
    return rank(make_wish(context, request), context, include=include, without=without)


def _counterfactual(
    context: Context, change: Change, row: int, item: Item, was: int | None, ledger: Ledger
) -> Counterfactual:
    ranking = _ranked(context, change.request, row, change.without)
    place = ranking.place(row)
    said = change.said[:1].upper() + change.said[1:]
    key = "otherwise" if was is None else "otherwise_same" if place == was else "otherwise_than"
    values = {"change": said, "place": ordinal(place or 0), "was": ordinal(was or 0)}
    fact = ledger.add("rank", sentence("why", key, title=name_of(item), **values), "ranking", item.id)
    score = float(ranking.scores[(place or 1) - 1])
    return Counterfactual(change=change.said, score=score, place=place, evidence=fact)


def _changes(ranking: Ranking, item: Item, row: int) -> list[Change]:
    """The wishes that can be taken back, most telling first; what counts without any wish comes last."""
    request = ranking.wish.request
    found = [*_wish_changes(ranking, request)]
    if not found or len(found) < _MOST_CHANGES:
        known = {"rating": item.rating is not None, "popularity": item.popularity is not None}
        names = [name for name in _STANDING if known[name]] or ["popularity"]
        if ranking.wish.group is not None:
            group = ranking.wish.group
            said = [(sentence("why", "without_member", who=group.called(name)), name) for name in group.names[1:]]
            return [*found, *(Change(text, request, frozenset([name])) for text, name in said)][:_MOST_CHANGES]
        if ranking.wish.learned is not None:
            _, parts = ranking.scored.of(int(np.flatnonzero(ranking.scored.rows == row)[0]))
            names = [name for name in _LEARNED if name in parts] or ["popularity"]
        found += [Change(sentence("why", f"without_{name}"), request, frozenset([name])) for name in names]
    return found[:_MOST_CHANGES]


def _wish_changes(ranking: Ranking, request: Request) -> Iterator[Change]:
    words = [word for word in WORD.findall(request.query) if is_content(word)]
    for word in words[:_MOST_CHANGES]:
        left = " ".join(part for part in request.query.split() if part.strip(".,!?;:") != word)
        query = left if len(words) > 1 else ""
        without = request.model_copy(update={"query": query, "words": ""})
        yield Change(sentence("why", "without_word", word=word), without)
    for liked in ranking.wish.liked:
        like = tuple(one for one in request.like if one != liked.id)
        said = sentence("why", "without_liked", liked=name_of(liked))
        yield Change(said, request.model_copy(update={"like": like}))
    if request.genres:
        said = sentence("why", "without_asking", wish=joined(request.genres))
        yield Change(said, request.model_copy(update={"genres": ()}))
    if request.order != "best":
        yield Change(
            sentence("why", "without_order", order=request.order), request.model_copy(update={"order": "best"})
        )
    if request.people:
        said = sentence("why", "without_asking", wish=joined(request.people))
        yield Change(said, request.model_copy(update={"people": ()}))
