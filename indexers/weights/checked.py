"""Whether the files of a model are the published ones, without reading a gigabyte at each start."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Literal

from indexers.weights.manifest import ModelFile

State = Literal["here", "missing", "partial", "damaged"]
STAMPS, PINS = ".verified.json", ".pinned.json"


class Checked:
    """The files in one model's folder. A file read through once is trusted while its size and time stay."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def state(self, file: ModelFile) -> State:
        """Reads the file through only where it changed since it was last checked."""
        path, file = self.folder / file.name, self.pinned(file)
        if not path.exists():
            return "partial" if self.part(file).exists() else "missing"
        if not file.sha256:  # put here by hand
            file = self._pin(file, sha256(path))
        if path.stat().st_size != file.bytes:
            return "damaged"
        if self._read(STAMPS).get(file.name) == self._stamp(file):
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
        self._write(STAMPS, file.name, self._stamp(file))

    def pinned(self, file: ModelFile) -> ModelFile:
        """With the size and hash that it had when it first came, where the manifest knows none."""
        pin = None if file.sha256 else self._read(PINS).get(file.name)
        return ModelFile.model_validate({**file.model_dump(), **pin}) if isinstance(pin, dict) else file

    def keep(self, file: ModelFile, sha: str) -> None:
        """Trust what has just come, and pin it where the manifest knows no hash."""
        self.trust(file if file.sha256 else self._pin(file, sha))

    def _pin(self, file: ModelFile, sha: str) -> ModelFile:
        pin = {"bytes": (self.folder / file.name).stat().st_size, "sha256": sha}
        self._write(PINS, file.name, pin)
        return file.model_copy(update=pin)

    def forget(self) -> None:
        """Trust nothing: the next `state` reads each file through."""
        (self.folder / STAMPS).unlink(missing_ok=True)

    def _stamp(self, file: ModelFile) -> list[object]:
        stat = (self.folder / file.name).stat()
        return [file.sha256, stat.st_size, stat.st_mtime_ns]

    def _read(self, notes: str) -> dict[str, object]:
        try:
            found = json.loads((self.folder / notes).read_text())
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def _write(self, notes: str, name: str, value: object) -> None:
        fresh = self.folder / f"{notes}.part"
        try:
            fresh.write_text(json.dumps({**self._read(notes), name: value}))
            fresh.replace(self.folder / notes)
        except OSError:  # a folder that is read-only is read through at each start
            return


def sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
