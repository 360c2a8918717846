"""A library: a folder with the catalogue, its vectors and the people's histories, owned by one process."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from indexers import encoders
from indexers.catalogue import Catalogue
from indexers.catalogue import schema as catalogue_schema
from indexers.database import plainly, refuse_newer
from indexers.encoders import TextEncoder
from indexers.errors import LibraryMissing, SettingError
from indexers.lock import Lock, Owner, read_owner
from indexers.people import People, Person
from indexers.people import schema as people_schema
from indexers.progress import Pause
from indexers.settings import LibrarySettings
from indexers.vectors import Stamp, VectorStore
from indexers.weights import Weights

CATALOGUE, PEOPLE = "catalogue.db", "people.db"
_SHOWN = 100


class Library:
    """The only way to a catalogue and to a person's data. Use as a context manager, or call `close`.

    `catalogue`: items, columns, titles, words. `vectors.text`: search by meaning. `encoder`: texts to vectors.
    `pause`: whether indexing is held back. `shown`: ids of works that people saw last in this process; files of
    these are read first.
    """

    def __init__(self, path: Path, settings: LibrarySettings, lock: Lock, encoder: TextEncoder | None) -> None:
        """Use `Library.open`."""
        self.path, self.settings = path, settings
        self._lock, self._encoder = lock, encoder
        self._loading = threading.Lock()
        self.catalogue = Catalogue(path / CATALOGUE)
        self.vectors = VectorStore(path, self.catalogue, settings.exact_below)
        self._people = People(path / PEOPLE, settings)
        self.pause = Pause(path)
        self.shown: deque[str] = deque(maxlen=_SHOWN)

    @classmethod
    def open(
        cls,
        path: Path,
        settings: LibrarySettings | None = None,
        *,
        create: bool = False,
        encoder: TextEncoder | None = None,
    ) -> Library:
        """Become the owner of the library at `path`; `create` makes it where there is none.

        `encoder`: instead of the one that the library is stamped with, loaded from its weights when first used.
        Raises LibraryMissing, LibraryBusy (with the owner's pid and address), LibraryTooNew, LibraryDamaged,
        LibraryError, SettingError.
        """
        settings = settings or LibrarySettings()
        if not create and not _is_begun(path / CATALOGUE):
            raise LibraryMissing(f"There is no library at {path}.", cure="Make one with: usher index FILE")
        with plainly(path):
            path.mkdir(parents=True, exist_ok=True)
            refuse_newer(path / CATALOGUE, len(catalogue_schema.MIGRATIONS))
            refuse_newer(path / PEOPLE, len(people_schema.MIGRATIONS))
            lock = Lock(path)
        try:
            return cls._own(path, settings, lock, encoder)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def _own(cls, path: Path, settings: LibrarySettings, lock: Lock, encoder: TextEncoder | None) -> Library:
        library = cls(path, settings, lock, encoder)
        try:
            if encoder is not None and library.stamp not in (None, _stamp_of(encoder)):
                raise SettingError("text", encoder.name, f"{library.encoder_name!r}, which made this library")
            library.vectors.heal()
        except BaseException:
            library._close_files()
            raise
        return library

    @staticmethod
    def owner(path: Path) -> Owner | None:
        """The living process that owns the library at `path`, with its address; None if nobody does."""
        return read_owner(path)

    def announce(self, address: str) -> None:
        """Write into the lock file where this owner answers (the path of a Unix socket)."""
        self._lock.announce(address)

    def person(self, name: str | None) -> Person:
        """The handle through which one person's data is read and written; None: a stranger, who has none."""
        return self._people.person(name)

    @property
    def people(self) -> People:
        """For what concerns all people at once, such as linking their histories to new items."""
        return self._people

    @property
    def stamp(self) -> Stamp | None:
        """The text encoder that made the vectors; None before the first index."""
        return self.vectors.text.stamp

    @property
    def encoder_name(self) -> str:
        return self.stamp.encoder if self.stamp else self.settings.text

    @property
    def encoder(self) -> TextEncoder:
        """Loaded when first used. Raises WeightsError if its weights are not here, SettingError for no such encoder."""
        with self._loading:
            if self._encoder is None:
                if self.encoder_name not in encoders.ENCODERS:
                    raise SettingError("text", self.encoder_name, f"one of {', '.join(encoders.ENCODERS)}")
                weights = Weights(self.settings.weights, offline=self.settings.offline)
                folder = weights.path(self.encoder_name)
                self._encoder = encoders.load(self.encoder_name, folder, threads=self.settings.threads)
            return self._encoder

    def stamp_encoder(self) -> None:
        """Fix the encoder of a new library, before its first vector."""
        if self.stamp is None:
            self.vectors.stamp("text", _stamp_of(self.encoder))

    def remove(self, ids: Sequence[str]) -> None:
        """Take items out, with their vectors and what was found in their files."""
        with self.catalogue.change() as change:
            moments = change.moments_of(ids)
            change.remove(ids)
            self.vectors.remove(ids, moments)

    def close(self) -> None:
        """Close the files and free the lock."""
        self._close_files()
        self._lock.release()

    def _close_files(self) -> None:
        self.vectors.close()
        self.catalogue.close()
        self._people.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _is_begun(catalogue: Path) -> bool:
    """An empty file is what a kill in the first instant leaves."""
    return catalogue.exists() and catalogue.stat().st_size > 0


def _stamp_of(encoder: TextEncoder) -> Stamp:
    return Stamp(encoder.name, encoder.revision, encoder.dim)
