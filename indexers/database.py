"""A SQLite file with numbered migrations, many readers and one writer at a time."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from indexers.errors import LibraryDamaged, LibraryError, LibraryTooNew

_HEADER = b"SQLite format 3\x00"
_VERSION_AT = slice(60, 64)  # user_version in the file's header, big-endian


def refuse_newer(path: Path, known: int) -> None:
    """Raise LibraryTooNew or LibraryDamaged from the header alone, so that a newer file stays untouched."""
    if not path.exists():
        return
    with path.open("rb") as file:
        header = file.read(100)
    if header and not header.startswith(_HEADER):
        raise LibraryDamaged(f"{path} is damaged: it is not a database.", cure="Restore it from a backup.")
    if int.from_bytes(header[_VERSION_AT], "big") > known:
        raise _too_new(path)


def _too_new(path: Path) -> LibraryTooNew:
    return LibraryTooNew(f"The library {path.parent} was written by a newer usher.", cure="Update usher.")


@contextmanager
def plainly(path: Path) -> Iterator[None]:
    """What SQLite, Chroma or the disk raise within becomes one sentence about the library at `path`."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise sentence(path, error) from error


def sentence(path: Path, error: BaseException) -> LibraryError:
    """The LibraryError that says in one sentence what `error` means for the library at `path`."""
    text = str(getattr(error, "strerror", None) or error).strip().split("\n")[0][:200].rstrip(".")
    low = text.lower()
    if "malformed" in low or "not a database" in low:
        return LibraryDamaged(f"The library {path} is damaged: {text}.", cure="Restore it from a backup.")
    if "full" in low or "no space" in low or "too large" in low:
        return LibraryError(f"The disk that holds {path} is full.", cure="Make room and run the command again.")
    if "readonly" in low or "read-only" in low or "permission" in low or "unable to open" in low:
        return LibraryError(f"The library {path} cannot be written: {text}.")
    return LibraryError(f"The library {path} cannot be used: {text}.")


class Database:
    """`migrations[i]` takes the file from version i to i + 1. Raises LibraryTooNew, LibraryDamaged, LibraryError.

    Any thread may read and write: each reading borrows a connection, writings come one after the other.
    """

    def __init__(self, path: Path, migrations: Sequence[str]) -> None:
        self.path = path
        self._idle: list[sqlite3.Connection] = []
        self._writing = threading.RLock()
        refuse_newer(path, len(migrations))
        try:
            with self.reading() as connection:
                self._migrate(connection, migrations)
        except BaseException:
            self.close()
            raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection for this thread, given back at the end; fetch all of a result within."""
        with plainly(self.path.parent):
            connection = self._idle.pop() if self._idle else self._connect()
            try:
                yield connection
            finally:
                self._idle.append(connection)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: committed at the end, rolled back on an error."""
        with self._writing, self.reading() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def settle(self) -> None:
        """Move all that was written into the file itself, and empty the journal."""
        with self._writing, self.reading() as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close what is not in use; the last connection to close takes the WAL with it."""
        while self._idle:
            self._idle.pop().close()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False, timeout=30)
        connection.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON;"
        )
        return connection

    def _migrate(self, connection: sqlite3.Connection, migrations: Sequence[str]) -> None:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version > len(migrations):
            raise _too_new(self.path)
        for number in range(version, len(migrations)):
            connection.executescript(f"BEGIN IMMEDIATE;{migrations[number]};PRAGMA user_version={number + 1};COMMIT;")
