"""Rendered music for tests: a bass note on the first beat of the bar, chords on the others, a tune above."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

MAJOR, MINOR = (0, 2, 4, 5, 7, 9, 11), (0, 2, 3, 5, 7, 8, 11)
PROGRESSION = (0, 3, 4, 0, 5, 3, 4, 0)
RATE_HZ = 32_000


def play(
    bpm: float, beats: int, *, seconds: float = 30, tonic: int = 48, is_minor: bool = False
) -> NDArray[np.float32]:
    """Mono at 32 kHz. `beats`: in a bar; `tonic`: a MIDI pitch."""
    random = np.random.default_rng(int(bpm))
    degrees = MINOR if is_minor else MAJOR
    sound = np.zeros(int(seconds * RATE_HZ) + RATE_HZ, np.float32)

    def put(degree: int, octave: int, beat: int, loud: float) -> None:
        pitch = tonic + 12 * (octave + degree // 7) + degrees[degree % 7]
        note = loud * _note(440 * 2 ** ((pitch - 69) / 12))
        start = int(beat * 60 / bpm * RATE_HZ)
        sound[start : start + len(note)] += note[: len(sound) - start]

    for beat in range(int(seconds * bpm / 60)):
        bar, place = divmod(beat, beats)
        chord = PROGRESSION[bar % 8]
        if place == 0:
            put(chord, -1, beat, 0.25)
        else:
            for step in (0, 2, 4):
                put(chord + step, 0, beat, 0.06)
        put(int(random.choice((chord, chord + 2, chord + 4))), 1, beat, 0.08)
    return sound[: int(seconds * RATE_HZ)]


def _note(hertz: float) -> NDArray[np.float32]:
    t = np.arange(int(0.75 * RATE_HZ)) / RATE_HZ
    partials = sum(np.sin(2 * np.pi * hertz * k * t) / k**1.5 for k in range(1, 6))
    return (partials * np.exp(-4 * t) * np.minimum(1, 200 * t)).astype(np.float32)
