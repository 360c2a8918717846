"""Vectors as one flat file of float32, mapped into memory: exact scores without a copy of the matrix."""

from __future__ import annotations

import mmap
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
Seqs = NDArray[np.int64]


class Sidecar:
    """Slot s holds the vector of the item with seq s; zeros where there is none.

    Written by `pwrite`, so that a full disk is an OSError and not a fatal signal; read through a map that follows
    the file's growth.
    """

    def __init__(self, path: Path, dim: int) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        self._slot_bytes = 4 * dim
        self._dim = dim
        self._map = self._mapped()

    def write(self, seqs: Sequence[int], matrix: Matrix) -> None:
        """Store matrix[i] in slot seqs[i]."""
        rows = np.ascontiguousarray(matrix, np.float32)
        for seq, row in zip(seqs, rows, strict=True):
            os.pwrite(self._file, row.data, seq * self._slot_bytes)

    def read(self, seqs: Seqs) -> Matrix:
        """float32 (len(seqs), dim); a view of the file where the seqs follow each other, else a copy."""
        if not len(seqs):
            return np.empty((0, self._dim), np.float32)
        slots = self._slots(int(seqs.max()) + 1)
        if seqs[-1] - seqs[0] == len(seqs) - 1 and bool(np.all(np.diff(seqs) == 1)):
            return slots[int(seqs[0]) : int(seqs[-1]) + 1]
        return slots[seqs]

    def __len__(self) -> int:
        """Slots in the file."""
        return os.fstat(self._file).st_size // self._slot_bytes

    def close(self) -> None:
        os.close(self._file)

    def _slots(self, count: int) -> Matrix:
        """The map, with at least `count` slots; a file that was cut short is filled up with zeros."""
        if len(self._map) < count:
            if os.fstat(self._file).st_size < count * self._slot_bytes:
                os.ftruncate(self._file, count * self._slot_bytes)
            self._map = self._mapped()
        return self._map

    def _mapped(self) -> Matrix:
        slots = len(self)
        if not slots:
            return np.empty((0, self._dim), np.float32)
        mapped = mmap.mmap(self._file, slots * self._slot_bytes, access=mmap.ACCESS_READ)
        return np.frombuffer(mapped, np.float32).reshape(slots, self._dim)
