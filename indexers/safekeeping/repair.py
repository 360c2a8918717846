"""What is broken in a library's folder, found and mended: from the catalogue and the sidecars, else named.

Nothing that people wrote is ever removed here: a database that does not mend is left as it is.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np

from indexers.catalogue.text import item_text
from indexers.database import plainly, sentence
from indexers.errors import LibraryDamaged, WeightsError
from indexers.library import CATALOGUE, PEOPLE, Library
from indexers.lock import Lock
from indexers.settings import LibrarySettings
from indexers.vectors import SPACES

_CHROMA = "chroma"
_RESTORE = "usher restore DIR --yes, from a backup"
_AT_ONCE = 500
_CLOCK_SLACK = timedelta(days=1)


@dataclass(frozen=True)
class Repair:
    """What was looked at and what became of it; `cure` where it could not be mended."""

    name: str
    value: str
    ok: bool = True
    cure: str = ""


def repair(path: Path, settings: LibrarySettings, now: datetime) -> Iterator[Repair]:
    """Look through the library at `path`, which nobody may have open, and mend it. Raises LibraryError."""
    with plainly(path):
        lock = Lock(path)
        try:
            yield Repair("partial files", _counted(_remove_parts(path), "removed"))
            databases = [_mend_database(path / name) for name in (CATALOGUE, PEOPLE) if (path / name).exists()]
        finally:
            lock.release()
    yield from databases
    if all(one.ok for one in databases):
        yield from _mend_vectors(path, settings, now)


def _remove_parts(path: Path) -> int:
    """Files that were being written when a process was killed; the whole ones are beside them."""
    parts = [file for file in path.rglob("*") if file.suffix in (".part", ".new") and file.is_file()]
    for file in parts:
        file.unlink()
    return len(parts)


def _mend_database(path: Path) -> Repair:
    """Its indexes are made anew where they do not fit its rows."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            if (said := _checked(connection)) == "ok":
                return Repair(path.name, "sound")
            connection.execute("REINDEX")
            connection.commit()
            if _checked(connection) == "ok":
                return Repair(path.name, "mended: its indexes were made anew")
    except sqlite3.DatabaseError as error:
        said = str(error)
    return Repair(path.name, f"damaged: {said.splitlines()[0][:200]}", ok=False, cure=_RESTORE)


def _checked(connection: sqlite3.Connection) -> str:
    return str(connection.execute("PRAGMA integrity_check(1)").fetchone()[0])


def _mend_vectors(path: Path, settings: LibrarySettings, now: datetime) -> Iterator[Repair]:
    if not _opens(path, settings):
        with plainly(path):
            shutil.rmtree(path / _CHROMA, ignore_errors=True)
        yield Repair(_CHROMA, "was damaged or gone: made anew from the vectors beside it, nothing encoded again")
    with Library.open(path, settings) as library:
        yield _mend_texts(library)
        yield _clock(library, now)


def _opens(path: Path, settings: LibrarySettings) -> bool:
    """Whether Chroma answers for each collection with as many vectors as the catalogue has keys."""
    if not (path / _CHROMA).exists():
        return False
    try:
        with Library.open(path, settings) as library:
            return all(library.vectors.space(name).is_whole() for name in SPACES)
    except LibraryDamaged:
        return False


def _mend_texts(library: Library) -> Repair:
    """Vectors that neither Chroma nor the sidecar has are encoded again; those of files by the next index."""
    lost = library.vectors.text.lost()
    ids = list(lost)
    try:
        for start in range(0, len(ids), _AT_ONCE):
            items = library.catalogue.get(ids[start : start + _AT_ONCE])
            matrix = np.asarray(library.encoder.encode([item_text(item) for item in items]))
            library.vectors.text.add([item.id for item in items], [lost[item.id] for item in items], matrix)
    except WeightsError as error:
        return Repair("vectors", f"{len(ids)} are missing: {error.message}", ok=False, cure=error.cure)
    return Repair("vectors", _counted(len(ids), "encoded again"))


def _clock(library: Library, now: datetime) -> Repair:
    latest = library.people.latest()
    if latest is not None and latest > now + _CLOCK_SLACK:
        told = f"the last turn was kept at {latest:%Y-%m-%d %H:%M}, and now it is {now:%Y-%m-%d %H:%M}"
        return Repair("clock", told, ok=False, cure="Set this machine's clock; what is kept stays.")
    return Repair("clock", "goes on from the last turn")


def _counted(count: int, done: str) -> str:
    return f"{count} {done}" if count else "none to mend"


def writable(path: Path) -> Repair:
    """Whether a file can be written there: a full disk, a read-only one, too many open files are named."""
    probe = path / "probe.part"
    try:
        probe.write_bytes(bytes(4096))
        probe.unlink()
    except OSError as error:
        said = sentence(path, error)
        probe.unlink(missing_ok=True)
        return Repair("writing", said.message, ok=False, cure=said.cure or "Let this user write there.")
    return Repair("writing", "possible")
