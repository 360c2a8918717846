"""Synthetic speech by eSpeak NG, a sentence at a time, so that the second of each is known."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexers.starter.recordings.render.texts import Talk

_SYNCHRONOUS, _UTF8, _RATE = 2, 1, 1
_PAUSE_S, _CHAPTER_PAUSE_S = 0.35, 1.2


@dataclass(frozen=True)
class Line:
    start_s: float
    end_s: float
    text: str


@dataclass(frozen=True)
class Speech:
    """`samples`: float32 (n,), mono. `chapters`: (start_s, title)."""

    rate_hz: int
    samples: NDArray[np.float32]
    lines: tuple[Line, ...]
    chapters: tuple[tuple[float, str], ...]


class Voice:
    """eSpeak NG in this process; one at a time."""

    def __init__(self) -> None:
        import espeakng_loader

        self._library = ctypes.CDLL(espeakng_loader.get_library_path())
        data = espeakng_loader.get_data_path().encode()
        self.rate_hz = int(self._library.espeak_Initialize(_SYNCHRONOUS, 0, data, 0))
        self._blocks: list[NDArray[np.int16]] = []
        kind = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)
        self._callback = kind(self._take)
        self._library.espeak_SetSynthCallback(self._callback)

    def _take(self, samples: ctypes._Pointer[ctypes.c_short], count: int, events: object) -> int:
        if count > 0:
            self._blocks.append(np.ctypeslib.as_array(samples, (count,)).copy())
        return 0

    def say(self, text: str) -> NDArray[np.float32]:
        self._blocks.clear()
        raw = text.encode()
        self._library.espeak_Synth(raw, len(raw) + 1, 0, 1, 0, _UTF8, None, None)
        self._library.espeak_Synchronize()
        return (np.concatenate(self._blocks) / 32768).astype(np.float32)

    def talk(self, talk: Talk) -> Speech:
        """The whole talk with its times."""
        self._library.espeak_SetVoiceByName(talk.voice.encode())
        self._library.espeak_SetParameter(_RATE, talk.words_a_minute, 0)
        parts: list[NDArray[np.float32]] = []
        lines, chapters = [], []
        at = 0.0
        for title, sentences in talk.chapters:
            chapters.append((at, title))
            for sentence in sentences:
                spoken = _trimmed(self.say(sentence))
                length_s = len(spoken) / self.rate_hz
                lines.append(Line(at, at + length_s, sentence))
                parts += [spoken, _silence(_PAUSE_S, self.rate_hz)]
                at += length_s + _PAUSE_S
            parts.append(_silence(_CHAPTER_PAUSE_S, self.rate_hz))
            at += _CHAPTER_PAUSE_S
        return Speech(self.rate_hz, np.concatenate(parts), tuple(lines), tuple(chapters))


def _silence(length_s: float, rate_hz: int) -> NDArray[np.float32]:
    return np.zeros(round(length_s * rate_hz), np.float32)


def _trimmed(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    loud = np.flatnonzero(np.abs(samples) > 0.003)
    return samples[loud[0] : loud[-1] + 1]
