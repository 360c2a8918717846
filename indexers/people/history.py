"""One person's history, rules and turns: `Person`, a handle that sees nobody else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from indexers.database import Database
from indexers.errors import UsageError
from indexers.models import Interaction, Rule
from indexers.people.links import is_known, relink
from indexers.people.same import series_of, work_of
from indexers.settings import LibrarySettings

Open = Callable[[bool], Database | None]  # True: make the file if there is none
_INSERT = (
    "INSERT OR IGNORE INTO interactions (person, key, item, kind, at_s, interaction, work) VALUES (?, ?, ?, ?, ?, ?, ?)"
)


class Person:
    """From `Library.person` alone. A stranger (name "") has nothing, and writing for one raises UsageError."""

    def __init__(self, name: str, open_database: Open, settings: LibrarySettings) -> None:
        self.name = name
        self._open, self._settings = open_database, settings

    @property
    def is_stranger(self) -> bool:
        return not self.name

    @property
    def exists(self) -> bool:
        """Something is stored about this person."""
        query = "SELECT 1 FROM {} WHERE person = :person LIMIT 1"
        return any(self._read(query.format(table)) for table in ("interactions", "rules", "turns"))

    def interactions(self, kind: str | None = None) -> list[Interaction]:
        """All, or those of one kind, oldest first; those without a time come before."""
        query = "SELECT interaction FROM interactions WHERE person = :person"
        if kind is not None:
            query += " AND kind = :kind"
        found = self._read(query + " ORDER BY at_s, number", kind=kind)
        return [Interaction.model_validate_json(text) for (text,) in found]

    def add(self, interactions: Iterable[Interaction], key: str = "") -> int:
        """Store them; how many were new. The same interaction under the same key is stored once.

        `key`: the message that says it, so that a message sent twice writes nothing twice; "" for an import, where
        the interaction itself is the key, and one that another source told already is not new.
        """
        with self._writable().writing() as connection:
            before = connection.total_changes
            for one in interactions:
                if key or not is_known(connection, self.name, one):
                    at_s = one.at.timestamp() if one.at else None
                    row = (self.name, _key(key, one), one.item, one.kind, at_s, _dump(one), work_of(one) or None)
                    connection.execute(_INSERT, row)
            return connection.total_changes - before

    def take_back(self, source: str, items: Collection[str], said: Collection[tuple[str, str]]) -> int:
        """Forget what `source` once said of these items and does not say any more; how many rows.

        `said`: (item, kind) of what it says now.
        """
        of_source = "person = :person AND interaction ->> '$.source' = :source"
        found = self._read(f"SELECT number, item, kind FROM interactions WHERE {of_source}", source=source)
        gone = [(number,) for number, item, kind in found if item in items and (item, kind) not in said]
        if gone:
            with self._writable().writing() as connection:
                connection.executemany("DELETE FROM interactions WHERE number = ?", gone)
        return len(gone)

    def rows(self, *, unmatched: bool = False) -> list[tuple[int, Interaction]]:
        """(number, interaction), oldest first; `unmatched`: only those whose item is not here yet."""
        query = "SELECT number, interaction FROM interactions WHERE person = :person"
        if unmatched:
            query += " AND item IS NULL AND kind != 'search'"
        found = self._read(query + " ORDER BY at_s, number")
        return [(number, Interaction.model_validate_json(text)) for number, text in found]

    def corrections(self) -> dict[str, str]:
        """What this person said is meant by a work or series (`same.work_of`, `series_of`): an item, "" for none."""
        return dict(self._read("SELECT work, item FROM corrections WHERE person = :person"))

    def correct(self, number: int, item: str | None, *, series: bool = False) -> int:
        """Row `number` means this item (None: nothing that is here), and so do all that call it so, now and later.

        `series`: the item is the series of the row's episode. How many rows changed; 0 where there is no such row,
        or it says an id alone.
        """
        row = dict(self.rows()).get(number)
        work = "" if row is None else series_of(row) if series else work_of(row)
        if not work:
            return 0
        with self._writable().writing() as connection:
            connection.execute("INSERT OR REPLACE INTO corrections VALUES (?, ?, ?)", (self.name, work, item or ""))
            return 0 if series else relink(connection, self.name, work, item)

    def rules(self) -> list[Rule]:
        found = self._read("SELECT rule FROM rules WHERE person = :person ORDER BY slot, value")
        return [Rule.model_validate_json(text) for (text,) in found]

    def add_rule(self, rule: Rule) -> None:
        """Store a rule; one of the same slot and value is replaced."""
        with self._writable().writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO rules VALUES (?, ?, ?, ?)",
                (self.name, rule.slot, json.dumps(rule.value), rule.model_dump_json()),
            )

    def drop_rule(self, slot: str, value: str | int | float) -> bool:
        """Forget a rule; whether there was one."""
        with self._writable().writing() as connection:
            dropped = connection.execute(
                "DELETE FROM rules WHERE person = ? AND slot = ? AND value = ?", (self.name, slot, json.dumps(value))
            )
            return dropped.rowcount > 0

    def save_turn(self, turn_id: str, conversation: str, at: datetime, record: dict[str, Any]) -> None:
        """Keep the record of a turn, for a time; of a stranger nothing is kept. `at` is the turn's clock."""
        if self.is_stranger:
            return
        text = json.dumps(record, ensure_ascii=False)
        database = self._writable()
        with database.writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO turns VALUES (?, ?, ?, ?, ?, ?)",
                (turn_id, self.name, conversation, at.timestamp(), len(text.encode()), text),
            )
            oldest = (at - timedelta(days=self._settings.turns_days)).timestamp()
            connection.execute("DELETE FROM turns WHERE at_s < ?", (oldest,))
            connection.execute(
                "DELETE FROM turns WHERE id IN (SELECT id FROM (SELECT id, sum(bytes) OVER "
                "(ORDER BY at_s DESC, id) AS so_far FROM turns) WHERE so_far > ?)",
                (self._settings.turns_bytes,),
            )

    def turn(self, turn_id: str) -> dict[str, Any] | None:
        """The record of one of this person's turns."""
        found = self._read("SELECT record FROM turns WHERE person = :person AND id = :id", id=turn_id)
        return json.loads(found[0][0]) if found else None

    def turns(self, conversation: str | None = None) -> list[dict[str, Any]]:
        """The records of all turns, or of one conversation, oldest first."""
        query = "SELECT record FROM turns WHERE person = :person"
        if conversation is not None:
            query += " AND conversation = :conversation"
        found = self._read(query + " ORDER BY at_s, id", conversation=conversation)
        return [json.loads(text) for (text,) in found]

    def conversations(self) -> list[tuple[str, datetime, int]]:
        """(id, time of the last turn, number of turns) of each conversation, the latest first."""
        found = self._read(
            "SELECT conversation, max(at_s), count(*) FROM turns WHERE person = :person "
            "GROUP BY conversation ORDER BY max(at_s) DESC"
        )
        return [(name, datetime.fromtimestamp(at_s, UTC), count) for name, at_s, count in found]

    def _read(self, query: str, **values: object) -> list[tuple[Any, ...]]:
        database = None if self.is_stranger else self._open(False)
        if database is None:
            return []
        with database.reading() as connection:
            return connection.execute(query, {"person": self.name, **values}).fetchall()

    def _writable(self) -> Database:
        if self.is_stranger:
            raise UsageError("Nothing is kept for somebody without a name.", cure="Pass --user NAME.")
        database = self._open(True)
        assert database is not None
        return database


def _dump(interaction: Interaction) -> str:
    return interaction.model_dump_json(exclude_defaults=True)


def _key(key: str, interaction: Interaction) -> bytes:
    """With a message: that message and the item. Without: all that the row says, bar what was found for its title."""
    if key:
        what = json.dumps([key, interaction.kind, interaction.item or interaction.title])
    else:
        found = {"item"} if interaction.title or interaction.series else set()
        found |= {"value"} if interaction.minutes is not None else set()  # the share, known with the item's length
        what = interaction.model_dump_json(exclude=found, exclude_defaults=True)
    return hashlib.blake2b(what.encode(), digest_size=16).digest()
