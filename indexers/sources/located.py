"""Where lines stand, and what their `path` is relative to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from indexers.reading.lines import Line


def located(lines: Iterator[Line], folder: Path) -> Iterator[Line]:
    """The lines, with paths made absolute; those without one as they are."""
    for line in lines:
        path = line.record.get("path") if line.record else None
        if isinstance(path, str) and path and not Path(path).is_absolute():
            assert line.record is not None
            line = replace(line, record={**line.record, "path": str(folder / path)})
        yield line


def numbered(records: Iterable[Mapping[str, Any]]) -> Iterator[Line]:
    """Records of a listing as lines; the place of each is its id."""
    for number, record in enumerate(records, 1):
        yield Line(number, record, place=str(record.get("id", "")))
