"""Key and mode: how strong each of the twelve pitch classes is, against the profiles of major and minor keys."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from indexers.media.sound.mel import power_frames
from indexers.media.sound.spectrum import RATE_HZ

Chroma = NDArray[np.float64]  # (12,), C first

SIZE, HOP = 16_384, 8_192  # half a second: lines 2 Hz apart
LOWEST_HZ, HIGHEST_HZ = 65.0, 2_100.0
BASS_HZ, BASS_WEIGHT = 220.0, 3.0  # the bass tells a minor key from the major one of the same notes
NAMES = ("C", "C sharp", "D", "E flat", "E", "F", "F sharp", "G", "A flat", "A", "B flat", "B")
# How well each degree fits a key (Temperley, What's Key for Key?, 1999).
MAJOR = np.array([5.0, 2.0, 3.5, 2.0, 4.5, 4.0, 2.0, 4.5, 2.0, 3.5, 1.5, 4.0])
MINOR = np.array([5.0, 2.0, 3.5, 4.5, 2.0, 4.0, 2.0, 4.5, 3.5, 2.0, 1.5, 4.0])


def no_chroma() -> Chroma:
    return np.zeros(12)


def chroma(samples: NDArray[np.float32]) -> Chroma:
    """Strength of the pitch classes at 32 kHz, added over frames of which each counts by its loudness's root."""
    power = power_frames(samples, SIZE, HOP)
    hertz = np.asarray(np.fft.rfftfreq(SIZE, 1 / RATE_HZ), np.float64)
    inside = (hertz > LOWEST_HZ) & (hertz < HIGHEST_HZ)
    peaks = np.zeros_like(power)
    middle = power[:, 1:-1]
    rises = (middle > power[:, :-2]) & (middle >= power[:, 2:]) & (middle > 1e-4 * power.max(1, keepdims=True))
    peaks[:, 1:-1] = np.where(rises, middle, 0) ** 0.25
    return _fold(peaks[:, inside], hertz[inside])


def _fold(peaks: NDArray[np.float32], hertz: NDArray[np.float64]) -> Chroma:
    """Peaks by their distance to the nearest semitone, with the tuning that puts them nearest."""
    semitones = 12 * np.log2(hertz / 440) + 69
    strength = peaks.sum(0) * np.where(hertz < BASS_HZ, BASS_WEIGHT, 1)
    turn = np.angle((strength * np.exp(2j * np.pi * semitones)).sum()) / (2 * np.pi)
    tuned = semitones - turn
    near = np.exp(-0.5 * ((tuned - np.round(tuned)) / 0.2) ** 2)
    return np.asarray(np.bincount(np.round(tuned).astype(int) % 12, strength * near, 12), np.float64)


def key(chroma: Chroma) -> tuple[str, float] | None:
    """Such as "F sharp minor", and the lead over the next best; None where no pitch stands out."""
    if chroma.sum() <= 0:
        return None
    fits = sorted(
        (float(np.corrcoef(np.roll(profile, tonic), chroma)[0, 1]), f"{NAMES[tonic]} {mode}")
        for mode, profile in (("major", MAJOR), ("minor", MINOR))
        for tonic in range(12)
    )
    return fits[-1][1], fits[-1][0] - fits[-2][0]
