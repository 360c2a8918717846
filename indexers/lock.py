"""One owner a library: a lock that the kernel frees with the process, and the owner's address in its file."""

from __future__ import annotations

import fcntl
import json
import os
import time
from dataclasses import dataclass
from pathlib import Path

from indexers.errors import LibraryBusy

_TRIES, _PAUSE_S = 5, 0.02  # somebody asking `read_owner` holds the lock for an instant


@dataclass(frozen=True)
class Owner:
    """The process that owns a library; `address`: where it answers, once it does."""

    pid: int | None
    address: str | None


class Lock:
    """Held from creation to `release`, or to the end of the process, however it ends. Raises LibraryBusy, OSError."""

    def __init__(self, library: Path) -> None:
        self._file = os.open(_file_of(library), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        if not _try_lock(self._file):
            owner = _read(self._file)
            os.close(self._file)
            raise LibraryBusy(library, owner.pid, owner.address)
        self.announce(None)

    def announce(self, address: str | None) -> None:
        """Say where the owner answers."""
        text = json.dumps({"pid": os.getpid(), "address": address}).encode()
        os.pwrite(self._file, text, 0)
        os.ftruncate(self._file, len(text))

    def release(self) -> None:
        os.ftruncate(self._file, 0)
        os.close(self._file)


def read_owner(library: Path) -> Owner | None:
    """The living owner of a library, None if nobody owns it."""
    try:
        file = os.open(_file_of(library), os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _read(file)
    else:
        return None
    finally:
        os.close(file)


def _file_of(library: Path) -> Path:
    return library / "library.lock"


def _try_lock(file: int) -> bool:
    for attempt in range(_TRIES):
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if attempt + 1 < _TRIES:
                time.sleep(_PAUSE_S)
        else:
            return True
    return False


def _read(file: int) -> Owner:
    try:
        said = json.loads(os.pread(file, 4096, 0))
        return Owner(said["pid"], said["address"])
    except (ValueError, KeyError, TypeError):  # read between two writes of the owner
        return Owner(None, None)
