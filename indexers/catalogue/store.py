"""The catalogue: items in SQLite, their words in FTS5, their columns and titles in memory."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexers.catalogue import findings, words
from indexers.catalogue.columns import Columns, Mask, Rows, build_columns
from indexers.catalogue.schema import MIGRATIONS
from indexers.catalogue.titles import TitleIndex
from indexers.database import Database
from indexers.models import Item

MERGED = "merged"  # in meta: the generation whose records were merged
_AT_ONCE = 500  # ids a query; SQLite takes 32,766


@dataclass(frozen=True)
class Stored:
    """What is known of an item before it is read again."""

    seq: int
    source: str
    line_digest: bytes
    text_digest: bytes


@dataclass(frozen=True)
class Entry:
    """An item on its way into the catalogue, with the digests that tell whether it changed."""

    item: Item
    line_digest: bytes
    text_digest: bytes


@dataclass(frozen=True)
class Blend:
    """How the item `seq` is merged. `work`: what stands for it; `item`: what it says now, None: as its source has it.

    `text_digest`: of the text behind its vector, where that is made anew.
    """

    seq: int
    work: str | None
    why: str | None
    item: Item | None
    text_digest: bytes | None = None


class Catalogue:
    """Safe to read from several threads; one writes at a time. Raises LibraryError where the disk fails."""

    def __init__(self, path: Path) -> None:
        self._database = Database(path, MIGRATIONS)
        self._building = threading.Lock()
        self._columns: Columns | None = None
        self._titles: tuple[int, TitleIndex] | None = None
        self.generation = int(self.meta("generation") or 0)
        self.findings = findings.Findings(self._database, self.columns)

    def get(self, ids: Sequence[str]) -> list[Item]:
        """The items in the order asked; unknown ids are skipped. One that is merged gives what stands for its work."""
        found: dict[str, Item] = {}
        for some in _chunks(list(dict.fromkeys(ids))):
            marks = ",".join("?" * len(some))
            asked = "items asked JOIN items i ON i.id = ifnull(asked.work, asked.id)"
            rows = self._read(f"SELECT asked.id, i.item FROM {asked} WHERE asked.id IN ({marks})", some)
            found.update((id_, Item.model_validate_json(text)) for id_, text in rows)
        return [found[id_] for id_ in ids if id_ in found]

    def parts(self, parent: str) -> list[Item]:
        """The items whose parent is `parent`: a series' episodes, an album's tracks; by season and number."""
        found = self._read(
            "SELECT item FROM items WHERE work IS NULL AND json_extract(item, '$.parent') = "
            "ifnull((SELECT work FROM items WHERE id = ?1), ?1)",
            (parent,),
        )
        parts = [Item.model_validate_json(text) for (text,) in found]
        return sorted(parts, key=lambda part: (part.season or 0, part.number or 0, part.id))

    def foreign_ids(self) -> Iterator[tuple[str, dict[str, str]]]:
        """Each item with what others call it (`extra.ids`: imdb, tmdb, ...), where it is known."""
        ids = "json_extract(item, '$.extra.ids')"
        for item, text in self._read(f"SELECT id, {ids} FROM items WHERE {ids} IS NOT NULL AND work IS NULL"):
            found = json.loads(text) if str(text).startswith("{") else {}
            yield item, {name: str(value) for name, value in found.items() if value}

    def with_files(self) -> Iterator[Item]:
        """The items that say where their file is, by path."""
        path = "json_extract(item, '$.path')"
        for (text,) in self._read(f"SELECT item FROM items WHERE {path} IS NOT NULL AND work IS NULL ORDER BY {path}"):
            yield Item.model_validate_json(text)

    def has_files(self) -> bool:
        """Whether some item says where its file is."""
        return bool(self._read("SELECT 1 FROM items WHERE json_extract(item, '$.path') IS NOT NULL LIMIT 1"))

    def columns(self) -> Columns:
        """The whole catalogue as columns; built once a generation."""
        with self._building:
            if self._columns is None or self._columns.generation != self.generation:
                generation = self.generation
                with self._database.reading() as connection:
                    stored = connection.execute("SELECT seq, item FROM items WHERE work IS NULL ORDER BY seq")
                    merged = connection.execute("SELECT id, work FROM items WHERE work IS NOT NULL")
                    self._columns = build_columns(generation, stored, merged)
            return self._columns

    def titles(self) -> TitleIndex:
        """Titles and people of `columns()`; built once a generation."""
        columns = self.columns()
        with self._building:
            if self._titles is None or self._titles[0] != columns.generation:
                self._titles = columns.generation, TitleIndex(columns)
            return self._titles[1]

    def words(self, query: str, limit: int) -> list[tuple[int, float]]:
        """(row of `columns()`, score 0..1), best first: items that carry any of the words. Any text is safe."""
        with self._database.reading() as connection:
            found = words.search(connection, query, limit)
        seqs = np.array([seq for seq, _ in found], np.int64)
        rows, here = self._rows(seqs)
        return [(int(row), score) for row, (_, score), is_here in zip(rows, found, here, strict=True) if is_here]

    def contains(self, phrase: str) -> Rows:
        """int32 rows of `columns()`, ascending: items whose text, keywords or title carry the word or phrase."""
        with self._database.reading() as connection:
            found = words.containing(connection, phrase)
        rows, here = self._rows(np.array(found, np.int64))
        return rows[here]

    def stored(self, ids: Sequence[str]) -> dict[str, Stored]:
        """What is known of those ids that are here."""
        known: dict[str, Stored] = {}
        for some in _chunks(ids):
            marks = ",".join("?" * len(some))
            rows = self._read(
                f"SELECT id, seq, source, line_digest, text_digest FROM items WHERE id IN ({marks})", some
            )
            known.update((id_, Stored(*rest)) for id_, *rest in rows)
        return known

    def ids_of(self, source: str) -> list[str]:
        """The ids that came from `source`."""
        return [id_ for (id_,) in self._read("SELECT id FROM items WHERE source = ?", (source,))]

    def lacking(self, source: str, fields: Sequence[str]) -> list[tuple[Any, ...]]:
        """(medium, number of works, how many lack each of `fields`) of a source; parts are left out."""
        lacks = ", ".join(f"sum(json_extract(item, '$.{name}') IS NULL)" for name in fields)
        return self._read(
            f"SELECT json_extract(item, '$.medium') AS medium, count(*), {lacks} FROM items "
            "WHERE source = ? AND work IS NULL AND json_extract(item, '$.parent') IS NULL GROUP BY medium",
            (source,),
        )

    def records(self) -> Iterator[tuple[Any, ...]]:
        """Of each item: seq, id, source, its JSON as its source has it, work, why, its JSON now where that says more,
        text_digest. By seq."""
        columns = "seq, id, source, ifnull(own, item), work, why, CASE WHEN own IS NULL THEN NULL ELSE item END"
        with self._database.reading() as connection:
            yield from connection.execute(f"SELECT {columns}, text_digest FROM items ORDER BY seq")

    def records_of(self, ids: Sequence[str]) -> list[tuple[str, str, Item]]:
        """(id, source, item as that source has it) of all that stand for the same works as `ids`."""
        found: list[tuple[str, str, Item]] = []
        for some in _chunks(ids):
            marks = ",".join("?" * len(some))
            works = f"SELECT ifnull(work, id) FROM items WHERE id IN ({marks})"
            query = f"SELECT id, source, ifnull(own, item) FROM items WHERE id IN ({works}) OR work IN ({works})"
            rows = self._read(f"{query} ORDER BY seq", [*some, *some])
            found += [(id_, source, Item.model_validate_json(text)) for id_, source, text in rows]
        return found

    def merged(self) -> list[tuple[str, str, str]]:
        """(id, id of what stands for its work, why) of each item that is merged into another."""
        return self._read("SELECT id, work, why FROM items WHERE work IS NOT NULL ORDER BY work, seq")

    def looked_up(self) -> dict[str, list[tuple[str, dict[str, Any]]]]:
        """id -> (service:reference, fields) of each service that knew the item."""
        found: dict[str, list[tuple[str, dict[str, Any]]]] = {}
        query = "SELECT id, service, reference, facts FROM looked_up WHERE reference != '' ORDER BY id, service"
        for id_, service, reference, facts in self._read(query):
            found.setdefault(id_, []).append((f"{service}:{reference}", json.loads(facts)))
        return found

    def asked(self, service: str) -> dict[str, tuple[str, str]]:
        """id -> (ISO time, reference or "") of what the service was asked about."""
        rows = self._read("SELECT id, at, reference FROM looked_up WHERE service = ?", (service,))
        return {id_: (at, reference) for id_, at, reference in rows}

    def verdicts(self) -> dict[tuple[str, str], bool]:
        """What a person said: (a, b), a < b, are the same work, or not."""
        return {(a, b): bool(same) for a, b, same in self._read("SELECT a, b, same FROM verdicts")}

    def sources(self) -> dict[str, int]:
        """Each source with the number of its items."""
        return dict(self._read("SELECT source, count(*) FROM items GROUP BY source ORDER BY source"))

    def count(self) -> int:
        """Of the sources' records; the works are `columns().n`."""
        return int(self._read("SELECT count(*) FROM items")[0][0])

    def last_seq(self) -> int:
        """The highest seq; 0 where there is no item."""
        return int(self._read("SELECT ifnull(max(seq), 0) FROM items")[0][0])

    def seqs(self) -> dict[str, int]:
        """Every id with its seq."""
        return dict(self._read("SELECT id, seq FROM items"))

    def meta(self, key: str) -> str | None:
        """A fact about the library itself, such as the stamp of its text encoder."""
        found = self._read("SELECT value FROM meta WHERE key = ?", (key,))
        return str(found[0][0]) if found else None

    @contextmanager
    def change(self) -> Iterator[Change]:
        """A transaction that grows `generation` by one; rolled back on an error."""
        with self._database.writing() as connection:
            yield Change(connection)
            connection.execute("UPDATE meta SET value = value + 1 WHERE key = 'generation'")
        self.generation += 1

    @contextmanager
    def note(self) -> Iterator[Change]:
        """A transaction for what stages find: it leaves the items as they are, and their columns valid."""
        with self._database.writing() as connection:
            yield Change(connection)
        self.findings.generation += 1

    def close(self) -> None:
        self._database.close()

    def _read(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        with self._database.reading() as connection:
            return connection.execute(query, values).fetchall()

    def _rows(self, seqs: NDArray[np.int64]) -> tuple[Rows, Mask]:
        """Rows of `seqs` in the columns, and which are there: one may be newer than the columns."""
        known = self.columns().seqs
        if not len(known):
            return np.zeros(len(seqs), np.int32), np.zeros(len(seqs), bool)
        rows = np.minimum(np.searchsorted(known, seqs), len(known) - 1)
        return rows.astype(np.int32), known[rows] == seqs


class Change:
    """What may be done to the catalogue within one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def put(self, source: str, entries: Iterable[Entry]) -> list[int]:
        """Add the items, or replace those of the same id; their seqs. A replaced item keeps its seq."""
        return [self._put(source, entry) for entry in entries]

    def _put(self, source: str, entry: Entry) -> int:
        text = entry.item.model_dump_json(exclude_defaults=True)
        ((seq,),) = self._connection.execute(
            "INSERT INTO items (id, source, line_digest, text_digest, item) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET source = excluded.source, line_digest = excluded.line_digest, "
            "text_digest = excluded.text_digest, item = excluded.item, own = NULL RETURNING seq",
            (entry.item.id, source, entry.line_digest, entry.text_digest, text),
        ).fetchall()
        words.put(self._connection, seq, entry.item)
        return int(seq)

    def blend(self, row: Blend) -> None:
        """Say how an item is merged, and what it now says."""
        if row.item is None:
            update = "item = ifnull(own, item), own = NULL"
            values: list[object] = []
        else:
            update, values = "own = ifnull(own, item), item = ?", [row.item.model_dump_json(exclude_defaults=True)]
        if row.text_digest is not None:
            update, values = f"{update}, text_digest = ?", [*values, row.text_digest]
        ((text,),) = self._connection.execute(
            f"UPDATE items SET {update}, work = ?, why = ? WHERE seq = ? RETURNING item",
            (*values, row.work, row.why, row.seq),
        ).fetchall()
        words.put(self._connection, row.seq, Item.model_validate_json(text))

    def look_up(self, id_: str, service: str, at: str, reference: str, facts: str) -> None:
        """Keep what a service said of an item; it is merged at the next occasion."""
        self._connection.execute(
            "INSERT OR REPLACE INTO looked_up VALUES (?, ?, ?, ?, ?)", (id_, service, at, reference, facts)
        )
        self.set_meta(MERGED, "")

    def judge(self, one: str, other: str, same: bool) -> None:
        """Keep what a person said of two items."""
        values = (*ordered(one, other), same)
        self._connection.execute("INSERT OR REPLACE INTO verdicts VALUES (?, ?, ?)", values)

    def remove(self, ids: Iterable[str]) -> None:
        for some in _chunks(list(ids)):
            marks = ",".join("?" * len(some))
            self._connection.execute(
                f"DELETE FROM words WHERE rowid IN (SELECT seq FROM items WHERE id IN ({marks}))", some
            )
            self._connection.execute(f"UPDATE items SET work = NULL, why = NULL WHERE work IN ({marks})", some)
            self._connection.execute(f"DELETE FROM items WHERE id IN ({marks})", some)

    def forget_vectors(self, ids: Iterable[str]) -> None:
        """Mark the items as not encoded, so that the next index of their source encodes them again."""
        for some in _chunks(list(ids)):
            marks = ",".join("?" * len(some))
            self._connection.execute(
                f"UPDATE items SET text_digest = x'', line_digest = x'' WHERE id IN ({marks})", some
            )

    def put_finding(self, row: findings.StageRow) -> tuple[int, list[int]] | None:
        """What a stage made of an item's file: the item's seq and its moments' numbers; None if the item is gone."""
        return findings.put(self._connection, row)

    def moments_of(self, items: Collection[str], stage: str | None = None) -> list[int]:
        """The numbers of those items' moments."""
        return findings.moments_of(self._connection, items, stage)

    def forget_findings(self, items: Iterable[str], stage: str | None = None) -> None:
        """Mark what the stages found in the items as to be read again."""
        findings.forget(self._connection, items, stage)

    def set_meta(self, key: str, value: str) -> None:
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))


def ordered(one: str, other: str) -> tuple[str, str]:
    """A pair of ids as verdicts keep it."""
    return (one, other) if one < other else (other, one)


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]
