"""Spectra of a stretch of sound at 32 kHz, computed once for all measures of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from indexers.media.sound.mel import mel_bank, mel_frames, power_frames

RATE_HZ = 32_000
SIZE, HOP = 2048, 512
FRAMES_PER_S = RATE_HZ / HOP  # 62.5
BANDS = 64
FLOOR = 1e-8
_SCALE = np.float32((4 / SIZE) ** 2)

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Spectrum:
    """Of mono samples at 32 kHz."""

    samples: Floats

    @cached_property
    def power(self) -> Floats:
        """float32 (frames, 1025), 62.5 frames/s; a full-scale sine gives about 1."""
        return power_frames(self.samples, SIZE, HOP) * _SCALE

    @cached_property
    def bands_db(self) -> Floats:
        """The mel bands' mean power, in dB; float32 (frames, 64)."""
        return _in_db(self.power @ _bank())

    @cached_property
    def level_db(self) -> Floats:
        """The power of each frame in dB."""
        return _in_db(self.power.sum(1))


def bands_db(samples: Floats) -> Floats:
    """As `Spectrum.bands_db`, where nothing else is wanted of a long stretch."""
    return _in_db(mel_frames(samples, SIZE, HOP, _bank()) * _SCALE)


@cache
def _bank() -> Floats:
    """Means over each band."""
    bank = mel_bank(RATE_HZ, SIZE, BANDS)
    return np.asarray(bank / bank.sum(0), np.float32)


def _in_db(power: Floats) -> Floats:
    return np.asarray(10 * np.log10(power + FLOOR), np.float32)
