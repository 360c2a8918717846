"""The file of all people's data. It hands out handles that see one person each."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from indexers.database import Database
from indexers.models import Interaction
from indexers.people.history import Person
from indexers.people.schema import MIGRATIONS
from indexers.settings import LibrarySettings

Match = Callable[[Interaction], str | None]  # an interaction without an item -> the id of the item it means


class People:
    """Reading makes no file: it comes to be with the first thing written."""

    def __init__(self, path: Path, settings: LibrarySettings) -> None:
        self._path, self._settings = path, settings
        self._opening = threading.Lock()
        self._database: Database | None = None

    def person(self, name: str | None) -> Person:
        """The handle of one person; None: a stranger."""
        return Person((name or "").strip(), self._open, self._settings)

    def link(self, match: Match) -> int:
        """Give the interactions without an item the one that `match` finds for them, whoever they belong to."""
        database = self._open(create=False)
        if database is None:
            return 0
        waiting = (
            database.reader().execute("SELECT number, interaction FROM interactions WHERE item IS NULL").fetchall()
        )
        found = []
        for number, text in waiting:
            interaction = Interaction.model_validate_json(text)
            item = match(interaction) if interaction.kind != "search" else None
            if item is not None:
                linked = interaction.model_copy(update={"item": item})
                found.append((item, linked.model_dump_json(exclude_defaults=True), number))
        if found:
            with database.writer() as connection:
                connection.executemany("UPDATE interactions SET item = ?, interaction = ? WHERE number = ?", found)
        return len(found)

    def close(self) -> None:
        if self._database is not None:
            self._database.close()

    def _open(self, create: bool) -> Database | None:
        with self._opening:
            if self._database is None and (create or self._path.exists()):
                self._database = Database(self._path, MIGRATIONS)
            return self._database
