"""Encoders of pictures. PICTURES: one literal, in the order in which a machine's own choice falls on them."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from indexers.encoders import Vectors
from indexers.errors import SettingError
from indexers.settings import LibrarySettings

if TYPE_CHECKING:
    from indexers.encoders.openclip import OpenClip

# Names of weights.toml -> whether it is for a GPU. On one core a picture takes MobileCLIP2-S0 85 ms, ViT-B-32 146 ms.
PICTURES: dict[str, bool] = {"siglip2-so400m": True, "pe-core-l": True, "mobileclip2-s0": False, "siglip2-b-32": False}
_FOLDER = "local-dir"


@runtime_checkable
class PictureEncoder(Protocol):
    """Pictures and texts in one space of unit vectors."""

    name: str
    revision: str
    dim: int

    def encode_images(self, images: Sequence[NDArray[np.uint8]]) -> Vectors:
        """float32 (len(images), dim). `images`: uint8 (height, width, 3) of any size."""
        ...

    def encode_texts(self, texts: Sequence[str]) -> Vectors:
        """float32 (len(texts), dim)."""
        ...

    def attention(self, image: NDArray[np.uint8]) -> NDArray[np.float32] | None:
        """float32 (rows, columns), sum 1: where it looks in a picture; None where it cannot tell."""
        ...


def open_pictures(settings: LibrarySettings) -> OpenClip | None:
    """The encoder that `settings.look` asks for; None where that is off, or where auto finds none.

    Raises SettingError, WeightsError, ExtraMissing where one is asked for by name and cannot be had.
    """
    wanted = settings.look
    if wanted == "off":
        return None
    if wanted == "auto":
        return _best(settings)
    if wanted in PICTURES:
        return _named(wanted, settings)
    kind, _, place = wanted.partition(":")
    if not kind or not place:
        accepted = f"auto, off, {', '.join(PICTURES)}, {_FOLDER}:FOLDER or ARCHITECTURE:FILE.safetensors"
        raise SettingError("look", wanted, accepted)
    return _open(Path(place).expanduser(), settings, architecture="" if kind == _FOLDER else kind)


def _best(settings: LibrarySettings) -> OpenClip | None:
    from indexers.weights import Weights

    if find_spec("open_clip") is None or find_spec("torch") is None:
        return None
    weights, has_gpu = Weights(settings.weights, offline=True), shutil.which("nvidia-smi") is not None
    here = [name for name, is_large in PICTURES.items() if has_gpu or not is_large if weights.state(name) == "here"]
    return _named(here[0], settings) if here else None


def _named(name: str, settings: LibrarySettings) -> OpenClip:
    from indexers.weights import Weights

    return _open(Weights(settings.weights, offline=settings.offline).path(name), settings, name=name)


def _open(path: Path, settings: LibrarySettings, **options: str) -> OpenClip:
    from indexers.encoders.openclip import OpenClip
    from indexers.encoders.torched import need

    need("torch", "open_clip")
    return OpenClip(path, threads=settings.threads, **options)
