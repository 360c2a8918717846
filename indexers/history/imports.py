"""A file of history into the library: rows to people, people's rows to items."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from indexers.errors import SourceError, UsageError
from indexers.history import jsonl, movielens
from indexers.history.match import matcher
from indexers.library import Library
from indexers.models import Interaction
from indexers.progress import Progress, silent
from indexers.reading.lines import BadLine, Line, LineError

ReadInteraction = Callable[[Mapping[str, Any]], tuple[str, Interaction]]


@dataclass(frozen=True)
class Importer:
    """How a kind of export is read: the file to lines, a line to (person or "", interaction)."""

    suffixes: tuple[str, ...]
    read_rows: Callable[[Path], Iterator[Line]]
    read_interaction: ReadInteraction
    is_one: Callable[[Path], bool] = lambda path: True  # whether a file of such a suffix is of this kind


IMPORTERS: dict[str, Importer] = {
    "jsonl": Importer((".jsonl",), jsonl.read_rows, jsonl.read_interaction),
    "movielens": Importer((".csv",), movielens.read_rows, movielens.read_interaction, movielens.is_ratings),
}
_AT_ONCE = 2_000


@dataclass
class ImportReport:
    """What became of a file's rows."""

    added: int = 0
    known: int = 0  # there before
    unmatched: int = 0  # rows whose item is not here yet; they are kept until it arrives
    people: list[str] = field(default_factory=list)
    bad: list[BadLine] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def import_history(
    library: Library, kind: str, path: Path, person: str | None = None, progress: Progress = silent
) -> ImportReport:
    """Read `path` into the histories of the people it names, of `person` where a row names nobody.

    Reading a file twice adds nothing. Raises UsageError for an unknown kind, SourceError for an unreadable file.
    """
    importer = _importer(kind, path)
    run = _Run(library, person)
    try:
        for line in importer.read_rows(path):
            run.take(line, importer.read_interaction)
            if run.waiting >= _AT_ONCE:
                run.flush()
                progress(line.number, 0, "importing")
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror or error}.") from error
    run.flush()
    return run.report


def _importer(kind: str, path: Path) -> Importer:
    if kind == "auto":
        kind = next((name for name, one in IMPORTERS.items() if _is_of(one, path)), path.suffix)
    if kind not in IMPORTERS:
        raise UsageError(f"There is no import of kind {kind!r}.", cure=f"There are: auto, {', '.join(IMPORTERS)}.")
    return IMPORTERS[kind]


def _is_of(importer: Importer, path: Path) -> bool:
    return path.suffix.lower() in importer.suffixes and path.is_file() and importer.is_one(path)


class _Run:
    def __init__(self, library: Library, person: str | None) -> None:
        self._library, self._person = library, person
        self._match = matcher(library.catalogue)
        self._rows: dict[str, list[Interaction]] = defaultdict(list)
        self.report = ImportReport()
        self.waiting = 0

    def take(self, line: Line, read: ReadInteraction) -> None:
        try:
            if line.record is None:
                raise LineError(line.cause)
            name, row = read(line.record)
            if not (name := name or self._person or ""):
                raise LineError("names no user")
        except LineError as error:
            self.report.bad.append(BadLine(line.number, str(error)))
            return
        self._rows[name].append(self._linked(row))
        self.waiting += 1

    def flush(self) -> None:
        for name, rows in self._rows.items():
            person = self._library.person(name)
            added = person.add(rows)
            self.report.added += added
            self.report.known += len(rows) - added
            if name not in self.report.people:
                self.report.people.append(name)
        self._rows.clear()
        self.waiting = 0

    def _linked(self, row: Interaction) -> Interaction:
        if row.kind == "search":
            return row
        item = self._match(row)
        self.report.unmatched += item is None
        return row.model_copy(update={"item": item or row.item})
