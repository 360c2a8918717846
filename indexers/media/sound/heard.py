"""What is heard, 5 s at a time: speech, music, an event or silence, with what can be added up over any length."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexers.media.sound import key, loudness, tempo, timbre, tones, voice
from indexers.media.sound.kinds import known_kinds
from indexers.media.sound.spectrum import RATE_HZ, Spectrum, bands_db

Samples = NDArray[np.float32]
Floats = NDArray[np.float64]

PART_S = 5.0
LEAST_S = 0.5  # of a part at the end
MUSIC_SHARE = 0.3  # of a window, from which its beats and pitches are those of music
VOICE_S = 0.8  # of speech in a part, from which it is no event
SPEECH_SHARE = 0.3  # of a part, from which it is speech


@dataclass(frozen=True)
class Part:
    """Seconds of sound, speech, music and voice in music; `bright`: hertz times seconds; `energies`: of 100 ms each."""

    start_s: float
    end_s: float
    energies: loudness.Energies
    bright: float
    sounding_s: float
    speech_s: float
    music_s: float
    sung_s: float
    event: str | None

    @property
    def state(self) -> str:
        """silent, music, speech, the event, or "" for anything else."""
        if self.sounding_s < 0.1 * (self.end_s - self.start_s):
            return "silent"
        if self.music_s:
            return "music"
        return "speech" if self.speech_s > SPEECH_SHARE * self.sounding_s else self.event or ""


@dataclass(frozen=True)
class Window:
    """Half a minute: its parts, and its beats and pitches where it is music."""

    parts: tuple[Part, ...]
    pulse: tempo.Pulse
    chroma: key.Chroma

    @property
    def start_s(self) -> float:
        return self.parts[0].start_s

    @property
    def end_s(self) -> float:
        return self.parts[-1].end_s


def hear(samples: Samples, start_s: float, voiced: NDArray[np.bool_]) -> Window | None:
    """Of mono samples at 32 kHz, up to a minute; `voiced`: of `voice.speech_frames` for the same time."""
    parts = tuple(_parts(samples, start_s, voiced))
    if not parts:
        return None
    is_music = sum(part.music_s for part in parts) > MUSIC_SHARE * (parts[-1].end_s - start_s)
    if not is_music:
        return Window(parts, tempo.no_pulse(), key.no_chroma())
    return Window(parts, tempo.pulse(bands_db(samples)), key.chroma(samples))


def numbers_of(samples: Samples) -> Floats | None:
    """What kinds of sound are told by, of some seconds at 32 kHz; None in silence."""
    spectrum = Spectrum(samples)
    beat = tempo.tempo_bpm(tempo.pulse(spectrum.bands_db))
    return timbre.describe(spectrum, tones.tones(samples), beat[1] if beat else 0.0)


def _parts(samples: Samples, start_s: float, voiced: NDArray[np.bool_]) -> Iterator[Part]:
    size = int(PART_S * RATE_HZ)
    for start in range(0, len(samples), size):
        some = samples[start : start + size]
        if start and len(some) < LEAST_S * RATE_HZ:
            return
        first, last = (int(n / RATE_HZ * voice.RATE_HZ / voice.FRAME) for n in (start, start + len(some)))
        voice_s = float(voiced[first:last].sum()) * voice.FRAME / voice.RATE_HZ
        yield _part(some, start_s + start / RATE_HZ, voice_s)


def _part(samples: Samples, start_s: float, voice_s: float) -> Part:
    length_s = len(samples) / RATE_HZ
    energies = loudness.step_energies(samples, RATE_HZ)
    sounding_s = length_s * (1 - loudness.silent_share(energies))
    is_music = sounding_s > 0 and tones.tones(samples).is_music
    bright = timbre.brightness_hz(Spectrum(samples)) if sounding_s > 0 else None
    event = _event(samples) if sounding_s > 0 and voice_s < VOICE_S and not is_music else None
    spoken_s, sung_s = (0.0, voice_s) if is_music else (voice_s, 0.0)
    music_s = sounding_s if is_music else 0.0
    end_s = start_s + length_s
    return Part(start_s, end_s, energies, (bright or 0) * sounding_s, sounding_s, spoken_s, music_s, sung_s, event)


def _event(samples: Samples) -> str | None:
    numbers = numbers_of(samples)
    return None if numbers is None else known_kinds().tell(numbers)
