"""What the stages found in the items' files: facts and phrases of each stage, and the moments of each file."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from indexers.catalogue import words
from indexers.catalogue.columns import Columns, Floats, Mask, Rows
from indexers.database import Database
from indexers.media.models import Finding, Moment

Outcome = Literal["done", "skipped", "failed"]
_AT_ONCE = 500
_FIELDS = "i.id, s.stage, s.outcome, s.cause, s.language, s.facts, s.phrases, s.digest"


@dataclass(frozen=True)
class Found:
    """What one stage made of an item's file."""

    item: str
    stage: str
    outcome: Outcome
    cause: str
    language: str
    facts: Mapping[str, Any]
    phrases: tuple[str, ...]
    digest: bytes = field(repr=False, default=b"")


@dataclass(frozen=True)
class Passage:
    """A moment as it is stored; `item`: the work or part whose file it is in."""

    moment: int
    item: str
    stage: str
    start_s: float
    end_s: float
    text: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class MomentTable:
    """All moments as arrays of length n, by number. `rows`: the row of the columns that each is in."""

    seqs: NDArray[np.int64]  # the moments' numbers, ascending
    rows: Rows
    start_s: Floats
    end_s: Floats
    stages: NDArray[np.str_]

    @property
    def n(self) -> int:
        return len(self.seqs)

    @cached_property
    def row_of(self) -> dict[str, int]:
        return {str(seq): row for row, seq in enumerate(self.seqs)}


