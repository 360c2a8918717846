"""What lies beside a media file: a text that describes it, JSON of it, covers. Each reader gives {} or "" for junk."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from indexers.reading.encodings import decode, read_text
from indexers.reading.lines import clean

_MOST_TEXT, _MOST_JSON = 1 << 20, 8 << 20  # bytes
_LONGEST_DESCRIPTION = 6_000  # characters; a longer text is a transcript or a book, of which the beginning describes
_URL = re.compile(r"(?:https?://|www\.)\S+")
_LICENCE = re.compile(
    r"^\W*(licen[cs]ed?( under)?\W+)?(cc0|cc[ -]by|public domain|creative commons|mit licen[cs]e)\b[^a-z]{0,12}"
    r"((by|nc|nd|sa|intl?|international|generic|unported|deed|mark|zero|v?\d(\.\d)?)\b\W*)*$",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"<(script|style|head)\b.*?</\1>|<!--.*?-->|<[^>]{1,2000}>", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(r"<(br|/p|/div|/li|/h\d|/tr)\b[^>]*>", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]*>(.{1,300}?)</title>", re.IGNORECASE | re.DOTALL)

# Keys of yt-dlp, gallery-dl and the like -> fields of an item.
_KEYS = {
    "title": ("title", "fulltitle", "name"),
    "description": ("description", "summary", "plot", "overview", "abstract", "synopsis"),
    "year": ("year", "release_year"),
    "genres": ("genres", "genre", "categories"),
    "keywords": ("keywords", "tags"),
    "languages": ("languages", "language"),
    "countries": ("countries", "country"),
    "level": ("level", "difficulty"),
    "series": ("series", "show", "playlist_title", "course", "podcast", "album"),
    "season": ("season_number", "season"),
    "number": ("episode_number", "episode", "number", "playlist_index", "lecture", "index"),
    "rating": ("rating",),
    "age_min": ("age_min", "age_limit"),
    "people": ("people", "cast", "actors"),
    "url": ("webpage_url", "url", "link"),
    "duration_s": ("duration", "duration_s"),
    "aliases": ("aliases", "alt_title"),
    "medium": ("medium",),
}
_PERSON = {
    "uploader": "uploader", "channel": "uploader", "artist": "artist", "author": "author", "lecturer": "lecturer",
    "speaker": "speaker", "instructor": "lecturer", "teacher": "lecturer", "presenter": "presenter", "host": "host",
    "director": "director", "creator": "creator",
}  # fmt: skip
_CUE = re.compile(r"(?m)^([\d:.]{5,12})\s+-->\s+([\d:.]{5,12}).*\n(.+)$")
_DATES = ("release_date", "upload_date", "date", "published", "aired")


def read_description(path: Path) -> tuple[str, str]:
    """(title, description) of a text or HTML file beside a media file. Raises OSError.

    Links are dropped, and lines that only name a licence. Only HTML has a title, "" elsewhere.
    """
    text = read_text(path, _MOST_TEXT)
    title = ""
    if path.suffix.lower() in (".html", ".htm", ".xhtml"):
        found = _TITLE.search(text)
        title = html.unescape(found[1]).strip() if found else ""
        text = without_markup(text)
    return title, describe(text)


def describe(text: str) -> str:
    """Readable lines of a text, at most 6,000 characters, cut at the end of a sentence."""
    if "\ufffd" in text and text.count("\ufffd") > len(text) / 20:
        return ""  # no text at all
    lines = [
        _URL.sub("", line).strip(" \t:-–—()[]<>") if _URL.search(line) else line.strip()
        for line in clean(text).split("\n")
    ]
    kept: list[str] = []
    for line in lines:
        if _LICENCE.match(line) or (kept and line == kept[-1]):
            continue
        kept.append(line)
    joined = re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()
    return _cut(joined)


def without_markup(text: str) -> str:
    """The words of HTML, entities resolved, breaks as line ends."""
    plain = _MARKUP.sub("", _BREAK.sub("\n", text))
    return "\n".join(" ".join(line.split()) for line in html.unescape(plain).split("\n"))


def _cut(text: str) -> str:
    if len(text) <= _LONGEST_DESCRIPTION:
        return text
    head = text[:_LONGEST_DESCRIPTION]
    end = max(head.rfind(mark) for mark in (". ", "! ", "? ", "\n", "。"))
    return head[: end + 1].rstrip() if end > _LONGEST_DESCRIPTION // 2 else f"{head.rstrip()}…"


def read_json(path: Path) -> dict[str, Any]:
    """An object beside a media file as fields of an item, `series` and `duration_s`, `chapters`. Raises OSError."""
    with path.open("rb") as file:
        raw = file.read(_MOST_JSON + 1)
    if len(raw) > _MOST_JSON:
        return {}
    try:
        found = json.loads(decode(raw))
    except (ValueError, RecursionError):
        return {}
    return _fields(found) if isinstance(found, dict) else {}


def _fields(found: Mapping[str, Any]) -> dict[str, Any]:
    fields = {field: value for field, keys in _KEYS.items() if (value := _first(found, keys)) not in (None, "", [], {})}
    if "people" not in fields:
        people = {str(found[key]): role for key, role in _PERSON.items() if isinstance(found.get(key), str)}
        fields["people"] = [{"name": name, "role": role} for name, role in people.items()]
    if isinstance(fields.get("description"), str):
        fields["description"] = describe(without_markup(fields["description"]))
    fields.setdefault("year", _year(found))
    if isinstance(found.get("chapters"), list):
        fields["chapters"] = found["chapters"]
    return {field: value for field, value in fields.items() if value not in (None, "", [])}


def _first(found: Mapping[str, Any], keys: tuple[str, ...]) -> Any:
    return next((found[key] for key in keys if found.get(key) not in (None, "", [])), None)


def _year(found: Mapping[str, Any]) -> int | None:
    for key in _DATES:
        digits = re.match(r"(1[89]\d\d|20\d\d)", str(found.get(key) or ""))
        if digits:
            return int(digits[1])
    return None


def added_at(mtime_ns: int) -> str:
    """A file's time as an item's `added`."""
    try:
        return datetime.fromtimestamp(mtime_ns // 1_000_000_000, UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        return ""


def read_chapters(path: Path) -> list[list[Any]]:
    """[start in s, end in s or None, title] of chapters beside a file: Podcasting 2.0's and yt-dlp's JSON, OGM text,
    WebVTT. Raises OSError."""
    text = read_text(path, _MOST_JSON)
    if path.suffix.lower() == ".json":
        return chapters_of(read_json(path).get("chapters"))
    if path.suffix.lower() == ".vtt":
        return [[_seconds(start), _seconds(end), title.strip()] for start, end, title in _CUE.findall(text)]
    times = {number: _seconds(time) for number, time in re.findall(r"(?m)^CHAPTER(\d+)=([\d:.]+)", text)}
    names = dict(re.findall(r"(?m)^CHAPTER(\d+)NAME=(.*)$", text))
    return _with_ends([[start, None, names.get(number, "").strip()] for number, start in times.items()])


def chapters_of(found: Any) -> list[list[Any]]:
    """The same of a list of objects with `startTime` or `start_time`."""
    chapters: list[list[Any]] = []
    for one in found if isinstance(found, list) else []:
        start = one.get("startTime", one.get("start_time", one.get("start"))) if isinstance(one, dict) else None
        if isinstance(start, int | float) and 0 <= start < 10_000_000 and one.get("toc") is not False:
            end = one.get("endTime", one.get("end_time", one.get("end")))
            chapters.append(
                [float(start), float(end) if isinstance(end, int | float) else None, str(one.get("title") or "")]
            )
    return _with_ends(chapters)


def _with_ends(chapters: list[list[Any]]) -> list[list[Any]]:
    """In order of time; a chapter ends where the next begins."""
    chapters.sort(key=lambda one: one[0])
    for one, following in pairwise(chapters):
        one[1] = following[0] if one[1] is None or one[1] <= one[0] else one[1]
    return chapters


def _seconds(time: str) -> float:
    total = 0.0
    for part in time.replace(",", ".").split(":"):
        total = total * 60 + float(part or 0)
    return round(total, 3)
