"""Merging two catalogues of films, against the reading of the second that it follows; nothing is encoded."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from indexers.encoders import Vectors
from indexers.library import Library
from indexers.pipeline import stream
from indexers.settings import LibrarySettings
from indexers.sources import open_source
from tests.measure.data import Data, read_lines
from tests.measure.libraries import Libraries
from tests.measure.record import table

_LARGE, _SMALL = "films", "tmdb"


class _Blank:
    """Costs nothing."""

    name, revision, dim = "blank", "1", 4

    def encode(self, texts: Sequence[str]) -> Vectors:
        return np.full((len(texts), self.dim), 0.5, np.float32)


def run(data: Data, libraries: Libraries) -> str:
    """The large catalogue first, then the small one, then the small one with another rating of one film."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "small.jsonl"
        films = list(read_lines(data.items(_SMALL)))
        with Library.open(Path(folder) / "library", LibrarySettings(), create=True, encoder=_Blank()) as library:
            _write(source, films)
            index_s(library, data.items(_LARGE))
            first = index_s(library, source)
            merged = len(library.catalogue.merged())
            _write(source, [{**films[0], "rating": 1.5}, *films[1:]])
            again = index_s(library, source)
    rows: list[list[object]] = [
        [name, reading_s, merging_s, f"{merging_s / reading_s:.2f}"]
        for name, (reading_s, merging_s) in (("all new", first), ("one changed", again))
    ]
    header = ["small catalogue", "reading (s)", "merging (s)", "x reading"]
    return f"{merged:,} works of {len(films):,} are in both.\n\n{table(header, rows)}"


def index_s(library: Library, path: Path) -> tuple[float, float]:
    """Seconds that a file of items takes: to be read and stored, and to be merged."""
    begun = time.monotonic()
    merging: float | None = None
    for step in stream(library, open_source(path)):
        if step.doing == "merging" and merging is None:
            merging = time.monotonic()
    ended = time.monotonic()
    merging = merging or ended
    return merging - begun, ended - merging


def _write(path: Path, items: list[dict[str, object]]) -> None:
    path.write_text("".join(json.dumps(item) + "\n" for item in items), encoding="utf8")
