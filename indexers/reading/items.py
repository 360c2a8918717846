"""A record (a JSON object, a row of a table) -> an Item."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from indexers.models import MEDIA, Credit, Item, Medium
from indexers.reading import labels
from indexers.reading.lines import LineError, name_of, number_of, text_of, texts_of, time_of, whole_of

READER = 2  # grows when the same record is read differently, so that sources are read anew
YEARS = (1800, 2199)
_LONGEST_NAME = 1_000
_KNOWN = frozenset(Item.model_fields)


def read_item(record: Mapping[str, Any]) -> Item:
    """The item that `record` describes, labels normalised. Raises LineError with the cause.

    0 for year and minutes, empty texts and lists mean: not known. Fields that the contract does not name are kept
    in `extra`.
    """
    return Item(
        id=read_id(record),
        title=name_of(_required(record, "title")),
        medium=_medium(record),
        year=None if record.get("year") == 0 else whole_of(record, "year", *YEARS),
        minutes=_minutes(record),
        genres=labels.genres(texts_of(record, "genres")),
        languages=labels.languages(texts_of(record, "languages")),
        countries=labels.countries(texts_of(record, "countries")),
        people=_people(record),
        keywords=_unique(texts_of(record, "keywords")),
        description=text_of(record, "description"),
        popularity=_finite(record, "popularity"),
        rating=number_of(record, "rating", 0, 10),
        age_min=whole_of(record, "age_min", 0, 99),
        aliases=_unique(texts_of(record, "aliases", "|;")),
        added=time_of(record, "added"),
        parent=_name(record, "parent"),
        season=whole_of(record, "season", 0, 100_000),
        number=whole_of(record, "number", 0, 10_000_000),
        level=_name(record, "level"),
        image=_name(record, "image"),
        subtitles=labels.languages(texts_of(record, "subtitles")),
        path=_name(record, "path"),
        url=_name(record, "url"),
        extra=_extra(record),
    )


def read_id(record: Mapping[str, Any]) -> str:
    """The id as text. Raises LineError."""
    value = record.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _required(record, "id")


def _required(record: Mapping[str, Any], name: str) -> str:
    text = text_of(record, name, _LONGEST_NAME)
    if not text:
        raise LineError(f"{name} is {'empty' if record.get(name) is not None else 'missing'}")
    return text


def _medium(record: Mapping[str, Any]) -> Medium:
    said = _required(record, "medium")
    medium = labels.medium(said)
    if medium not in MEDIA:
        raise LineError(f"medium is {said[:60]!r}, but must be one of {', '.join(MEDIA)}")
    return medium


def _minutes(record: Mapping[str, Any]) -> float | None:
    minutes = number_of(record, "minutes", 0, 100_000)
    return minutes or None


def _finite(record: Mapping[str, Any], name: str) -> float | None:
    number = number_of(record, name, -math.inf, math.inf)
    if number is not None and math.isinf(number):
        raise LineError(f"{name} is infinite, but must be a number")
    return number


def _people(record: Mapping[str, Any]) -> tuple[Credit, ...]:
    value = record.get("people")
    if value is None or isinstance(value, str):
        return tuple(Credit(name=name) for name in _unique(texts_of(record, "people")))
    if not isinstance(value, list | tuple):
        raise LineError("people must be a list of names, or of objects with name and role")
    return tuple(dict.fromkeys(credit for entry in value if (credit := _credit(entry)) is not None))


def _credit(entry: object) -> Credit | None:
    if isinstance(entry, str):
        entry = {"name": entry}
    if not isinstance(entry, Mapping) or not isinstance(entry.get("name"), str):
        raise LineError("people must be a list of names, or of objects with name and role")
    name = name_of(entry["name"])
    return Credit(name=name, role=text_of(entry, "role", 100).lower()) if name else None


def _name(record: Mapping[str, Any], name: str) -> str | None:
    if isinstance(record.get(name), int) and not isinstance(record[name], bool):
        return str(record[name])
    return text_of(record, name, 10_000) or None


def _unique(texts: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


def _extra(record: Mapping[str, Any]) -> dict[str, Any]:
    extra = record.get("extra") or {}
    if not isinstance(extra, Mapping):
        raise LineError("extra must be an object")
    return {**{name: value for name, value in record.items() if name not in _KNOWN}, **extra}
