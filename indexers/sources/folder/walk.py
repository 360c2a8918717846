"""The tree below a folder, as the disk has it now: what may hold works, and what could not be looked at."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_SYSTEM = frozenset(
    "@eadir @recycle @recently-snapshot #recycle #snapshot $recycle.bin recycler recycled lost+found __macosx "
    "system_volume_information .trash node_modules incomplete _incomplete .stfolder .stversions".split()
)
_MARKERS = frozenset({".nomedia", ".ignore", ".plexignore"})  # an empty one hides its folder
_UNPACKING = re.compile(r"^_(unpack|failed)_", re.IGNORECASE)
_DEEPEST = 64


@dataclass(slots=True)
class File:
    """A plain file. `name` may hold surrogates where its bytes are no UTF-8."""

    name: str
    size: int
    mtime_ns: int


@dataclass(slots=True)
class Folder:
    """`relative`: with `/`, "" for the root. Names are sorted."""

    relative: str
    files: list[File] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)
    device: int = 0

    @property
    def name(self) -> str:
        return self.relative.rpartition("/")[2]

    @property
    def parent(self) -> str:
        return self.relative.rpartition("/")[0]


@dataclass
class Tree:
    """What was found below `root`. Paths in `unlisted`, `empty` and `links_out` are relative."""

    root: Path
    folders: dict[str, Folder] = field(default_factory=dict)
    unlisted: dict[str, str] = field(default_factory=dict)  # folder or file -> why it cannot be looked at
    empty: list[str] = field(default_factory=list)  # folders without any entry, hidden ones included
    links_out: list[str] = field(default_factory=list)
    same: dict[str, str] = field(default_factory=dict)  # a hard link -> the path under which the file is read

    @property
    def mounts(self) -> list[str]:
        """Folders on another device than the root."""
        device = self.folders[""].device if "" in self.folders else 0
        return [path for path, folder in self.folders.items() if folder.device != device]


def join(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def walk(root: Path) -> Tree:
    """Look at every folder once; links are not followed, hidden and system folders not entered."""
    tree = Tree(root)
    seen: dict[tuple[int, int], str] = {}
    waiting = [""]
    while waiting:
        relative = waiting.pop()
        folder = _listed(tree, relative, seen)
        if folder is not None:
            tree.folders[relative] = folder
            waiting.extend(join(relative, name) for name in reversed(folder.folders))
    return tree


def _listed(tree: Tree, relative: str, seen: dict[tuple[int, int], str]) -> Folder | None:
    path = os.path.join(tree.root, relative) if relative else str(tree.root)  # noqa: PTH118 - bytes pass through
    try:
        device = os.stat(path).st_dev  # noqa: PTH116
        with os.scandir(path) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        tree.unlisted[relative] = error.strerror or str(error)
        return None
    folder = Folder(relative, device=device)
    if not entries:
        tree.empty.append(relative)
    if any(entry.name in _MARKERS and _is_blank(entry) for entry in entries):
        return folder
    for entry in entries:
        _enter(tree, folder, entry, seen)
    return folder


def _is_blank(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file() and entry.stat().st_size == 0
    except OSError:
        return False


def _enter(tree: Tree, folder: Folder, entry: os.DirEntry[str], seen: dict[tuple[int, int], str]) -> None:
    name, relative = entry.name, join(folder.relative, entry.name)
    if is_hidden(name):
        return
    try:
        if entry.is_symlink():
            if _leaves(tree.root, entry.path):
                tree.links_out.append(relative)
        elif entry.is_dir(follow_symlinks=False):
            if not is_system(name) and relative.count("/") < _DEEPEST:
                folder.folders.append(name)
        elif entry.is_file(follow_symlinks=False):
            _keep(tree, folder, entry, relative, seen)
    except OSError as error:
        tree.unlisted[relative] = error.strerror or str(error)


def _keep(tree: Tree, folder: Folder, entry: os.DirEntry[str], relative: str, seen: dict[tuple[int, int], str]) -> None:
    status = entry.stat(follow_symlinks=False)
    if status.st_nlink > 1:
        first = seen.setdefault((status.st_dev, status.st_ino), relative)
        if first != relative:
            tree.same[relative] = first
            return
    folder.files.append(File(entry.name, status.st_size, status.st_mtime_ns))


def _leaves(root: Path, link: str) -> bool:
    """A link to something that is there and lies outside the tree."""
    target = os.path.realpath(link)
    return os.path.exists(target) and not f"{target}/".startswith(f"{os.path.realpath(root)}/")  # noqa: PTH110


def is_hidden(name: str) -> bool:
    """By a dot; a title may begin with three (`...And Justice for All`)."""
    return (name.startswith(".") and not name.startswith("...")) or name.endswith("~")


def is_system(name: str) -> bool:
    return name.lower().replace(" ", "_") in _SYSTEM or _UNPACKING.match(name) is not None


def files_below(tree: Tree) -> Iterator[tuple[Folder, File]]:
    for folder in tree.folders.values():
        for file in folder.files:
            yield folder, file
