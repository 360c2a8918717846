"""A podcast's feed as a file: the show, and its episodes with the addresses they play from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import unquote, urlsplit

from indexers.errors import SourceError
from indexers.reading.fold import fold
from indexers.reading.lines import Line
from indexers.reading.suffixes import is_media
from indexers.sources.folder.works.feed import read_feed

SUFFIXES = (".xml", ".rss", ".atom")


def read_lines(path: Path) -> Iterator[Line]:
    """The show, then a Line an episode. An episode's id is the feed's guid below the show's. Raises SourceError."""
    feed = read_feed(path)
    if feed is None or not feed.show.get("title"):
        raise SourceError(f"{path} is no podcast's feed (RSS with a channel and a title).")
    show = f"podcast-{fold(str(feed.show['title'])).replace(' ', '-')}"
    lengths = [float(fields["minutes"]) for _, _, fields in feed.listed if fields.get("minutes")]
    typical = {"minutes": median(lengths)} if lengths else {}
    yield Line(1, {"id": show, "medium": "podcast", **_said(feed.show), **typical, "extra": {"feed": str(path)}})
    for number, (guid, address, fields) in enumerate(feed.listed, 2):
        id_ = f"{show}/{guid or address or fields.get('title')}"
        record = {"id": id_, "medium": "episode", "parent": show, **_said(fields)}
        if address:
            record |= {"url": address} | _beside(path, address)
        yield Line(number, record)


def _beside(feed: Path, address: str) -> dict[str, str]:
    """The episode's file where it lies beside the feed; its transcript is then found there too."""
    file = feed.parent / unquote(urlsplit(address).path).rpartition("/")[2]
    return {"path": str(file)} if is_media(file.name) and file.is_file() else {}


def _said(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, "", [], [""], {})}
