"""The file of all people's data. It hands out handles that see one person each."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from indexers.database import Database
from indexers.models import Interaction
from indexers.people.history import Person
from indexers.people.links import give
from indexers.people.names import checked_name
from indexers.people.schema import MIGRATIONS
from indexers.people.tokens import Tokens
from indexers.settings import LibrarySettings

# An interaction without an item, and its person's corrections -> the interaction with the item that it means.
Link = Callable[[Interaction, Mapping[str, str]], Interaction]

# From one name to the next by the index: a history of millions of rows is not read.
_NAMES = """
    WITH RECURSIVE had(person) AS (
        SELECT min(person) FROM interactions
        UNION ALL
        SELECT (SELECT min(person) FROM interactions WHERE person > had.person) FROM had WHERE had.person IS NOT NULL
    )
    SELECT person FROM had WHERE person IS NOT NULL
    UNION SELECT person FROM rules UNION SELECT person FROM settings UNION SELECT person FROM turns
    ORDER BY person
"""


class People:
    """Reading makes no file: it comes to be with the first thing written."""

    def __init__(self, path: Path, settings: LibrarySettings) -> None:
        self._path, self._settings = path, settings
        self._opening = threading.Lock()
        self._database: Database | None = None
        self.tokens = Tokens(self._open)

    def person(self, name: str | None) -> Person:
        """The handle of one person; None: a stranger. Raises UsageError for what cannot be a name."""
        return Person(checked_name(name), self._open, self._settings)

    def link(self, matcher: Callable[[], Link]) -> int:
        """Give the interactions without an item the one that is found for them, whoever they belong to; how many.

        `matcher` is called only if there are any. One that another source told of that item already goes.
        """
        waiting = self._waiting()
        if not waiting:
            return 0
        link, found = matcher(), []
        corrections: dict[str, dict[str, str]] = {}
        for number, person, text in waiting:
            if person not in corrections:
                corrections[person] = self.person(person).corrections()
            linked = link(Interaction.model_validate_json(text), corrections[person])
            if linked.item is not None:
                found.append((number, person, linked))
        database = self._open(True)
        assert database is not None
        with database.writing() as connection:
            for number, person, linked in found:
                give(connection, number, person, linked)
        return len(found)

    def _waiting(self) -> list[tuple[int, str, str]]:
        database = self._open(False)
        if database is None:
            return []
        with database.reading() as connection:
            return connection.execute(
                "SELECT number, person, interaction FROM interactions WHERE item IS NULL AND kind != 'search'"
            ).fetchall()

    def names(self) -> list[str]:
        """Everybody of whom something is kept, sorted."""
        database = self._open(False)
        if database is None:
            return []
        with database.reading() as connection:
            return [name for (name,) in connection.execute(_NAMES)]

    def histories(self) -> list[list[Interaction]]:
        """What each person did, oldest first, in an order that says nothing of their names."""
        database = self._open(False)
        if database is None:
            return []
        found: dict[str, list[Interaction]] = {}
        with database.reading() as connection:
            query = "SELECT person, interaction FROM interactions WHERE kind != 'search' ORDER BY at_s, number"
            for person, text in connection.execute(query):
                found.setdefault(person, []).append(Interaction.model_validate_json(text))
        return [found[name] for name in sorted(found, key=lambda name: hashlib.sha256(name.encode()).digest())]

    def size(self) -> int:
        """How many rows all histories have, searches apart."""
        database = self._open(False)
        if database is None:
            return 0
        with database.reading() as connection:
            (rows,) = connection.execute("SELECT count(*) FROM interactions WHERE kind != 'search'").fetchone()
        return int(rows)

    def latest(self) -> datetime | None:
        """When the last turn was kept, whoever's."""
        database = self._open(False)
        if database is None:
            return None
        with database.reading() as connection:
            (at_s,) = connection.execute("SELECT max(at_s) FROM turns").fetchone()
        return None if at_s is None else datetime.fromtimestamp(at_s, UTC)

    def settle(self) -> None:
        """What was deleted is left nowhere, the journal included."""
        database = self._open(False)
        if database is not None:
            database.settle()

    def accounts(self, source: str) -> dict[str, str]:
        """The accounts of a server that belong to somebody: id to person."""
        database = self._open(False)
        if database is None:
            return {}
        with database.reading() as connection:
            return dict(connection.execute("SELECT account, person FROM accounts WHERE source = ?", (source,)))

    def give_account(self, source: str, account: str, person: str, said_by: str) -> None:
        """From now on it is this person's account; what another had from it (`said_by`, their rows' source) goes."""
        database = self._open(True)
        assert database is not None
        with database.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO accounts VALUES (?, ?, ?)", (source, account, person))
            connection.execute(
                "DELETE FROM interactions WHERE person != ? AND interaction ->> '$.source' = ?", (person, said_by)
            )

    def close(self) -> None:
        if self._database is not None:
            self._database.close()

    def _open(self, create: bool) -> Database | None:
        with self._opening:
            if self._database is None and (create or self._path.exists()):
                self._database = Database(self._path, MIGRATIONS)
            return self._database
