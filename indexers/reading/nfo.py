"""Kodi's and Jellyfin's .nfo: one or more XML records, or a bare link to a film's page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indexers.reading.encodings import decode
from indexers.reading.sidecars import describe, without_markup

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_MOST = 2 << 20  # bytes
_MOST_PEOPLE = 60
KINDS = ("movie", "tvshow", "season", "episodedetails", "musicvideo", "album", "artist")
_RECORD = re.compile(r"<(movie|tvshow|season|episodedetails|musicvideo|album|artist)\b.*?</\1\s*>", re.DOTALL)
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}encoding=[\"']([\w.-]{2,40})[\"']")
_LINKS = {
    "imdb": re.compile(r"\b(tt\d{7,9})\b"),
    "tmdb": re.compile(r"themoviedb\.org/(?:movie|tv)/(\d+)"),
    "tvdb": re.compile(r"thetvdb\.com/\S*?(?:id=|series/|movies/)(\d+)"),
}
_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d|21\d\d)\b")
_AGES = {
    "g": 0, "pg": 8, "pg-13": 13, "r": 17, "nc-17": 18, "tv-y": 0, "tv-y7": 7, "tv-g": 0, "tv-pg": 8, "tv-14": 14,
    "tv-ma": 17, "u": 0, "12a": 12, "al": 0,
}  # fmt: skip
_IDS = {"imdbid": "imdb", "imdb_id": "imdb", "tmdbid": "tmdb", "tvdbid": "tvdb",
        "musicbrainzalbumid": "musicbrainz", "musicbrainzartistid": "musicbrainz"}  # fmt: skip


@dataclass(frozen=True)
class Nfo:
    """`kind`: the root's name, "" for a bare link. `fields`: as in an item's record, ranges checked."""

    kind: str
    fields: dict[str, Any] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)  # provider -> id


def read_nfo(path: Path) -> list[Nfo]:
    """The records of a file in their order; [] where it holds none. Raises OSError."""
    with path.open("rb") as file:
        raw = file.read(_MOST + 1)
    if len(raw) > _MOST:
        return []
    text = _text(raw)
    links = {name: found[1] for name, pattern in _LINKS.items() if (found := pattern.search(text))}
    roots = [root for record in _RECORD.finditer(text) if (root := _parsed(record[0])) is not None]
    if not roots:
        return [Nfo("", {}, links)] if links else []
    return [_record(root, links if len(roots) == 1 else {}) for root in roots]


def _text(raw: bytes) -> str:
    declared = _DECLARED.match(raw)
    if declared:
        try:
            return raw.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(raw)


def _parsed(text: str) -> Element | None:
    """None for broken XML and for what declares entities: a bomb never unfolds."""
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    for attempt in (text, re.sub(r"&(?!#?\w{1,10};)", "&amp;", _printable(text))):
        try:
            root: Element = fromstring(attempt)
        except (ParseError, DefusedXmlException, ValueError, RecursionError):
            continue
        return root
    return None


def _printable(text: str) -> str:
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text)


def _record(root: Element, links: dict[str, str]) -> Nfo:
    ids = {**links, **dict(_ids(root))}
    fields: dict[str, Any] = {
        "title": _one(root, "title", "name"),
        "original": _one(root, "originaltitle"),
        "show": _one(root, "showtitle"),
        "album": _one(root, "album"),
        "year": _year(root),
        "minutes": _minutes(root),
        "genres": _all(root, "genre"),
        "keywords": [*_all(root, "tag"), *_all(root, "style"), *_all(root, "mood"), *_all(root, "theme")],
        "countries": _all(root, "country") or _all(root, "countrycode"),
        "languages": [part for text in _all(root, "language") for part in re.split(r"[/,|]", text)],
        "description": describe(without_markup(_one(root, "plot", "review", "biography", "outline"))),
        "rating": _rating(root),
        "age_min": age_of(_one(root, "mpaa", "certification")),
        "season": _whole(_one(root, "season", "seasonnumber"), 10_000) if root.tag != "tvshow" else None,
        "number": _whole(_one(root, "episode", "track"), 1_000_000) if root.tag != "tvshow" else None,
        "people": list(_people(root)),
        "added": _one(root, "dateadded"),
        "set": _one(root, "set/name", "set"),
    }
    return Nfo(root.tag, {name: value for name, value in fields.items() if value not in (None, "", [])}, ids)


def _one(root: Element, *names: str) -> str:
    for name in names:
        found = root.find(name)
        if found is not None and found.text and found.text.strip():
            return found.text.strip()[:100_000]
    return ""


def _all(root: Element, name: str) -> list[str]:
    texts = [(found.text or "").strip() for found in root.findall(name)]
    return list(dict.fromkeys(part.strip() for text in texts for part in text.split(" / ") if part.strip()))


def _ids(root: Element) -> Iterator[tuple[str, str]]:
    for name, provider in _IDS.items():
        for found in root:
            if found.tag.lower() == name and found.text and found.text.strip():
                yield provider, found.text.strip()[:100]
    for found in root.findall("uniqueid"):
        kind = (found.get("type") or "").lower()
        if kind and found.text and found.text.strip() and kind != "tmdbcol":
            yield kind.removesuffix("id"), found.text.strip()[:100]
    bare = _one(root, "id")
    if re.fullmatch(r"tt\d{7,9}", bare):
        yield "imdb", bare


def _year(root: Element) -> int | None:
    for name in ("year", "premiered", "releasedate", "aired", "originalreleasedate"):
        found = _YEAR.search(_one(root, name))
        if found:
            return int(found[1])
    return None


def _minutes(root: Element) -> float | None:
    """The running time: Kodi's in minutes, an album's seldom there, else the file's own details."""
    written = re.match(r"\d{1,4}(?:\.\d+)?", _one(root, "runtime"))
    minutes = float(written[0]) if written else 0.0
    if minutes:
        return minutes
    seconds = _whole(_one(root, "fileinfo/streamdetails/video/durationinseconds"), 1_000_000)
    return round(seconds / 60, 2) if seconds else None


