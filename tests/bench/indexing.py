"""Indexing against encoding the same texts alone, with the same threads."""

from __future__ import annotations

import tempfile
import time
from itertools import islice
from pathlib import Path
from statistics import median

from indexers.catalogue.text import item_text
from indexers.library import Library
from indexers.reading.items import read_item
from indexers.settings import LibrarySettings
from tests.measure.data import Data, read_lines
from tests.measure.libraries import Libraries, build
from tests.measure.record import table

ITEMS, ROUNDS = 1_000, 5
_ALL = 36_273


def run(data: Data, libraries: Libraries) -> str:
    """A thousand films, alternately encoded and indexed."""
    indexed_s: list[float] = []
    encoded_s: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "items.jsonl"
        with data.items("films").open(encoding="utf8") as lines:
            source.write_text("".join(islice(lines, 0, None, _ALL // ITEMS)), encoding="utf8")
        for number in range(ROUNDS):
            encoded_s.append(encode_s(source))
            indexed_s.append(build(Path(folder) / f"library-{number}", source))
        count = sum(1 for _ in read_lines(source))
    alone_s, whole_s = median(encoded_s), median(indexed_s)
    rows: list[list[object]] = [
        ["encoding alone", count, alone_s, f"{count / alone_s:.0f}", ""],
        ["indexing", count, whole_s, f"{count / whole_s:.0f}", f"{whole_s / alone_s:.3f}"],
    ]
    header = ["what", "items", "seconds", "items/s", "x encoding"]
    return f"Medians of {ROUNDS} rounds in turn, one thread.\n\n{table(header, rows)}"


def run_whole(data: Data, libraries: Libraries) -> str:
    """All films into a new library."""
    with tempfile.TemporaryDirectory() as folder:
        seconds = build(Path(folder) / "library", data.items("films"))
    rows: list[list[object]] = [["indexing all films", _ALL, seconds, f"{_ALL / seconds:.0f}"]]
    return table(["what", "items", "seconds", "items/s"], rows)


def encode_s(source: Path) -> float:
    """Seconds to encode the texts of the items, in the batches and with the threads of indexing."""
    settings = LibrarySettings()
    texts = [item_text(read_item(row)) for row in read_lines(source)]
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder), settings, create=True) as library:
        encoder = library.encoder
        begun = time.monotonic()
        for start in range(0, len(texts), settings.batch):
            encoder.encode(texts[start : start + settings.batch])
        return time.monotonic() - begun
