"""The frames of a file in order: keyframes, and the frames between two of them where somebody asks for those."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from indexers.media.libav.container import Unfit, choose, decode, is_image, open_file, start_s
from indexers.media.libav.pictures import Bars, View, find_bars, pixel_aspect

Timed = tuple[float, Any]  # seconds since the beginning, frame
MOST_PIXELS = 100_000_000  # a picture of 8K three times over; one of more is a bomb
_BAR_LOOKS = 8
_INDEXED, _SEEK_MARGIN_S = {"mov", "matroska", "avi", "asf", "flv"}, 2.0  # others miss the keyframe that is sought


class Film:
    """The picture stream of a file. Used once, as a context manager; `stream` is None where there is no picture."""

    def __init__(self, path: str, threads: int, *, all_frames: bool) -> None:
        self._path, self._threads = path, threads
        self._container = open_file(path)
        self.is_image = is_image(self._container)
        self.stream: Any = choose(self._container, "video")
        self.duration_s = (self._container.duration or 0) / 1_000_000
        self._zero_s = start_s(self._container)
        self._all_frames = all_frames
        self._between: Film | None = None
        if self.stream is not None:
            self._prepare(self.stream.codec_context)

    def _prepare(self, context: Any) -> None:
        if context.width * context.height > MOST_PIXELS:
            raise Unfit(f"cannot be decoded: {context.width} x {context.height} pixels are too many.")
        context.thread_count = self._threads
        if not self._all_frames and not self.is_image:
            context.skip_frame = "NONKEY"  # the stream's own `discard` would shift times by the frames it leaves out

    def __enter__(self) -> Film:
        return self

    def __exit__(self, *_: object) -> None:
        if self._between is not None:
            self._between.__exit__()
        self._container.close()

    def view(self, size_px: int) -> View:
        """How to draw its frames; the black bars are looked for all over the file."""
        bars = Bars() if self.is_image else find_bars(self._looks())
        return View(size_px, pixel_aspect(self.stream), bars)

    def frames(self) -> Iterator[Timed | None]:
        """From where it stands, keyframes or all as it was opened; None for each packet read."""
        last_s = -1.0
        for frame in decode(self._container, self.stream):
            if frame is None:
                yield None
                continue
            time_s = last_s + 0.04 if frame.time is None else frame.time - self._zero_s
            if time_s > last_s:  # a time stamp that goes back is damaged
                last_s = max(0.0, time_s)
                yield last_s, frame

    def between(self, begin_s: float, end_s: float) -> Iterator[Timed | None]:
        """All frames after `begin_s` and before `end_s`, read anew by a second handle."""
        if self._between is None:
            self._between = Film(self._path, self._threads, all_frames=True)
        self._between._seek(begin_s)
        for timed in self._between.frames():
            if timed is None:
                yield None
            elif timed[0] >= end_s - 0.001:
                return
            elif timed[0] > begin_s + 0.001:
                yield timed

    def at(self, time_s: float) -> Iterator[Timed | None]:
        """As `frames`, from the keyframe at `time_s` or before it, where the file can be sought in."""
        if not self.is_image:
            self._seek(time_s)
        yield from self.frames()

    def _seek(self, time_s: float) -> None:
        if not set(self._container.format.name.split(",")) & _INDEXED:
            time_s -= _SEEK_MARGIN_S
        at = (time_s + self._zero_s) / float(self.stream.time_base)
        self._container.seek(int(at), stream=self.stream)

    def _looks(self) -> Iterator[Any]:
        """A keyframe here and there; every twelfth frame at first where a file is short, or has but one keyframe."""
        keyframes = list(self._keyframes()) if self.duration_s >= _BAR_LOOKS else []
        yield from keyframes
        if len(keyframes) < 2:
            with Film(self._path, self._threads, all_frames=True) as film:
                yield from islice((timed[1] for timed in film.frames() if timed), 0, 100, 12)

    def _keyframes(self) -> Iterator[Any]:
        """As many as are looked at, evenly spread."""
        with Film(self._path, self._threads, all_frames=False) as film:
            last_s = -1.0
            for look in range(_BAR_LOOKS):
                film._seek((look + 0.5) * film.duration_s / _BAR_LOOKS)
                for time_s, frame in islice(filter(None, film.frames()), 1):
                    if time_s > last_s:  # another keyframe than before
                        yield frame
                    last_s = time_s
