"""Rendered music: notes of decaying harmonics and noise, by rule and a seeded chance."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
RATE_HZ = 24_000
Note = tuple[float, float, float, float]  # beat, length in beats, MIDI pitch, loudness 0..1


def _hz(pitch: float) -> float:
    return float(440 * 2 ** ((pitch - 69) / 12))


def piano(pitch: float, length_s: float) -> Samples:
    t = np.arange(round((length_s + 0.8) * RATE_HZ)) / RATE_HZ
    decay = np.exp(-t * (1.2 + pitch / 60))
    tone = sum(np.sin(2 * np.pi * _hz(pitch) * k * t) * np.exp(-t * k * 0.7) / k**1.6 for k in range(1, 8))
    return _released(np.asarray(tone) * decay, length_s)


def bell(pitch: float, length_s: float) -> Samples:
    t = np.arange(round((length_s + 1.5) * RATE_HZ)) / RATE_HZ
    tone = np.sin(2 * np.pi * _hz(pitch) * t) + 0.35 * np.sin(2 * np.pi * _hz(pitch) * 3.99 * t) * np.exp(-4 * t)
    return np.asarray(tone * np.exp(-2.2 * t), np.float32)


def pad(pitch: float, length_s: float) -> Samples:
    t = np.arange(round((length_s + 1.0) * RATE_HZ)) / RATE_HZ
    waves = [np.sin(2 * np.pi * _hz(pitch) * (1 + d) * k * t) / k**2 for d in (-0.002, 0, 0.002) for k in (1, 2, 3)]
    swell = np.minimum(1, t / (0.3 * length_s)) * np.clip((length_s + 1.0 - t) / 1.0, 0, 1)
    return np.asarray(np.sum(waves, axis=0) * swell / 3, np.float32)


def brass(pitch: float, length_s: float) -> Samples:
    t = np.arange(round((length_s + 0.1) * RATE_HZ)) / RATE_HZ
    rise = np.minimum(1, t / 0.05)
    tone = sum(np.sin(2 * np.pi * _hz(pitch) * k * t) * rise**k / k for k in range(1, 10))
    return _released(np.asarray(tone) * np.minimum(1, t / 0.03), length_s)


def saw(pitch: float, length_s: float) -> Samples:
    t = np.arange(round((length_s + 0.05) * RATE_HZ)) / RATE_HZ
    tone = sum(np.sin(2 * np.pi * _hz(pitch) * k * t) / k for k in range(1, 16))
    return _released(np.asarray(tone) * np.exp(-2 * t), length_s)


def kick(pitch: float, length_s: float) -> Samples:
    t = np.arange(round(0.3 * RATE_HZ)) / RATE_HZ
    return (np.sin(2 * np.pi * (50 * t - 18 * np.exp(-t * 30) / 3)) * np.exp(-t * 12) * 1.6).astype(np.float32)


def snare(pitch: float, length_s: float) -> Samples:
    t = np.arange(round(0.2 * RATE_HZ)) / RATE_HZ
    noise = np.random.default_rng(int(pitch)).normal(size=len(t))
    return (noise * np.exp(-t * 22) * 0.5).astype(np.float32)


def hat(pitch: float, length_s: float) -> Samples:
    t = np.arange(round(0.06 * RATE_HZ)) / RATE_HZ
    noise = np.diff(np.random.default_rng(int(pitch)).normal(size=len(t) + 1))
    return (noise * np.exp(-t * 70) * 0.25).astype(np.float32)


def _released(tone: NDArray[np.float64], length_s: float) -> Samples:
    t = np.arange(len(tone)) / RATE_HZ
    return (tone * np.clip(1 - (t - length_s) / 0.08, 0, 1)).astype(np.float32)


Instrument = Callable[[float, float], Samples]


def render(bpm: float, beats: float, tracks: Sequence[tuple[Instrument, float, Sequence[Note]]]) -> Samples:
    """Mix tracks of (instrument, volume, notes); peak .89."""
    out = np.zeros(round((beats * 60 / bpm + 2.5) * RATE_HZ), np.float32)
    for instrument, volume, notes in tracks:
        for beat, length, pitch, loud in notes:
            wave = instrument(pitch, length * 60 / bpm) * loud * volume
            start = round(beat * 60 / bpm * RATE_HZ)
            end = min(len(out), start + len(wave))
            out[start:end] += wave[: end - start]
    loudest = max(float(np.abs(out).max()), 1e-6)
    return np.asarray(0.89 / loudest * out, np.float32)


def waltz() -> Samples:
    """A minor, three in a bar, 84 beats a minute, piano."""
    chords = (
        (57, 60, 64),
        (50, 53, 57),
        (52, 56, 59),
        (57, 60, 64),
        (53, 57, 60),
        (48, 52, 55),
        (52, 56, 59),
        (57, 60, 64),
    )
    tune = (76, 72, 74, 77, 76, 71, 72, 69, 69, 72, 67, 72, 71, 68, 69, 69)
    bass, oom, song = [], [], []
    for bar in range(24):
        chord = chords[bar % 8]
        bass.append((3.0 * bar, 1.0, chord[0] - 12, 1.0))
        oom += [(3.0 * bar + beat, 0.6, pitch, 0.45) for beat in (1, 2) for pitch in chord]
        if bar >= 4:
            song += [(3.0 * bar, 2.0, tune[2 * bar % 16], 0.8), (3.0 * bar + 2, 1.0, tune[(2 * bar + 1) % 16], 0.65)]
    return render(84, 72, ((piano, 1.0, bass), (piano, 0.8, oom), (piano, 0.9, song)))


def ambient() -> Samples:
    """D major, slow and quiet, long chords without a beat."""
    chords = ((50, 57, 62, 66), (47, 54, 59, 62), (43, 50, 55, 59), (45, 52, 57, 61))
    notes = [(8.0 * bar, 8.5, pitch, 0.5) for bar in range(6) for pitch in chords[bar % 4]]
    return (0.25 * render(60, 48, ((pad, 1.0, notes),))).astype(np.float32)


def techno() -> Samples:
    """E minor, 140 beats a minute, four on the floor, loud."""
    riff = (40, 40, 52, 40, 43, 40, 50, 47)
    drum = [(float(b), 0.2, 0, 1.0) for b in range(96)]
    clap = [(b + 1.0, 0.2, b, 0.8) for b in range(0, 96, 2)]
    hats = [(b + 0.5, 0.1, b, 0.7) for b in range(96)]
    bass = [(b / 2, 0.4, riff[b % 8], 0.8) for b in range(16, 192)]
    return render(140, 96, ((kick, 1.2, drum), (snare, 0.8, clap), (hat, 0.8, hats), (saw, 0.5, bass)))


def march() -> Samples:
    """B flat major, two in a bar, 116 beats a minute, brass and drums."""
    tune = (70, 70, 74, 77, 77, 74, 75, 72, 70, 74, 77, 82, 79, 77, 74, 70)
    song = [(float(b), 0.9, tune[b % 16], 0.9) for b in range(64)]
    low = [(float(b), 0.5, (46, 41)[b % 2], 0.8) for b in range(64)]
    drum = [(float(b), 0.2, b, 0.9) for b in range(0, 64, 2)]
    roll = [(b + off, 0.1, b, 0.45) for b in range(1, 64, 2) for off in (0, 0.25, 0.5)]
    return render(116, 64, ((brass, 0.6, song), (brass, 0.6, low), (kick, 1.0, drum), (snare, 0.7, roll)))


def blues() -> Samples:
    """A twelve-bar blues in A, shuffled, 100 beats a minute."""
    roots = (45, 45, 45, 45, 50, 50, 45, 45, 52, 50, 45, 52)
    walk = (0, 4, 7, 9, 10, 9, 7, 4)
    scale = (69, 72, 74, 75, 76, 79, 81)
    chance = np.random.default_rng(4)
    bass, song, hats = [], [], []
    for bar in range(12):
        for step in range(8):
            beat = 4.0 * bar + step // 2 + (0.66 if step % 2 else 0)
            bass.append((beat, 0.4, roots[bar] + walk[step], 0.8))
            hats.append((beat, 0.1, step, 0.6))
            if bar % 4 != 3 and chance.random() < 0.6:
                song.append((beat, 0.5, float(chance.choice(scale)), 0.7))
    snares = [(b + 1.0, 0.2, b, 0.5) for b in range(0, 48, 2)]
    return render(100, 48, ((piano, 1.0, bass), (saw, 0.35, song), (hat, 0.7, hats), (snare, 0.6, snares)))


def lullaby() -> Samples:
    """A music box in G, three in a bar, 72 beats a minute, high and bright."""
    tune = (79, 83, 86, 91, 86, 83, 84, 83, 81, 79, 78, 81, 83, 86, 81, 79)
    song = [(1.5 * n, 1.5, tune[n % 16], 0.9) for n in range(36)]
    low = [(3.0 * bar, 2.5, (67, 72, 69, 74)[bar % 4], 0.5) for bar in range(18)]
    return render(72, 54, ((bell, 1.0, song), (bell, 0.7, low)))


PIECES: dict[str, Callable[[], Samples]] = {
    "waltz-for-an-empty-kitchen": waltz,
    "harbour-lights": ambient,
    "copper-wire": techno,
    "parade-in-the-rain": march,
    "blue-ladder": blues,
    "clockwork-lullaby": lullaby,
}
