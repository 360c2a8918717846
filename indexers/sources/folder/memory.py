"""What was read of a folder's files last time, so that an unchanged file is neither opened nor probed again.

It is derived: without it everything is read anew. Beside it stand the folders that were mounts, and the prefix of
the folder's ids.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from indexers.database import Database

FILE = "folders.db"
Reading = dict[str, Any]
_MIGRATIONS = (
    """
    CREATE TABLE readings (
        source TEXT NOT NULL,
        folder BLOB NOT NULL,            -- relative, as the disk's bytes
        name BLOB NOT NULL,
        stamp BLOB NOT NULL,             -- of sizes and times of the file and of what lies beside it
        reading TEXT NOT NULL,
        PRIMARY KEY (source, folder, name)
    ) WITHOUT ROWID;
    CREATE TABLE facts (source TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (source, name));
    """,
)


class Memory:
    """The readings of one source, in the library's folder."""

    def __init__(self, library: Path, source: str) -> None:
        self._database = Database(library / FILE, _MIGRATIONS)
        self._source = source

    def recall(self, folder: str) -> dict[str, tuple[bytes, str]]:
        """The folder's files by name: stamp, and reading as JSON."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT name, stamp, reading FROM readings WHERE source = ? AND folder = ?",
                (self._source, os.fsencode(folder)),
            ).fetchall()
        return {os.fsdecode(name): (stamp, reading) for name, stamp, reading in rows}

    def remember(self, folder: str, readings: Mapping[str, tuple[bytes, Reading]], gone: Iterable[str]) -> None:
        """Keep what was read anew, drop what is `gone` from the folder."""
        key = (self._source, os.fsencode(folder))
        with self._database.writing() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO readings VALUES (?, ?, ?, ?, ?)",
                [(*key, os.fsencode(name), stamp, json.dumps(reading)) for name, (stamp, reading) in readings.items()],
            )
            connection.executemany(
                "DELETE FROM readings WHERE source = ? AND folder = ? AND name = ?",
                [(*key, os.fsencode(name)) for name in gone],
            )

    def forget(self, is_gone: Any) -> None:
        """Drop the folders of which `is_gone(relative)`."""
        with self._database.writing() as connection:
            folders = connection.execute("SELECT DISTINCT folder FROM readings WHERE source = ?", (self._source,))
            gone = [(self._source, folder) for (folder,) in folders.fetchall() if is_gone(os.fsdecode(folder))]
            connection.executemany("DELETE FROM readings WHERE source = ? AND folder = ?", gone)

    def folders(self) -> list[str]:
        """The folders of which files are remembered."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT DISTINCT folder FROM readings WHERE source = ?", (self._source,))
            return [os.fsdecode(folder) for (folder,) in rows.fetchall()]

    def fact(self, name: str) -> Any:
        """A fact about the source, None where there is none."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT value FROM facts WHERE source = ? AND name = ?", (self._source, name)
            ).fetchall()
        return json.loads(rows[0][0]) if rows else None

    def others(self, name: str) -> list[Any]:
        """The same fact of every other source."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT value FROM facts WHERE source != ? AND name = ?", (self._source, name)
            ).fetchall()
        return [json.loads(value) for (value,) in rows]

    def note(self, name: str, value: Any) -> None:
        with self._database.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?, ?)", (self._source, name, json.dumps(value)))

    def close(self) -> None:
        self._database.close()
