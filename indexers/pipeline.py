"""A source into the library: read, encode what changed, commit in batches; resumable at any instant.

A batch becomes one transaction. Its vectors are written before it is committed, so that an item in the catalogue
always has its vector; vectors without an item, left by a kill in between, are removed when the library is next
opened. While one batch is encoded the one before is committed on a second thread: Chroma takes 1,340 vectors a
second, which is then hidden behind the encoder's 185.
"""

from __future__ import annotations

import json
import time
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from indexers.catalogue import Entry
from indexers.catalogue.gaps import find_gaps
from indexers.catalogue.store import Stored
from indexers.catalogue.text import digest, item_text
from indexers.errors import SourceError
from indexers.history.match import linker
from indexers.library import Library
from indexers.merging import merge
from indexers.models import Item
from indexers.progress import Progress, Step, silent
from indexers.reading.fold import fold
from indexers.reading.items import READER, read_id, read_item
from indexers.reading.lines import BadLine, Line, LineError
from indexers.sources import Source


@dataclass
class IndexReport:
    """What became of a source's items."""

    source: str
    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    linked: int = 0  # history rows that found their item
    bad: list[BadLine] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # what a person should know, a sentence each
    seconds: float = 0.0
    encode_s: float = 0.0  # of these, in the encoder


def index(library: Library, source: Source, progress: Progress = silent) -> IndexReport:
    """Bring the library up to the source. Raises SourceError, LibraryError, WeightsError.

    KeyboardInterrupt (or whatever `progress` raises) leaves what was committed; the next `index` goes on from there.
    """
    steps = stream(library, source)
    try:
        while True:
            step = next(steps)
            progress(step.done, step.total, step.doing)
    except StopIteration as done:
        report: IndexReport = done.value
        return report
    finally:
        steps.close()


def stream(library: Library, source: Source) -> Generator[Step, None, IndexReport]:
    """As `index`, step by step: yields a Step a batch and returns the IndexReport. May be closed at any step."""
    begun = time.monotonic()
    run = _Run(library, source)
    with _readable(source), library.vectors.writing():
        total = source.count()
        yield Step(0, total, "reading")
        with ThreadPoolExecutor(1, "commit") as committer:
            yield from run.take(source.read(), total, committer)
        run.remove_gone()
        merged = yield from merge(library)
    run.report.notes = [*source.notes(), *merged, *find_gaps(library.catalogue, source.name, source.cure)]
    if run.report.added:
        yield Step(total, total, "linking histories")
        run.report.linked = library.people.link(lambda: linker(library.catalogue))
    run.report.bad.sort(key=lambda line: line.number)
    run.report.seconds = time.monotonic() - begun
    return run.report


@dataclass(frozen=True)
class _Batch:
    entries: list[Entry]
    texts: dict[str, str]  # id -> the text to encode; fewer than entries where only facts changed
    known: Mapping[str, Stored]


class _Run:
    """One reading of a source."""

    def __init__(self, library: Library, source: Source) -> None:
        self._library, self._source = library, source
        self._line_of: dict[str, int] = {}  # every id met, with the line where it stands
        self.report = IndexReport(source.name)

    def take(self, lines: Iterator[Line], total: int, committer: ThreadPoolExecutor) -> Iterator[Step]:
        pending: Future[None] | None = None
        number = 0
        for some in _batched(lines, self._library.settings.batch):
            batch = self._plan(some)
            number = some[-1].number
            if batch.entries:
                matrix = self._encode(list(batch.texts.values()))
                if pending is not None:
                    pending.result()
                pending = committer.submit(self._commit, batch, matrix)
            yield Step(number, max(total, number), "encoding" if batch.texts else "comparing")
        if pending is not None:
            pending.result()

    def remove_gone(self) -> None:
        """Follow the items that are no longer in the source, unless nothing in it could be read.

        Of a server that nothing changed at, the ids that it still lists were read.
        """
        ids, kept = self._library.catalogue.ids_of(self._source.name), self._source.kept
        gone = [id_ for id_ in ids if id_ not in self._line_of and not kept(id_)]
        listed = self._source.server is not None and len(gone) < len(ids)
        if not gone or not (self._line_of or listed):
            return
        self._library.remove(gone)
        self.report.removed = len(gone)

    def _plan(self, lines: Sequence[Line]) -> _Batch:
        """What of these lines is new or changed."""
        readable = [pair for line in lines if (pair := self._identified(line)) is not None]
        known = self._library.catalogue.stored([id_ for id_, _ in readable])
        entries, texts = [], {}
        for id_, line in readable:
            assert line.record is not None
            line_digest = digest(READER, json.dumps(line.record, sort_keys=True, default=str))
            stored = known.get(id_)
            if stored and stored.line_digest == line_digest and stored.source == self._source.name:
                self.report.unchanged += 1
                continue
            try:
                item = read_item(line.record)
            except LineError as error:
                self.report.bad.append(BadLine(line.number, str(error), line.place))
                continue
            if stored and stored.source != self._source.name and (other := self._stranger(item)):
                cause = f"id {id_!r} is {other!r} of {stored.source}; give one of the two another id"
                self.report.bad.append(BadLine(line.number, cause, line.place))
                continue
            text = item_text(item)
            entry = Entry(item, line_digest, digest(self._stamp(), text))
            entries.append(entry)
            if stored is None or stored.text_digest != entry.text_digest:
                texts[id_] = text
        return _Batch(entries, texts, known)

    def _stranger(self, item: Item) -> str | None:
        """The title of what another source has under this id, if that is another work: by its names and its year."""
        for other in self._library.catalogue.get([item.id]):
            names, others = ({fold(name) for name in (one.title, *one.aliases)} for one in (item, other))
            if not names & others and item.year != other.year:
                return other.title
        return None

    def _identified(self, line: Line) -> tuple[str, Line] | None:
        """The line with its item's id; None, and reported, if it has none or one that was there before."""
        try:
            if line.record is None:
                raise LineError(line.cause)
            id_ = read_id(line.record)
            if id_ in self._line_of:
                raise LineError(f"id {id_!r} stands in line {self._line_of[id_]} already")
        except LineError as error:
            self.report.bad.append(BadLine(line.number, str(error), line.place))
            return None
        self._line_of[id_] = line.number
        return id_, line

    def _stamp(self) -> str:
        self._library.stamp_encoder()
        return str(self._library.stamp)

    def _encode(self, texts: list[str]) -> Any:
        begun = time.monotonic()
        matrix = self._library.encoder.encode(texts) if texts else None
        self.report.encode_s += time.monotonic() - begun
        return matrix

    def _commit(self, batch: _Batch, matrix: Any) -> None:
        with self._library.catalogue.change() as change:
            seqs = change.put(self._source.name, batch.entries)
            seq_of = {entry.item.id: seq for entry, seq in zip(batch.entries, seqs, strict=True)}
            if batch.texts:
                self._library.vectors.text.add(list(batch.texts), [seq_of[id_] for id_ in batch.texts], matrix)
        changed = sum(entry.item.id in batch.known for entry in batch.entries)
        self.report.changed += changed
        self.report.added += len(batch.entries) - changed


def _batched(lines: Iterable[Line], size: int) -> Iterator[list[Line]]:
    iterator = iter(lines)
    while some := list(islice(iterator, size)):
        yield some


@contextmanager
def _readable(source: Source) -> Iterator[None]:
    """What the disk raises while a source is read becomes one sentence about it."""
    try:
        yield
    except OSError as error:
        raise SourceError(f"{source.name} cannot be read: {error.strerror or error}.") from error
