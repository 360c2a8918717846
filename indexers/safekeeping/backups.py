"""Backups of a library: each file once by its hash, a snapshot for each time, read back before it counts.

DIR/objects/<sha256>      what files hold
DIR/snapshots/<time>.json {"format", "made", "files": {path: sha256}, "versions": {file: schema}}
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from indexers.catalogue import schema as catalogue_schema
from indexers.database import plainly
from indexers.errors import LibraryDamaged, LibraryError, LibraryTooNew, UsageError
from indexers.library import CATALOGUE, PEOPLE, Library
from indexers.lock import Lock
from indexers.people import schema as people_schema

_FORMAT = 1
_LEFT_OUT = ("library.lock", "paused", "library.sock")
_KNOWN = {CATALOGUE: len(catalogue_schema.MIGRATIONS), PEOPLE: len(people_schema.MIGRATIONS)}
_DATABASES = (".db", ".sqlite3")
_BLOCK = 1 << 20


@dataclass(frozen=True)
class Snapshot:
    """`copied`: files that were not in an earlier one. `moved_aside`: of a restore, where what was there lies now."""

    name: str
    files: int
    copied: int
    moved_aside: Path | None = None


def back_up(library: Library, folder: Path, now: datetime) -> Snapshot:
    """A snapshot of an open library, in which nothing is indexed meanwhile; people may go on writing.

    Databases are copied as of one moment each. Raises LibraryError where the folder cannot be written, LibraryDamaged
    where what was written does not read back the same.
    """
    with plainly(folder):
        for part in ("objects", "snapshots"):
            (folder / part).mkdir(parents=True, exist_ok=True)
    if folder.resolve().is_relative_to(library.path.resolve()):
        raise UsageError("A backup cannot lie inside the library that it is of.")
    with plainly(folder), tempfile.TemporaryDirectory(dir=folder) as scratch:
        files: dict[str, str] = {}
        copied = 0
        for path in _files(library.path):
            name = path.relative_to(library.path).as_posix()
            source = _as_of_now(path, Path(scratch) / "database") if path.suffix in _DATABASES else path
            files[name] = _hash(source)
            copied += _put(source, folder / "objects" / files[name])
        about = {"format": _FORMAT, "made": now.isoformat(), "files": files, "versions": _versions(folder, files)}
        name = f"{now:%Y-%m-%dT%H%M%S.%f}"
        _write(folder / "snapshots" / f"{name}.json", json.dumps(about).encode())
    _check(folder, files)
    return Snapshot(name, len(files), copied)


def restore(folder: Path, library: Path, now: datetime, *, over: bool = False) -> Snapshot:
    """The latest snapshot in `folder` becomes the library. `over`: what is there is moved aside, never deleted.

    Raises UsageError where something is there and not `over`, LibraryBusy, LibraryTooNew, LibraryDamaged for a backup
    that does not read back.
    """
    name, files, versions = _latest(folder)
    for database, version in versions.items():
        if version > _KNOWN.get(database, version):
            raise LibraryTooNew(f"The backup {folder} was written by a newer usher.", cure="Update usher.")
    _check(folder, files)
    if not over and library.exists() and any(path.name != "library.lock" for path in library.iterdir()):
        raise UsageError(f"{library} is not empty.", cure="With --yes it is moved aside first; nothing is deleted.")
    with plainly(library.parent):
        library.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{library.name}-", dir=library.parent))
        for path, digest in files.items():
            (fresh / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(folder / "objects" / digest, fresh / path)
        aside = _aside(library, now)
        fresh.replace(library)
    return Snapshot(name, len(files), len(files), aside)


def _aside(library: Path, now: datetime) -> Path | None:
    """Move what is there out of the way, unless somebody is at work in it."""
    if not library.exists():
        return None
    lock = Lock(library)
    try:
        aside = library.with_name(f"{library.name}-before-{now:%Y-%m-%dT%H%M%S}")
        library.replace(aside)
    finally:
        lock.release()
    return aside


def _latest(folder: Path) -> tuple[str, dict[str, str], dict[str, int]]:
    found = sorted((folder / "snapshots").glob("*.json"))
    if not found:
        raise LibraryError(f"There is no backup in {folder}.", cure="Make one with: usher backup DIR")
    try:
        about = json.loads(found[-1].read_bytes())
        if about["format"] > _FORMAT:
            raise LibraryTooNew(f"The backup {folder} was written by a newer usher.", cure="Update usher.")
        files = {str(path): str(digest) for path, digest in about["files"].items()}
        if any(Path(path).is_absolute() or ".." in Path(path).parts for path in files):
            raise ValueError("a path leads out of the library")
        return found[-1].stem, files, {str(name): int(version) for name, version in about["versions"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise LibraryDamaged(
            f"The backup {found[-1]} is damaged.", cure="Delete it; the one before it holds."
        ) from None


def _check(folder: Path, files: Mapping[str, str]) -> None:
    for path, digest in files.items():
        held = folder / "objects" / digest
        if not held.is_file() or _hash(held) != digest:
            raise LibraryDamaged(f"The backup {folder} is damaged: {path} does not read back.")


def _files(library: Path) -> Iterator[Path]:
    for path in sorted(library.rglob("*")):
        is_part = path.suffix in (".part", ".new") or path.name.endswith(("-wal", "-shm"))
        if path.is_file() and path.name not in _LEFT_OUT and not is_part:
            yield path


def _as_of_now(path: Path, copy: Path) -> Path:
    copy.unlink(missing_ok=True)
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    return copy


def _versions(folder: Path, files: Mapping[str, str]) -> dict[str, int]:
    return {name: _version(folder / "objects" / files[name]) for name in _KNOWN if name in files}


def _version(path: Path) -> int:
    with path.open("rb") as file:
        return int.from_bytes(file.read(64)[60:64], "big")


def _put(source: Path, held: Path) -> bool:
    """Whether it was not held yet."""
    if held.exists() and held.stat().st_size == source.stat().st_size:
        return False
    part = held.with_suffix(".part")
    shutil.copyfile(source, part)
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(held)
    return True


def _write(path: Path, data: bytes) -> None:
    part = path.with_suffix(".part")
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def _hash(path: Path) -> str:
    sha = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            sha.update(block)
    return sha.hexdigest()
