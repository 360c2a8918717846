"""Where items come from. SOURCES: a file's suffix to its reader; a new kind of file is a line here and a module."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from indexers.errors import SourceError
from indexers.reading.lines import Line
from indexers.sources import csv, jsonl, starter

SOURCES: dict[str, Callable[[Path], Iterator[Line]]] = {
    ".jsonl": jsonl.read_lines,
    ".csv": csv.read_lines,
    ".tsv": csv.read_lines,
}


@dataclass(frozen=True)
class Source:
    """Lines that can be read again. `name`: an item of this source that is gone at the next reading is removed."""

    name: str
    read: Callable[[], Iterator[Line]]  # raises OSError, SourceError
    count: Callable[[], int]  # lines at most


def open_source(path: Path) -> Source:
    """The source at `path`. Raises SourceError if it is not there or of no known kind."""
    resolved = path.expanduser().absolute()
    reader = SOURCES.get(resolved.suffix.lower())
    if reader is None:
        raise SourceError(f"{path} is no source of items.", cure=f"Known are: {', '.join(SOURCES)}.")
    if not resolved.is_file():
        raise SourceError(f"{path} is a folder." if resolved.is_dir() else f"There is no file {path}.")
    name = starter.name_of(resolved) or str(resolved)
    return Source(name, lambda: reader(resolved), lambda: jsonl.count_lines(resolved))
