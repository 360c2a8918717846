"""One person's history, rules and turns: `Person`, a handle that sees nobody else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from indexers.database import Database
from indexers.errors import UsageError
from indexers.models import Interaction, Rule
from indexers.settings import LibrarySettings

Open = Callable[[bool], Database | None]  # True: make the file if there is none


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
        the interaction itself is the key.
        """
        rows = [
            (self.name, _key(key, one), one.item, one.kind, one.at.timestamp() if one.at else None, _dump(one))
            for one in interactions
        ]
        with self._writable().writing() as connection:
            before = connection.total_changes
            connection.executemany(
                "INSERT OR IGNORE INTO interactions (person, key, item, kind, at_s, interaction) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                rows,
            )
            return connection.total_changes - before

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
    """With a message: that message and the item. Without: all that the row says, bar the item found for its title."""
    if key:
        what = json.dumps([key, interaction.kind, interaction.item or interaction.title])
    elif interaction.title or interaction.series:
        what = interaction.model_copy(update={"item": None}).model_dump_json()
    else:
        what = interaction.model_dump_json()
    return hashlib.blake2b(what.encode(), digest_size=16).digest()
