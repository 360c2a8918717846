"""Reads a safetensors file through the page cache: nothing is copied, and two processes share the memory."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexers.errors import WeightsError

_TYPES = {"F32": np.dtype("<f4"), "I64": np.dtype("<i8")}


def open_tensors(path: Path) -> dict[str, NDArray[np.generic]]:
    """Name to array for each tensor of the file, mapped read-only. Raises WeightsError if it is not one."""
    try:
        data = np.memmap(path, mode="r")
        length = int(data[:8].view("<u8")[0])
        header = json.loads(data[8 : 8 + length].tobytes())
        header.pop("__metadata__", None)
        return {name: _view(data, 8 + length, entry) for name, entry in header.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise WeightsError(f"{path} is not a readable safetensors file.", cure="Run `usher models verify`.") from error


def _view(data: NDArray[np.uint8], start: int, entry: dict[str, object]) -> NDArray[np.generic]:
    begin, end = entry["data_offsets"]  # type: ignore[misc]
    raw = data[start + begin : start + end]  # type: ignore[has-type]
    return raw.view(_TYPES[str(entry["dtype"])]).reshape(entry["shape"])  # type: ignore[call-overload, no-any-return]
