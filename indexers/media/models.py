"""The records of a media file: what a container says, frames, sound, spoken lines, and what a stage makes of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Rgb = NDArray[np.uint8]
Samples = NDArray[np.float32]
Vector = NDArray[np.float32]
Fact = float | str | bool
StageName = Literal["look", "sound", "speech"]


@dataclass(frozen=True)
class Chapter:
    start_s: float
    end_s: float | None
    title: str


@dataclass(frozen=True)
class Stream:
    """One stream of a container. `language`: ISO 639-1 where the container says it."""

    kind: Literal["video", "audio", "subtitle", "cover", "other"]
    index: int
    codec: str
    language: str = ""
    width: int = 0
    height: int = 0
    rate_hz: int = 0
    channels: int = 0


@dataclass(frozen=True)
class Probe:
    """What a container says before anything is decoded. `tags`: folded keys (`title`, `album_artist`)."""

    container: str
    duration_s: float | None = None
    tags: Mapping[str, str] = field(default_factory=dict)
    chapters: tuple[Chapter, ...] = ()
    streams: tuple[Stream, ...] = ()

    def has(self, kind: str) -> bool:
        return any(stream.kind == kind for stream in self.streams)


@dataclass(frozen=True)
class Frame:
    """`rgb`: uint8 (height, width, 3), in the picture's own aspect."""

    t_s: float
    rgb: Rgb


@dataclass(frozen=True)
class Scene:
    """Between two cuts, with the frame nearest its middle.

    `motion`: mean difference, 0..1, of its pictures a second or more apart; None where there are no two.
    """

    start_s: float
    end_s: float
    frame: Frame
    motion: float | None = None


@dataclass(frozen=True)
class Sound:
    """`samples`: float32 (n,), mono, -1..1, at `rate_hz`; the block begins at `start_s`."""

    start_s: float
    rate_hz: int
    samples: Samples


@dataclass(frozen=True)
class Word:
    start_s: float
    end_s: float
    text: str


@dataclass(frozen=True)
class Spoken:
    """A line of a transcript or subtitle; `words` where their times are known."""

    start_s: float
    end_s: float
    text: str
    words: tuple[Word, ...] = ()


@dataclass(frozen=True)
class Transcript:
    """`language`: ISO 639-1, "" where unknown. `source`: "subtitles", "lyrics", "feed" or the model that heard it."""

    lines: tuple[Spoken, ...]
    language: str = ""
    source: str = ""


@dataclass(frozen=True)
class Moment:
    """A part of a file. `text`: what is said, titled or shown; `facts`: what was measured in it."""

    start_s: float
    end_s: float
    text: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)
    vector: Vector | None = None  # unit length, in the stage's own space; None: the text is encoded


@dataclass(frozen=True)
class Finding:
    """What a stage makes of one file. Everything may be empty: a silent film has no speech.

    `facts`: measured numbers and words, by name with unit ("tempo_bpm"). `phrases`: short affirmative ones in English
    for people and the text encoder ("slow tempo", "black and white"). `vector`: unit length, for an encoder of the
    stage's own; None: the mean of the encoded phrases stands for the file.
    """

    facts: Mapping[str, Fact] = field(default_factory=dict)
    phrases: tuple[str, ...] = ()
    vector: Vector | None = None
    moments: tuple[Moment, ...] = ()
    language: str = ""
    skipped: str = ""  # why there was nothing to do, in one sentence
