"""What cannot be seen of a folder now, and so deletes nothing: unreadable folders, mounts that are away."""

from __future__ import annotations

from pathlib import Path

from indexers.sources.folder.memory import Memory
from indexers.sources.folder.paths import id_of, shown
from indexers.sources.folder.walk import Tree


class Absence:
    """Places below the root of which the library keeps what it has; without a tree, all of it."""

    def __init__(self, root: Path, tree: Tree | None = None, memory: Memory | None = None, prefix: str = "") -> None:
        self._root, self._tree, self._prefix = root, tree, prefix
        self._away: dict[str, str] = dict(tree.unlisted) if tree else {}
        if tree is not None and memory is not None:
            self._compare(tree, memory)

    def covers(self, relative: str) -> bool:
        """Whether a folder or file lies in such a place."""
        return any(not place or relative == place or relative.startswith(f"{place}/") for place in self._away)

    def keeps(self, id_: str) -> bool:
        if self._tree is None:
            return True
        own = id_.removeprefix(self._prefix)
        return any(not place or f"{own}/".startswith(f"{id_of(place)}/") for place in self._away)

    def sentences(self) -> list[str]:
        if self._tree is None:
            return []
        said = [self._sentence(place, why) for place, why in list(self._away.items())[:20]]
        if links := self._tree.links_out:
            said.append(
                f"{_counted(len(links), 'link', 'links')} out of {self._root} not followed, such as {shown(links[0])}; "
                "to have what lies there, index that folder."
            )
        if same := self._tree.same:
            one, first = next(iter(same.items()))
            said.append(
                f"{_counted(len(same), 'file is', 'files are')} hard-linked under two names and read once, such as "
                f"{shown(one)}, which is {shown(first)}."
            )
        return said

    def _compare(self, tree: Tree, memory: Memory) -> None:
        """Against what was there last time: a mount that is away leaves an empty folder, or none."""
        held = memory.folders()
        before = [str(place) for place in memory.fact("mounts") or []]
        here = set(tree.mounts)
        for place in before:
            if place not in here:
                self._away[place] = "was a mount and is not there now"
        for place in tree.empty:
            if self.covers(place) and place:
                continue
            lost = [folder for folder in held if not place or folder == place or folder.startswith(f"{place}/")]
            if lost:
                self._away[place] = "is empty now"
        memory.note("mounts", sorted({*here, *(place for place in before if self.covers(place))}))

    def _sentence(self, place: str, why: str) -> str:
        name = shown(str(self._root / place) if place else str(self._root))
        if why == "is empty now":
            kept = "what the library has from it is kept until the folder itself is removed"
            return f"{name} {why}, as a mount that is away; {kept}."
        if why.startswith("was a mount"):
            return f"{name} {why}; what the library has from it is kept."
        return f"{name} cannot be read ({why}); what the library has from it is kept."


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
