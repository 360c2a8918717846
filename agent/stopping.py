"""Stopping an answer at once: what waits for a model is cut off, so that the model is free for the next one.

Whoever may stop an answer (a chat, a response whose reader may leave) says `use(Stop())` before it begins. The
sockets opened for that answer find it through the context, which threads of LangGraph and of the server inherit.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from contextvars import ContextVar

_CURRENT: ContextVar[Stop | None] = ContextVar("usher_stop", default=None)


class Stop:
    """Call it to end what was opened for one answer, now and later. Safe to call from any thread, and twice."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []
        self.is_set = False

    def __call__(self) -> None:
        with self._lock:
            self.is_set = True
            for one in self._sockets:
                _shut(one)
            self._sockets = []

    def watch(self, one: socket.socket) -> None:
        with self._lock:
            self._sockets = [other for other in self._sockets if other.fileno() >= 0]
            self._sockets.append(one)
            if self.is_set:
                _shut(one)


def use(stop: Stop) -> None:
    """From here on in this context, `stop` ends what waits."""
    _CURRENT.set(stop)


def current() -> Stop:
    """The stop of this context; one that nobody calls where there is none."""
    return _CURRENT.get() or Stop()


def _shut(one: socket.socket) -> None:
    """A reader in another thread wakes up from this, as it does not from close()."""
    with contextlib.suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
