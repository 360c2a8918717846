"""Is it music? Music holds tones: lines that stand out of the spectrum, last, and lie on one scale of semitones.

Measured on 5 s each: music has a share of tones of .08 and more (strings, songs, ragtime: .12 to .2; bass and drums
.11), speech .04, ten kinds of everyday sounds .00 to .06; lines last 300 ms in .3 to .9 of cases, in speech in .1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexers.media.sound.mel import power_frames
from indexers.media.sound.spectrum import RATE_HZ

SIZE, HOP, LATER = 8192, 2048, 4  # 256 ms; a line lasts if it is there a quarter of a second later
LOWEST_HZ, TUNED_HZ, HIGHEST_HZ = 80.0, 200.0, 4_000.0
AROUND = 12  # bins on each side: a line stands out if it is three times their mean
MUSIC = 0.0075  # from where it is music: 100 of 101 stretches of music; 2 of 147 of speech, animals and other sounds


@dataclass(frozen=True)
class Tones:
    """`share`: of the magnitude that lies in lines. `lasting`: of them. `on_scale`: how well they agree on a tuning.

    All 0..1. `lines`: how many there are at a time.
    """

    share: float = 0.0
    lasting: float = 0.0
    on_scale: float = 0.0
    lines: float = 0.0

    @property
    def is_music(self) -> bool:
        return self.share * self.lasting * self.on_scale >= MUSIC


def tones(samples: NDArray[np.float32]) -> Tones:
    """Of some seconds of mono sound at 32 kHz."""
    power = power_frames(samples, SIZE, HOP)
    level = power.sum(1)
    hertz = np.asarray(np.fft.rfftfreq(SIZE, 1 / RATE_HZ), np.float64)
    inside = (hertz > LOWEST_HZ) & (hertz < HIGHEST_HZ)
    magnitude = np.sqrt(power[level > max(level.max() * 1e-4, 1e-3)][:, inside])
    if len(magnitude) <= LATER:
        return Tones()
    lines = _lines(magnitude)
    later = lines[LATER:]
    there = np.maximum(np.maximum(later, np.roll(later, 1, 1)), np.roll(later, -1, 1)) > 0
    lasting = (lines[:-LATER] * there).sum() / max(float(lines[:-LATER].sum()), 1e-9)
    count = float((lines > 0).sum(1).mean())
    scale = _on_scale(magnitude, lines, hertz[inside]) * min(1.0, count / 3)
    return Tones(float(lines.sum() / magnitude.sum()), float(lasting), scale, count)


def _lines(magnitude: NDArray[np.float32]) -> NDArray[np.float32]:
    """The magnitude where it stands out, else 0."""
    sums = np.cumsum(np.pad(magnitude, ((0, 0), (AROUND + 1, AROUND)), mode="edge"), axis=1)
    around = (sums[:, 2 * AROUND + 1 :] - sums[:, : -2 * AROUND - 1]) / (2 * AROUND + 1)
    lines = np.zeros_like(magnitude)
    middle = magnitude[:, 1:-1]
    stands = (middle > magnitude[:, :-2]) & (middle >= magnitude[:, 2:]) & (middle > 3 * around[:, 1:-1])
    lines[:, 1:-1] = np.where(stands, middle, 0)
    return lines


def _on_scale(magnitude: NDArray[np.float32], lines: NDArray[np.float32], hertz: NDArray[np.float64]) -> float:
    """Length of the mean vector whose angle is the place between two semitones."""
    frame, place = np.nonzero(lines[:, 1:-1])
    low, middle, high = (np.log(magnitude[frame, place + step] + 1e-9) for step in range(3))
    shift = np.clip(0.5 * (low - high) / (low - 2 * middle + high - 1e-12), -0.5, 0.5)
    exact = hertz[place + 1] + shift * (hertz[1] - hertz[0])
    weight = np.sqrt(lines[frame, place + 1]) * (exact > TUNED_HZ)
    turns = np.exp(2j * np.pi * 12 * np.log2(exact / 440))
    return float(np.abs((weight * turns).sum()) / max(float(weight.sum()), 1e-9))
