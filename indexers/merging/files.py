"""Two records of one file: the same path, or the same size and the same bytes at its start, middle and end."""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from stat import S_ISREG

from indexers.merging.record import Record
from indexers.sources.folder.paths import opened

_PART = 65_536  # bytes
_LEAST = 4_096  # bytes; what is smaller is too like others


def same_files(records: Iterable[Record]) -> Iterator[tuple[str, list[Record]]]:
    """(why, records) of each file that more than one source has. Only files of equal size are read."""
    here = [(record, found) for record in records if record.path and (found := _stat(record.path)) is not None]
    yield from (("the same file", group) for group in _grouped((r, (s.st_dev, s.st_ino)) for r, s in here))
    for group in _grouped((record, found.st_size) for record, found in here if found.st_size >= _LEAST):
        prints = ((record, sum_of) for record in group if (sum_of := hash_parts(opened(record.path or ""))))
        yield from (("files of the same bytes", equal) for equal in _grouped(prints))


def hash_parts(path: Path) -> bytes | None:
    """16 bytes over the size and three parts of the file; None where it cannot be read."""
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            sum_of = hashlib.blake2b(str(size).encode(), digest_size=16)
            for start in sorted({0, max(0, size // 2 - _PART // 2), max(0, size - _PART)}):
                file.seek(start)
                sum_of.update(file.read(_PART))
            return sum_of.digest()
    except OSError:
        return None


def _stat(path: str) -> os.stat_result | None:
    try:
        found = opened(path).stat()
    except (OSError, ValueError):
        return None
    return found if S_ISREG(found.st_mode) else None


def _grouped(keyed: Iterable[tuple[Record, object]]) -> Iterator[list[Record]]:
    """The records of one key, where several sources have some."""
    groups: dict[object, list[Record]] = defaultdict(list)
    for record, key in keyed:
        groups[key].append(record)
    yield from (group for group in groups.values() if len({record.source for record in group}) > 1)
