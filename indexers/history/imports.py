"""An export of history into the library: its rows to people, people's rows to items."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from indexers.errors import SourceError, UsageError
from indexers.history import jsonl, kodi, lastfm, letterboxd, movielens, netflix, spotify, trakt, youtube
from indexers.history.export import Export, Part, Read, open_export
from indexers.history.match import linker
from indexers.library import Library
from indexers.models import Interaction
from indexers.progress import Progress, Step, silent
from indexers.reading.lines import BadLine, Line, LineError


@dataclass(frozen=True)
class Importer:
    """`title`: how a person calls the service. `parts_of` finds the members of an export that are of its kind."""

    title: str
    parts_of: Callable[[Export], list[Part]]


# `auto` asks in this order: the surest signs first.
IMPORTERS = {
    "movielens": Importer("MovieLens", movielens.parts_of),
    "letterboxd": Importer("Letterboxd", letterboxd.parts_of),
    "netflix": Importer("Netflix", netflix.parts_of),
    "spotify": Importer("Spotify", spotify.parts_of),
    "trakt": Importer("Trakt", trakt.parts_of),
    "lastfm": Importer("Last.fm", lastfm.parts_of),
    "youtube": Importer("YouTube", youtube.parts_of),
    "kodi": Importer("Kodi", kodi.parts_of),
    "jsonl": Importer("usher's own JSON lines", jsonl.parts_of),
}
_AT_ONCE = 2_000
_MOST_NAMED = 20  # people of one household
_MOST_BAD = 1_000  # kept with their cause; more are only counted


@dataclass
class ImportReport:
    """What became of a file's rows."""

    added: int = 0
    known: int = 0  # there before, or the same viewing told by another service
    unmatched: int = 0  # rows whose item is not here yet; they are kept until it arrives
    taken_back: int = 0  # rows that a media server does not say any more
    people: list[str] = field(default_factory=list)
    bad: list[BadLine] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    kind: str = ""


def import_history(
    library: Library,
    kind: str,
    path: Path,
    person: str | None = None,
    progress: Progress = silent,
    *,
    people: Mapping[str, str] | None = None,
) -> ImportReport:
    """`stream`, to its end."""
    steps = stream(library, kind, path, person, people)
    try:
        while True:
            step = next(steps)
            progress(step.done, step.total, step.doing)
    except StopIteration as done:
        report: ImportReport = done.value
        return report


def stream(
    library: Library, kind: str, path: Path, person: str | None = None, people: Mapping[str, str] | None = None
) -> Generator[Step, None, ImportReport]:
    """Read the export at `path` into the histories of the people it names, of `person` where a row names nobody.

    `people`: whose a name in the export is, person to name. Steps count bytes. Reading an export twice adds nothing;
    closed at any step, what was read is kept. Raises UsageError for an unknown kind, SourceError for what cannot be
    read or is of another kind.
    """
    if kind != "auto" and kind not in IMPORTERS:
        raise UsageError(f"There is no import of kind {kind!r}.", cure=f"There are: auto, {', '.join(IMPORTERS)}.")
    with open_export(path) as export:
        kind, parts = _recognised(export, kind)
        run = _Run(library, person, people or {}, several=len(parts) > 1)
        run.report.kind = kind
        done, total = 0, sum(part.member.size for part in parts)
        try:
            for part in parts:
                for _ in run.read(part):
                    yield Step(done + min(part.member.position, part.member.size), total, part.member.name)
                done += part.member.size
        finally:
            run.flush()
        run.note_people()
        return run.report


def _recognised(export: Export, kind: str) -> tuple[str, Sequence[Part]]:
    """The kind of the export with its parts. Raises SourceError for none, or another than the one asked for."""
    for name in IMPORTERS if kind == "auto" else [kind]:
        if parts := IMPORTERS[name].parts_of(export):
            return name, parts
    for other, importer in IMPORTERS.items():
        if importer.parts_of(export):
            cure = f"Use: usher import {other} {export.path}"
            raise SourceError(f"This is not {IMPORTERS[kind].title}, but {importer.title}.", cure=cure)
    if any(b'"medium"' in member.head and b'"title"' in member.head for member in export.members[:1]):
        raise SourceError(f"{export.path} holds items, no history.", cure=f"Use: usher index {export.path}")
    sought = "any of them" if kind == "auto" else f"{IMPORTERS[kind].title}'s"
    titles = ", ".join(importer.title for importer in IMPORTERS.values())
    raise SourceError(f"{export.path} does not look like an export: not {sought}.", cure=f"Known are: {titles}.")


class _Run:
    def __init__(self, library: Library, person: str | None, people: Mapping[str, str], *, several: bool) -> None:
        self._library, self._person, self._several = library, person, several
        self._named = {name.casefold(): one for one, name in people.items()}
        self._link = linker(library.catalogue)
        self._known = library.catalogue.columns().row_of
        self._corrections: dict[str, dict[str, str]] = {}
        self._rows: dict[str, list[Interaction]] = defaultdict(list)
        self._waiting = 0
        self._bad: Counter[str] = Counter()
        self.report = ImportReport()

    def read(self, part: Part) -> Generator[None, None, None]:
        """Take the rows of a part; stops to tell now and then."""
        place = part.member.name if self._several else ""
        for line in part.lines(part.member):
            self._take(line, part.read, place)
            if self._waiting >= _AT_ONCE:
                self.flush()
                yield
        yield

    def _take(self, line: Line, read: Read, place: str) -> None:
        try:
            if line.record is None:
                raise LineError(line.cause)
            said = [(self._who(name), row) for name, row in read(line.record)]
        except LineError as error:
            self._bad[place] += 1
            if len(self.report.bad) < _MOST_BAD:
                self.report.bad.append(BadLine(line.number, str(error), place))
            return
        for name, row in said:
            self._rows[name].append(self._linked(name, row))
            self._waiting += 1

    def _who(self, named: str) -> str:
        """The person a row is of; a profile called as the person who imports, whatever the case, is theirs."""
        person = self._person or ""
        named = self._named.get(named.casefold(), named)
        if not (named or person):
            raise LineError("names no user")
        return person if not named or named.casefold() == person.casefold() else named

    def flush(self) -> None:
        """Write what was read."""
        for name, rows in self._rows.items():
            added = self._library.person(name).add(rows)
            self.report.added += added
            self.report.known += len(rows) - added
            if name not in self.report.people:
                self.report.people.append(name)
        self._rows.clear()
        self._waiting = 0

    def note_people(self) -> None:
        """Say what the report's numbers do not."""
        if 1 < len(self.report.people) <= _MOST_NAMED:
            names = ", ".join(self.report.people)
            self.report.notes.append(f"Each row went to whom it names: {names}. --as PERSON=NAME says who is who.")
        if (more := self._bad.total() - len(self.report.bad)) > 0:
            self.report.notes.append(f"{more} more rows could not be read.")

    def _linked(self, name: str, row: Interaction) -> Interaction:
        if row.kind == "search":
            return row
        if name not in self._corrections:
            self._corrections[name] = self._library.person(name).corrections()
        linked = self._link(row, self._corrections[name])
        self.report.unmatched += linked.item not in self._known
        return linked
