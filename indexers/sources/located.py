"""Lines whose `path` is relative to the file that they stand in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from indexers.reading.lines import Line


def located(lines: Iterator[Line], folder: Path) -> Iterator[Line]:
    """The lines, with paths made absolute; those without one as they are."""
    for line in lines:
        path = line.record.get("path") if line.record else None
        if isinstance(path, str) and path and not Path(path).is_absolute():
            assert line.record is not None
            line = replace(line, record={**line.record, "path": str(folder / path)})
        yield line
