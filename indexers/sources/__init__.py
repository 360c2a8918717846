"""Where items come from. SOURCES: a file's suffix to its reader; a new kind of file is a line here and a module."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indexers.errors import SourceError
from indexers.reading.lines import Line
from indexers.sources import csv, jsonl, movielens, podcast, starter
from indexers.sources.located import located, numbered
from indexers.sources.servers.address import is_address

if TYPE_CHECKING:
    from indexers.library import Library
    from indexers.sources.servers.server import Server

SOURCES: dict[str, Callable[[Path], Iterator[Line]]] = {
    ".jsonl": jsonl.read_lines,
    ".csv": csv.read_lines,
    ".tsv": csv.read_lines,
    **dict.fromkeys(podcast.SUFFIXES, podcast.read_lines),
}
_SERVER_CURE = "let the server look it up, then index it again."


@dataclass(frozen=True)
class Source:
    """Lines that can be read again. `name`: an item of this source that is gone at the next reading is removed."""

    name: str
    read: Callable[[], Iterator[Line]]  # raises OSError, SourceError
    count: Callable[[], int]  # lines at most
    kept: Callable[[str], bool] = lambda id_: False  # after reading: the id stays, though it was not read
    notes: Callable[[], list[str]] = list  # after reading: what a person should know, a sentence each
    cure: str = "add it to the items and index them again."  # of a field that items lack
    server: Server | None = None  # which also knows what its accounts watched


def open_source(
    path: str | Path, library: Library | None = None, *, several: bool = False, since: datetime | None = None
) -> Source:
    """The source at `path`, a server at an address. Raises SourceError if it is not there or of no known kind.

    For a folder: `library` remembers what its files said and lends facts to bare ones; `several` are read together.
    For a server: what changed `since` is read, and what it still has is kept.
    """
    if is_address(str(path)):
        return _server(str(path), library, since)
    resolved = Path(path).expanduser().absolute()
    if movielens.is_movielens(resolved):
        count = partial(jsonl.count_lines, resolved / movielens.MOVIES)
        return Source(str(resolved), partial(movielens.read_lines, resolved), count)
    if resolved.is_dir():
        return _folder(resolved, library, several)
    reader = SOURCES.get(resolved.suffix.lower())
    if reader is None:
        raise SourceError(f"{path} is no source of items.", cure=f"Known are: {', '.join(SOURCES)}.")
    if not resolved.is_file():
        raise SourceError(f"There is no file {path}.")
    name = starter.name_of(resolved) or str(resolved)
    return Source(name, lambda: located(reader(resolved), resolved.parent), lambda: jsonl.count_lines(resolved))


def _folder(path: Path, library: Library | None, several: bool) -> Source:
    from indexers.sources.folder import FolderSource

    folder = FolderSource(path, library, several=several)
    return Source(str(path), folder.read, folder.count, folder.kept, folder.notes, folder.cure)


def _server(address: str, library: Library | None, since: datetime | None) -> Source:
    from indexers.settings import LibrarySettings
    from indexers.sources.servers.choose import open_server
    from indexers.sources.servers.server import understood

    server = open_server(address, library.settings if library else LibrarySettings())
    unchanged: set[str] = set()

    def records() -> Iterator[dict[str, Any]]:
        for record in understood(server, server.records(since)):
            if isinstance(record, str):
                unchanged.add(record)
            else:
                yield record

    return Source(
        server.name,
        lambda: numbered(records()),
        server.count,
        unchanged.__contains__,
        cure=_SERVER_CURE,
        server=server,
    )
