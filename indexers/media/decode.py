"""A media file, decoded in a child process: scenes, frames, sound, subtitles, cover. Nothing in it harms the caller."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np

from indexers.media.limits import Limits
from indexers.media.models import Frame, Probe, Scene, Sound, Spoken, Transcript
from indexers.media.pipe import Message
from indexers.media.probe import ask_probe
from indexers.media.reader import Pool

_POOL = Pool()
_DEFAULT = Limits()


class Media:
    """One file. Each stream is decoded by a child of its own while it is read, at the pace at which it is read.

    All methods raise Undecodable (one sentence), iterators also in their midst; what came before stands. An iterator
    may be left at any time. `language`: ISO 639-1; where a file has several tracks, one in it is preferred.
    """

    def __init__(self, path: Path, probe: Probe, limits: Limits) -> None:
        self.path, self.probe, self._limits = path, probe, limits

    @classmethod
    def open(cls, path: Path, limits: Limits = _DEFAULT) -> Self:
        """Raises Undecodable."""
        with _POOL.reader(limits) as reader:
            return cls(path, ask_probe(reader, path), limits)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Nothing is held between two requests."""

    def scenes(self, size_px: int = 384) -> Iterator[Scene]:
        """From cut to cut, without black bars, upright; the frame's longer side is `size_px` at most.

        Files of up to a minute are decoded in full. Of longer ones the keyframes are, and more only where a cut
        lies between keyframes far apart; the frame is then the keyframe nearest the middle, often the first.
        Beyond 2,000 scenes there is one per 10 s at most. A picture file is one scene of no length.
        """
        for message in self._ask("scenes", size_px=size_px):
            head = message.head
            yield Scene(head["start_s"], head["end_s"], _frame(message), head["motion"])

    def frames(self, every_s: float, size_px: int = 384) -> Iterator[Frame]:
        """The frames at 0, `every_s`, ... seconds, or the next after these times, drawn as in `scenes`."""
        return map(_frame, self._ask("frames", every_s=every_s, size_px=size_px))

    def stills(self, times_s: Sequence[float], size_px: int = 384) -> Iterator[Frame]:
        """The keyframe at each of the times or before it, in order and each once; drawn as in `scenes`."""
        return map(_frame, self._ask("stills", times_s=list(times_s), size_px=size_px))

    def sound(self, rate_hz: int, block_s: float = 30.0, language: str = "") -> Iterator[Sound]:
        """All channels mixed into one, in blocks of `block_s`; shorter only at the end or before a hole in the file."""
        for message in self._ask("sound", rate_hz=rate_hz, block_s=block_s, wanted=self._tracks("audio", language)):
            yield Sound(message.head["start_s"], rate_hz, np.frombuffer(message.body, np.float32))

    def subtitles(self, language: str = "") -> Transcript | None:
        """The text track inside the file, without markup; None where there is none."""
        for message in list(self._ask("subtitles", wanted=self._tracks("subtitle", language))):
            spoken = next(s.language for s in self.probe.streams if s.index == message.head["index"])
            lines = tuple(Spoken(*line) for line in message.head["lines"])
            return Transcript(lines, spoken, "subtitles") if lines else None
        return None

    def cover(self) -> bytes | None:
        """The attached picture as it lies in the file (mostly JPEG or PNG, not checked); None where there is none."""
        return next((bytes(message.body) for message in list(self._ask("cover"))), None)

    def cover_frame(self, size_px: int = 384) -> Frame | None:
        """The attached picture, decoded; None where there is none."""
        return next((_frame(message) for message in list(self._ask("cover_frame", size_px=size_px))), None)

    def _ask(self, what: str, **options: Any) -> Iterator[Message]:
        with _POOL.reader(self._limits) as reader:
            yield from reader.ask(what, self.path, **options)

    def _tracks(self, kind: str, language: str) -> list[int]:
        return [s.index for s in self.probe.streams if s.kind == kind and s.language == language != ""]


def _frame(message: Message) -> Frame:
    shape = (message.head["height"], message.head["width"], 3)
    return Frame(message.head["t_s"], np.frombuffer(message.body, np.uint8).reshape(shape))
