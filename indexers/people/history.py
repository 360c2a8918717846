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
from indexers.people import ledger
from indexers.people.links import is_known, relink
from indexers.people.same import series_of, work_of
from indexers.settings import LibrarySettings

Open = Callable[[bool], Database | None]  # True: make the file if there is none
_INSERT = (
    "INSERT OR IGNORE INTO interactions (person, key, item, kind, at_s, interaction, work, said) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
# Where a message may have written: the table, and the columns that tell of it.
_SAID = (("interactions", "said"), ("rules", "said, ended_said"))


class Person:
    """From `Library.person` alone. A stranger (name "") has nothing, and writing for one raises UsageError."""

    def __init__(
        self, name: str, open_database: Open, settings: LibrarySettings, until: datetime | None = None
    ) -> None:
        self.name = name
        self._open, self._settings, self._until = open_database, settings, until

    def as_of(self, time: datetime) -> Person:
        """The same person without what they said after `time`, and with the rules that they ended since."""
        return Person(self.name, self._open, self._settings, time)

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
        if self._until is not None:
            query += " AND (said IS NULL OR at_s <= :until)"
        until = self._until.timestamp() if self._until else None
        found = self._read(query + " ORDER BY at_s, number", kind=kind, until=until)
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
                    work, said = work_of(one) or None, message_hash(key)
                    row = (self.name, _key(key, one), one.item, one.kind, at_s, _dump(one), work, said)
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

    def take_back_said(self, key: str) -> int:
        """Undo what the message `key` wrote: what it said of works, its rules, its ends of rules; how many rows."""
        values = {"person": self.name, "said": message_hash(key)}
        known = "SELECT 1 FROM {} WHERE person = :person AND :said IN ({})"
        if not any(self._read(known.format(*of), said=values["said"]) for of in _SAID):
            return 0
        with self._writable().writing() as connection:
            before = connection.total_changes
            connection.execute("DELETE FROM interactions WHERE person = :person AND said = :said", values)
            ledger.take_back(connection, values)
            return connection.total_changes - before

    def rules(self, now: datetime) -> list[Rule]:
        """Those that hold at `now`."""
        standing = [entry.rule for entry in self.ledger() if entry.ended is None]
        if (age := self.setting("child")) is not None:
            standing.append(Rule(slot="age_max", value=int(age)))
        return sorted((rule for rule in standing if rule.holds(now)), key=lambda rule: (rule.slot, str(rule.value)))

    def ledger(self) -> list[ledger.Entry]:
        """All rules that were ever laid down, oldest first."""
        found = self._read("SELECT number, rule, ended_s FROM rules WHERE person = :person ORDER BY number")
        entries = [ledger.entry(*row) for row in found]
        return entries if self._until is None else ledger.as_of(entries, self._until)

    def add_rule(self, rule: Rule, key: str = "") -> bool:
        """Lay down a rule; whether it is new. It takes the place of one on the same thing. `key`: as for `add`."""
        with self._writable().writing() as connection:
            return ledger.add(connection, self.name, rule, message_hash(key))

    def end_rule(self, number: int, at: datetime, key: str = "") -> bool:
        """Withdraw rule `number`; whether it stood."""
        with self._writable().writing() as connection:
            return ledger.end(connection, self.name, number, at, message_hash(key))

    @property
    def remembers(self) -> bool:
        """Whether what this person says and is told is kept: not of a stranger, a child, or in a pause."""
        return not self.is_stranger and self.setting("child") is None and self.setting("learning") != "paused"

    def setting(self, key: str) -> str | None:
        """`learning` ("paused"): nothing that is said is kept. `child`: the highest age rating allowed, years."""
        found = self._read("SELECT value FROM settings WHERE person = :person AND key = :key", key=key)
        return str(found[0][0]) if found else None

    def set_setting(self, key: str, value: str | None) -> None:
        with self._writable().writing() as connection:
            connection.execute("DELETE FROM settings WHERE person = ? AND key = ?", (self.name, key))
            if value is not None:
                connection.execute("INSERT INTO settings VALUES (?, ?, ?)", (self.name, key, value))

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

    def erase(self) -> int:
        """Forget all of this person, their tokens too; how many rows went. The pages that held them are overwritten."""
        tables = ("interactions", "rules", "turns", "accounts", "corrections", "settings")
        with self._writable().writing() as connection:
            gone = [
                connection.execute(f"DELETE FROM {table} WHERE person = ?", (self.name,)).rowcount for table in tables
            ]
            tokens = connection.execute("DELETE FROM tokens WHERE name = ? AND kind = 'person'", (self.name,))
            gone.append(tokens.rowcount)
        self._writable().settle()
        return sum(gone)

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


def message_hash(key: str) -> bytes | None:
    """What a message is known by; None for none."""
    return hashlib.blake2b(key.encode(), digest_size=16).digest() if key else None


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
