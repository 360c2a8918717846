"""What can be said of a work whatever was asked: its rating, how well known it is, what it is about."""

from __future__ import annotations

from collections.abc import Iterator

from tools.candidates.popular import mean_rating
from tools.evidence.facts.fact import Fact, Subject
from tools.evidence.text.naming import joined, medium_name, number, ordinal, role_phrase, tally, with_article
from tools.evidence.text.quotes import leading_quote

_GOOD = 0.7  # rating points above the library's mean from which a rating is worth a word
_MAKERS, _CAST = 2, 3  # names at most
_TOP_SHARES = (0.01, 0.05, 0.1, 0.2)


def standing_facts(subject: Subject) -> Iterator[Fact]:
    yield from _rating(subject)
    yield from _popularity(subject)
    yield from _about(subject)
    yield from _maker(subject)
    yield from _cast(subject)


def rank_facts(subject: Subject) -> Iterator[Fact]:
    """For a work that fits the wish all told, though no single word, theme or person says how."""
    wish, fits = subject.wish, int(subject.wish.limits.mask.sum())
    named = f"“{wish.said}”" if wish.query else joined([item.title for item in wish.liked])
    if named and subject.place:
        place = ordinal(subject.place)
        text = subject.told("rank", fits=tally(fits), place=place, wish=named)
        fact = subject.ledger.add("rank", text, "ranking", subject.item.id)
        yield Fact("rank", {"place": place, "fits": tally(fits), "wish": named}, (fact,), 0.7)


def _rating(subject: Subject) -> Iterator[Fact]:
    rating, average = subject.item.rating, mean_rating(subject.wish.columns)
    if rating is None or rating < average + _GOOD:
        return
    shown, usual = number(rating), f"{average:.1f}"
    text = subject.told("rating", rating=shown, average=usual)
    fact = subject.ledger.add("rating", text, "rating", subject.item.id)
    yield Fact("rating", {"rating": shown, "average": usual}, (fact,), 0.4 + (rating - 6) / 20, is_tied=False)


def _popularity(subject: Subject) -> Iterator[Fact]:
    share = float(subject.wish.columns.popularity[subject.row])
    top = next((top for top in _TOP_SHARES if share >= 1 - top), None)
    if top is None:
        return
    percent = str(round(100 * top))
    text = subject.told("popularity", percent=percent)
    fact = subject.ledger.add("popularity", text, "popularity", subject.item.id)
    yield Fact("popular", {"percent": percent}, (fact,), 0.35 + (0.2 - top) / 4, is_tied=False)


def _about(subject: Subject) -> Iterator[Fact]:
    quote = leading_quote(subject.item.description)
    if quote:
        text = subject.told("begins", quote=quote)
        fact = subject.ledger.add("theme", text, "description", subject.item.id)
        yield Fact("about", {"quote": quote}, (fact,), 0.5, is_tied=False)


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
        yield Fact("maker", values, (fact,), 0.33, is_tied=False)