def _rating(root: Element) -> float | None:
    """0 to 10: the default one, else the first; a number out of range says nothing."""
    rated = sorted(root.findall("ratings/rating"), key=lambda found: found.get("default") != "true")
    for found in rated:
        value, most = _number(_one(found, "value")), _number(found.get("max") or "10") or 10
        if value and 0 < value <= most:
            return round(10 * value / most, 2)
    value = _number(_one(root, "rating", "communityrating"))
    return value if value and 0 < value <= 10 else None


def age_of(text: str) -> int | None:
    """Years from an age rating of any country (`PG-13`, `FSK 16`, `de/12`); None where it says none."""
    low = text.lower().removeprefix("rated").strip()
    low = re.sub(r"^[a-z]{2}[:/ -]+(?=\w)", "", low) if not low.startswith(("tv-", "pg", "nc-")) else low
    if low in _AGES:
        return _AGES[low]
    found = re.search(r"\b(\d{1,2})\b", low)
    return int(found[1]) if found and int(found[1]) <= 21 else None


def _people(root: Element) -> Iterator[dict[str, str]]:
    yield from _named(root.findall("director"), "director")
    yield from _named(root.findall("credits"), "writer")
    yield from _named(root.findall("artist"), "artist")
    yield from _named(root.findall("albumArtistCredits/artist"), "artist")
    for actor in root.findall("actor")[:_MOST_PEOPLE]:
        name = _one(actor, "name")
        if name:
            yield {"name": name, "role": _role(_one(actor, "type"))}


def _named(found: Iterable[Element], role: str) -> Iterator[dict[str, str]]:
    for element in found:
        for name in re.split(r" / |;", (element.text or "") if len(element) == 0 else _one(element, "artist")):
            if name.strip(" ,"):
                yield {"name": name.strip(" ,")[:300], "role": role}


def _role(kind: str) -> str:
    low = kind.lower()
    return low if low in ("director", "writer", "producer", "composer") else "actor"


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def _whole(text: str, most: int) -> int | None:
    return int(text) if re.fullmatch(r"\d{1,7}", text) and int(text) <= most else None
