"""The data folder, which is no part of this repository: item lines and real messages."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.measure.record import ROOT

DEFAULT = ROOT.parent / "shared" / "data"


class DataMissingError(Exception):
    """Real data that a measurement needs is not on this machine; the message says what and where it was sought."""


@dataclass(frozen=True)
class Data:
    """`folder` holds redial-valid, inspired-dev, ...; `tools/make_items.py` beside it makes item lines of them."""

    folder: Path
    cache: Path

    def items(self, name: str) -> Path:
        """A .jsonl of items: `starter`, or a set of make_items.py (films, tmdb, redial, ...). Made once."""
        if name == "starter":
            return self._starter()
        path = self.cache / f"{name}.jsonl"
        if not path.exists():
            self._make(name, path)
        return path

    def file(self, *parts: str) -> Path:
        """A file of the folder. Raises DataMissingError."""
        path = self.folder.joinpath(*parts)
        if not path.exists():
            raise DataMissingError(f"No {'/'.join(parts)} in {self.folder}: give the data folder with --data.")
        return path

    def _starter(self) -> Path:
        """The starter library's files, joined."""
        self.cache.mkdir(parents=True, exist_ok=True)
        path = self.cache / "starter.jsonl"
        parts = sorted((ROOT / "indexers" / "starter").glob("*.jsonl"))
        path.write_text("".join(part.read_text(encoding="utf8") for part in parts), encoding="utf8")
        return path

    def _make(self, name: str, path: Path) -> None:
        script = self.folder.parent / "tools" / "make_items.py"
        if not script.exists():
            raise DataMissingError(f"No {script}: items of {name!r} cannot be made. Give the data folder with --data.")
        self.cache.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".part")
        subprocess.run([sys.executable, str(script), name, str(fresh)], check=True, capture_output=True)
        fresh.replace(path)


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a .jsonl file."""
    with path.open(encoding="utf8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def read_table(path: Path) -> list[dict[str, str]]:
    """The rows of a tab-separated file with a header."""
    with path.open(encoding="utf8", newline="") as rows:
        return list(csv.DictReader(rows, delimiter="\t"))
