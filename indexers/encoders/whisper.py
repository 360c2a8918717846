"""Whisper through faster-whisper and CTranslate2: what is said in a stream of sound, with the time of each word.

Sound comes in blocks and is heard in stretches of five minutes, cut where nobody speaks, so that a recording of any
length fits. Silero VAD, which comes with faster-whisper, takes out what is no speech: in silence Whisper invents.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from indexers.errors import WeightsError
from indexers.media.models import Samples, Sound, Spoken, Transcript, Word

RATE_HZ = 16_000
STRETCH_S = 300.0  # 19 MB of sound, and 80 MB more while its spectrum is computed
LONGEST_S = 30.0  # of one piece of speech: Whisper's window
OPEN_S = 0.5  # speech that reaches so near the end of a stretch goes on in the next
HISS = 2e-5  # -94 dB; after a minute of digital silence Silero misses half of a noisy recording's words
SURE = 0.8  # the share of belief at which the language stands for the whole recording
# The first is the answer; the others, drawn at random, are for a window whose answer is improbable or repeats itself.
# At the last the model forgets what it heard before, which ends loops.
TEMPERATURES = (0.0, 0.3, 0.6)
MOST_PACKED = 2.4  # a text that zlib packs smaller than 1/2.4 repeats itself
# Mean probability of a line's words. In 61 everyday sounds and 11 pieces of music, lines that nobody says had .01 to
# .23 (but one sneeze), sung ones mostly .54 and more.
LEAST_SURE = 0.35
STAMMER = 5  # times that one syllable may be all of a line
_ISO = {"jw": "jv", "yue": "cn"}  # Whisper's code to that of our items
# What Whisper was taught by the ends of videos, and says where it understands nothing.
_PHANTOM = re.compile(
    r"(thanks?( you)?( so much)?( for watching| for listening)?|you|bye( bye)?|please subscribe.*|.*amara\.org.*|"
    r"(subtitles|captions|transcript(ion)?) by .*)",
    re.IGNORECASE,
)
PHANTOM_SURE = 0.6


@dataclass(frozen=True)
class Hearing:
    """`speech_s`: of `heard_s` seconds of sound, those in which somebody speaks."""

    transcript: Transcript
    speech_s: float
    heard_s: float


@dataclass(frozen=True)
class Stretch:
    """`samples`: sound of `RATE_HZ` that begins at `start_s`; `voiced`: (first, end) samples of what is spoken."""

    start_s: float
    samples: Samples
    voiced: tuple[tuple[int, int], ...]

    @property
    def speech_s(self) -> float:
        return sum(end - start for start, end in self.voiced) / RATE_HZ


class Whisper:
    """A model that hears. Not safe for several threads at once."""

    def __init__(self, folder: Path, *, name: str = "whisper-base", threads: int = 1) -> None:
        """`folder` holds CTranslate2's model.bin with tokenizer and vocabulary. Raises WeightsError."""
        from faster_whisper import WhisperModel

        self.name = name
        try:
            # int8: 7.7 times real time on one thread, against 4.2 in float32, with the same words wrong.
            self._model = WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=threads)
        except (RuntimeError, ValueError, OSError) as error:
            raise WeightsError(
                f"The weights of {name} cannot be read.", cure=f"Run: usher models get {name}"
            ) from error

    def hear(self, sound: Iterable[Sound]) -> Hearing:
        """Everything that is said. `sound`: blocks of RATE_HZ in order; passes on what they raise."""
        import ctranslate2

        ctranslate2.set_random_seed(0)  # the same file gives the same words
        language, belief = "", 0.0
        speech_s = heard_s = 0.0
        lines: list[Spoken] = []
        for stretch in stretches(sound):
            heard_s += len(stretch.samples) / RATE_HZ
            speech_s += stretch.speech_s
            if not stretch.voiced:
                continue
            spoken = _voiced(stretch)
            if belief < SURE:
                language, belief = max((language, belief), self._language(spoken), key=lambda one: one[1])
            lines += self._lines(stretch, spoken, language)
        transcript = Transcript(tuple(lines), _ISO.get(language, language) if lines else "", self.name)
        return Hearing(transcript, speech_s, heard_s)

    def _language(self, spoken: Samples) -> tuple[str, float]:
        """Whisper's code and its share of belief, from a minute and a half at most."""
        if not self._model.model.is_multilingual:
            return "en", 1.0
        language, belief, _ = self._model.detect_language(
            spoken, language_detection_segments=3, language_detection_threshold=SURE
        )
        return language, float(belief)

    def _lines(self, stretch: Stretch, spoken: Samples, language: str) -> Iterator[Spoken]:
        from faster_whisper.transcribe import restore_speech_timestamps

        found, _ = self._model.transcribe(
            spoken,
            language=language,
            temperature=TEMPERATURES,
            word_timestamps=True,
            compression_ratio_threshold=MOST_PACKED,
            condition_on_previous_text=True,  # word error rate .061 on nine minutes, against .073 without
        )
        voiced = [{"start": start, "end": end} for start, end in stretch.voiced]
        for segment in restore_speech_timestamps(found, voiced, RATE_HZ):
            if segment.compression_ratio <= MOST_PACKED and not is_invented(segment.text, segment.words or ()):
                yield _spoken(segment, stretch.start_s)


