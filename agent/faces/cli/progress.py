"""Progress on standard error: a bar with rate and ETA in a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from types import TracebackType

_LINE_EVERY_S = 5.0


class Bar:
    """`update` as often as wanted; it draws at most ten times a second."""

    def __init__(self, title: str, *, unit: str, scale: float = 1) -> None:
        self._title, self._unit, self._scale = title, unit, scale
        self._begun = self._drawn = time.monotonic()
        self._is_terminal = sys.stderr.isatty()
        self._every_s = 0.1 if self._is_terminal else _LINE_EVERY_S
        self._first = self._last = 0

    def update(self, done: int, total: int, doing: str = "", left_s: float | None = None) -> None:
        """`left_s`: where that is known better than by counting."""
        now = time.monotonic()
        if done < self._last or not self._last:  # another piece of work begins, or one goes on where it was cut
            self._begun, self._first = now, done
        self._last = done
        if now - self._drawn < self._every_s:
            return
        self._drawn = now
        self._draw(self._text(done, total, doing, left_s, now))

    def _text(self, done: int, total: int, doing: str, left_s: float | None, now: float) -> str:
        rate = (done - self._first) / max(now - self._begun, 1e-6)
        share = f"{100 * done / total:3.0f}%" if total else ""
        if left_s is None and total and rate > 0:
            left_s = (total - done) / rate
        left = f", {_clock(left_s)} left" if left_s is not None else ""
        counted = f"{done / self._scale:,.0f} {self._unit}, {rate / self._scale:,.1f} {self._unit}/s{left}"
        return f"{self._title}: {share} {counted}{f' ({doing})' if doing else ''}"

    def _draw(self, text: str) -> None:
        if self._is_terminal:
            sys.stderr.write(f"\r\x1b[2K{text[:110]}")
            sys.stderr.flush()
        else:
            print(text, file=sys.stderr, flush=True)

    def __enter__(self) -> Bar:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._is_terminal:
            sys.stderr.write("\r\x1b[2K")


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    if minutes >= 60:
        return f"{minutes // 60} h {minutes % 60} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
