"""Reads a TensorFlow checkpoint (format V2) into numpy: a table of names (.index) beside the raw tensors (.data).

The table is LevelDB's format: blocks of entries whose keys share prefixes, found through an index block that the
footer points to; each value is a protobuf message that says type, shape, offset and size. Neither runs code.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexers.errors import WeightsError

MAGIC = 0xDB4775248B80FB57
FOOTER_BYTES = 48
FLOAT32 = 1  # TensorFlow's DataType; nothing else is read


def open_checkpoint(index: Path, data: Path) -> dict[str, NDArray[np.float32]]:
    """Name to array for each float32 tensor, mapped read-only. Raises WeightsError if it is no checkpoint."""
    try:
        raw = np.memmap(data, mode="r")
        entries = {name.decode(): _message(value) for name, value in _table(index.read_bytes()) if name}
        return {name: _tensor(raw, entry) for name, entry in entries.items() if entry.get(1) == [FLOAT32]}
    except (OSError, ValueError, IndexError, KeyError, TypeError, struct.error) as error:
        raise WeightsError(f"{index} is not a readable checkpoint.", cure="Run `usher models verify`.") from error


def _tensor(raw: NDArray[np.uint8], entry: dict[int, list[int | bytes]]) -> NDArray[np.float32]:
    shape = [_size(dim) for message in entry.get(2, []) for dim in _message(_bytes(message)).get(2, [])]
    offset, size = int(entry.get(4, [0])[0]), int(entry[5][0])
    return raw[offset : offset + size].view("<f4").reshape(shape)


def _size(dimension: int | bytes) -> int:
    return int(_message(_bytes(dimension)).get(1, [0])[0])


def _bytes(value: int | bytes) -> bytes:
    if isinstance(value, int):
        raise ValueError("a number stands where a message should")
    return value


def _table(file: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Keys and values in order; the first, with an empty key, is a header."""
    footer = file[-FOOTER_BYTES:]
    if struct.unpack("<Q", footer[-8:])[0] != MAGIC:
        raise ValueError("no table")
    _, place = _handle(footer, 0)
    handle, _ = _handle(footer, place)
    for _, value in _block(file, *handle):
        yield from _block(file, *_handle(value, 0)[0])


def _handle(data: bytes, place: int) -> tuple[tuple[int, int], int]:
    offset, place = _varint(data, place)
    size, place = _varint(data, place)
    return (offset, size), place


def _block(file: bytes, offset: int, size: int) -> Iterator[tuple[bytes, bytes]]:
    if file[offset + size] != 0:
        raise ValueError("a compressed block")
    data = file[offset : offset + size]
    restarts = struct.unpack("<I", data[-4:])[0]
    place, end, key = 0, size - 4 * (restarts + 1), b""
    while place < end:
        shared, place = _varint(data, place)
        fresh, place = _varint(data, place)
        length, place = _varint(data, place)
        key = key[:shared] + data[place : place + fresh]
        place += fresh + length
        yield key, data[place - length : place]


def _varint(data: bytes, place: int) -> tuple[int, int]:
    value = shift = 0
    while data[place] & 0x80:
        value |= (data[place] & 0x7F) << shift
        place, shift = place + 1, shift + 7
    return value | data[place] << shift, place + 1


def _message(data: bytes) -> dict[int, list[int | bytes]]:
    """The fields of a protobuf message by number."""
    fields: dict[int, list[int | bytes]] = {}
    place = 0
    while place < len(data):
        tag, place = _varint(data, place)
        value: int | bytes
        match tag & 7:
            case 0:
                value, place = _varint(data, place)
            case 2:
                length, place = _varint(data, place)
                place += length
                value = data[place - length : place]
            case 5:
                place += 4
                value = data[place - 4 : place]
            case _:
                raise ValueError("an unknown kind of field")
        fields.setdefault(tag >> 3, []).append(value)
    return fields
