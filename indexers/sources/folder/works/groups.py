"""A group of files that are parts of one work: its record, and what parts tell about the whole."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from pathlib import Path
from statistics import median
from typing import TypeVar

from indexers.reading.nfo import read_nfo
from indexers.reading.sidecars import read_json
from indexers.reading.suffixes import IMAGE, stem_of, suffix_of
from indexers.sources.folder.draft import Draft, take_nfo
from indexers.sources.folder.paths import id_of, written
from indexers.sources.folder.piece import Piece
from indexers.sources.folder.scope import Scope
from indexers.sources.folder.walk import Folder, join

K = TypeVar("K", bound=Hashable)
_OF_THE_WHOLE = frozenset(
    "title description year genres keywords languages countries level rating age_min people url aliases".split()
)
_COVERS = ("poster", "cover", "folder", "front", "albumart", "show", "default")


def grouped(pieces: Sequence[Piece], key: Callable[[Piece], K | None]) -> dict[K, list[int]]:
    """Key -> places in `pieces`; a piece without a key is in none."""
    groups: dict[K, list[int]] = {}
    for number, piece in enumerate(pieces):
        if (found := key(piece)) is not None:
            groups.setdefault(found, []).append(number)
    return groups


def group_id(folder: Folder, root: Path, title: str, owns_folder: bool) -> str:
    """The folder's path where the group is what the folder holds, else the title below it."""
    if owns_folder:
        return id_of(folder.relative or root.name or "folder")
    return id_of(join(folder.relative, title.replace("/", "_")))


def take_folder(draft: Draft, root: Path, folder: Folder, *names: str) -> None:
    """What the records of the folder itself say: `names` of .nfo and .json, and its cover."""
    for name in names:
        if any(file.name.lower() == name for file in folder.files):
            _take_record(draft, root / folder.relative / name)
    covers = [
        file.name for file in folder.files if suffix_of(file.name) in IMAGE and stem_of(file.name).lower() in _COVERS
    ]
    if covers:
        best = min(covers, key=lambda name: _COVERS.index(stem_of(name).lower()))
        draft.take("file", image=written(root / folder.relative / best))


def _take_record(draft: Draft, path: Path) -> None:
    try:
        if path.suffix == ".json":
            draft.take("json", **{name: value for name, value in read_json(path).items() if name in _OF_THE_WHOLE})
            return
        for nfo in read_nfo(path)[:1]:
            take_nfo(draft, nfo.kind, nfo.fields, nfo.ids)
    except OSError:
        return


def has_file(scope: Scope, name: str) -> bool:
    return any(file.name.lower() == name for file in scope.folder.files)


def typical_minutes(drafts: Iterable[Draft]) -> float | None:
    known = [float(draft.fields["minutes"]) for draft in drafts if "minutes" in draft.fields]
    return median(known) if known else None


def whole_minutes(drafts: Sequence[Draft]) -> float | None:
    """The sum, known only where every part's is."""
    known = [float(draft.fields["minutes"]) for draft in drafts if "minutes" in draft.fields]
    return sum(known) if known and len(known) == len(drafts) else None


def last_added(drafts: Iterable[Draft]) -> str:
    return max((str(draft.fields["added"]) for draft in drafts if "added" in draft.fields), default="")


def counts_up(numbers: Sequence[int | None], least: int) -> bool:
    """Distinct numbers from 0 or 1 on, at most a tenth missing: the layout of one work's parts."""
    known = sorted(number for number in numbers if number is not None)
    if len(known) < max(least, len(numbers)) or len(set(known)) != len(known):
        return False
    return known[0] in (0, 1) and known[-1] <= len(known) * 1.1 + 1
