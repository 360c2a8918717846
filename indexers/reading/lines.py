"""A line of a source, readable or not, and the values in it: each wrong one has a cause in one sentence."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

# Also what turns the direction of a text: it can make a title read as another.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069\ufeff]")
_EMPTY = (None, "")


class LineError(ValueError):
    """The cause, in one sentence, why a line cannot go in."""


@dataclass(frozen=True)
class Line:
    """A line by its number (from 1): a record, or the cause why it is none. `place`: where, if not in a line."""

    number: int
    record: Mapping[str, Any] | None
    cause: str = ""
    place: str = ""


@dataclass(frozen=True)
class BadLine:
    """What is reported of a line that did not go in."""

    number: int
    cause: str
    place: str = ""


def clean(text: str) -> str:
    """Without control characters and lone surrogates; spaces at the ends are dropped."""
    return _CONTROL.sub(" ", text).encode("utf8", "replace").decode("utf8").strip()


def name_of(text: str) -> str:
    """`clean`, and in one line: a name that is put into a sentence or a list must not begin another."""
    return " ".join(clean(text).split())


def text_of(record: Mapping[str, Any], name: str, longest: int = 1_000_000) -> str:
    """The text of a field, "" where there is none. Raises LineError."""
    value = record.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise LineError(f"{name} is {_shown(value)}, but must be text")
    if len(value) > longest:
        raise LineError(f"{name} has {len(value):,} characters, but may have {longest:,}")
    return clean(value)


def number_of(record: Mapping[str, Any], name: str, low: float, high: float) -> float | None:
    """A number within low..high, None where there is none. Raises LineError."""
    value = record.get(name)
    if value in _EMPTY:
        return None
    number = _number(value)
    if number is None or math.isnan(number):
        raise LineError(f"{name} is {_shown(value)}, but must be a number")
    if not low <= number <= high:
        raise LineError(f"{name} is {_shown(value)}, but must be between {low:g} and {high:g}")
    return number


def whole_of(record: Mapping[str, Any], name: str, low: int, high: int) -> int | None:
    """A whole number within low..high, None where there is none. Raises LineError."""
    number = number_of(record, name, low, high)
    if number is None:
        return None
    if not number.is_integer():
        raise LineError(f"{name} is {_shown(record[name])}, but must be a whole number")
    return int(number)


def texts_of(record: Mapping[str, Any], name: str, separators: str = ",;|") -> list[str]:
    """The texts of a list, or of one text with separators. Raises LineError."""
    value = record.get(name)
    if value is None:
        return []
    if isinstance(value, str):
        value = re.split(f"[{re.escape(separators)}]", value)
    if not isinstance(value, list | tuple):
        raise LineError(f"{name} is {_shown(value)}, but must be a list of texts")
    for entry in value:
        if entry is not None and not isinstance(entry, str):
            raise LineError(f"{name} holds {_shown(entry)}, but must hold texts")
    return [name for entry in value if entry and (name := name_of(entry))]


def time_of(record: Mapping[str, Any], name: str) -> datetime | None:
    """An ISO date or time, UTC where it names no zone; None where there is none. Raises LineError."""
    text = text_of(record, name, 100)
    if not text:
        return None
    try:
        at = datetime.fromisoformat(text)
        at.timestamp()
    except (ValueError, OverflowError) as error:
        raise LineError(f"{name} is {_shown(text)}, but must be a date such as 2026-11-02") from error
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return float(value)
    except (ValueError, OverflowError):
        return None


def _shown(value: object) -> str:
    """A wrong value, short enough for a sentence."""
    text = "NaN" if isinstance(value, float) and math.isnan(value) else repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