class Findings:
    """Reading side; `Catalogue.findings`. `generation` grows with each file that a stage has read."""

    def __init__(self, database: Database, columns: Callable[[], Columns]) -> None:
        self._database, self._columns = database, columns
        self._building = threading.Lock()
        self._moments: tuple[tuple[int, int], MomentTable] | None = None
        self._masks: dict[str, tuple[tuple[int, int], Mask]] = {}
        self._phrases: dict[str, tuple[tuple[int, int], dict[str, Rows]]] = {}
        self.generation = int(self._read("SELECT value FROM meta WHERE key = 'findings'")[0][0])

    def of(self, ids: Sequence[str]) -> dict[str, dict[str, Found]]:
        """For each of the items that has some: stage -> what it found."""
        found: dict[str, dict[str, Found]] = defaultdict(dict)
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            marks = ",".join("?" * len(some))
            query = f"SELECT {_FIELDS} FROM stages s JOIN items i USING (seq) WHERE i.id IN ({marks})"
            for row in self._read(query, some):
                found[row[0]][row[1]] = _found(row)
        return dict(found)

    def digests(self, stage: str) -> dict[str, tuple[bytes, Outcome]]:
        """id -> (digest, outcome) of every item that the stage has met."""
        rows = self._read(
            "SELECT i.id, s.digest, s.outcome FROM stages s JOIN items i USING (seq) WHERE s.stage = ?", (stage,)
        )
        return {id_: (digest, outcome) for id_, digest, outcome in rows}

    def fact(self, stage: str, name: str) -> dict[str, str]:
        """id -> the fact of that name, of every item of which the stage found one."""
        path = f"$.{name}"
        query = "SELECT i.id, s.facts ->> ? FROM stages s JOIN items i USING (seq) WHERE s.stage = ?"
        return {
            id_: str(value) for id_, value in self._read(f"{query} AND s.facts ->> ? IS NOT NULL", (path, stage, path))
        }

    def tally(self) -> dict[str, dict[str, int]]:
        """stage -> outcome -> number of items."""
        found: dict[str, dict[str, int]] = defaultdict(dict)
        for stage, outcome, count in self._read("SELECT stage, outcome, count(*) FROM stages GROUP BY stage, outcome"):
            found[stage][outcome] = count
        return dict(found)

    def failures(self) -> list[Found]:
        query = f"SELECT {_FIELDS} FROM stages s JOIN items i USING (seq) WHERE s.outcome = 'failed' ORDER BY i.seq"
        return [_found(row) for row in self._read(query)]

    def mask(self, space: str) -> Mask:
        """bool (n,) over the columns: the items that have a vector in the collection `space`."""
        columns = self._columns()
        stamp = columns.generation, self.generation
        kept = self._masks.get(space)
        if kept is None or kept[0] != stamp:
            seqs = np.array(list(self.seqs(space).values()), np.int64)
            kept = self._masks[space] = stamp, np.isin(columns.seqs, seqs)
        return kept[1]

    def phrases(self, stage: str) -> dict[str, Rows]:
        """Each phrase that the stage used of some file -> rows of the columns, ascending; built once a generation."""
        columns = self._columns()
        stamp = columns.generation, self.generation
        kept = self._phrases.get(stage)
        if kept is None or kept[0] != stamp:
            query = "SELECT e.value, seq FROM stages, json_each(phrases) e WHERE stage = ? ORDER BY e.value, seq"
            seqs: dict[str, list[int]] = defaultdict(list)
            for phrase, seq in self._read(query, (stage,)):
                seqs[phrase].append(seq)
            rows = {
                phrase: np.flatnonzero(np.isin(columns.seqs, some)).astype(np.int32) for phrase, some in seqs.items()
            }
            kept = self._phrases[stage] = stamp, rows
        return kept[1]

    def seqs(self, space: str) -> dict[str, int]:
        """id -> seq of the items that have a vector in the collection `space`."""
        query = "SELECT i.id, i.seq FROM stages s JOIN items i USING (seq), json_each(s.spaces) e WHERE e.value = ?"
        return dict(self._read(query, (space,)))

    def moment_seqs(self, space: str) -> dict[str, int]:
        """The same for moments; their ids are their numbers, as text."""
        query = "SELECT m.moment FROM moments m, json_each(m.spaces) e WHERE e.value = ?"
        return {str(moment): moment for (moment,) in self._read(query, (space,))}

    def last_moment(self) -> int:
        return int(self._read("SELECT ifnull(max(moment), 0) FROM moments")[0][0])

    def moments(self) -> MomentTable:
        """All moments; built once a generation."""
        columns = self._columns()
        stamp = columns.generation, self.generation
        with self._building:
            if self._moments is None or self._moments[0] != stamp:
                self._moments = stamp, self._table(columns)
            return self._moments[1]

    def _table(self, columns: Columns) -> MomentTable:
        found = self._read("SELECT moment, seq, start_s, end_s, stage FROM moments ORDER BY moment")
        seqs = np.array([row[1] for row in found], np.int64)
        rows = np.searchsorted(columns.seqs, seqs)
        here = rows < columns.n
        here[here] = columns.seqs[rows[here]] == seqs[here]
        kept = [row for row, is_here in zip(found, here, strict=True) if is_here]
        return MomentTable(
            np.array([row[0] for row in kept], np.int64),
            rows[here].astype(np.int32),
            np.array([row[2] for row in kept], np.float32),
            np.array([row[3] for row in kept], np.float32),
            np.array([row[4] for row in kept], np.str_),
        )

    def passages(self, moments: Sequence[int]) -> list[Passage]:
        """The moments of those numbers, in the order asked; unknown ones are skipped."""
        found: dict[int, Passage] = {}
        for start in range(0, len(moments), _AT_ONCE):
            some = moments[start : start + _AT_ONCE]
            marks = ",".join("?" * len(some))
            found.update((p.moment, p) for p in self._passages(f"m.moment IN ({marks})", [int(m) for m in some]))
        return [found[int(moment)] for moment in moments if int(moment) in found]

    def passages_of(self, item: str, stage: str | None = None) -> list[Passage]:
        """The moments of an item, by time."""
        where = "i.id = ?" if stage is None else "i.id = ? AND m.stage = ?"
        return self._passages(f"{where} ORDER BY m.start_s, m.moment", [item] if stage is None else [item, stage])

    def words(self, query: str, limit: int) -> list[tuple[int, float]]:
        """(moment, score 0..1), best first: moments whose text carries any of the words."""
        with self._database.reading() as connection:
            return words.search_moments(connection, query, limit)

    def containing(self, phrase: str) -> list[int]:
        """Moments, ascending, whose text carries the word or phrase, whatever its form."""
        with self._database.reading() as connection:
            return words.moments_containing(connection, phrase)

    def _passages(self, where: str, values: Sequence[object]) -> list[Passage]:
        query = (
            "SELECT m.moment, i.id, m.stage, m.start_s, m.end_s, m.text, m.facts "
            f"FROM moments m JOIN items i USING (seq) WHERE {where}"
        )
        return [_passage(row) for row in self._read(query, values)]

    def _read(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        with self._database.reading() as connection:
            return connection.execute(query, values).fetchall()


def _found(row: Sequence[Any]) -> Found:
    item, stage, outcome, cause, language, facts, phrases, digest = row
    return Found(item, stage, outcome, cause, language, json.loads(facts), tuple(json.loads(phrases)), digest)


def _passage(row: Sequence[Any]) -> Passage:
    moment, item, stage, start_s, end_s, text, facts = row
    return Passage(moment, item, stage, start_s, end_s, text, json.loads(facts))


@dataclass(frozen=True)
class StageRow:
    """What is written of one item and stage. `spaces`: the collections that hold its vector.

    `moment_spaces`: the same for each moment of the finding.
    """

    item: str
    stage: str
    digest: bytes
    outcome: Outcome
    cause: str = ""
    finding: Finding = field(default_factory=Finding)
    spaces: tuple[str, ...] = ()
    moment_spaces: tuple[tuple[str, ...], ...] = ()


def put(connection: sqlite3.Connection, row: StageRow) -> tuple[int, list[int]] | None:
    """Write what a stage found, instead of what it found before; the item's seq and its moments' numbers."""
    known = connection.execute("SELECT seq FROM items WHERE id = ?", (row.item,)).fetchone()
    if known is None:  # gone meanwhile
        return None
    (seq,) = known
    connection.execute("DELETE FROM moments WHERE seq = ? AND stage = ?", (seq, row.stage))
    finding = row.finding
    connection.execute(
        "INSERT OR REPLACE INTO stages (seq, stage, digest, outcome, cause, language, facts, phrases, spaces) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(seq, row.stage, row.digest, row.outcome, row.cause, finding.language),
            *(_json(dict(finding.facts)), _json(finding.phrases), _json(row.spaces)),
        ),
    )
    moments = [
        _put_moment(connection, seq, row.stage, moment, _json(spaces))
        for moment, spaces in zip(finding.moments, row.moment_spaces, strict=True)
    ]
    _bump(connection)
    return seq, moments


