"""Labels as sources write them -> as the library keeps them: genres, countries, languages, media."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from indexers.models import MEDIA
from indexers.reading.fold import fold

_JOINTS = re.compile(r"\s*(?:&|/|\+|\band\b)\s*", re.IGNORECASE)
_REGION = re.compile(r"^([a-z]{2,3})[-_][a-z0-9]{2,8}$")
_MEDIA = {
    "movie": "film", "movies": "film", "films": "film", "feature": "film", "tv": "series", "show": "series",
    "tv show": "series", "tv series": "series", "tvseries": "series", "song": "track", "music": "track",
    "record": "album", "video": "clip", "videos": "clip", "talk": "lecture",
}  # fmt: skip


def medium(label: str) -> str:
    """A medium of the contract where `label` is another word for one, else the label in lower case."""
    folded = fold(label)
    return folded if folded in MEDIA else _MEDIA.get(folded, folded)


def genres(labels: Iterable[str]) -> tuple[str, ...]:
    """TMDB's film genres in lower case, plural and joined labels resolved; other words stay, in lower case."""
    return _unique(name for label in labels for name in _genres(label.strip()))


def countries(labels: Iterable[str]) -> tuple[str, ...]:
    """ISO 3166-1 alpha-2; a name that is not known stays as it is."""
    return _unique(_country(label.strip()) for label in labels)


def languages(labels: Iterable[str]) -> tuple[str, ...]:
    """ISO 639-1; a name that is not known stays as it is, in lower case."""
    return _unique(_language(label.strip()) for label in labels)


def language_code(label: str) -> str:
    """ISO 639-1 of one name or code, "" where it is none: `eng`, `pt-BR`, `German`."""
    code = _language(label.strip())
    return code if code in _table("languages") else ""


def language_name(code: str) -> str:
    """In English; "" for a code that is not known."""
    names = _table("languages").get(code, [""])
    return str(names[0]).title()


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


@cache
def _genres(label: str) -> tuple[str, ...]:
    forms: dict[str, list[str]] = _table("genres")["forms"]
    bare = _without_noise(fold(label))
    for known in (fold(label), bare):
        if known in forms:
            return tuple(forms[known])
    parts = [_without_noise(fold(part)) for part in _JOINTS.split(label)]
    if len(parts) > 1 and any(part in forms for part in parts):
        return tuple(name for part in parts for name in forms.get(part, [part]))
    return (*_genres_inside(bare), _without_noise(label.lower()))


def _genres_inside(folded: str) -> list[str]:
    table = _table("genres")
    words = folded.replace("science fiction", "scifi").replace("sci fi", "scifi").split()
    return [name for word in words if word in table["inside"]["words"] for name in table["forms"][word]]


def _without_noise(label: str) -> str:
    noise: Sequence[str] = _table("genres")["inside"]["noise"]
    words = label.split()
    while len(words) > 1 and words[-1] in noise:
        words.pop()
    while len(words) > 1 and words[0] in noise:
        words.pop(0)
    return " ".join(words)


@cache
def _country(label: str) -> str:
    if len(label) == 2 and label.isascii() and label.upper() in _table("countries"):
        return label.upper()
    return _codes("countries").get(fold(label), label)


@cache
def _language(label: str) -> str:
    low = label.lower()
    region = _REGION.match(low)
    low = region[1] if region else low
    return low if low in _table("languages") else _codes("languages").get(fold(low), low)


@cache
def _codes(name: str) -> dict[str, str]:
    return {fold(form): code for code, forms in _table(name).items() for form in forms}


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf8"))
