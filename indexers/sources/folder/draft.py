"""A record that grows from several origins: what is known first stays, and where each field came from is kept."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from indexers.reading.filenames import plain, says_nothing
from indexers.reading.labels import language_code
from indexers.reading.lines import name_of
from indexers.reading.sidecars import added_at
from indexers.reading.tags import fields_of
from indexers.sources.folder.paths import id_of, written
from indexers.sources.folder.piece import Fields, Piece

_ABSENT: tuple[object, ...] = (None, "", [], ())
_YEARS = range(1800, 2200)
_TEXTS = frozenset({"title", "description", "level", "url", "image", "path", "parent", "added"})
_LISTS = frozenset({"genres", "keywords", "languages", "countries", "aliases", "subtitles"})


class Draft:
    """An item in the making. `origins`: field -> nfo, json, tags, text, name, folder, file or another source."""

    def __init__(self, id_: str, medium: str) -> None:
        self.fields: Fields = {"id": id_, "medium": medium}
        self.origins: dict[str, str] = {}
        self.extra: Fields = {}

    @property
    def id(self) -> str:
        return str(self.fields["id"])

    def take(self, origin: str, **fields: Any) -> None:
        """Set what is not known yet; values that a field cannot hold are left out."""
        for name, value in fields.items():
            fitting = _fitting(name, value)
            if fitting not in _ABSENT and name not in self.fields:
                self.fields[name] = fitting
                self.origins[name] = origin

    def note(self, **facts: Any) -> None:
        """Facts that no field is for."""
        self.extra.update({name: _legible(value) for name, value in facts.items() if value not in (*_ABSENT, {})})

    def record(self) -> Fields:
        """As a line of items; what has no title at all is called as its file."""
        if not self.fields.get("title"):
            self.fields.pop("title", None)
            self.take("name", title=self.id.rpartition("/")[2])
        return {**self.fields, "extra": {**self.extra, "sources": self.origins}}


def _legible(value: Any) -> Any:
    """The same with every text one that can be written: a file's name may hold bytes that are none."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf8", "replace").decode("utf8")
    if isinstance(value, dict):
        return {_legible(name): _legible(one) for name, one in value.items()}
    return [_legible(one) for one in value] if isinstance(value, list) else value


def _fitting(name: str, value: Any) -> Any:
    """The value as the field's reader takes it, None for what it would refuse."""
    if name == "title":
        return name_of(str(value))[:500].strip() if isinstance(value, str | int) else None
    if name in _TEXTS:
        return str(value)[:200_000] if isinstance(value, str | int) else None
    if name in _LISTS:
        texts = re.split(r"[,;|]", value) if isinstance(value, str) else value
        return [text for text in texts if isinstance(text, str) and text.strip()] if isinstance(texts, list) else None
    if name == "people":
        return _people(value)
    number = _number(value)
    if number is None:
        return None
    if name == "year":
        return int(number) if int(number) in _YEARS else None
    if name == "rating":
        return number if 0 < number <= 10 else None
    if name == "age_min":
        return int(number) if 0 <= number < 100 else None
    if name == "minutes":
        return round(number, 2) if 0 < number < 100_000 else None
    return int(number) if 0 <= number < 100_000 else None


def _people(value: Any) -> list[dict[str, str]] | None:
    entries = value if isinstance(value, list) else [value]
    named = [{"name": entry} if isinstance(entry, str) else entry for entry in entries]
    found = [
        {"name": entry["name"][:900], "role": str(entry.get("role") or "")[:100]}
        for entry in named
        if isinstance(entry, dict) and isinstance(entry.get("name"), str) and entry["name"].strip()
    ]
    return found or None


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if abs(number) < 1e12 else None  # NaN compares false as well


def draft_piece(piece: Piece, medium: str, *, title: str = "", first: tuple[str, Fields] = ("", {})) -> Draft:
    """An item of one file: what its .nfo, its JSON, its tags, a text beside it and its name say, in this order.

    `title`: what its name gives. `first`: an origin that is asked before all of them, with its fields.
    """
    draft = Draft(id_of(piece.relative), medium)
    draft.take("file", path=written(piece.path), added=added_at(piece.file.mtime_ns))
    draft.take(first[0], **first[1])
    _take_nfo(draft, piece)
    _take_json(draft, piece)
    has_words = medium not in ("film", "episode")
    fields = fields_of(piece.tags, piece.is_video)
    draft.take("tags", **{name: value for name, value in fields.items() if has_words or name != "title"})
    titled, description = piece.reading.get("text") or ("", "")
    draft.take("text", title=titled if has_words else "", description=description)
    draft.take("name", title=title)
    if medium in ("film", "episode"):
        draft.take("tags", title=fields.get("title"))
    draft.take("folder", title=named_by_folder(piece))
    draft.take("file", minutes=(piece.seconds or 0) / 60, languages=piece.reading.get("spoken"))
    draft.take("file", subtitles=piece.reading.get("subtitles"))
    if piece.covers:
        draft.take("file", image=written(piece.root / piece.covers[0]))
    draft.note(
        chapters=piece.reading.get("chapters"), trouble=piece.reading.get("trouble"), album=piece.tags.get("album")
    )
    return draft


def named_by_folder(piece: Piece) -> str:
    """A file whose own name says nothing: the folder's name before it."""
    folder = plain(piece.place.folder.name or piece.root.name)
    return f"{folder} {piece.stem}".strip()


def title_of(title: str) -> str:
    """`title`, "" where it says nothing."""
    return "" if says_nothing(title) else title


def _take_nfo(draft: Draft, piece: Piece) -> None:
    if piece.nfo:
        take_nfo(draft, *piece.nfo[0])


def take_nfo(draft: Draft, kind: str, fields: Fields, ids: dict[str, str]) -> None:
    known = {name: value for name, value in fields.items() if name not in ("original", "show", "album", "set", "added")}
    title, original = fields.get("title"), fields.get("original")
    draft.take("nfo", **known, aliases=[original] if original and original != title else [])
    draft.note(ids=ids, collection=fields.get("set"))


def _take_json(draft: Draft, piece: Piece) -> None:
    found = piece.json
    known = {
        name: value
        for name, value in found.items()
        if name not in ("series", "medium", "duration_s", "number", "season")
    }
    draft.take("json", **known, minutes=(_number(found.get("duration_s")) or 0) / 60)


def common(values: Iterable[Any], share: float = 0.5) -> Any:
    """The value that at least `share` of them have; None where there is none."""
    counted: dict[Any, int] = {}
    for value in (every := list(values)):
        if value not in _ABSENT:
            counted[value] = counted.get(value, 0) + 1
    best = max(counted, key=lambda value: counted[value], default=None)
    return best if best is not None and counted[best] >= share * len(every) else None


def spoken(drafts: Iterable[Draft]) -> list[str]:
    """The languages of the parts."""
    return list(
        dict.fromkeys(code for draft in drafts for code in draft.fields.get("languages", []) if language_code(code))
    )


def genres_of(drafts: Iterable[Draft]) -> list[str]:
    """Genres of the parts, the commonest first."""
    counted: dict[str, int] = {}
    for draft in drafts:
        for genre in draft.fields.get("genres", []):
            counted[genre] = counted.get(genre, 0) + 1
    return sorted(counted, key=lambda genre: -counted[genre])[:8]
