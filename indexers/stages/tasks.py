"""Which files a stage has to read, and which of them next."""

from __future__ import annotations

import hashlib
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from indexers.library import Library
from indexers.models import Item
from indexers.sources.folder.paths import opened
from indexers.stages import Stage, shipped


@dataclass(frozen=True)
class Task:
    item: Item
    path: Path
    digest: bytes


class Tasks:
    """What is left to read. `shown`: ids of works that people were shown, the last at the end; those come first."""

    def __init__(self, tasks: Sequence[Task], shown: deque[str]) -> None:
        self._left, self._shown = {task.item.id: task for task in tasks}, shown
        self._parts: dict[str, list[str]] = defaultdict(list)
        for task in tasks:
            if task.item.parent is not None:
                self._parts[task.item.parent].append(task.item.id)

    def pop(self) -> Task | None:
        """The next; None where all are read."""
        for work in reversed(tuple(self._shown)):
            for id_ in (work, *self._parts.get(work, ())):
                if id_ in self._left:
                    return self._left.pop(id_)
        return self._left.pop(next(iter(self._left))) if self._left else None


def pending(library: Library, stage: Stage) -> tuple[list[Task], int]:
    """The files that the stage has to read, what was added last first, and how many it knows already."""
    known = library.catalogue.findings.digests(stage.name)
    tasks, unchanged = [], 0
    prints = _Prints()
    for item in library.catalogue.with_files():
        path = opened(item.path or "")
        digest = prints.of(path, stage.version)
        if digest is None:
            continue  # not there now: what is known of it stays
        if item.id in known and (known[item.id][0] == digest or known[item.id][0].startswith(shipped.MARK)):
            unchanged += 1
        else:
            tasks.append(Task(item, path, digest))
    tasks.sort(key=lambda task: -_added_s(task.item))
    return tasks, unchanged


class _Prints:
    """What tells whether a file, or one of its name beside it (subtitles, notes), changed: sizes and times."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._beside: dict[str, list[str]] = {}

    def of(self, path: Path, version: str) -> bytes | None:
        """None where the file is not there."""
        if path.parent != self._folder:
            self._folder, self._beside = path.parent, _listed(path.parent)
        prints = self._beside.get(path.stem, [])
        if not any(text.startswith(f"{path.name}\0") for text in prints):
            return None
        return hashlib.blake2b("\1".join([version, *sorted(prints)]).encode("utf8", "replace"), digest_size=16).digest()


def _listed(folder: Path) -> dict[str, list[str]]:
    """Each beginning of a name that ends before a dot -> name, size and time of the files that begin so."""
    files: dict[str, list[str]] = {}
    try:
        for entry in folder.iterdir():
            stat = entry.stat()
            parts = entry.name.split(".")
            for count in range(1, len(parts)):
                stem = ".".join(parts[:count])
                files.setdefault(stem, []).append(f"{entry.name}\0{stat.st_size}\0{stat.st_mtime_ns}")
    except OSError:
        return files  # what could be listed; a file that is not among them is not there now
    return files


def _added_s(item: Item) -> float:
    return item.added.timestamp() if item.added else 0.0
