"""Encoders of sound: what it is like, as one vector and, where the model has words for it, as phrases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from indexers.encoders import Vectors
from indexers.errors import SettingError
from indexers.settings import LibrarySettings

SOUNDS = ("clap", "musicnn")  # names of weights.toml, in the order in which a machine's own choice falls on them
_FOLDER = "local-dir"


@dataclass(frozen=True)
class Impression:
    """Of a stretch: `vector` float32 (dim,) to be added up over stretches, `likelihoods` of tags by name, 0..1."""

    vector: NDArray[np.float32]
    likelihoods: dict[str, float]


class SoundEncoder(Protocol):
    """Stretches of sound to vectors of one space. `texts_too`: texts have vectors there as well."""

    name: str
    revision: str
    dim: int
    rate_hz: int
    texts_too: bool

    def listen(self, samples: NDArray[np.float32]) -> Impression | None:
        """Of mono samples at `rate_hz`, up to a minute; None of no sound."""
        ...

    def encode_texts(self, texts: Sequence[str]) -> Vectors:
        """float32 (len(texts), dim), unit length. Raises TypeError where `texts_too` is False."""
        ...


def open_sounds(settings: LibrarySettings) -> SoundEncoder | None:
    """The encoder that `settings.sound` asks for; None where that is off, or where auto finds none.

    Raises SettingError, WeightsError, ExtraMissing where one is asked for by name and cannot be had.
    """
    wanted = settings.sound
    if wanted == "off":
        return None
    if wanted == "auto":
        return _best(settings)
    kind, _, place = wanted.partition(":")
    if wanted in SOUNDS:
        return _named(wanted, settings)
    if kind != _FOLDER or not place:
        raise SettingError("sound", wanted, f"auto, off, {', '.join(SOUNDS)} or {_FOLDER}:FOLDER of a CLAP model")
    return _clap(Path(place).expanduser(), settings)


def _best(settings: LibrarySettings) -> SoundEncoder | None:
    from indexers.weights import Weights

    weights = Weights(settings.weights, offline=True)
    has_torch = find_spec("torch") is not None and find_spec("transformers") is not None
    here = [name for name in SOUNDS if weights.state(name) == "here" and (has_torch or name != "clap")]
    return _named(here[0], settings) if here else None


def _named(name: str, settings: LibrarySettings) -> SoundEncoder:
    from indexers.weights import Weights

    folder = Weights(settings.weights, offline=settings.offline).path(name)
    return _clap(folder, settings) if name == "clap" else _musicnn(folder, settings)


def _musicnn(folder: Path, settings: LibrarySettings) -> SoundEncoder:
    from indexers.encoders.sounds.musicnn import MusicEncoder

    return MusicEncoder(folder, threads=settings.threads)


def _clap(folder: Path, settings: LibrarySettings) -> SoundEncoder:
    from indexers.encoders.sounds.clap import Clap
    from indexers.encoders.torched import need

    need("torch", "transformers")
    return Clap(folder, threads=settings.threads)
