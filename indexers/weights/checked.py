"""Whether the files of a model are the published ones, without reading a gigabyte at each start."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Literal

from indexers.weights.manifest import ModelFile

State = Literal["here", "missing", "partial", "damaged"]
STAMPS = ".verified.json"


class Checked:
    """The files in one model's folder. A file read through once is trusted while its size and time stay."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def state(self, file: ModelFile) -> State:
        """Reads the file through only where it changed since it was last checked."""
        path = self.folder / file.name
        if not path.exists():
            return "partial" if self.part(file).exists() else "missing"
        if path.stat().st_size != file.bytes:
            return "damaged"
        if self._stamps().get(file.name) == self._stamp(file):
            return "here"
        if sha256(path) != file.sha256:
            return "damaged"
        self.trust(file)
        return "here"

    def part(self, file: ModelFile) -> Path:
        """Where the file grows while it is fetched."""
        return self.folder / f"{file.name}.part"

    def trust(self, file: ModelFile) -> None:
        """Remember that this file was read through and is right."""
        stamps = {**self._stamps(), file.name: self._stamp(file)}
        fresh = self.folder / f"{STAMPS}.part"
        try:
            fresh.write_text(json.dumps(stamps))
            fresh.replace(self.folder / STAMPS)
        except OSError:  # a folder that is read-only is read through at each start
            return

    def forget(self) -> None:
        """Trust nothing: the next `state` reads each file through."""
        (self.folder / STAMPS).unlink(missing_ok=True)

    def _stamp(self, file: ModelFile) -> list[object]:
        stat = (self.folder / file.name).stat()
        return [file.sha256, stat.st_size, stat.st_mtime_ns]

    def _stamps(self) -> dict[str, object]:
        try:
            stamps = json.loads((self.folder / STAMPS).read_text())
        except (OSError, ValueError):
            return {}
        return stamps if isinstance(stamps, dict) else {}


def sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
