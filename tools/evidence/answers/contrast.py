"""One work against others: how they differ, and why one was left out or came after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from indexers.models import Item
from tools.context import Context
from tools.evidence.answers.trouble import broken_facts
from tools.evidence.ledger import Ledger
from tools.evidence.text.naming import genre_name, joined, language_name, name_at, name_of, number, ordinal
from tools.evidence.text.quotes import leading_quote
from tools.evidence.text.sentences import sentence
from tools.models import EvidenceKind, Reason, Request, Statement
from tools.ranking.rank import Ranking, make_wish, rank

_TOP = 5  # places that a reply shows
_MOST = 4


def compare(context: Context, ids: Sequence[str]) -> Statement:
    """The true differences between two works; of more, the first is held against each other one."""
    items, ledger = context.library.catalogue.get(ids), Ledger()
    told = [reason for other in items[1:_MOST] for reason in _differences(items[0], other, ledger)]
    once = {reason.text: reason for reason in told}
    return Statement(items=tuple(item.id for item in items), sentences=tuple(once.values()), evidence=ledger.entries)


def _differences(one: Item, other: Item, ledger: Ledger) -> Iterator[Reason]:
    for tell in (_stories, _lengths, _years, _genres, _people, _ratings, _languages):
        for kind, text, source in tell(one, other):
            yield Reason(text=text, evidence=(ledger.add(kind, text, source, one.id),))


Telling = tuple[EvidenceKind, str, str]


def _stories(one: Item, other: Item) -> Iterator[Telling]:
    for item in (one, other):
        if quote := leading_quote(item.description):
            yield "theme", sentence("compare", "story", title=name_of(item), quote=quote), "description"


def _lengths(one: Item, other: Item) -> Iterator[Telling]:
    if one.minutes is None or other.minutes is None:
        return
    short, long = sorted((one, other), key=lambda item: item.minutes or 0)
    less, more = number(short.minutes or 0), number(long.minutes or 0)
    if less == more:
        yield "length", sentence("compare", "lengths_same", less=less), "running time"
        return
    gap = number((long.minutes or 0) - (short.minutes or 0))
    text = sentence("compare", "lengths", one=name_of(short), less=less, more=more, gap=gap)
    yield "length", text, "running time"


def _years(one: Item, other: Item) -> Iterator[Telling]:
    if one.year and other.year and one.year != other.year:
        old, new = sorted((one, other), key=lambda item: item.year or 0)
        values = {"one": name_of(old), "first": old.year, "other": name_of(new), "second": new.year}
        yield "year", sentence("compare", "years", **values), "year"
    elif one.year and one.year == other.year:
        yield "year", sentence("compare", "years_same", year=one.year), "year"


def _genres(one: Item, other: Item) -> Iterator[Telling]:
    both = [genre_name(genre) for genre in one.genres if genre in other.genres]
    mine = [genre_name(genre) for genre in one.genres if genre not in other.genres]
    theirs = [genre_name(genre) for genre in other.genres if genre not in one.genres]
    key = "genres_only" if both else "genres_own"
    parts = [sentence("compare", "genres_both", genres=joined(both))] if both else []
    parts += [sentence("compare", key, title=name_of(one), genres=joined(mine))] if mine else []
    parts += [sentence("compare", key, title=name_of(other), genres=joined(theirs))] if theirs else []
    if parts:
        text = sentence("compare", "genres_next").join(parts)
        yield "genre", sentence("compare", "genres_all", text=f"{text[:1].upper()}{text[1:]}"), "genres"


def _people(one: Item, other: Item) -> Iterator[Telling]:
    theirs = {credit.name for credit in other.people}
    both = [credit.name for credit in one.people if credit.name in theirs]
    if both:
        yield "person", sentence("compare", "people", people=joined(both[:3])), "people"


def _ratings(one: Item, other: Item) -> Iterator[Telling]:
    if one.rating is not None and other.rating is not None:
        low, high = sorted((one, other), key=lambda item: item.rating or 0)
        if low.rating == high.rating:
            yield "rating", sentence("compare", "ratings_same", rating=number(low.rating or 0)), "rating"
        else:
            marks = {"first": number(high.rating or 0), "second": number(low.rating or 0)}
            yield "rating", sentence("compare", "ratings", one=name_of(high), **marks), "rating"


def _languages(one: Item, other: Item) -> Iterator[Telling]:
    if one.languages and other.languages and set(one.languages) != set(other.languages):
        first, second = (joined([language_name(code) for code in item.languages]) for item in (one, other))
        values = {"one": name_of(one), "first": first, "other": name_of(other), "second": second}
        yield "language", sentence("compare", "languages", **values), "languages"


def why_not(context: Context, item_id: str, request: Request) -> Statement:
    """Which clauses shut a work out; else the place that it takes and what goes before it. Unknown id: nothing."""
    row = context.library.catalogue.columns().row_of.get(item_id)
    if row is None:
        return Statement()
    ledger, wish = Ledger(), make_wish(context, request)
    (item,) = context.library.catalogue.get([item_id])
    keys = list(broken_facts(wish, row, item, ledger))
    if not keys:
        keys = list(_outranked(rank(wish, context, include=np.array([row], np.int32)), row, item, ledger))
    told = tuple(Reason(text=ledger.entries[key].text, evidence=(key,)) for key in keys[:_MOST])
    return Statement(items=(item_id,), sentences=told, evidence=ledger.entries)


def _outranked(ranking: Ranking, row: int, item: Item, ledger: Ledger) -> Iterator[str]:
    place, fits = ranking.place(row) or 0, int(ranking.wish.limits.mask.sum())
    text = sentence("compare", "nothing_against", title=name_of(item), place=ordinal(place), fits=fits)
    yield ledger.add("rank", text, "ranking", item.id)
    if place > 1:
        yield _ahead(ranking, row, item, 0 if place <= _TOP else _TOP - 1, ledger)
        if place > _TOP:
            yield _ahead(ranking, row, item, 0, ledger)


def _ahead(ranking: Ranking, row: int, item: Item, place: int, ledger: Ledger) -> str:
    """What speaks most for the work at `place` (0-based) against this one."""
    other, own = int(ranking.order[place]), int(np.flatnonzero(ranking.scored.rows == row)[0])
    ahead, mine = _parts(ranking, other), _parts(ranking, own)
    gains = {name: ahead.get(name, 0.0) - mine.get(name, 0.0) for name in {**ahead, **mine}}
    name = max(gains, key=lambda key: gains[key])
    title, order = name_at(ranking.wish.columns, int(ranking.scored.rows[other])), ranking.wish.request.order
    why = sentence("ahead", f"order {order}" if name == "order" else name)
    text = sentence("compare", "ahead", title=name_of(item), other=title, place=ordinal(place + 1), why=why)
    return ledger.add("rank", text, "ranking", item.id)


def _parts(ranking: Ranking, index: int) -> dict[str, float]:
    """Of the score of one work, what a group's members give as one."""
    _, parts = ranking.scored.of(index)
    members = ranking.wish.group.names if ranking.wish.group is not None else ()
    return {name: value for name, value in parts.items() if name not in members} | (
        {"together": float(ranking.scored.parts["together"][index])} if members else {}
    )
