"""Libraries to measure on, built once and kept in a cache folder; rebuilt when their items or their making change."""

from __future__ import annotations

import hashlib
import inspect
import shutil
import sys
import tempfile
from pathlib import Path

from agent.settings import Settings
from agent.usher import Usher
from indexers import encoders, vectors
from indexers.catalogue.text import item_text
from indexers.encoders import TextEncoder
from indexers.library import Library
from indexers.pipeline import index
from indexers.reading.items import READER
from indexers.settings import LibrarySettings
from indexers.sources import open_source
from indexers.weights import Weights
from tests.measure.data import Data
from tests.measure.remembered import RememberingEncoder

CACHE = Path(tempfile.gettempdir()) / "usher-measure"
_COMPLETE = "complete"  # a file written when the library is whole


class Libraries:
    """`path(name)` is a closed library of the items `name` (see Data.items), indexed with the real text encoder."""

    def __init__(self, data: Data) -> None:
        self.data = data

    def path(self, name: str) -> Path:
        items = self.data.items(name)
        path = self.data.cache / f"library-{name}-{_digest(items)}"
        if not (path / _COMPLETE).exists():
            for old in self.data.cache.glob(f"library-{name}-*"):
                shutil.rmtree(old)
            self._build(path, items)
        return path

    def _build(self, path: Path, items: Path) -> None:
        settings = LibrarySettings()
        weights = Weights(settings.weights, offline=True).path(settings.text)
        encoder = RememberingEncoder(encoders.load(settings.text, weights), self.data.cache / "vectors.db")
        try:
            build(path, items, encoder)
        finally:
            encoder.close()
        (path / _COMPLETE).touch()

    def usher(self, name: str) -> Usher:
        """The door to that library, with the planner; its next search pays for no loading."""
        usher = Usher.open(self.path(name), Settings())
        usher.ask("a good story", person=None, remember=False)
        return usher


def build(path: Path, items: Path, encoder: TextEncoder | None = None) -> float:
    """Index a .jsonl of items into a new library at `path`; the seconds it took, the encoder being loaded."""
    print(f"indexing {items.name} ...", file=sys.stderr, flush=True)
    with Library.open(path, LibrarySettings(), create=True, encoder=encoder) as library:
        library.encoder.encode(["warm"])
        return index(library, open_source(items)).seconds


def _digest(items: Path) -> str:
    """Of the items and of what is made of them: how they are read, which text is embedded, how vectors are linked."""
    sha = hashlib.sha256(items.read_bytes())
    sha.update(repr((READER, inspect.getsource(item_text), vectors._HNSW)).encode())
    return sha.hexdigest()[:12]
