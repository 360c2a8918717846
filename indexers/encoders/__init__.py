"""Encoders: what turns a text into a vector. A library is made with one text encoder and stamped with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class TextEncoder(Protocol):
    """Texts to unit vectors. A text's vector is the same, within rounding, whatever is encoded beside it."""

    name: str
    revision: str
    dim: int

    def encode(self, texts: Sequence[str]) -> Vectors:
        """float32 of shape (len(texts), dim), each row of length 1."""
        ...


def _minilm(folder: Path, threads: int) -> TextEncoder:
    from indexers.encoders.minilm import MiniLM

    return MiniLM(folder, threads=threads)


# The name of an encoder is also the name of its weights in weights.toml.
ENCODERS: dict[str, Callable[[Path, int], TextEncoder]] = {"minilm": _minilm}


def load(name: str, folder: Path, *, threads: int = 1) -> TextEncoder:
    """The encoder `name` with its weights from `folder`. Raises KeyError for an unknown name."""
    return ENCODERS[name](folder, threads)
