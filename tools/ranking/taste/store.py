"""What was learned, in the library's folder: texts, JSON and plain arrays, whole or not at all."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from indexers.catalogue import Columns
from indexers.database import plainly
from indexers.library import Library
from tools.ranking.taste.chance import Chance
from tools.ranking.taste.crowd import RIDGES, Crowd, Ease, Sparse
from tools.ranking.taste.features import NAMES
from tools.ranking.taste.ranker import Ranker
from tools.ranking.taste.trees import Trees, is_here

FOLDER = "taste"
_ERASING = "erasing"  # a file that is there while somebody is erased
_CURRENT = "current"  # a file that names the sub-folder in use
_FORMAT = 1
_RANKERS = ("ranker", "first", "tried")
_LOADED: WeakKeyDictionary[Library, tuple[tuple[str, int], Columns, Trained | None]] = WeakKeyDictionary()


@dataclass(frozen=True, eq=False)
class Trained:
    """What a library's histories taught. `chance`: None where not calibrated.

    `first`: for people with few works, of whom the crowd says little. `tried`: the same recipe without the last share
    of the histories, on which it was checked: what a later ranker is held against. `about`: figures of the check.
    """

    crowd: Crowd
    ranker: Ranker
    first: Ranker
    chance: Chance | None
    tried: Ranker
    about: dict[str, Any]


def trained(library: Library) -> Trained | None:
    """What is in use now; None before the first training, of another version of usher, or without LightGBM."""
    current, columns = _current(library.path), library.catalogue.columns()
    kept = _LOADED.get(library)
    if kept is None or kept[0] != current or kept[1] is not columns:
        name, _ = current
        kept = (current, columns, _load(library.path / FOLDER / name, columns) if name and is_here() else None)
        _LOADED[library] = kept
    return kept[2]


def save(library: Library, found: Trained) -> None:
    """Written beside what is in use, which it then replaces at once."""
    columns, folder = library.catalogue.columns(), library.path / FOLDER
    files = {"crowd.npz": _packed(found.crowd)}
    files |= {f"{name}.txt": ranker.trees.text.encode() for name, ranker in _rankers(found).items()}
    if found.chance is not None:
        files["chance.txt"] = found.chance.trees.text.encode()
    items = np.unique(found.crowd.had.items)
    files["about.json"] = json.dumps(_said(found, [columns.ids[row] for row in items])).encode()
    name = hashlib.blake2b(b"".join(files.values()), digest_size=8).hexdigest()
    (folder / name).mkdir(parents=True, exist_ok=True)
    for file, data in files.items():
        _write(folder / name / file, data)
    _write(folder / f"{_CURRENT}.new", name.encode())
    (folder / f"{_CURRENT}.new").replace(folder / _CURRENT)
    for old in folder.iterdir():
        if old.is_dir() and old.name != name:
            shutil.rmtree(old)


def forget(library: Library) -> None:
    """Remove all that was learned."""
    shutil.rmtree(library.path / FOLDER, ignore_errors=True)


@contextmanager
def erasing(library: Library) -> Iterator[None]:
    """While somebody is erased: what was learned from them goes first, and a mark stays until all is gone."""
    mark = library.path / _ERASING
    with plainly(library.path):
        mark.touch()
        forget(library)
    yield
    library.people.settle()
    mark.unlink(missing_ok=True)


def finish_erasing(library: Library) -> None:
    """What a kill left half done."""
    if (library.path / _ERASING).exists():
        with erasing(library):
            pass


def _current(path: Path) -> tuple[str, int]:
    """The sub-folder in use, "" for none, and when it came into use."""
    file = path / FOLDER / _CURRENT
    try:
        return file.read_text(encoding="ascii").strip(), file.stat().st_mtime_ns
    except (OSError, ValueError):
        return "", 0


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _said(found: Trained, items: list[str]) -> dict[str, Any]:
    scales = {name: [ranker.usual, ranker.scale] for name, ranker in _rankers(found).items()}
    return {"format": _FORMAT, "features": NAMES, **scales, "about": found.about, "items": items}


def _rankers(found: Trained) -> dict[str, Ranker]:
    return {name: getattr(found, name) for name in _RANKERS}


def _packed(crowd: Crowd) -> bytes:
    """The arrays over the works that anybody had, in the order of their rows."""
    used, items = np.unique(crowd.had.items, return_inverse=True)
    arrays: dict[str, NDArray[Any]] = {
        "starts": crowd.had.starts,
        "items": items.astype(np.int32),
        "liked": crowd.liked,
        "unliked": crowd.unliked,
        "stars": crowd.stars,
        "last_s": crowd.last_s,
    }
    for name in RIDGES:
        ease = crowd.ease(name)
        arrays |= {f"inverse_{name}": ease.inverse.astype(np.float32), f"diagonal_{name}": ease.diagonal[used]}
    file = io.BytesIO()
    np.savez(file, allow_pickle=False, **arrays)
    return file.getvalue()


def _load(folder: Path, columns: Columns) -> Trained | None:
    try:
        said = json.loads((folder / "about.json").read_bytes())
        if said["format"] != _FORMAT or tuple(said["features"]) != NAMES:
            return None
        crowd = _crowd(folder / "crowd.npz", said["items"], columns)
        ranker, first, tried = (Ranker(Trees((folder / f"{one}.txt").read_text()), *said[one]) for one in _RANKERS)
        has_chance = (folder / "chance.txt").exists()
        chance = Chance(Trees((folder / "chance.txt").read_text())) if has_chance else None
    except (OSError, ValueError, KeyError):  # damaged: `usher train` makes it anew
        return None
    return Trained(crowd, ranker, first, chance, tried, said["about"])


def _crowd(path: Path, ids: list[str], columns: Columns) -> Crowd:
    """Works that are gone are left out, which changes no score of the others."""
    with np.load(path, allow_pickle=False) as file:
        arrays = dict(file.items())
    rows = np.array([columns.row_of.get(one, -1) for one in ids], np.int32)
    kept = rows[arrays["items"]] >= 0
    ends = np.concatenate([[0], np.cumsum(kept)])[arrays["starts"]]
    had = Sparse(ends, rows[arrays["items"]][kept], np.ones(int(kept.sum()), np.float32), columns.n)
    crowd = Crowd(had, arrays["liked"][kept], arrays["unliked"][kept], arrays["stars"][kept], arrays["last_s"])
    for name, ridge in RIDGES.items():
        diagonal = np.full(columns.n, 1 / ridge)
        diagonal[rows[rows >= 0]] = arrays[f"diagonal_{name}"][rows >= 0]
        crowd.eases[name] = Ease(crowd.matrix(name), ridge, arrays[f"inverse_{name}"].astype(np.float64), diagonal)
    return crowd
