"""A file's place as text, also where its name is not text: undecodable bytes, line ends, spaces at its end."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes, urlsplit

from indexers.reading.lines import clean

_LONGEST_ID = 900  # characters; an item's id may have 1,000


def written(path: Path) -> str:
    """An absolute path as it stands in an item: plain, or a file URI where text would not bring it back."""
    text = str(path)
    return text if clean(text) == text and not text.startswith("file:") else path.as_uri()


def opened(text: str) -> Path:
    """The path that `written` gave."""
    if text.startswith("file:"):
        return Path(os.fsdecode(unquote_to_bytes(urlsplit(text).path)))
    return Path(text)


def id_of(relative: str) -> str:
    """The id for a relative path with `/`: the path itself, bytes that are no text as %FF, very long ones cut."""
    text = relative
    if clean(text) != text or not text.isprintable():
        text = "".join(c if _is_plain(c) else quote(os.fsencode(c)) for c in relative)
        text = f"{text[:-1]}%20" if text.endswith(" ") else text
        text = f"%20{text[1:]}" if text.startswith(" ") else text
    if len(text) > _LONGEST_ID:
        text = f"{text[:_LONGEST_ID]}~{hashlib.blake2b(text.encode(), digest_size=8).hexdigest()}"
    return text


def _is_plain(character: str) -> bool:
    return character >= " " and clean(f"a{character}b") == f"a{character}b"


def shown(name: str) -> str:
    """A file's name in a sentence."""
    return clean(os.fsencode(name).decode("utf8", "replace"))
