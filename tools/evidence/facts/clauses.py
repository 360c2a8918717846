"""What a clause of the request and the item's own value say together: "97 minutes, under your two hours"."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tools.evidence.facts.fact import Fact, Subject
from tools.evidence.text.naming import (
    a_genre,
    an_episode,
    country_name,
    genre_name,
    joined,
    language_name,
    length_words,
    medium_name,
    number,
    role_phrase,
    with_article,
)
from tools.evidence.text.sentences import sentence
from tools.evidence.text.terms import folded
from tools.limits import Clause
from tools.models import EvidenceKind

_FEW = 9  # works ahead in the order asked for that are worth naming
_CLOSE = 0.1  # a length within a tenth of its bound is "just" inside


def limit_facts(subject: Subject) -> Iterator[Fact]:
    for clause in subject.kept():
        if make := _MAKERS.get(clause.slot):
            yield from make(subject, clause)
    yield from _years(subject)
    yield from _order(subject)


def _fact(
    subject: Subject, form: str, kind: EvidenceKind, text: str, source: str, weight: float, /, **values: str
) -> Fact:
    terms = tuple(value for value in values.values() if value)
    fact = subject.ledger.add(kind, text, source, subject.item.id, terms)
    return Fact(form, values, (fact,), weight)


def _length(subject: Subject, clause: Clause) -> Iterator[Fact]:
    minutes, bound = subject.item.minutes, clause.values[0]
    if minutes is None:
        return
    own, limit, is_max = number(minutes), number(bound), clause.slot == "minutes_max"
    close = abs(minutes - bound) <= _CLOSE * bound
    form = ("length_just_under" if close else "length_under") if is_max else "length_over"
    per = an_episode(subject.item.medium)
    text = subject.told("length_most" if is_max else "length_least", minutes=own, per=per, limit=limit)
    values = {"minutes": own, "limit": length_words(bound), "per": per}
    yield _fact(subject, form, "length", text, "running time", 0.62, **values)


def _years(subject: Subject) -> Iterator[Fact]:
    request, year = subject.wish.request, subject.item.year
    low, high = request.year_min, request.year_max
    if year is None or (low is None and high is None):
        return
    if (low is not None and year < low) or (high is not None and year > high):
        return
    if low is not None and high is not None:
        form = "year_is" if low == high else "year_in"
    else:
        form = "year_from" if low is not None else "year_until"
    text = subject.told(form, year=year, low=low, high=high)
    values = {"year": str(year), "low": str(low or ""), "high": str(high or ""), "decade": _decade(low, high)}
    values["noun"] = medium_name(subject.item.medium)
    form = "year_decade" if form == "year_in" and values["decade"] else form
    yield _fact(subject, form, "year", text, "year", 0.35, **values)


def _decade(low: int | None, high: int | None) -> str:
    return f"{low}s" if low is not None and high == low + 9 and low % 10 == 0 else ""


def _language(subject: Subject, clause: Clause) -> Iterator[Fact]:
    names = joined([language_name(code) for code in subject.item.languages if code in clause.values])
    text = subject.told("language", language=names)
    yield _fact(subject, "language", "language", text, "languages", 0.6, language=names)


def _country(subject: Subject, clause: Clause) -> Iterator[Fact]:
    wanted = {str(value).upper() for value in clause.values}
    names = joined([country_name(code) for code in subject.item.countries if code.upper() in wanted])
    text = subject.told("country", country=names)
    yield _fact(subject, "country", "country", text, "countries", 0.6, country=names)


def _person(subject: Subject, clause: Clause) -> Iterator[Fact]:
    wanted = {folded(str(value)) for value in clause.values}
    for credit in [c for c in subject.item.people if folded(c.name) in wanted][:2]:
        by, noun = role_phrase(credit.role), medium_name(subject.item.medium)
        text = subject.told("person_asked", medium=with_article(noun), by=by, person=credit.name)
        form = "person" if by == "with" else "person_made"
        fact = subject.ledger.add("person", text, "people", subject.item.id, (credit.role,))
        yield Fact(form, {"person": credit.name, "by": by}, (fact,), 0.95)


def _genre(subject: Subject, clause: Clause) -> Iterator[Fact]:
    wanted = [genre for genre in clause.values if genre in subject.item.genres]
    others = [genre_name(genre) for genre in subject.item.genres if genre not in wanted][:2]
    genres = joined([genre_name(genre) for genre in wanted])
    all_own = joined([genre_name(genre) for genre in subject.item.genres])
    text = subject.told("genre", genres=all_own, asked=joined(clause.values, "or"))
    form = "genre" if len(wanted) == 1 else "genres"
    medium = subject.item.medium
    values = {"genres": genres, "others": joined(others), "noun": medium_name(medium)}
    values["a_genre"] = a_genre(wanted[0], medium)
    yield _fact(subject, form + ("_and" if others else ""), "genre", text, "genres", 0.55, **values)


def _not_genre(subject: Subject, clause: Clause) -> Iterator[Fact]:
    own, unwanted = joined([genre_name(g) for g in subject.item.genres]), joined(clause.values, "or")
    text = subject.told("not_genre", genres=own, unwanted=unwanted)
    yield _fact(subject, "not_genre", "genre", text, "genres", 0.3, genres=own, unwanted=unwanted)


def _not_words(subject: Subject, clause: Clause) -> Iterator[Fact]:
    unwanted = joined([str(value) for value in clause.values], "or")
    text = subject.told("not_words", unwanted=unwanted)
    yield _fact(subject, "not_words", "theme", text, "description", 0.45, unwanted=unwanted)


def _rating(subject: Subject, clause: Clause) -> Iterator[Fact]:
    own, limit = number(subject.item.rating or 0), number(clause.values[0])
    text = subject.told("rating_min", rating=own, limit=limit)
    yield _fact(subject, "rating_min", "rating", text, "rating", 0.55, rating=own, limit=limit)


def _age(subject: Subject, clause: Clause) -> Iterator[Fact]:
    own, limit = number(subject.item.age_min or 0), number(clause.values[0])
    form = "age" if subject.item.age_min else "age_all"
    text = subject.told(form, age=own, limit=limit)
    yield _fact(subject, form, "rule", text, "age rating", 0.55, age=own, limit=limit)


def _medium(subject: Subject, clause: Clause) -> Iterator[Fact]:
    noun = medium_name(subject.item.medium)
    text = subject.told("medium", medium=with_article(noun))
    yield _fact(subject, "medium", "medium", text, "medium", 0.1, medium=with_article(noun), noun=noun)


def _level(subject: Subject, clause: Clause) -> Iterator[Fact]:
    level = str(subject.item.level)
    text = subject.told("level", level=level)
    yield _fact(subject, "level", "theme", text, "level", 0.6, level=level)


def _added(subject: Subject, clause: Clause) -> Iterator[Fact]:
    if subject.item.added:
        day = subject.item.added.date().isoformat()
        text = subject.told("added", day=day, limit=clause.values[0])
        yield _fact(subject, "added", "year", text, "added", 0.5, day=day)


def _order(subject: Subject) -> Iterator[Fact]:
    """Where it stands among all that fit, by the order asked for."""
    order, columns, mask = subject.wish.request.order, subject.wish.columns, subject.wish.limits.mask
    if order == "best":
        return
    by_year = order in ("new", "old")
    own = subject.item.year if by_year else subject.item.minutes
    if own is None:
        return
    values = columns.year[mask] if by_year else columns.minutes[mask]
    values = values[values >= 0]
    beyond = int((values > own).sum() if order in ("new", "long") else (values < own).sum())
    if 2 * beyond > len(values):
        return  # "as you wanted something short" is no reason for one of the longer half
    word = {"new": "newer", "old": "older", "short": "shorter", "long": "longer"}[order]
    others = sentence("order", ("none", "one")[beyond] if beyond < 2 else "many", count=beyond, word=word)
    text = subject.told("order_year" if by_year else "order_length", own=number(own), others=others)
    form = f"order_{order}" + ("_first" if not beyond else "_plain" if beyond > _FEW else "")
    kind: EvidenceKind = "year" if by_year else "length"
    source = "year" if by_year else "running time"
    yield _fact(subject, form, kind, text, source, 0.7, own=number(own), others=others)


_MAKERS: dict[str, Callable[[Subject, Clause], Iterator[Fact]]] = {
    "minutes_max": _length,
    "minutes_min": _length,
    "languages": _language,
    "countries": _country,
    "people": _person,
    "genres": _genre,
    "not_genres": _not_genre,
    "not_query": _not_words,
    "rating_min": _rating,
    "age_max": _age,
    "media": _medium,
    "level": _level,
    "added_after": _added,
}
