"""Last.fm scrobbles: the API's JSON (user.getRecentTracks, getLovedTracks; one page or many), lastfmstats' JSON and
CSV, and the CSV that lastfm-to-csv and others write, with a header or without."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any

from indexers.history.export import Export, Member, Part, Said
from indexers.history.export.dates import read_date
from indexers.history.export.rows import cell, headings, json_rows, table_rows
from indexers.models import Interaction
from indexers.reading.lines import Line, LineError, number_of

_LISTS = {"recenttracks": "view", "lovedtracks": "like"}
_BARE = re.compile(rb'^"?[^",\r\n]+"?,.*,"?\d{1,2} \w{3} \d{4},? \d{1,2}:\d{2}"?\s*$')
_BARE_COLUMNS = ["artist", "album", "track", "date"]
_TIMES = ("uts", "utc time", "date", "timestamp", "time")
_MOST_S = 1e11  # larger numbers are milliseconds


def parts_of(export: Export) -> list[Part]:
    """JSON by its lists, tables by their columns or their first row."""
    return [part for member in export.members if (part := _part(member))]


def _part(member: Member) -> Part | None:
    if member.suffix == ".json":
        is_api = any(f'"{name}"'.encode() in member.head for name in _LISTS)
        is_stats = b'"scrobbles"' in member.head and b'"artist"' in member.head
        pages = b'"#text"' in member.head and b'"artist"' in member.head
        return Part(member, _json_lines, _read) if is_api or is_stats or pages else None
    if member.suffix != ".csv":
        return None
    names = {name.partition("#")[0] for name in headings(member)}
    if {"artist", "track"} <= names and names & set(_TIMES):
        return Part(member, table_rows, _read)
    if _BARE.match(member.head.partition(b"\n")[0]):
        return Part(member, partial(table_rows, header=_BARE_COLUMNS), _read)
    return None


def _json_lines(member: Member) -> Iterator[Line]:
    """Each track of each page."""
    number = 0
    for line in json_rows(member):
        if line.record is None:
            yield line
            continue
        for track in _tracks(line.record):
            number += 1
            yield Line(number, track if isinstance(track, dict) else None, "is no track")


def _tracks(record: Mapping[str, Any]) -> Iterator[Any]:
    if isinstance(record.get("scrobbles"), list):
        yield from record["scrobbles"]
    elif "artist" in record:
        yield record
    for name, kind in _LISTS.items():
        page = record.get(name)
        tracks = page.get("track") if isinstance(page, dict) else page
        for track in tracks if isinstance(tracks, list) else [tracks] if tracks else []:
            yield {**track, "_kind": kind} if isinstance(track, dict) else track


def _read(record: Mapping[str, Any]) -> Iterator[Said]:
    """A track that is playing now has no time, and is not over."""
    attributes = record.get("@attr")
    if isinstance(attributes, dict) and attributes.get("nowplaying") == "true":
        return
    title, artist = cell(record, "track", "name"), _name(record.get("artist"))
    if not title or not artist:
        raise LineError("names no track or artist")
    mbid = cell(record, "track mbid", "mbid")
    yield (
        "",
        Interaction(
            kind=record.get("_kind", "view"),
            title=title,
            artist=artist,
            at=_time(record),
            medium="track",
            ids={"musicbrainz_track": mbid} if mbid else {},
            source="lastfm",
        ),
    )


def _name(value: object) -> str:
    """The API writes {"#text": name} or {"name": name}, tables the name."""
    return cell(value, "#text", "name") if isinstance(value, dict) else cell({"name": value}, "name")


def _time(record: Mapping[str, Any]) -> datetime | None:
    named = {name.partition("#")[0]: value for name, value in record.items()}
    value = named.get("uts") or named.get("date") or cell(named, *_TIMES)
    if isinstance(value, dict):
        value = value.get("uts") or value.get("#text")
    text = str(value or "").strip()
    if not text.isdecimal():
        return read_date(text)
    seconds = number_of({"date": text}, "date", 0, 1000 * _MOST_S)
    return datetime.fromtimestamp(seconds / 1000 if seconds > _MOST_S else seconds, UTC) if seconds else None
