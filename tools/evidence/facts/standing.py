"""What can be said of a work whatever was asked: its rating, how well known it is, who made it, how it begins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tools.candidates.popular import mean_rating
from tools.evidence.facts.fact import Fact, Subject
from tools.evidence.text.naming import (
    joined,
    medium_name,
    name_of,
    number,
    ordinal,
    role_phrase,
    said_back,
    tally,
    with_article,
)
from tools.evidence.text.quotes import leading_quote

_GOOD = 0.7  # rating points above the library's mean from which a rating is worth a word
_MAKERS, _CAST = 2, 3  # names at most
_TOP_SHARES = (0.01, 0.05, 0.1, 0.2)


def standing_facts(subject: Subject) -> Iterator[Fact]:
    yield from _rating(subject)
    yield from _popularity(subject)
    yield from _maker(subject)
    yield from _cast(subject)


def led(subject: Subject, fact: Fact) -> Fact:
    """The fact led by how the description begins, unless it has a quotation of its own."""
    quote = leading_quote(subject.item.description)
    if fact.quote or not quote:
        return fact
    begins = subject.ledger.add("theme", subject.told("begins", quote=quote), "description", subject.item.id)
    return replace(fact, quote=quote, evidence=(*fact.evidence, begins))


def rank_facts(subject: Subject, *, poor: bool) -> Iterator[Fact]:
    """For a work that fits the wish all told, though no single word, theme or person says how."""
    wish, fits = subject.wish, int(subject.wish.limits.mask.sum())
    named = f"“{said_back(wish.said)}”" if wish.query else joined([name_of(item) for item in wish.liked])
    if named and subject.place:
        text = subject.told("rank", fits=tally(fits), place=ordinal(subject.place), wish=named)
        fact = subject.ledger.add("rank", text, "ranking", subject.item.id)
        form = "guess" if poor else "rank" if wish.query else "rank_like"
        values = {"asked": subject.asked, "liked": named, "noun": medium_name(subject.item.medium)}
        yield Fact(form, values, (fact,), 0.3 if poor else 0.7)


def _rating(subject: Subject) -> Iterator[Fact]:
    rating, average = subject.item.rating, mean_rating(subject.wish.columns)
    if rating is None or rating < average + _GOOD:
        return
    shown, usual = number(rating), f"{average:.1f}"
    text = subject.told("rating", rating=shown, average=usual)
    fact = subject.ledger.add("rating", text, "rating", subject.item.id)
    yield Fact("rating", {"rating": shown, "average": usual}, (fact,), 0.4 + (rating - 6) / 40, is_tied=False)


def _popularity(subject: Subject) -> Iterator[Fact]:
    share = float(subject.wish.columns.popularity[subject.row])
    top = next((top for top in _TOP_SHARES if share >= 1 - top), None)
    if top is None:
        return
    percent = str(round(100 * top))
    text = subject.told("popularity", percent=percent)
    fact = subject.ledger.add("popularity", text, "popularity", subject.item.id)
    yield Fact("popular", {}, (fact,), 0.3 + (0.2 - top) / 4, is_tied=False)


def _cast(subject: Subject) -> Iterator[Fact]:
    names = [credit.name for credit in subject.item.people if credit.role in ("actor", "voice")][:_CAST]
    if len(names) > 1:
        text = subject.told("cast", people=joined(names))
        fact = subject.ledger.add("person", text, "people", subject.item.id, ("actor",))
        yield Fact("cast", {"people": joined(names)}, (fact,), 0.34, is_tied=False)


def _maker(subject: Subject) -> Iterator[Fact]:
    people = subject.item.people
    makers = [c for c in people if c.role in ("director", "creator", "artist", "host", "lecturer")]
    for role in list(dict.fromkeys(c.role for c in makers))[:1]:
        names = [c.name for c in people if c.role == role][:_MAKERS]
        by, noun = role_phrase(role), medium_name(subject.item.medium)
        text = subject.told("person", medium=with_article(noun), by=by, person=joined(names))
        fact = subject.ledger.add("person", text, "people", subject.item.id, (role,))
        values = {"by": by, "people": joined(names), "medium": with_article(noun), "noun": noun}
        yield Fact("maker", values, (fact,), 0.45, is_tied=False)
