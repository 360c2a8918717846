"""Kodi: its video library exported as one file (videodb.xml) or as .nfo beside the films: what was watched, begun and
rated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import chain
from typing import Any, cast
from xml.etree.ElementTree import Element, ParseError, XMLPullParser

from indexers.history.export import Export, Member, Part, Said
from indexers.history.export.dates import read_date
from indexers.history.export.rows import cell, encoding_of
from indexers.history.match.ids import SERIES
from indexers.models import Interaction, Medium
from indexers.reading.items import YEARS
from indexers.reading.lines import Line, LineError, number_of, whole_of

_MEDIA: dict[str, Medium] = {"movie": "film", "tvshow": "series", "episodedetails": "episode", "musicvideo": "clip"}
_SIGNS = (b"<playcount>", b"<watched>", b"<lastplayed>", b"<userrating>", b"<resume>")
_ROOTS = tuple(f"<{name}".encode() for name in _MEDIA)
_PROLOGUE = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_BLOCK = 1 << 18  # characters
_FIELDS = ("title", "originaltitle", "year", "premiered", "playcount", "watched", "lastplayed", "userrating",
           "showtitle", "season", "episode", "imdbid", "tmdbid", "id")  # fmt: skip


def parts_of(export: Export) -> list[Part]:
    """XML that declares no entities, and says of a film or series whether it was watched."""
    return [Part(member, _lines, _read) for member in export.members if _is_kodi(member)]


def _is_kodi(member: Member) -> bool:
    if member.suffix not in (".xml", ".nfo") or _ENTITIES.search(member.head):
        return False
    head = member.head
    return b"<videodb" in head or (any(root in head for root in _ROOTS) and any(sign in head for sign in _SIGNS))


def _lines(member: Member) -> Iterator[Line]:
    """A record for each film, series and episode; memory: one of them."""
    path: list[Element] = []
    number = 0
    try:
        for event, element in _events(member):
            if event == "start":
                path.append(element)
                continue
            path.pop()
            if element.tag in _MEDIA:
                number += 1
                yield Line(number, _record(element, path))
                element.clear()
    except ParseError as error:
        yield Line(number + 1, None, f"is not XML: {error}; nothing after it was read")


def _events(member: Member) -> Iterator[tuple[str, Element]]:
    """Starts and ends of the elements, of one root or several. Raises ParseError."""
    parser: XMLPullParser[Element] = XMLPullParser(("start", "end"))
    parser.feed("<all>")
    with member.open(encoding_of(member)) as text:
        first = _PROLOGUE.sub("", text.read(_BLOCK).lstrip("\ufeff"))
        for block in chain([first], iter(partial(text.read, _BLOCK), ""), ["</all>"]):
            parser.feed(block)
            yield from cast("Iterator[tuple[str, Element]]", parser.read_events())


def _record(element: Element, path: list[Element]) -> dict[str, Any]:
    record: dict[str, Any] = {name: element.findtext(name) or "" for name in _FIELDS}
    record["kind"] = element.tag
    record["ids"] = {one.get("type", ""): (one.text or "").strip() for one in element.findall("uniqueid")}
    record["position"], record["total"] = element.findtext("resume/position"), element.findtext("resume/total")
    series = next((one for one in reversed(path) if one.tag == "tvshow"), None)
    if series is not None:
        record["showtitle"] = record["showtitle"] or series.findtext("title") or ""
        record["series_ids"] = {one.get("type", ""): (one.text or "").strip() for one in series.findall("uniqueid")}
    return record


def _read(record: Mapping[str, Any]) -> Iterator[Said]:
    """A series' own play count says that all of it was watched, which its episodes say too."""
    about, at = _about(record), read_date(cell(record, "lastplayed"))
    if not about["title"] and not about["series"]:
        raise LineError("names no film or series")
    stars = number_of(record, "userrating", 0, 10)
    if stars:
        yield "", Interaction(kind="rating", value=stars, scale=10, at=at, source="kodi", **about)
    if about["medium"] == "series":
        return
    share = _share(record)
    if (number_of(record, "playcount", 0, 1e9) or 0) > 0 or cell(record, "watched").lower() == "true":
        yield "", Interaction(kind="view", at=at, source="kodi", **about)
    elif share:
        yield "", Interaction(kind="view", value=share, at=at, source="kodi", **about)


def _about(record: Mapping[str, Any]) -> dict[str, Any]:
    medium = _MEDIA[record["kind"]]
    year = cell(record, "year") or cell(record, "premiered")[:4]
    about: dict[str, Any] = {"title": cell(record, "title"), "medium": medium, "ids": _ids(record), "series": ""}
    if medium == "episode":
        about |= {
            "series": cell(record, "showtitle"),
            "season": whole_of(record, "season", -1, 100_000),
            "number": whole_of(record, "episode", -1, 10_000_000),
        }
    elif year.isdigit() and YEARS[0] <= int(year) <= YEARS[1]:
        about["year"] = int(year)
    return about


def _ids(record: Mapping[str, Any]) -> dict[str, str]:
    ids = {name: value for name, value in record["ids"].items() if name in ("imdb", "tmdb", "tvdb") and value}
    for name in ("imdb", "tmdb"):
        if value := cell(record, f"{name}id"):
            ids.setdefault(name, value)
    if (old := cell(record, "id")).startswith("tt"):
        ids.setdefault("imdb", old)
    series = record.get("series_ids", {}).items()
    return ids | {SERIES + name: value for name, value in series if name in ("imdb", "tmdb", "tvdb") and value}


def _share(record: Mapping[str, Any]) -> float:
    position, total = number_of(record, "position", 0, 1e9), number_of(record, "total", 0, 1e9)
    return round(min(position / total, 1), 3) if position and total else 0.0