def is_invented(text: str, words: Sequence[Any]) -> bool:
    """Whether a line is what Whisper says where nobody speaks. `words`: with their `probability`."""
    bare = re.sub(r"[^\w\s.]", "", text).strip(" .")
    syllables = re.findall(r"\w+", text.casefold())
    if not bare or not words or (len(syllables) > STAMMER and len(set(syllables)) == 1):
        return True
    sure = float(np.mean([word.probability for word in words]))
    return sure < LEAST_SURE or (sure < PHANTOM_SURE and _PHANTOM.fullmatch(bare) is not None)


def stretches(sound: Iterable[Sound]) -> Iterator[Stretch]:
    """The sound in pieces of STRETCH_S or less, none of which ends within speech."""
    start_s, waiting, length = 0.0, list[Samples](), 0
    for block in sound:
        gap_s = block.start_s - (start_s + length / RATE_HZ)
        if waiting and abs(gap_s) > OPEN_S:  # a hole in the file
            yield _stretch(start_s, np.concatenate(waiting))
            waiting, length = [], 0
        if not waiting:
            start_s = block.start_s
        waiting.append(block.samples)
        length += len(block.samples)
        if length >= STRETCH_S * RATE_HZ:
            stretch = _until_pause(_stretch(start_s, np.concatenate(waiting)))
            yield stretch
            rest = np.concatenate(waiting)[len(stretch.samples) :]
            start_s += len(stretch.samples) / RATE_HZ
            waiting, length = [rest], len(rest)
    if length:
        yield _stretch(start_s, np.concatenate(waiting))


def _until_pause(stretch: Stretch) -> Stretch:
    """Without the piece of speech that is still going on at its end, unless it is nothing else."""
    if not stretch.voiced or stretch.voiced[-1][1] < len(stretch.samples) - OPEN_S * RATE_HZ:
        return stretch
    cut = stretch.voiced[-1][0]
    return Stretch(stretch.start_s, stretch.samples[:cut], stretch.voiced[:-1]) if cut else stretch


def _stretch(start_s: float, samples: Samples) -> Stretch:
    from faster_whisper.vad import VadOptions, get_speech_timestamps

    hiss = np.random.default_rng(0).standard_normal(len(samples), np.float32) * HISS
    found = get_speech_timestamps(samples + hiss, VadOptions(max_speech_duration_s=LONGEST_S))
    return Stretch(start_s, samples, tuple((int(one["start"]), int(one["end"])) for one in found))


def _voiced(stretch: Stretch) -> Samples:
    return np.concatenate([stretch.samples[start:end] for start, end in stretch.voiced])


def _spoken(segment: Any, start_s: float) -> Spoken:
    words = tuple(
        Word(round(start_s + float(word.start), 2), round(start_s + float(word.end), 2), word.word.strip())
        for word in segment.words
    )
    return Spoken(words[0].start_s, words[-1].end_s, segment.text.strip(), words)
