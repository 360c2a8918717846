"""Reads weights.toml: the models, their files, and each file's sources, size and SHA-256."""

from __future__ import annotations

import tomllib
from pathlib import Path, PurePath
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict

# Formats that hold numbers and text only. A pickle runs code when it is opened, so it is never fetched.
# .index and .data: a TensorFlow checkpoint, a table of names and raw tensors.
SAFE_SUFFIXES = frozenset({".gguf", ".safetensors", ".json", ".txt", ".onnx", ".index", ".data"})
# CTranslate2's own format bears this name, under a suffix that elsewhere means a pickle.
SAFE_NAMES = frozenset({"model.bin"})


def _is_safe(name: str) -> str:
    safe = PurePath(name).suffix in SAFE_SUFFIXES or name in SAFE_NAMES
    if not safe or PurePath(name).name != name:
        raise ValueError(f"{name} is not a file name with one of the suffixes {sorted(SAFE_SUFFIXES)}")
    return name


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class HubSource(_Record):
    """A file of a repository on the model hub."""

    repo: str
    revision: str
    path: str


class PackageSource(_Record):
    """A file inside Python packages: part 1 to `parts`, joined in order, all but the last of `part_bytes`."""

    name: str  # "{part}" stands for the number of the part
    version: str
    member: str  # the path inside the wheel; "{part}" likewise, "{part:02}" with two digits
    parts: int = 1
    part_bytes: int = 0

    def requirement(self, part: int) -> str:
        return f"{self.name.format(part=part)}=={self.version}"

    def wheel_prefix(self, part: int) -> str:
        """How the name of the wheel begins."""
        return f"{self.name.format(part=part).replace('-', '_')}-{self.version}-"


class ModelFile(_Record):
    """`sha256`: "" where nobody here has seen the file: `bytes` is then about right, and what comes first counts."""

    name: Annotated[str, AfterValidator(_is_safe)]
    bytes: int
    sha256: str = ""
    hub: HubSource | None = None
    packages: PackageSource | None = None


class Model(_Record):
    """A model that usher can fetch. `memory_mb`: what a process needs to run it (an estimate if untested)."""

    name: str
    title: str
    kind: Literal["chat", "text", "speech", "sound", "look"]
    purpose: str
    licence: str
    memory_mb: int
    tested: bool  # False: offered, never chosen by itself
    file: tuple[ModelFile, ...]

    @property
    def bytes(self) -> int:
        return sum(file.bytes for file in self.file)


def read_manifest(path: Path) -> dict[str, Model]:
    """Name to model, in the order of the file."""
    with path.open("rb") as stream:
        models = [Model.model_validate(entry) for entry in tomllib.load(stream)["model"]]
    return {model.name: model for model in models}


MODELS = read_manifest(Path(__file__).with_name("weights.toml"))
