"""Files damaged in the ways in which files are damaged, and in those that an attacker would choose."""

from __future__ import annotations

import random
from collections.abc import Callable

_SIZES = [b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\xff\xff\xff\x7f", b"\x80\0\0\0", b"\0\0\0\0", b"\0\0\0\1"]
_HEAD = 512  # bytes: where formats keep what they are


def mangle(raw: bytes, other: bytes, draw: random.Random) -> bytes:
    """One to four damages; `other` is a file of another type, parts of which are mixed in."""
    damaged = bytearray(raw)
    for _ in range(draw.randint(1, 4)):
        if damaged:
            draw.choice(_DAMAGES)(damaged, other, draw)
    return bytes(damaged)


def _at(raw: bytearray, draw: random.Random) -> int:
    return draw.randrange(min(len(raw), _HEAD) if draw.random() < 0.5 else len(raw))


def _flip(raw: bytearray, other: bytes, draw: random.Random) -> None:
    for _ in range(draw.choice([1, 3, 10, 100])):
        raw[_at(raw, draw)] = draw.randrange(256)


def _cut(raw: bytearray, other: bytes, draw: random.Random) -> None:
    del raw[draw.randrange(len(raw)) :]


def _drop(raw: bytearray, other: bytes, draw: random.Random) -> None:
    at = _at(raw, draw)
    del raw[at : at + draw.randint(1, 1 + len(raw) // 4)]


def _repeat(raw: bytearray, other: bytes, draw: random.Random) -> None:
    at = _at(raw, draw)
    raw[at:at] = raw[at : at + draw.randint(1, 1 + len(raw) // 4)] * draw.randint(1, 5)


def _blank(raw: bytearray, other: bytes, draw: random.Random) -> None:
    at = _at(raw, draw)
    part = raw[at : at + draw.randint(1, 4096)]
    raw[at : at + len(part)] = bytes([draw.choice([0, 0xFF])]) * len(part)


def _resize(raw: bytearray, other: bytes, draw: random.Random) -> None:
    """A number that may be a length becomes absurd."""
    at = _at(raw, draw)
    raw[at : at + 4] = draw.choice(_SIZES)


def _mix(raw: bytearray, other: bytes, draw: random.Random) -> None:
    at, begin = _at(raw, draw), draw.randrange(len(other))
    raw[at:at] = other[begin : begin + draw.randint(1, 4096)]


def _shuffle(raw: bytearray, other: bytes, draw: random.Random) -> None:
    middle = _at(raw, draw)
    raw[:] = raw[middle:] + raw[:middle]


_DAMAGES: list[Callable[[bytearray, bytes, random.Random], None]] = [
    _flip, _flip, _cut, _drop, _repeat, _blank, _resize, _resize, _mix, _shuffle,
]  # fmt: skip