def moments_of(connection: sqlite3.Connection, items: Collection[str], stage: str | None = None) -> list[int]:
    """The numbers of the moments of those items, of one stage or of all."""
    found: list[int] = []
    for item in items:
        query = "SELECT m.moment FROM moments m JOIN items i USING (seq) WHERE i.id = ?"
        values: tuple[str, ...] = (item,)
        if stage is not None:
            query, values = f"{query} AND m.stage = ?", (item, stage)
        found += [moment for (moment,) in connection.execute(query, values)]
    return found


def forget(connection: sqlite3.Connection, items: Iterable[str], stage: str | None = None) -> None:
    """Mark what the stages found in those items as to be read again."""
    for item in items:
        connection.execute(
            "UPDATE stages SET digest = x'', spaces = '[]' WHERE seq = (SELECT seq FROM items WHERE id = ?) "
            "AND (? IS NULL OR stage = ?)",
            (item, stage, stage),
        )
    _bump(connection)


def _put_moment(connection: sqlite3.Connection, seq: int, stage: str, moment: Moment, spaces: str) -> int:
    ((number,),) = connection.execute(
        "INSERT INTO moments (seq, stage, start_s, end_s, text, facts, spaces) VALUES (?, ?, ?, ?, ?, ?, ?) "
        "RETURNING moment",
        (seq, stage, moment.start_s, moment.end_s, moment.text, _json(dict(moment.facts)), spaces),
    ).fetchall()
    return int(number)


def _bump(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE meta SET value = value + 1 WHERE key = 'findings'")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
