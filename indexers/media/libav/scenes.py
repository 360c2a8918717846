"""Scenes between hard cuts, and frames at even steps: keyframes first, all frames only where those are too far apart.

Cuts by the mean difference of 64x36 thumbnails (0..255). Measured on Big Buck Bunny, 30 s: within a shot 18 at most
from frame to frame, at its three cuts 77 to 99.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Any

import numpy as np

from indexers.media.libav.film import Film, Timed
from indexers.media.libav.pictures import Rgb, View, thumbnail

Answer = tuple[dict[str, Any], Any]
_CUT_NEAR, _CUT_FAR = 28.0, 34.0  # difference of neighbouring frames, and of keyframes seconds apart
_NEAR_S, _LOOK_S = 0.5, 0.08  # neighbours; frames closer than that are not looked at
_SHORT_S = 60.0  # files up to this length are decoded in full
_GAP_S = 12.0  # encoders put a keyframe at least every 10 s unless told not to
_FORCED_S = 2.0  # between keyframes this close a cut is known well enough
_LEAST_S, _MANY, _LEAST_OF_MANY_S = 0.5, 2000, 10.0  # beyond so many scenes, one per 10 s at most
_CANDIDATES, _STEP_S = 16, 0.2
_MOTION_S = 1.0


def scenes(path: str, threads: int, size_px: int = 384) -> Iterator[Answer | None]:
    """Nothing where the file has no moving picture; a picture file is one scene of no length."""
    with Film(path, threads, all_frames=False) as film:
        if film.stream is None:
            return
        is_short = not film.is_image and 0 < film.duration_s <= _SHORT_S
        cutter = _Cutter(film.view(size_px))
        for timed in _all_frames(path, threads) if is_short else _sampled(film, cutter):
            if timed is None:
                yield None
            else:
                yield from cutter.add(*timed)
        yield from cutter.end(0.0 if film.is_image else film.duration_s)


def frames(path: str, threads: int, every_s: float, size_px: int) -> Iterator[Answer | None]:
    """The frame at 0, `every_s`, ... seconds, or the first one after it."""
    with Film(path, threads, all_frames=False) as film:
        if film.stream is None:
            return
        view, due_s = film.view(size_px), 0.0
        for timed in _stepped(film, every_s):
            if timed is None:
                yield None
            elif timed[0] >= due_s - 0.001:
                due_s = (math.floor(timed[0] / every_s + 0.001) + 1) * every_s
                yield _answer("frame", view.draw(timed[1]), t_s=timed[0])


def stills(path: str, threads: int, times_s: Sequence[float], size_px: int) -> Iterator[Answer | None]:
    """The keyframe at each of the times or before it; each once."""
    with Film(path, threads, all_frames=False) as film:
        if film.stream is None:
            return
        view, last_s = film.view(size_px), -1.0
        for timed in chain.from_iterable(islice(filter(None, film.at(time_s)), 1) for time_s in sorted(times_s)):
            if timed[0] > last_s:
                last_s = timed[0]
                yield _answer("frame", view.draw(timed[1]), t_s=last_s)


def _answer(kind: str, rgb: Rgb, **times: float | None) -> Answer:
    return {"kind": kind, "height": rgb.shape[0], "width": rgb.shape[1], **times}, rgb.data


def _all_frames(path: str, threads: int) -> Iterator[Timed | None]:
    with Film(path, threads, all_frames=True) as film:
        yield from film.frames()


def _stepped(film: Film, every_s: float) -> Iterator[Timed | None]:
    """Keyframes, and all frames where keyframes are further apart than the steps."""
    before_s: float | None = None
    for timed in film.frames():
        if timed is not None:
            if before_s is not None and timed[0] - before_s > every_s:
                yield from film.between(before_s, timed[0])
            before_s = timed[0]
        yield timed
    if before_s is not None and film.duration_s - before_s > every_s:
        yield from film.between(before_s, film.duration_s)


def _sampled(film: Film, cutter: _Cutter) -> Iterator[Timed | None]:
    """Keyframes, and all frames where none is for long or where a keyframe that had to come hides the cut before it."""
    before_s, longest_s = 0.0, 0.0
    for timed in film.frames():
        if timed is not None:
            gap_s = timed[0] - before_s
            longest_s = max(longest_s, min(gap_s, _GAP_S))
            is_forced = gap_s > max(_FORCED_S, 0.98 * longest_s)
            if gap_s > _GAP_S or (is_forced and cutter.is_cut(*timed)):
                yield from film.between(before_s, timed[0])
            before_s = timed[0]
        yield timed
    if film.duration_s - before_s > _GAP_S:
        yield from film.between(before_s, film.duration_s)


class _Cutter:
    """Makes scenes of frames as they come, holding a few drawn frames of the scene that is going on."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._small: Any = None
        self._last_s = self._start_s = 0.0
        self._made = 0
        self._held: list[tuple[float, Rgb]] = []
        self._step_s = _STEP_S
        self._motion = _Motion()

    def is_cut(self, time_s: float, frame: Any) -> bool:
        """Whether the frame differs from the last one as two shots do."""
        return self._differs(time_s, thumbnail(frame))

    def _differs(self, time_s: float, small: Any) -> bool:
        limit = _CUT_NEAR if time_s - self._last_s < _NEAR_S else _CUT_FAR
        return self._small is not None and float(np.abs(small - self._small).mean()) > limit

    def add(self, time_s: float, frame: Any) -> Iterator[Answer]:
        if 0 < time_s - self._last_s < _LOOK_S:
            return
        small = thumbnail(frame)
        least_s = _LEAST_S if self._made < _MANY else _LEAST_OF_MANY_S
        if self._differs(time_s, small) and time_s - self._start_s >= least_s:
            yield from self._close(time_s)
        self._small, self._last_s = small, time_s
        self._motion.add(time_s, small)
        if not self._held or time_s - self._held[-1][0] >= self._step_s:
            self._hold(time_s, frame)

    def _hold(self, time_s: float, frame: Any) -> None:
        if len(self._held) == _CANDIDATES:  # every other one, so that they stay spread over the scene
            self._held, self._step_s = self._held[::2], 2 * self._step_s
        self._held.append((time_s, self._view.draw(frame)))

    def end(self, duration_s: float) -> Iterator[Answer]:
        yield from self._close(max(duration_s, self._last_s))

    def _close(self, end_s: float) -> Iterator[Answer]:
        if not self._held:
            return
        middle_s = (self._start_s + end_s) / 2
        time_s, rgb = min(self._held, key=lambda held: abs(held[0] - middle_s))
        times = {"start_s": self._start_s, "end_s": end_s, "motion": self._motion.mean}
        yield _answer("scene", rgb, t_s=time_s, **times)
        self._start_s, self._held, self._step_s, self._motion = end_s, [], _STEP_S, _Motion()
        self._made += 1


class _Motion:
    """How much the picture of one scene changes in a second or more; `mean` 0..1, None where it is shorter."""

    def __init__(self) -> None:
        self._last: tuple[float, Any] | None = None
        self._sum, self._count = 0.0, 0

    def add(self, time_s: float, small: Any) -> None:
        if self._last is None:
            self._last = time_s, small
        elif time_s - self._last[0] >= _MOTION_S:
            self._sum += float(np.abs(small - self._last[1]).mean()) / 255
            self._count += 1
            self._last = time_s, small

    @property
    def mean(self) -> float | None:
        return self._sum / self._count if self._count else None
