"""Mel spectra as librosa makes them: Slaney's scale, triangles of equal area, a periodic window, reflected ends."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_FRAMES = 128  # transformed at once: large arrays, made and freed, leave holes in the memory of a long run


def power_frames(samples: Floats, size: int, hop: int) -> Floats:
    """Power spectra of centred windows, float32 (1 + n // hop, size // 2 + 1)."""
    return np.concatenate(list(_power_blocks(samples, size, hop)))


def mel_frames(samples: Floats, size: int, hop: int, bank: Floats) -> Floats:
    """Their power in the bands of a `mel_bank`, float32 (1 + n // hop, bands)."""
    return np.concatenate([block @ bank for block in _power_blocks(samples, size, hop)])


def _power_blocks(samples: Floats, size: int, hop: int) -> Iterator[Floats]:
    padded = np.pad(samples, size // 2, mode="reflect") if len(samples) > size // 2 else np.pad(samples, size)
    frames = np.lib.stride_tricks.sliding_window_view(padded, size)[::hop]
    for start in range(0, len(frames), _FRAMES):
        spectra = np.fft.rfft(frames[start : start + _FRAMES] * hann(size), axis=1)
        yield (spectra.real**2 + spectra.imag**2).astype(np.float32)


@cache
def hann(size: int) -> Floats:
    return (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(size) / size)).astype(np.float32)


@cache
def mel_bank(rate_hz: int, size: int, bands: int) -> Floats:
    """Weights float32 (size // 2 + 1, bands), from 0 Hz to half the rate; each triangle has area 1."""
    frequencies = np.fft.rfftfreq(size, 1 / rate_hz)
    edges = _hertz(np.linspace(0, _mel(rate_hz / 2), bands + 2))
    rising = (frequencies[:, None] - edges[:-2]) / np.diff(edges)[:-1]
    falling = (edges[2:] - frequencies[:, None]) / np.diff(edges)[1:]
    bank = np.maximum(0, np.minimum(rising, falling)) * 2 / (edges[2:] - edges[:-2])
    return bank.astype(np.float32)


# Slaney's scale: 15 mels to 1,000 Hz in equal steps, then 27 steps for each factor 6.4.
_LINEAR_HZ, _KNEE_HZ, _STEP = 200 / 3, 1000.0, np.log(6.4) / 27


def _mel(hertz: float) -> float:
    if hertz < _KNEE_HZ:
        return hertz / _LINEAR_HZ
    return float(_KNEE_HZ / _LINEAR_HZ + np.log(hertz / _KNEE_HZ) / _STEP)


def _hertz(mel: NDArray[np.float64]) -> NDArray[np.float64]:
    knee = _KNEE_HZ / _LINEAR_HZ
    return np.where(mel < knee, mel * _LINEAR_HZ, _KNEE_HZ * np.exp(_STEP * (mel - knee)))
