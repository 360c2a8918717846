"""The rows of tables and JSON arrays in an export, one at a time, however large it is."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import IO, Any

from indexers.history.export.members import Member
from indexers.reading.lines import Line, clean, name_of
from indexers.reading.tables import detect_encoding, read_rows

_BLOCK = 1 << 18
_LONGEST = 256 << 20  # characters of one value of a JSON file
_SPACE = " \t\r\n\ufeff"
_decode = json.JSONDecoder().raw_decode


def table_rows(member: Member, header: list[str] | None = None) -> Iterator[Line]:
    """The rows below the header, under names in lower case with single spaces. Raises SourceError.

    `header`: the names, where the table has none.
    """
    with member.open(encoding_of(member), newline="") as text:
        for line in read_rows(text, member.name, header):
            record = line.record
            yield line if record is None else Line(line.number, {heading(name): cell for name, cell in record.items()})


def encoding_of(member: Member) -> str:
    with member.open_bytes() as raw:
        return detect_encoding(raw)


def heading(name: str) -> str:
    """ "Watched_Date" -> "watched date"."""
    return " ".join(name.replace("_", " ").casefold().split())


def headings(member: Member) -> frozenset[str]:
    """The names in the first line of a table."""
    first = member.head.splitlines()[0] if member.head.strip() else b""
    text = first.decode("utf-16" if first[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf8", "replace")
    for mark in ",;\t":
        if mark in text:
            return frozenset(heading(name.strip().strip('"')) for name in text.split(mark))
    return frozenset((heading(text.strip().strip('"')),))


def cell(record: Mapping[str, Any], *names: str, longest: int = 1_000) -> str:
    """The first of these cells that is filled, in one line; "" where none is."""
    for name in names:
        value = record.get(name)
        if isinstance(value, str | int | float) and not isinstance(value, bool) and (text := name_of(str(value))):
            return text[:longest]
    return ""


def prose(record: Mapping[str, Any], name: str) -> str:
    """A text of several lines."""
    value = record.get(name)
    return clean(value) if isinstance(value, str) else ""


def json_rows(member: Member) -> Iterator[Line]:
    """The elements of the arrays in a file, or its objects, numbered from 1: objects are records, the rest is bad."""
    with member.open(encoding_of(member)) as text:
        number = 0
        for number, value in enumerate(_Values(text), 1):
            if isinstance(value, dict):
                yield Line(number, value)
            else:
                yield Line(number, None, str(value) if isinstance(value, _Broken) else "is not a JSON object")


class _Broken(str):
    """Why a file's JSON ends before the file."""


class _Values:
    """The values of a JSON text: an array counts as its elements. Memory: one value."""

    def __init__(self, text: IO[str]) -> None:
        self._text, self._buffer, self._at, self._ended = text, "", 0, False

    def __iter__(self) -> Iterator[Any]:
        while self._skip(_SPACE + "[],"):
            found = self._next()
            yield found
            if isinstance(found, _Broken):
                return

    def _skip(self, characters: str) -> bool:
        """To the next value; whether there is one."""
        while True:
            while self._at < len(self._buffer) and self._buffer[self._at] in characters:
                self._at += 1
            if self._at < len(self._buffer):
                return True
            if not self._more(_BLOCK):
                return False

    def _next(self) -> Any:
        wanted = _BLOCK
        while True:
            try:
                value, end = _decode(self._buffer, self._at)
            except RecursionError:
                return _Broken("is nested too deeply; nothing after it was read")
            except json.JSONDecodeError:
                value, end = None, -1
            except ValueError as error:  # a number of thousands of digits
                return _Broken(f"cannot be read: {error}; nothing after it was read")
            if end >= 0 and (end < len(self._buffer) or self._ended):
                self._at = end
                return value
            if len(self._buffer) - self._at > _LONGEST or (not self._more(wanted) and end < 0):
                return _Broken("is not JSON; nothing after it was read")
            wanted *= 2

    def _more(self, size: int) -> bool:
        read = self._text.read(size)
        self._ended = not read
        self._buffer, self._at = self._buffer[self._at :] + read, 0
        return bool(read)
