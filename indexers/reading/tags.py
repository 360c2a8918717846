"""A file's own tags as fields of an item."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from indexers.reading.sidecars import describe

_JUNK = re.compile(
    r"(?i)www\.|https?://|\b(?:x26[45]|h\.?26[45]|bluray|web-?dl|webrip|dvdrip|xvid|yify|rarbg|encoded|handbrake|lavf|untitled)\b"
    r"|^track ?\d+$|^\d+$|^unknown"
)
_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")
_PEOPLE = {
    "artist": "artist", "album_artist": "artist", "composer": "composer", "performer": "artist", "author": "author",
    "director": "director", "actor": "actor", "actors": "actor", "writer": "writer", "narrator": "narrator",
    "conductor": "conductor", "lyricist": "writer",
}  # fmt: skip
_NUMBERED_GENRE = re.compile(r"^\(?(\d{1,3})\)?$")


def fields_of(tags: Mapping[str, str], is_video: bool) -> dict[str, Any]:
    """title, year, genres, people, description, languages, keywords; junk left out."""
    title = tags.get("title", "").strip()
    return {
        "title": "" if _JUNK.search(title) or (is_video and title.count(".") > 2) else title,
        "year": year_of(tags),
        "genres": genres_of(tags),
        "people": list(_people(tags)),
        "description": describe(_first(tags, "description", "synopsis", "longdesc", "long_description", "summary")),
        "languages": [code] if (code := tags.get("language", "")) and code.lower() != "und" else [],
        "keywords": _split(_first(tags, "mood", "keywords", "keyword")),
    }


def year_of(tags: Mapping[str, str]) -> int | None:
    found = next((m for name in ("originalyear", "originaldate", "date", "year", "date_released", "creation_date")
                  if (m := _YEAR.search(tags.get(name, "")))), None)  # fmt: skip
    return int(found[1]) if found else None


def genres_of(tags: Mapping[str, str]) -> list[str]:
    """ID3's numbers and empty words are left out: nobody asks for them."""
    named = [genre for genre in _split(tags.get("genre", "")) if not _NUMBERED_GENRE.match(genre)]
    return [genre for genre in named if genre.lower() not in ("other", "unknown", "none", "genre")]


def number_of(tags: Mapping[str, str], *names: str) -> int | None:
    """The first number of a tag such as `9/12`; 0 says nothing."""
    found = re.match(r"\s*(\d{1,5})", _first(tags, *names))
    return int(found[1]) or None if found else None


def is_podcast(tags: Mapping[str, str]) -> bool:
    genre = tags.get("genre", "").lower()
    return (
        "podcast" in genre
        or any(tags.get(name) for name in ("podcast", "pcst", "podcasturl", "wfed"))
        or (tags.get("media_type") == "21")
    )


def _people(tags: Mapping[str, str]) -> list[dict[str, str]]:
    named: dict[str, str] = {}
    for tag, role in _PEOPLE.items():
        for name in re.split(r"\s*[;\x00]\s*| / ", tags.get(tag, "")):
            if name.strip() and name.lower().strip() not in ("various artists", "unknown artist", "unknown"):
                named.setdefault(name.strip(), role)
    return [{"name": name, "role": role} for name, role in named.items()]


def _first(tags: Mapping[str, str], *names: str) -> str:
    return next((tags[name] for name in names if tags.get(name)), "")


def _split(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[;,|\x00]| / ", text) if part.strip()]
