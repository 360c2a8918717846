"""YouTube and YouTube Music as Google Takeout hands them out: watch and search history, as JSON or HTML, in any
language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from html import unescape
from itertools import islice
from typing import Any
from urllib.parse import parse_qs, urlsplit

from indexers.history.export import Export, Member, Part, Said
from indexers.history.export.dates import Order, order_of, read_date
from indexers.history.export.rows import cell, json_rows
from indexers.models import Interaction
from indexers.reading.lines import Line, LineError

_SAMPLED = 2_000
_BLOCK, _LONGEST_ENTRY = 1 << 18, 1 << 16  # characters
# "Watched X" as the JSON says it; the HTML links the bare title.
_BEFORE = re.compile(
    r"^(?:watched|visited|viewed|listened to|vous avez regardé|vous avez écouté|a regardé|has visto|has escuchado|"
    r"viste|hai guardato|hai ascoltato|guardato|você assistiu a|você ouviu|assistiu a|viu|bekeken:|du har tittat på|"
    r"tittade på|har set|du så på|har sett|katsoit videon|katsottu:|obejrzano:?|obejrzano film|zhlédnuto:?|"
    r"просмотрен[оы]?:?|вы посмотрели видео|переглянуто:?|vizionat:|ai vizionat|megtekintve:|angesehen:|"
    r"observaste|已观看|观看了|已觀看|觀看了|menonton|telah menonton|đã xem)\s*",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s*(?:angesehen|angehört|を視聴しました|を再生しました|을\(를\) 시청했습니다\.?|을\(를\) 시청함|시청함|"
    r"adlı videoyu izlediniz|izlendi|bekeken|gekeken|megtekintése|को देखा)\s*$",
    re.IGNORECASE,
)
_CELL = re.compile(r'<div class="content-cell[^"]*body-1">(.*?)</div>', re.DOTALL)
_LINK = re.compile(r'<a href="([^"]+)"[^>]*>(.*?)</a>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_BREAK = re.compile(r"<br\s*/?>")
_TOPIC = re.compile(r"\s+-\s+Topic$|VEVO$")


def parts_of(export: Export) -> list[Part]:
    """Files whose entries lead to YouTube; their names are in the person's language."""
    return [part for member in export.members if (part := _part(member))]


def _part(member: Member) -> Part | None:
    if b"youtube.com/" not in member.head:
        return None
    if member.suffix == ".json" and b'"header"' in member.head and b'"titleUrl"' in member.head:
        return Part(member, json_rows, partial(_read, []))
    if member.suffix in (".html", ".htm") and b"content-cell" in member.head:
        order: list[Order] = []
        return Part(member, partial(_html_lines, order), partial(_read, order))
    return None


def _html_lines(order: list[Order], member: Member) -> Iterator[Line]:
    """The entries as the JSON has them; `order` becomes known before the first."""
    order[:] = [order_of(str(entry["time"]) for entry in islice(_entries(member), _SAMPLED))]
    for number, entry in enumerate(_entries(member), 1):
        yield Line(number, entry)


def _entries(member: Member) -> Iterator[dict[str, Any]]:
    """The cells that hold a link and a time, in a page that is one line of many megabytes."""
    rest = ""
    with member.open() as text:
        while block := text.read(_BLOCK):
            rest, end = rest + block, 0
            for found in _CELL.finditer(rest):
                end = found.end()
                if entry := _entry(found[1]):
                    yield entry
            rest = rest[max(end, len(rest) - _LONGEST_ENTRY) :]


def _entry(html: str) -> dict[str, Any] | None:
    links = [(unescape(address), _plain(name)) for address, name in _LINK.findall(html)]
    lines = [line for part in _BREAK.split(html) if (line := _plain(part))]
    if not links or len(lines) < 2:
        return None
    (address, title), channel = links[0], links[1][1] if len(links) > 1 else ""
    music = "music.youtube" in address
    return {"title": title, "titleUrl": address, "subtitles": [{"name": channel}], "time": lines[-1], "plain": True,
            "header": "YouTube Music" if music else "YouTube"}  # fmt: skip


def _plain(html: str) -> str:
    return " ".join(unescape(_TAG.sub("", html)).split())


def _read(order: list[Order], record: Mapping[str, Any]) -> Iterator[Said]:
    """What was taken away has no address; an ad was not chosen."""
    address, said = cell(record, "titleUrl", longest=4_000), cell(record, "title")
    if not address or "details" in record:
        return
    at = read_date(cell(record, "time"), *order)
    query = parse_qs(urlsplit(address).query)
    if searched := query.get("search_query"):
        yield "", Interaction(kind="search", text=searched[0], at=at, source="youtube")
        return
    video = query.get("v", [""])[0] or (urlsplit(address).path.rpartition("/")[2] if "/shorts/" in address else "")
    if not video:
        return  # a channel, a post, a playlist
    title = said if record.get("plain") else _AFTER.sub("", _BEFORE.sub("", said))
    if not title:
        raise LineError("has no title")
    music = cell(record, "header") == "YouTube Music"
    yield (
        "",
        Interaction(
            kind="view",
            title="" if title == address else title,
            artist=_channel(record),
            at=at,
            medium="track" if music else "clip",
            ids={"youtube": video},
            source="youtube",
        ),
    )


def _channel(record: Mapping[str, Any]) -> str:
    subtitles = record.get("subtitles")
    first = subtitles[0] if isinstance(subtitles, list) and subtitles else None
    return _TOPIC.sub("", cell(first, "name")) if isinstance(first, dict) else ""
