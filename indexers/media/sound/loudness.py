"""Loudness as ITU-R BS.1770-4 and EBU Tech 3342 define it, of sound mixed to one channel.

Evidence are the energies of 100 ms steps, so that parts of a file can be measured one after the other.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Energies = NDArray[np.float32]  # mean squares of the K-weighted samples, a value for each 100 ms

STEP_S = 0.1
BLOCK_STEPS, SHORT_STEPS = 4, 30  # 400 ms blocks gate the loudness, 3 s blocks its range
ABSOLUTE_GATE_LUFS = -70.0
SILENT_LUFS = -60.0  # quieter steps count as silence
FLOOR = 1e-12


def step_energies(samples: NDArray[np.float32], rate_hz: int) -> Energies:
    """Of each whole 100 ms; sound shorter than that is one step."""
    if not len(samples):
        return np.zeros(0, np.float32)
    size = min(round(rate_hz * STEP_S), len(samples))
    squares = np.square(_weighted(samples, rate_hz))
    return np.asarray(squares[: len(squares) // size * size].reshape(-1, size).mean(1), np.float32)


def loudness_lufs(energies: Energies) -> float | None:
    """Integrated loudness; None where all is below the gate."""
    blocks = _means(energies, BLOCK_STEPS)
    return _gated(blocks, 10.0)[1]


def range_lu(energies: Energies) -> float | None:
    """Loudness range: from the 10th to the 95th percentile of 3 s blocks above the gates; None under 6 s of sound."""
    blocks = _means(energies, SHORT_STEPS)[:: round(1 / STEP_S)]
    kept, _ = _gated(blocks, 20.0)
    if len(kept) < 4:
        return None
    low, high = np.percentile(_lufs(kept), [10, 95])
    return float(high - low)


def silent_share(energies: Energies) -> float:
    """0..1; no sound at all is silence."""
    return float((_lufs(energies) < SILENT_LUFS).mean()) if len(energies) else 1.0


def _gated(blocks: Energies, below_lu: float) -> tuple[Energies, float | None]:
    """Blocks above both gates, the relative one so far below their mean, and the loudness of these."""
    kept = blocks[_lufs(blocks) > ABSOLUTE_GATE_LUFS]
    if not len(kept):
        return kept, None
    kept = kept[_lufs(kept) > _lufs(kept.mean()) - below_lu]
    return kept, float(_lufs(kept.mean()))


def _means(energies: Energies, steps: int) -> Energies:
    """Moving means over so many steps; of all of them where there are fewer."""
    if len(energies) < steps:
        return energies.mean(keepdims=True) if len(energies) else energies
    return np.convolve(energies, np.full(steps, 1 / steps), "valid").astype(np.float32)


def _lufs(energies: Energies) -> NDArray[np.float32]:
    return np.asarray(-0.691 + 10 * np.log10(energies + FLOOR), np.float32)


def _weighted(samples: NDArray[np.float32], rate_hz: int) -> NDArray[np.float32]:
    """The K filter, applied to the spectrum of the whole: exact, and without a loop over samples."""
    size = 1 << (len(samples) + rate_hz // 4 - 1).bit_length()  # room for the filter's ringing
    z = np.exp(-2j * np.pi * np.fft.rfftfreq(size))
    shelf = _shelf(rate_hz, 1681.974450955533, 3.999843853973347, 0.7071752369554196)
    high_pass = _high_pass(rate_hz, 38.13547087602444, 0.5003270373238773)
    response = _response(*shelf, z) * _response(*high_pass, z)
    return np.asarray(np.fft.irfft(np.fft.rfft(samples, size) * response, size)[: len(samples)], np.float32)


Biquad = tuple[tuple[float, float, float], tuple[float, float, float]]


def _response(
    b: tuple[float, float, float], a: tuple[float, float, float], z: NDArray[np.complex128]
) -> NDArray[np.complex128]:
    return (b[0] + b[1] * z + b[2] * z**2) / (a[0] + a[1] * z + a[2] * z**2)


def _shelf(rate_hz: int, hz: float, gain_db: float, q: float) -> Biquad:
    k, high = np.tan(np.pi * hz / rate_hz), 10 ** (gain_db / 20)
    band = high**0.4996667741545416
    b = (high + band * k / q + k * k, 2 * (k * k - high), high - band * k / q + k * k)
    return b, (1 + k / q + k * k, 2 * (k * k - 1), 1 - k / q + k * k)


def _high_pass(rate_hz: int, hz: float, q: float) -> Biquad:
    k = np.tan(np.pi * hz / rate_hz)
    scale = 1 + k / q + k * k  # the standard's filter has a gain of 1 before its poles are scaled
    return (scale, -2 * scale, scale), (scale, 2 * (k * k - 1), 1 - k / q + k * k)
