"""The catalogue's facts about works, and which of several is the shortest, newest or best rated."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from indexers.models import Item
from tools.context import Context
from tools.evidence.ledger import Ledger
from tools.evidence.text.naming import (
    country_name,
    credit_phrase,
    genre_name,
    joined,
    language_name,
    medium_name,
    number,
    with_article,
)
from tools.evidence.text.quotes import sentences
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


def _kind(item: Item) -> Iterator[Telling]:
    year = f" from {item.year}" if item.year else ""
    genres = f", filed under {joined([genre_name(g) for g in item.genres])}" if item.genres else ""
    yield "medium", f"{item.title} is {with_article(medium_name(item.medium))}{year}{genres}.", "catalogue"


def _minutes(item: Item) -> Iterator[Telling]:
    if item.minutes is None:
        yield "length", f"The running time of {item.title} is not recorded.", "running time"
        return
    per = " an episode" if item.medium == "series" else ""
    hours = f", which is {_clock(item.minutes)}" if item.minutes >= 60 else ""
    yield "length", f"{item.title} runs {number(item.minutes)} minutes{per}{hours}.", "running time"


def _clock(minutes: float) -> str:
    whole = int(minutes)
    rest = f" {whole % 60} min" if whole % 60 else ""
    return f"{whole // 60} h{rest}"


def _year(item: Item) -> Iterator[Telling]:
    text = f"{item.title} is from {item.year}." if item.year else f"The year of {item.title} is not recorded."
    yield "year", text, "year"


def _makers(item: Item) -> Iterator[Telling]:
    for role in dict.fromkeys(credit.role for credit in item.people if credit.role in _MAKERS):
        names = joined([credit.name for credit in item.people if credit.role == role][:_MOST_NAMES])
        yield "person", f"{item.title} has {names} as {credit_phrase(role)}.", "people"
    if not any(credit.role in _MAKERS for credit in item.people):
        yield "person", f"Who made {item.title} is not recorded.", "people"


def _cast(item: Item) -> Iterator[Telling]:
    cast = [credit.name for credit in item.people if credit.role in _CAST]
    names = (cast or [credit.name for credit in item.people])[:_MOST_NAMES]
    text = f"In {item.title} you meet {joined(names)}." if names else f"Who appears in {item.title} is not recorded."
    yield "person", text, "people"


def _rating(item: Item) -> Iterator[Telling]:
    if item.rating is None:
        yield "rating", f"No rating of {item.title} is recorded.", "rating"
    else:
        yield "rating", f"{item.title} is rated {number(item.rating)} of 10.", "rating"


def _age(item: Item) -> Iterator[Telling]:
    if item.age_min is None:
        yield "rule", f"No age rating of {item.title} is recorded.", "age rating"
    elif item.age_min == 0:
        yield "rule", f"{item.title} is rated for all ages.", "age rating"
    else:
        yield "rule", f"{item.title} is rated for ages {item.age_min} and up.", "age rating"


def _language(item: Item) -> Iterator[Telling]:
    names = joined([language_name(code) for code in item.languages])
    yield "language", f"The language of {item.title} is {names or 'not recorded'}.", "languages"


def _country(item: Item) -> Iterator[Telling]:
    names = joined([country_name(code) for code in item.countries])
    text = f"{item.title} comes from {names}." if names else f"Where {item.title} was made is not recorded."
    yield "country", text, "countries"


def _genres(item: Item) -> Iterator[Telling]:
    names = joined([genre_name(genre) for genre in item.genres])
    yield (
        "genre",
        f"{item.title} is filed under {names}." if names else f"No genre of {item.title} is recorded.",
        "genres",
    )


def _plot(item: Item) -> Iterator[Telling]:
    told = sentences(item.description)[:2]
    yield "theme", " ".join(told) if told else f"There is no description of {item.title} here.", "description"


def _seasons(item: Item) -> Iterator[Telling]:
    seasons = item.extra.get("seasons")
    text = f"{item.title} has {seasons} seasons." if seasons else f"How many parts {item.title} has is not recorded."
    yield "count", text, "catalogue"


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
        leaders = [item.title for item in known if getattr(item, field) == getattr(known[0], field)]
        verb = "is" if len(leaders) == 1 else "are"
        yield _said(ledger, (kind, f"{joined(leaders)} {verb} the {word}{value}.", source), known[0])
        rest = [item for item in known if item.title not in leaders]
        if rest and field != "popularity":
            others = joined([f"{item.title}{_valued(item, field)}" for item in rest])
            yield _said(ledger, (kind, f"After that: {others}.", source), rest[0])
    for item in items:
        if getattr(item, field) is None:
            yield _said(ledger, (kind, f"For {item.title} the {source} is not recorded.", source), item)


def _valued(item: Item, field: str) -> str:
    value = getattr(item, field)
    if field == "minutes":
        return f", at {number(value)} minutes"
    if field == "popularity":
        return ""
    return f", from {value}" if field == "year" else f", at {number(value)} of 10"
