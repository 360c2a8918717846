"""Items, one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from indexers.reading.lines import Line

_LONGEST_LINE = 16 << 20


def read_lines(path: Path) -> Iterator[Line]:
    """One Line a line of the file; empty ones are skipped. Raises OSError."""
    with path.open("rb") as file:
        yield from read_stream(file)


def read_stream(file: BinaryIO) -> Iterator[Line]:
    """`read_lines` of an open file."""
    for number, raw in enumerate(_raw_lines(file), 1):
        if raw is None:
            yield Line(number, None, f"is longer than {_LONGEST_LINE >> 20} MB")
        elif stripped := raw.removeprefix(b"\xef\xbb\xbf").strip():
            yield _line(number, stripped)


def count_lines(path: Path) -> int:
    """How many there are at most, for a progress bar: 20 ms for 30 MB."""
    with path.open("rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b"")) + 1


def _raw_lines(file: BinaryIO) -> Iterator[bytes | None]:
    """The lines, None for one that is too long; such a line is never held in memory as a whole."""
    while raw := file.readline(_LONGEST_LINE):
        if raw.endswith(b"\n") or len(raw) < _LONGEST_LINE:
            yield raw
            continue
        while (rest := file.readline(_LONGEST_LINE)) and not rest.endswith(b"\n"):
            pass
        yield None


def _line(number: int, raw: bytes) -> Line:
    try:
        record = json.loads(raw.decode("utf8"))
    except UnicodeDecodeError:
        return Line(number, None, "is not UTF-8 text")
    except (ValueError, RecursionError) as error:
        return Line(number, None, f"is not JSON: {getattr(error, 'msg', 'nested too deeply')}")
    if not isinstance(record, dict):
        return Line(number, None, "is not a JSON object")
    return Line(number, record)
