"""A podcast's feed that lies beside its episodes: what it says of the show, and of each file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from indexers.reading.fold import fold
from indexers.reading.sidecars import describe, without_markup
from indexers.reading.suffixes import suffix_of
from indexers.sources.folder.piece import Fields
from indexers.sources.folder.walk import Folder

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_MOST = 32 << 20  # bytes: feeds of thousands of episodes have 10 MB
_ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
_PODCAST = "{https://podcastindex.org/namespace/1.0}"


@dataclass
class Feed:
    """`show`: fields of the podcast. `by_file`, `by_title`: those of an episode, by its file's name in lower case, and
    by its folded title. `listed`: (guid, address of the file, fields) of all, in the feed's order."""

    show: Fields = field(default_factory=dict)
    listed: list[tuple[str, str, Fields]] = field(default_factory=list)
    by_file: dict[str, Fields] = field(default_factory=dict)
    by_title: dict[str, Fields] = field(default_factory=dict)

    def episode(self, file_name: str, *titles: str) -> Fields | None:
        found = self.by_file.get(file_name.lower())
        return found or next((self.by_title[t] for title in titles if (t := fold(title)) in self.by_title), None)


def find_feed(root: Path, folder: Folder) -> Feed | None:
    """The feed in a folder, None where there is none that can be read."""
    for file in folder.files:
        if suffix_of(file.name) in ("xml", "rss") and file.size <= _MOST:
            feed = read_feed(root / folder.relative / file.name)
            if feed is not None:
                return feed
    return None


def read_feed(path: Path) -> Feed | None:
    """None for a file that is no feed, or a damaged or hostile one."""
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import parse

    try:
        channel = parse(path).getroot().find("channel")
    except (OSError, ParseError, DefusedXmlException, ValueError, LookupError, RecursionError):
        return None
    return _feed(channel) if channel is not None else None


def _feed(channel: Element) -> Feed:
    feed = Feed(
        {
            "title": _text(channel, "title"),
            "description": _description(channel),
            "languages": [_text(channel, "language")],
            "genres": [found.get("text", "") for found in channel.findall(f"{_ITUNES}category")],
            "people": _people(channel, "host"),
            "url": _text(channel, "link"),
        }
    )
    for item in channel.findall("item"):
        episode = _episode(item)
        enclosure = item.find("enclosure")
        address = enclosure.get("url", "") if enclosure is not None else ""
        feed.by_file.setdefault(unquote(urlsplit(address).path).rpartition("/")[2].lower(), episode)
        feed.by_title.setdefault(fold(episode["title"]), episode)
        feed.listed.append((_text(item, "guid"), address, {**episode, "extra": _elsewhere(item)}))
    feed.by_file.pop("", None)
    feed.by_title.pop("", None)
    return feed


def _episode(item: Element) -> Fields:
    return {
        "title": _text(item, "title"),
        "description": _description(item),
        "minutes": _minutes(_text(item, f"{_ITUNES}duration")),
        "season": _text(item, f"{_ITUNES}season"),
        "number": _text(item, f"{_ITUNES}episode"),
        "year": _year(_text(item, "pubDate")),
        "people": _people(item, "host"),
        "url": _text(item, "link"),
    }


def _elsewhere(item: Element) -> Fields:
    """Podcasting 2.0: where transcripts and chapters of an episode are; fetched where the person asks for it."""
    transcripts = [dict(found.attrib) for found in item.findall(f"{_PODCAST}transcript") if found.get("url")]
    chapters = item.find(f"{_PODCAST}chapters")
    address = chapters.get("url") if chapters is not None else None
    return ({"transcripts": transcripts} if transcripts else {}) | ({"chapters_url": address} if address else {})


def _text(element: Element, name: str) -> str:
    return (element.findtext(name) or "").strip()[:100_000]


def _description(element: Element) -> str:
    texts = (_text(element, "description"), _text(element, f"{_ITUNES}summary"))
    return describe(without_markup(next(filter(None, texts), "")))


def _people(element: Element, role: str) -> list[dict[str, str]]:
    author = re.sub(r"\S+@\S+\s*\((.+)\)", r"\1", _text(element, f"{_ITUNES}author"))
    return [{"name": author, "role": role}] if author else []


def _minutes(text: str) -> float | None:
    """`1:02:03`, `62:03` or seconds."""
    if not re.fullmatch(r"\d{1,6}(?::\d{1,2}){0,2}(?:\.\d+)?", text):
        return None
    seconds = 0.0
    for part in text.split(":"):
        seconds = seconds * 60 + float(part)
    return seconds / 60


def _year(text: str) -> int | None:
    try:
        return parsedate_to_datetime(text).year
    except (ValueError, TypeError, IndexError):
        return None
