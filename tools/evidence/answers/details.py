"""The catalogue's facts about works, and which of several is the shortest, newest or best rated."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from indexers.models import Item
from tools.context import Context
from tools.evidence.ledger import Ledger
from tools.evidence.text.naming import (
    an_episode,
    country_name,
    genre_name,
    joined,
    language_name,
    medium_name,
    name_of,
    number,
    role_phrase,
    with_article,
)
from tools.evidence.text.quotes import plain_sentences
from tools.evidence.text.sentences import sentence
from tools.models import EvidenceKind, Reason, Statement

Telling = tuple[EvidenceKind, str, str]  # kind, sentence, source
_MAKERS = ("director", "creator", "artist", "composer", "host", "lecturer", "teacher", "author", "writer", "band")
_CAST = ("actor", "voice", "")
_MOST_NAMES = 5


def details(context: Context, ids: Sequence[str], attribute: str | None = None) -> Statement:
    """True sentences about `ids`: the attribute asked for, or an overview. `which-...` compares them all."""
    items, ledger = context.library.catalogue.get(ids), Ledger()
    if attribute and attribute.startswith("which"):
        told = list(_which(items, attribute.removeprefix("which-"), ledger))
    else:
        told = [_said(ledger, telling, item) for item in items for telling in _tellings(item, attribute)]
    return Statement(items=tuple(item.id for item in items), sentences=tuple(told), evidence=ledger.entries)


def _tellings(item: Item, attribute: str | None) -> Iterator[Telling]:
    """What was asked for; else an overview, silent about what is not recorded."""
    if attribute in _TELLERS:
        yield from _TELLERS[attribute](item)
        return
    for name, is_known in (
        ("kind", True),
        ("director", any(credit.role in _MAKERS for credit in item.people)),
        ("cast", any(credit.role in _CAST for credit in item.people)),
        ("minutes", item.minutes is not None),
        ("plot", bool(item.description)),
    ):
        if is_known:
            yield from _TELLERS[name](item)


def _said(ledger: Ledger, telling: Telling, item: Item) -> Reason:
    kind, text, source = telling
    return Reason(text=text, evidence=(ledger.add(kind, text, source, item.id),))


def _told(kind: EvidenceKind, source: str, key: str, item: Item, **values: object) -> Telling:
    return kind, sentence("detail", key, title=name_of(item), **values), source


def _kind(item: Item) -> Iterator[Telling]:
    year = sentence("detail", "kind_year", year=item.year) if item.year else ""
    genres = joined([genre_name(genre) for genre in item.genres])
    filed = sentence("detail", "kind_genres", genres=genres) if genres else ""
    medium = with_article(medium_name(item.medium))
    yield _told("medium", "catalogue", "kind", item, medium=medium, year=year, genres=filed)


def _minutes(item: Item) -> Iterator[Telling]:
    if item.minutes is None:
        yield _told("length", "running time", "minutes_unknown", item)
        return
    per = an_episode(item.medium)
    hours = sentence("detail", "minutes_hours", clock=_clock(item.minutes)) if item.minutes >= 60 else ""
    yield _told("length", "running time", "minutes", item, minutes=number(item.minutes), per=per, hours=hours)


def _clock(minutes: float) -> str:
    whole = int(minutes)
    return sentence("detail", "clock_rest" if whole % 60 else "clock", hours=whole // 60, rest=whole % 60)


def _year(item: Item) -> Iterator[Telling]:
    yield _told("year", "year", "year" if item.year else "year_unknown", item, year=item.year)


def _makers(item: Item) -> Iterator[Telling]:
    roles = {credit.role for credit in item.people}
    for role in [role for role in _MAKERS if role in roles][:1]:  # "who directed it?" is not about its music
        names = joined([credit.name for credit in item.people if credit.role == role][:_MOST_NAMES])
        yield _told("person", "people", "maker", item, people=names, by=role_phrase(role))
    if not any(credit.role in _MAKERS for credit in item.people):
        yield _told("person", "people", "maker_unknown", item)


def _cast(item: Item) -> Iterator[Telling]:
    cast = [credit.name for credit in item.people if credit.role in _CAST]
    names = joined((cast or [credit.name for credit in item.people])[:_MOST_NAMES])
    yield _told("person", "people", "cast" if names else "cast_unknown", item, people=names)


def _rating(item: Item) -> Iterator[Telling]:
    key = "rating_unknown" if item.rating is None else "rating"
    yield _told("rating", "rating", key, item, rating=number(item.rating or 0))


def _age(item: Item) -> Iterator[Telling]:
    key = "age_unknown" if item.age_min is None else "age" if item.age_min else "age_all"
    yield _told("rule", "age rating", key, item, age=item.age_min)


def _language(item: Item) -> Iterator[Telling]:
    names = joined([language_name(code) for code in item.languages])
    yield _told("language", "languages", "language" if names else "language_unknown", item, language=names)


def _country(item: Item) -> Iterator[Telling]:
    names = joined([country_name(code) for code in item.countries])
    yield _told("country", "countries", "country" if names else "country_unknown", item, country=names)


def _genres(item: Item) -> Iterator[Telling]:
    names = joined([genre_name(genre) for genre in item.genres])
    yield _told("genre", "genres", "genres" if names else "genres_unknown", item, genres=names)


def _plot(item: Item) -> Iterator[Telling]:
    plot = " ".join(plain_sentences(item.description)[:2])
    yield _told("theme", "description", "plot" if plot else "plot_unknown", item, plot=plot)


def _seasons(item: Item) -> Iterator[Telling]:
    seasons = item.extra.get("seasons")
    yield _told("count", "catalogue", "seasons" if seasons else "seasons_unknown", item, seasons=seasons)


_TELLERS: dict[str, Callable[[Item], Iterator[Telling]]] = {
    "kind": _kind,
    "minutes": _minutes,
    "year": _year,
    "director": _makers,
    "cast": _cast,
    "rating": _rating,
    "age": _age,
    "language": _language,
    "country": _country,
    "genres": _genres,
    "plot": _plot,
    "seasons": _seasons,
}

_WHICH: dict[str, tuple[str, bool, EvidenceKind, str]] = {  # field, largest first, kind, source
    "shortest": ("minutes", False, "length", "running time"),
    "longest": ("minutes", True, "length", "running time"),
    "newest": ("year", True, "year", "year"),
    "oldest": ("year", False, "year", "year"),
    "best": ("rating", True, "rating", "rating"),
    "worst": ("rating", False, "rating", "rating"),
    "popular": ("popularity", True, "popularity", "popularity"),
}


def _which(items: Sequence[Item], asked: str, ledger: Ledger) -> Iterator[Reason]:
    """The one that leads, then the values of the others; works without a value are named as such."""
    field, largest, kind, source = _WHICH.get(asked, _WHICH["shortest"])
    word = {"best": "best rated", "worst": "lowest rated", "popular": "best known"}.get(asked, asked)
    known = [item for item in items if getattr(item, field) is not None]
    known.sort(key=lambda item: -getattr(item, field) if largest else getattr(item, field))
    if known:
        value = _valued(known[0], field)
        leaders = [name_of(item) for item in known if getattr(item, field) == getattr(known[0], field)]
        key = "leader" if len(leaders) == 1 else "leaders"
        text = sentence("detail", key, titles=joined(leaders), word=word, value=value)
        yield _said(ledger, (kind, text, source), known[0])
        rest = [item for item in known if name_of(item) not in leaders]
        if rest and field != "popularity":
            others = joined([f"{name_of(item)}{_valued(item, field)}" for item in rest])
            yield _said(ledger, (kind, sentence("detail", "followers", others=others), source), rest[0])
    for item in items:
        if getattr(item, field) is None:
            yield _said(ledger, _told(kind, source, "value_unknown", item, field=source), item)


def _valued(item: Item, field: str) -> str:
    if field == "popularity":
        return ""
    return sentence("detail", f"value_{field}", value=number(getattr(item, field)))
