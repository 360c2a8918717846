"""What a stretch of sound is like, in numbers that tell kinds of sound apart: colour, roughness, rhythm, pitch."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from indexers.media.sound.spectrum import FRAMES_PER_S, RATE_HZ, SIZE, Spectrum
from indexers.media.sound.tones import Tones

Floats = NDArray[np.float64]

QUIET_DB, SILENT_DB = 40.0, -75.0  # below the loudest frame; and in full scale
COLOURS = 6  # terms of the cosine transform that outline the mean spectrum
RATES_HZ = ((0.4, 1.5), (1.5, 4.0), (4.0, 9.0), (9.0, 30.0))  # in which the level rises and falls
LOWEST_HZ, HIGHEST_HZ = 100.0, 1_200.0  # of a pitch

NAMES = (
    *(f"colour_{n}" for n in range(COLOURS)),
    "centre", "spread", "low_share", "high_share",
    "flatness", "noise_change",
    "sounding_share", "level_spread", "level_skew", "rise_peak", "onsets_per_s", "longest_run",
    *(f"swing_{low:g}" for low, _ in RATES_HZ),
    "flux", "steadiness",
    "pitch_strength", "pitched_share", "pitch", "pitch_spread", "pitch_glide",
    "tones", "lasting", "on_scale", "lines", "pulse",
)  # fmt: skip


def brightness_hz(spectrum: Spectrum) -> float | None:
    """The centre of gravity of the spectrum, each frame by its power's root; None in silence."""
    sounding = _sounding(spectrum)
    if not sounding.any():
        return None
    magnitude = np.sqrt(spectrum.power[sounding])
    return float((magnitude.sum(0) * _hertz()).sum() / magnitude.sum())


def describe(spectrum: Spectrum, tones: Tones, pulse: float) -> Floats | None:
    """The numbers of NAMES; None in silence. `pulse`: the strength of the beat, 0..1."""
    sounding = _sounding(spectrum)
    if sounding.sum() < 8:
        return None
    bands = spectrum.bands_db[sounding].astype(np.float64)
    parts = [_colour(bands), _balance(spectrum.power[sounding]), _noise(spectrum.power[sounding])]
    parts += [_dynamics(spectrum.level_db, sounding), _swing(spectrum.level_db, sounding), _change(bands)]
    parts += [_pitch(spectrum, sounding), np.array([tones.share, tones.lasting, tones.on_scale])]
    parts.append(np.array([np.log2(1 + tones.lines), pulse]))
    return np.concatenate(parts)


def _hertz() -> Floats:
    return np.asarray(np.fft.rfftfreq(SIZE, 1 / RATE_HZ), np.float64)


def _sounding(spectrum: Spectrum) -> NDArray[np.bool_]:
    level = spectrum.level_db
    return np.asarray(level > max(level.max() - QUIET_DB, SILENT_DB))


def _colour(bands: Floats) -> Floats:
    mean = bands.mean(0)
    n = np.arange(len(mean)) + 0.5
    terms = [np.cos(np.pi * k * n / len(mean)) @ (mean - mean.mean()) / len(mean) for k in range(1, COLOURS + 1)]
    return np.array(terms)


def _balance(power: NDArray[np.float32]) -> Floats:
    hertz, mean = _hertz(), power.mean(0).astype(np.float64)
    mean /= mean.sum()
    centre = (mean * hertz).sum()
    spread = np.sqrt((mean * (hertz - centre) ** 2).sum())
    return np.array([np.log2(centre + 50), np.log2(spread + 50), mean[hertz < 250].sum(), mean[hertz > 4000].sum()])


def _noise(power: NDArray[np.float32]) -> Floats:
    """Flatness: near 0 dB for noise, far below for tones."""
    inside = power[:, 8:640] + 1e-10  # 125 Hz to 10 kHz
    flat = 10 * np.log10(np.exp(np.log(inside).mean(1)) / inside.mean(1))
    return np.array([flat.mean(), flat.std()])


def _dynamics(level: NDArray[np.float32], sounding: NDArray[np.bool_]) -> Floats:
    heard = level[sounding].astype(np.float64)
    rises = np.diff(np.maximum(level, level.max() - 50))
    starts = (rises[1:-1] > 6) & (rises[1:-1] >= rises[:-2]) & (rises[1:-1] > rises[2:])
    spread = heard.std()
    skew = ((heard - heard.mean()) ** 3).mean() / (spread + 1e-3) ** 3
    edges = np.flatnonzero(np.diff(np.concatenate([[False], sounding, [False]]).astype(int)))
    longest = np.diff(edges)[::2].max() / FRAMES_PER_S
    rate = starts.sum() / (len(level) / FRAMES_PER_S)
    return np.array([sounding.mean(), spread, skew, rises.max(), np.log2(1 + rate), np.log2(0.1 + longest)])


def _swing(level: NDArray[np.float32], sounding: NDArray[np.bool_]) -> Floats:
    """How much of the level's movement lies in each of RATES_HZ, in dB."""
    curve = np.maximum(level, level.max() - QUIET_DB).astype(np.float64)
    size = max(256, len(curve))
    spectrum = np.abs(np.fft.rfft((curve - curve.mean()) * np.hanning(len(curve)), size)) / len(curve)
    rates = np.fft.rfftfreq(size, 1 / FRAMES_PER_S)
    inside = [spectrum[(rates >= low) & (rates < high)] for low, high in RATES_HZ]
    return np.array([10 * np.log10(np.square(part).sum() + 1e-4) for part in inside])


def _change(bands: Floats) -> Floats:
    """From frame to frame, and over an eighth of a second."""
    shape = bands - bands.mean(1, keepdims=True)
    near = np.abs(np.diff(shape, axis=0)).mean()
    lag = min(8, len(shape) - 1)
    far = np.abs(shape[lag:] - shape[:-lag]).mean()
    return np.array([near, near / (far + 1e-3)])


def _pitch(spectrum: Spectrum, sounding: NDArray[np.bool_]) -> Floats:
    """By the autocorrelation of each sounding frame's spectrum of magnitudes."""
    repeats = np.fft.irfft(np.sqrt(spectrum.power[sounding]), axis=1)  # root: harmonics count alike
    low, high = int(RATE_HZ / HIGHEST_HZ), int(RATE_HZ / LOWEST_HZ)
    inside = repeats[:, low:high] / (repeats[:, :1] + 1e-9)
    strength = inside.max(1)
    pitch = np.log2(RATE_HZ / (inside.argmax(1) + low))
    pitched = strength > 0.35
    together = pitched[1:] & pitched[:-1]
    glides = np.abs(np.diff(pitch))[together]
    glide = np.minimum(glides, 0.2).mean() if len(glides) else 0.2
    voiced = pitch[pitched] if pitched.any() else np.array([np.log2(LOWEST_HZ)])
    return np.array([strength.mean(), pitched.mean(), np.median(voiced), voiced.std(), glide])
