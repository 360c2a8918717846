"""Sound: what is heard in a file, by measured facts, and by an encoder of sound where its weights are there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from indexers.encoders.sounds import Impression, SoundEncoder, open_sounds
from indexers.encoders.sounds.tags import SURE
from indexers.media import fingerprint
from indexers.media.memory import trim
from indexers.media.models import Finding, Moment, Samples, Sound, StageName, Vector
from indexers.media.sound import key, tempo, voice
from indexers.media.sound.facts import Facts, differing, facts, phrases
from indexers.media.sound.heard import Part, Window, hear
from indexers.media.sound.runs import runs
from indexers.media.sound.spectrum import RATE_HZ
from indexers.models import Item
from indexers.settings import LibrarySettings

if TYPE_CHECKING:
    from indexers.media.decode import Media

_METHOD = "3"  # of the measures; a change reads every file again
_SPEED = 70.0  # with musicnn, which hears the most of it; 150 without, decoding included
_BLOCK_S = 30.0
_LISTENED_S = 1200.0  # an encoder listens to so much of a long file, evenly spread
_TRIM = 20  # blocks after which freed memory is given back
_WORDLESS, _SPOKEN_SHARE = ("wordless film",), 0.01
_MUSIC = ("instrumental music", "music with singing", "music in parts")


@dataclass(frozen=True)
class _Listened:
    window: Window
    impression: Impression | None


class SoundStage:
    """Without an encoder there are facts and phrases only. See `indexers.stages.Stage`."""

    name: StageName = "sound"

    def __init__(self, settings: LibrarySettings, encoder: SoundEncoder | None = None) -> None:
        """`encoder`: instead of the one that the settings ask for. Raises SettingError, WeightsError, ExtraMissing."""
        self.encoder = encoder = encoder or open_sounds(settings)
        self.version = f"{_METHOD} {encoder.name} {encoder.revision}" if encoder else _METHOD
        self.speed = _SPEED

    def close(self) -> None:
        self.encoder = None

    def read(self, item: Item, media: Media) -> Finding:
        """Facts of the whole, and a moment for each part of 15 s and more that sounds otherwise. Raises Undecodable."""
        is_film = media.probe.has("video")
        if not media.probe.has("audio"):
            return Finding({"silent": True}, ("silent",)) if is_film else Finding(skipped="has no sound")
        every = max(1, int((media.probe.duration_s or 0) // _LISTENED_S))
        heard, beginning = [], []
        for number, sound in enumerate(media.sound(RATE_HZ, _BLOCK_S)):
            if number * _BLOCK_S < fingerprint.LISTENED_S:
                beginning.append(sound.samples)
            if found := self._hear(sound, number, every):
                heard.append(found)
        if not heard:
            return Finding(skipped="has no sound")
        parts = [part for one in heard for part in one.window.parts]
        whole = _facts(parts, heard) | _print(beginning)
        words = (*phrases(whole), *(_WORDLESS if is_film and _is_wordless(whole) else ()), *_tags(heard, whole))
        moments = [_moment(run, heard, whole, words) for run in runs(parts)]
        told = tuple(moment for moment in moments if moment.text)
        return Finding(whole, words, _mean(heard), told if len(moments) > 1 else ())

    def _hear(self, sound: Sound, number: int, every: int) -> _Listened | None:
        voiced = voice.speech_frames(_resampled(sound, voice.RATE_HZ))
        window = hear(sound.samples, sound.start_s, voiced)
        if number % _TRIM == _TRIM - 1:
            trim()
        if window is None:
            return None
        is_silent = all(part.state == "silent" for part in window.parts)
        if self.encoder is None or is_silent or number % every:
            return _Listened(window, None)
        return _Listened(window, self.encoder.listen(_resampled(sound, self.encoder.rate_hz)))


def _print(beginning: Sequence[Samples]) -> Facts:
    found = fingerprint.fingerprint(np.concatenate(beginning))
    return {fingerprint.FACT: fingerprint.written(found)} if len(found) else {}


def _is_wordless(found: Facts) -> bool:
    voice_share = [found.get(name, 0.0) for name in ("speech_share", "singing_share")]
    return not found["silent"] and all(float(share) < _SPOKEN_SHARE for share in voice_share)


def _resampled(sound: Sound, rate_hz: int) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    import soxr

    return np.asarray(soxr.resample(sound.samples, sound.rate_hz, rate_hz), np.float32)


def _facts(parts: Sequence[Part], heard: Iterable[_Listened]) -> Facts:
    """`parts` of one stretch; beats and pitches are those of the windows that lie in it."""
    start_s, end_s = parts[0].start_s, parts[-1].end_s
    inside = [one.window for one in heard if one.window.start_s >= start_s and one.window.end_s <= end_s]
    pulse = sum((window.pulse for window in inside), tempo.no_pulse())
    return facts(parts, pulse, sum((window.chroma for window in inside), key.no_chroma()))


def _moment(run: Sequence[Part], heard: Sequence[_Listened], whole: Facts, known: Sequence[str]) -> Moment:
    start_s, end_s = run[0].start_s, run[-1].end_s
    found = _facts(run, heard)
    inside = [one for one in heard if start_s <= (one.window.start_s + one.window.end_s) / 2 <= end_s]
    words = [*differing(found, whole), *(tag for tag in _tags(inside, found) if tag not in known)]
    return Moment(start_s, end_s, ", ".join(words), found)


def _tags(heard: Sequence[_Listened], found: Facts) -> list[str]:
    """What the encoder names in the music, the likeliest first."""
    if not set(_MUSIC) & set(phrases(found)):
        return []
    named = [one.impression.likelihoods for one in heard if one.impression and any(p.music_s for p in one.window.parts)]
    if not named or not named[0]:
        return []
    means = {phrase: float(np.mean([values[phrase] for values in named])) for phrase in named[0]}
    return [phrase for phrase, mean in sorted(means.items(), key=lambda entry: -entry[1]) if mean >= SURE]


def _mean(heard: Sequence[_Listened]) -> Vector | None:
    """Unit length; None where no encoder listened."""
    vectors = [one.impression.vector for one in heard if one.impression]
    if not vectors:
        return None
    mean = np.mean(vectors, axis=0)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), np.float32)
