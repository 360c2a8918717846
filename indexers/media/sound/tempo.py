"""Tempo and metre: how the onsets of a stretch repeat, as an autocorrelation that adds up over stretches."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexers.media.sound.spectrum import FRAMES_PER_S

Floats = NDArray[np.float64]

SLOWEST_BPM, FASTEST_BPM = 40.0, 220.0
USUAL_BPM, OCTAVES = 112.0, 0.75  # where people tap, and how far from there they still do
STRETCH_S, LONGEST_S = 30.0, 8.2  # autocorrelations are taken of so much, up to two bars of four slow beats
LEAST_FRAMES = 8
LOW_BANDS = 5  # of 64: below 260 Hz, where bass and bass drum mark the bar
NEAR = (0.98, 0.99, 1, 1.01, 1.02)
ROOT_DB = 25.0  # onsets are rises of power to the .4: loud ones count for more, as bass notes must


@dataclass(frozen=True)
class Pulse:
    """`whole`, `low`: autocorrelations of the onsets in all bands and in the low ones, weighed by seconds."""

    whole: Floats
    low: Floats
    seconds: float

    def __add__(self, other: Pulse) -> Pulse:
        return Pulse(self.whole + other.whole, self.low + other.low, self.seconds + other.seconds)


def no_pulse() -> Pulse:
    lags = int(LONGEST_S * FRAMES_PER_S)
    return Pulse(np.zeros(lags), np.zeros(lags), 0.0)


def pulse(bands_db: NDArray[np.float32]) -> Pulse:
    """The evidence of one stretch, of `spectrum.bands_db`."""
    rises = np.maximum(0, np.diff(10 ** (bands_db / ROOT_DB), axis=0))
    total = no_pulse()
    if len(rises) < LEAST_FRAMES:
        return total
    size = int(STRETCH_S * FRAMES_PER_S)
    for start in range(0, max(1, len(rises) - size // 2), size):
        part = rises[start : start + size]
        seconds = len(part) / FRAMES_PER_S
        total += Pulse(seconds * _repeats(part.mean(1)), seconds * _repeats(part[:, :LOW_BANDS].mean(1)), seconds)
    return total


def tempo_bpm(pulse: Pulse) -> tuple[float, float] | None:
    """Beats a minute and their strength 0..1; None without a pulse."""
    if pulse.seconds < 4:
        return None
    repeats = pulse.whole / pulse.seconds
    bpm = np.exp(np.linspace(np.log(SLOWEST_BPM), np.log(FASTEST_BPM), 400))
    beat = 60 * FRAMES_PER_S / bpm
    grid = np.arange(len(repeats))
    at = np.array([np.interp(beat * k, grid, repeats, right=0) for k in (1, 2, 3, 4)])
    strength = at.mean(0) * (at[0] > 0.3 * at.mean(0))  # where only each second beat is heard, that is the beat
    usual = np.exp(-0.5 * (np.log2(bpm / USUAL_BPM) / OCTAVES) ** 2)
    best = int(np.argmax(np.maximum(strength, 0) * usual))
    return float(bpm[best]), float(strength[best])


def metre(pulse: Pulse, bpm: float) -> tuple[int, float]:
    """3 or 4 beats a bar, and the lead of that over the other: how far the onsets a bar apart stand out."""
    repeats = (pulse.low + pulse.whole) / (2 * pulse.seconds)
    beat = 60 * FRAMES_PER_S / bpm
    count = min(10, int(len(repeats) / beat))
    at = _at(repeats, beat * np.arange(count, dtype=np.float64))
    out = at[1:-1] - (at[:-2] + at[2:]) / 2  # how far one beat and more stand out between their neighbours
    room = 1.05 - float(at[1:].mean())  # where all beats are alike, small differences count
    three = _mean(out, (3, 6)) / room
    four = max(_mean(out, (4, 8)), _mean(out, (2, 4, 6, 8))) / room  # in two-four time each second beat does
    return (3, three - four) if three > four else (4, four - three)


def _mean(out: Floats, beats: tuple[int, ...]) -> float:
    """Over the beats that are known; out[0] is one beat."""
    return float(np.mean([out[beat - 1] for beat in beats if beat <= len(out)]))


def _repeats(onsets: NDArray[np.float32]) -> Floats:
    """Autocorrelation of the onsets without their mean, 1 at lag 0; zeros where nothing begins."""
    lags = int(LONGEST_S * FRAMES_PER_S)
    smooth = np.convolve(onsets, (0.25, 0.5, 0.25), "same")  # a beat may fall between two frames
    flat = np.minimum(smooth, smooth.mean() + 4 * smooth.std()) - smooth.mean()  # one bang is no rhythm
    size = 1 << (len(flat) + lags - 1).bit_length()
    raw = np.fft.irfft(np.abs(np.fft.rfft(flat, size)) ** 2, size)[:lags]
    overlap = np.maximum(len(flat) - np.arange(lags), len(flat) / 4)
    raw = raw / overlap * len(flat)
    return raw / raw[0] if raw[0] > 1e-9 else np.zeros(lags)


def _at(repeats: Floats, lags: Floats) -> Floats:
    """The highest value within 2% of each lag (in frames, with fractions): players are not clocks."""
    grid = np.arange(len(repeats))
    return np.asarray(np.max([np.interp(lags * near, grid, repeats, right=0) for near in NEAR], axis=0))
