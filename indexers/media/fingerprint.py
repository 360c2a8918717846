"""What one recording sounds like, whatever its file, tags and encoding: the beginning in bits that survive encoders.

After Haitsma and Kalker, "A Highly Robust Audio Fingerprinting System" (2002): 32 bits each tenth of a second, of
whether the difference of neighbouring bands grows. Measured by `python -m tests.evals --only fingerprints`.
"""

from __future__ import annotations

import base64
from functools import cache

import numpy as np
from numpy.typing import NDArray

from indexers.media.models import Samples
from indexers.media.sound.mel import power_frames

Print = NDArray[np.uint32]

RATE_HZ = 32_000
FACT = "fingerprint"  # of what the sound stage finds
LISTENED_S = 60.0
SAME = 0.35  # of the bits may differ
_SIZE, _HOP = 2048, 512
_SPAN, _STEP = 23, 6  # frames: .37 s, of which one begins every .096 s
_LOW_HZ, _HIGH_HZ, _BANDS = 300.0, 3000.0, 33
_APART = 60  # steps by which two may begin apart, 6 s
_LEAST = 80  # steps in common, 8 s
_FEW, _LOOSE = 128, 0.05  # steps that are compared first, and by how much more these may differ


def fingerprint(samples: Samples) -> Print:
    """uint32 (n,) of the first minute of mono samples at 32 kHz; empty where that is too short or silent."""
    heard = samples[: int(LISTENED_S * RATE_HZ)]
    if len(heard) < (_LEAST * _STEP + _SPAN + 8) * _HOP or not np.abs(heard).max() > 1e-4:
        return np.zeros(0, np.uint32)
    energies = power_frames(heard, _SIZE, _HOP) @ _bank()
    sums = np.cumsum(np.vstack([np.zeros((1, _BANDS)), energies]), axis=0)
    starts = np.arange(0, len(energies) - _SPAN, _STEP)
    bands = np.log(sums[starts + _SPAN] - sums[starts] + 1e-6)
    slopes = bands[:, :-1] - bands[:, 1:]
    bits = np.packbits(slopes[1:] > slopes[:-1], axis=1)
    return bits.view(">u4").ravel().astype(np.uint32)


def difference(one: Print, other: Print) -> float:
    """0..1: the share of bits that differ where the two fit best; 1 where they have too little in common."""
    if min(len(one), len(other)) < _LEAST:
        return 1.0
    if _at_first(one, other) > SAME + _LOOSE:
        return 1.0
    return min(_differing(*_shifted(one, other, apart)) for apart in range(-_APART, _APART + 1))


def written(found: Print) -> str:
    """As text, as a fact of a file."""
    return base64.b64encode(found.astype("<u4").tobytes()).decode()


def read(text: str) -> Print:
    """What `written` gave. Raises ValueError."""
    return np.frombuffer(base64.b64decode(text), "<u4").astype(np.uint32)


def _at_first(one: Print, other: Print) -> float:
    """The least share by which a stretch of the beginning differs: a tenth of the time of the whole."""
    length = min(_FEW, len(one), len(other))
    found = []
    for first, second in ((one, other), (other, one)):
        starts = np.lib.stride_tricks.sliding_window_view(first[: _APART + length], length)
        found.append(int(np.bitwise_count(starts ^ second[:length]).sum(axis=1, dtype=np.int64).min()))
    return min(found) / (32 * length)


def _shifted(one: Print, other: Print, apart: int) -> tuple[Print, Print]:
    return (one[apart:], other) if apart >= 0 else (one, other[-apart:])


def _differing(one: Print, other: Print) -> float:
    count = min(len(one), len(other))
    return int(np.bitwise_count(one[:count] ^ other[:count]).sum()) / (32 * count) if count >= _LEAST else 1.0


@cache
def _bank() -> NDArray[np.float32]:
    """(1025, 33): how much of each bin lies in each band, these being equal steps of pitch."""
    width_hz = RATE_HZ / _SIZE
    lows = (np.arange(_SIZE // 2 + 1)[:, None] - 0.5) * width_hz
    edges = np.geomspace(_LOW_HZ, _HIGH_HZ, _BANDS + 1)
    common = np.minimum(lows + width_hz, edges[1:]) - np.maximum(lows, edges[:-1])
    return np.asarray(np.clip(common, 0, None), np.float32)
