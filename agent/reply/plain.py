"""A Request said back in a language that has no grammar in code: its limits in a row, each by the phrase book."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import prompts
from agent.reply.kinds import nouns
from tools.evidence.text.naming import (
    a_genre,
    country_name,
    genre_name,
    grammar,
    joined,
    language_name,
    number,
    said_back,
)
from tools.models import Request

_NAMES: dict[str, Callable[[str], str]] = {
    "languages": language_name,
    "countries": country_name,
    "genres": genre_name,
    "media": lambda m: nouns([m]),
}
_NUMBERS = ("minutes_min", "minutes_max", "rating_min", "age_max")
_MOST = 6  # parts of a wish that may be said in passing


def plain_clause(slot: str, value: str) -> str:
    """One limit: "minutes_max 100", "not_genres horror"."""
    bare = slot.removeprefix("not_")
    told = joined([_named(bare, one) for one in value.split(", ")], "or")
    return _book().get(slot, _book()["not"] if slot != bare else "{value}").format(value=told)


def plain_wish(request: Request, titles: Mapping[str, str], noun: str, *, changed: bool) -> str:
    """What is asked for; "" where that would be long. `changed`: it is what changed since the last one."""
    parts = [*_parts(request, titles, changed=changed), *_unwanted(request)]
    kind = _kind(request, "" if changed else noun)
    said = [part for part in (*parts, kind) if part]
    return grammar("comma").join(said) if (parts or request.genres or request.media) and len(said) <= _MOST else ""


def _parts(request: Request, titles: Mapping[str, str], *, changed: bool) -> Iterator[str]:
    book = _book()
    if request.query:
        yield book["query"].format(value=said_back(request.query))
    if request.languages:
        yield joined([language_name(code) for code in request.languages], "or")
    if request.countries:
        yield joined([country_name(code) for code in request.countries], "or")
    if named := [titles[one] for one in request.like if one in titles][:2]:
        yield book["like"].format(value=joined(named))
    if request.people:
        yield book["people"].format(value=joined(request.people, "or"))
    yield from _years(request)
    for slot in _NUMBERS:
        if (value := getattr(request, slot)) is not None:
            yield book[slot].format(value=number(value))
    if changed and request.order in book:
        yield book[request.order]


def _years(request: Request) -> Iterator[str]:
    low, high = request.year_min, request.year_max
    if low is not None and high is not None:
        decade = low % 10 == 0 and high == low + 9
        yield _book()["year" if low == high else "decade" if decade else "years"].format(low=low, high=high)
    elif low is not None or high is not None:
        yield _book()["year_min" if high is None else "year_max"].format(value=low if high is None else high)


def _unwanted(request: Request) -> Iterator[str]:
    slots = {"genres": request.not_genres, "languages": request.not_languages, "media": request.not_media}
    told = [_named(slot, value) for slot, values in slots.items() for value in values] + list(request.not_people)
    if told:
        yield _book()["not"].format(value=joined(told, "or"))
    if request.not_query:
        yield _book()["not_query"].format(value=said_back(request.not_query))


def _kind(request: Request, noun: str) -> str:
    if len(request.genres) == 1 and len(request.media) == 1:
        return a_genre(request.genres[0], request.media[0])
    genres = joined([genre_name(genre) for genre in request.genres], "and" if request.genres_all else "or")
    return f"{genres}{nouns(request.media) or noun}"


def _named(slot: str, value: str) -> str:
    return _NAMES[slot](value) if slot in _NAMES else said_back(value)


def _book() -> dict[str, str]:
    return dict(prompts.phrases("names")["clauses"])
