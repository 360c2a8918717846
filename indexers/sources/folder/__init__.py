"""A folder of media as people have them: films, series, albums, podcasts, courses and clips, told apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from indexers.errors import SourceError
from indexers.reading.lines import Line
from indexers.reading.suffixes import is_media
from indexers.sources.folder.absence import Absence
from indexers.sources.folder.borrow import Lender
from indexers.sources.folder.draft import Draft
from indexers.sources.folder.files import Files
from indexers.sources.folder.memory import Memory
from indexers.sources.folder.scope import scopes
from indexers.sources.folder.walk import Tree, walk
from indexers.sources.folder.works import arrange

if TYPE_CHECKING:
    from indexers.library import Library


class FolderSource:
    """Reads the folder `root`. `library`: what is known from last time, and facts that files may borrow.

    `several`: more than one folder is read, so that ids begin with the folder's name.
    """

    cure = "a .nfo beside each, as Jellyfin and Kodi write them, or index a list that has them, or --enrich."

    def __init__(self, root: Path, library: Library | None = None, *, several: bool = False) -> None:
        if find_spec("av") is None:
            raise SourceError(
                f"{root} is a folder of media.", cure="To read it: pip install 'usher-recommender[media]'"
            )
        self.root, self._library, self._several = root, library, several
        self._tree: Tree | None = None
        self._absence = Absence(root)

    def count(self) -> int:
        """Media files at most. Raises SourceError if the folder is not there now."""
        self._tree = self._walk()
        return sum(is_media(file.name) for folder in self._tree.folders.values() for file in folder.files)

    def read(self) -> Iterator[Line]:
        """One Line an item, numbered by the media files read. A group comes before its parts."""
        from indexers.media.probe import Prober

        tree, self._tree = self._tree or self._walk(), None
        memory = Memory(self._library.path, str(self.root)) if self._library else None
        try:
            prefix = self._prefix(memory)
            self._absence = Absence(self.root, tree, memory, prefix)
            lender = Lender(self._library.catalogue if self._library else None, str(self.root), prefix)
            with Prober() as prober:
                yield from self._lines(tree, Files(self.root, prober.probe, memory), lender, prefix)
            if memory is not None:
                memory.forget(lambda folder: folder not in tree.folders and not self._absence.covers(folder))
        finally:
            if memory is not None:
                memory.close()

    def kept(self, id_: str) -> bool:
        """Whether the item stays although it was not read: the place where it lies cannot be seen now."""
        return self._absence.keeps(id_)

    def notes(self) -> list[str]:
        """What a person should know about this reading, one sentence each."""
        return self._absence.sentences()

    def _walk(self) -> Tree:
        if not self.root.is_dir():
            raise SourceError(f"The folder {self.root} is not there now; what the library has from it is kept.")
        tree = walk(self.root)
        if "" in tree.unlisted:
            raise SourceError(f"The folder {self.root} cannot be read: {tree.unlisted['']}.")
        return tree

    def _lines(self, tree: Tree, files: Files, lender: Lender, prefix: str) -> Iterator[Line]:
        number = 0
        groups: dict[str, str] = {}
        for scope in scopes(tree):
            drafts = list(arrange(scope, files.pieces(scope)))
            for draft in _distinct(drafts, groups):
                number += "path" in draft.fields
                lender.lend(draft)
                yield Line(max(number, 1), _prefixed(draft, prefix), place=draft.id)

    def _prefix(self, memory: Memory | None) -> str:
        """Fixed when a folder is first read, so that its ids stay."""
        known = memory.fact("prefix") if memory else None
        if known is not None:
            return str(known)
        others = memory.others("prefix") if memory else []
        prefix = f"{self.root.name}/" if self._several or others else ""
        if prefix in others:
            prefix = f"{self.root.parent.name}/{prefix}"
        if memory:
            memory.note("prefix", prefix)
        return prefix


def _distinct(drafts: Sequence[Draft], groups: dict[str, str]) -> Iterator[Draft]:
    """The drafts with an id for each group. `groups`: ids given before, with their media.

    A show that lies in two places (`Fargo/`, `Fargo.S02/`) is one: its second record is dropped, its episodes stay.
    """
    renamed: dict[str, str] = {}
    for draft in drafts:
        if "path" not in draft.fields:
            own, medium = draft.id, str(draft.fields["medium"])
            if groups.get(own) == medium == "series":
                continue
            while draft.id in groups:
                draft.fields["id"] = f"{draft.id} ({medium})"
            groups[draft.id] = medium
            renamed[own] = draft.id
        elif draft.fields.get("parent") in renamed:
            draft.fields["parent"] = renamed[draft.fields["parent"]]
        yield draft


def _prefixed(draft: Draft, prefix: str) -> dict[str, object]:
    record = draft.record()
    if prefix:
        record["id"] = f"{prefix}{record['id']}"
        if "parent" in record:
            record["parent"] = f"{prefix}{record['parent']}"
    return record
