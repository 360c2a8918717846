"""An encoder that keeps what it has encoded between runs: a library can be made anew without encoding it anew."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from indexers.encoders import TextEncoder, Vectors

_AT_ONCE = 500


class RememberingEncoder:
    """The vectors of `encoder`, from `file` where they are known. Not for anything that is timed."""

    def __init__(self, encoder: TextEncoder, file: Path) -> None:
        self.name, self.revision, self.dim = encoder.name, encoder.revision, encoder.dim
        self._encoder = encoder
        file.parent.mkdir(parents=True, exist_ok=True)
        self._store = sqlite3.connect(file, check_same_thread=False, timeout=60)
        self._store.execute("CREATE TABLE IF NOT EXISTS vectors (text BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID")

    def encode(self, texts: Sequence[str]) -> Vectors:
        keys = [self._key(text) for text in texts]
        known = self._known(keys)
        new = [n for n, key in enumerate(keys) if key not in known]
        if new:
            fresh = self._encoder.encode([texts[n] for n in new])
            self.remember([keys[n] for n in new], fresh)
            known.update((keys[n], fresh[row].tobytes()) for row, n in enumerate(new))
        return np.stack([np.frombuffer(known[key], np.float32) for key in keys])

    def remember(self, keys: Sequence[bytes], vectors: Vectors) -> None:
        with self._store:
            rows = [(key, vector.tobytes()) for key, vector in zip(keys, vectors, strict=True)]
            self._store.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)

    def close(self) -> None:
        self._store.close()

    def _key(self, text: str) -> bytes:
        return hashlib.blake2b(f"{self.name} {self.revision} {text}".encode(), digest_size=16).digest()

    def _known(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        found: dict[bytes, bytes] = {}
        for start in range(0, len(keys), _AT_ONCE):
            some = keys[start : start + _AT_ONCE]
            marks = ",".join("?" * len(some))
            found.update(self._store.execute(f"SELECT text, vector FROM vectors WHERE text IN ({marks})", some))
        return found
