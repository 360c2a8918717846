"""The one rule by which two spellings are the same word: `fold`."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = re.compile(r"(?<=\w)['’ʼ‘`´](?=\w)")
_NOT_ALNUM = re.compile(r"[^a-z0-9]+")
_SPECIAL = str.maketrans(
    {"&": " and ", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"}
)


def fold(text: str) -> str:
    """`text` without case, accents and punctuation: "Schindler's List" -> "schindlers list", "Amélie" -> "amelie".

    An apostrophe inside a word is dropped, other punctuation becomes a space, "&" becomes "and". Scripts without
    case pass through; a text of punctuation alone gives "". `fold(fold(x)) == fold(x)`.
    """
    if text.isascii():  # a tenth of the time of the other way, and most of what is folded
        lowered = _APOSTROPHES.sub("", text.lower().replace("&", " and "))
        return _NOT_ALNUM.sub(" ", lowered).strip()
    lowered = unicodedata.normalize("NFKC", text).casefold().translate(_SPECIAL)
    lowered = "".join(character for character in unicodedata.normalize("NFKD", lowered) if not _is_accent(character))
    lowered = unicodedata.normalize("NFC", lowered)
    joined = _APOSTROPHES.sub("", lowered)
    return " ".join("".join(c if _is_kept(c) else " " for c in joined).split())


def _is_accent(character: str) -> bool:
    """An accent on a Latin, Greek or Cyrillic letter; marks of other scripts carry meaning and stay."""
    return "\u0300" <= character <= "\u036f"


def _is_kept(character: str) -> bool:
    return character.isalnum() or (character > "\u036f" and unicodedata.category(character)[0] == "M")
