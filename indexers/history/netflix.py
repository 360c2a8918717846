"""Netflix's exports: the viewing history of one profile (title and date), and the full one (viewing, ratings, list,
searches of all profiles)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import islice
from typing import Any

from indexers.history.export import Export, Member, Part, Read, Said
from indexers.history.export.dates import Order, order_of, read_date
from indexers.history.export.episodes import Named, split_title
from indexers.history.export.rows import cell, headings, table_rows
from indexers.models import Interaction, Kind
from indexers.reading.lines import Line, LineError, number_of

_SAMPLED = 5_000  # rows by which the order of day and month is told
_LEAST_MINUTES = 2.0  # less was a look at it
_VIEWING = frozenset(("profile name", "start time", "title"))
_RATINGS = frozenset(("profile name", "title name", "rating type"))
_LIST = frozenset(("profile name", "title name", "utc title add date"))
_SEARCHES = frozenset(("profile name", "query typed"))
_DATED = re.compile(r"[,;\t]\s*\"?\d{1,4}\D{1,3}\d{1,2}\D{1,3}\d{1,4}\D{0,6}$")


def parts_of(export: Export) -> list[Part]:
    """The full export's tables; the list of one profile is read where they are not there."""
    tables = [member for member in export.members if member.suffix in (".csv", ".txt")]
    found = [part for member in tables if (part := _full(member))]
    return found or [part for member in tables if (part := _short(member))]


def _full(member: Member) -> Part | None:
    names = headings(member)
    readers: dict[frozenset[str], Read] = {
        _VIEWING: _viewing, _RATINGS: _rating, _LIST: _wanted, _SEARCHES: _searched
    }  # fmt: skip
    return next((Part(member, table_rows, read) for wanted, read in readers.items() if names >= wanted), None)


def _short(member: Member) -> Part | None:
    """Two columns, the second a date, under names in the language of the profile."""
    first_row = member.head.splitlines()[1:2]
    if len(headings(member)) != 2 or not (first_row and _DATED.search(first_row[0].decode("utf8", "replace"))):
        return None
    order: list[Order] = []
    return Part(member, partial(_short_lines, order), partial(_seen, order))


def _short_lines(order: list[Order], member: Member) -> Iterator[Line]:
    """Rows as title and date, whatever the columns are called; `order` becomes known before the first."""
    lines = ({"title": _nth(line, 0), "date": _nth(line, 1)} for line in islice(table_rows(member), _SAMPLED))
    order[:] = [order_of(one["date"] for one in lines)]
    for line in table_rows(member):
        if line.record is None:
            yield line
        else:
            yield Line(line.number, {"title": _nth(line, 0), "date": _nth(line, 1)})


def _nth(line: Line, place: int) -> str:
    cells = list((line.record or {}).values())
    return str(cells[place]) if place < len(cells) else ""


def _seen(order: list[Order], record: Mapping[str, Any]) -> Iterator[Said]:
    title = cell(record, "title")
    if not title:
        raise LineError("has no title")
    yield "", interaction("view", title, at=read_date(cell(record, "date"), order[0]))


def _viewing(record: Mapping[str, Any]) -> Iterator[Said]:
    """Trailers, and what played by itself, were not chosen; a minute was a look."""
    title = cell(record, "title")
    if not title:
        raise LineError("has no title")
    minutes = _minutes(cell(record, "duration"))
    if cell(record, "supplemental video type") or "Autoplayed: user action: None" in cell(record, "attributes"):
        return
    if minutes is not None and minutes < _LEAST_MINUTES:
        return
    yield _profile(record), interaction("view", title, at=read_date(cell(record, "start time")), minutes=minutes)


def _rating(record: Mapping[str, Any]) -> Iterator[Said]:
    """Stars of 5 in the old days; thumbs since: 1 down, 2 up, 3 two up."""
    who, title, at = _profile(record), cell(record, "title name"), read_date(cell(record, "event utc ts"))
    if not title:
        raise LineError("has no title")
    if stars := number_of(record, "star value", 0, 5):
        yield who, interaction("rating", title, at=at, value=stars, scale=5)
    thumbs = number_of(record, "thumbs value", 0, 3)
    if thumbs:
        yield who, interaction("like" if thumbs >= 2 else "dislike", title, at=at)


def _wanted(record: Mapping[str, Any]) -> Iterator[Said]:
    if not (title := cell(record, "title name")):
        raise LineError("has no title")
    yield _profile(record), interaction("want", title, at=read_date(cell(record, "utc title add date")))


def _searched(record: Mapping[str, Any]) -> Iterator[Said]:
    if text := cell(record, "query typed"):
        at = read_date(cell(record, "utc timestamp"))
        yield _profile(record), Interaction(kind="search", text=text, at=at, source="netflix")


def _profile(record: Mapping[str, Any]) -> str:
    return cell(record, "profile name", longest=200)


def interaction(kind: Kind, title: str, **more: Any) -> Interaction:
    named = split_title(title) or Named(title)
    return Interaction(
        kind=kind,
        title=named.title,
        series=named.series,
        season=named.season,
        number=named.number,
        medium="episode" if named.series else "film" if kind == "view" else None,
        source="netflix",
        **more,
    )


def _minutes(text: str) -> float | None:
    """Of "01:02:03"."""
    parts = text.split(":")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return None
    hours, minutes, seconds = (int(part) for part in parts)
    return 60 * hours + minutes + seconds / 60
