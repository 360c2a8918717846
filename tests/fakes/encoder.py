"""A text encoder without weights: words that two texts share bring their vectors together."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

import numpy as np

from indexers.encoders import Vectors


class FakeEncoder:
    """A hashing bag of words: each word adds a direction of its own, the same in every process."""

    name = "fake"
    revision = "1"

    def __init__(self, dim: int = 128) -> None:
        self.dim = dim
        self.texts_encoded = 0
        self._directions: dict[str, Vectors] = {}

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.texts_encoded += len(texts)
        vectors = np.zeros((len(texts), self.dim), np.float32)
        for row, text in enumerate(texts):
            vectors[row] = self._direction("") * 1e-3  # an empty text has a place as well
            for word in re.findall(r"\w+", text.casefold()):
                vectors[row] += self._direction(word.removesuffix("s"))
        unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit

    def _direction(self, word: str) -> Vectors:
        if word not in self._directions:
            seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8], "little")
            drawn = np.random.default_rng(seed).standard_normal(self.dim).astype(np.float32)
            self._directions[word] = drawn / np.linalg.norm(drawn)
        return self._directions[word]
