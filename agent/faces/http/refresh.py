"""Media servers read again now and then while usher serves."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Iterator

from agent.usher import Usher

_LOG = logging.getLogger(__name__)
_STOP_S = 5.0  # a server that does not answer is not waited for at the end


@contextlib.contextmanager
def refreshing(usher: Usher, minutes: float) -> Iterator[None]:
    """Every so many minutes, on a thread, until the block ends; never for 0. What fails is logged."""
    if not minutes:
        yield
        return
    stopping = threading.Event()
    thread = threading.Thread(target=_go_on, args=(usher, 60 * minutes, stopping), name="refresh", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        thread.join(_STOP_S)


def _go_on(usher: Usher, every_s: float, stopping: threading.Event) -> None:
    while not stopping.wait(every_s):
        with contextlib.closing(usher.refresh()) as told:
            for event in told:
                if "note" in event:
                    _LOG.warning("%s", event["note"])
                if stopping.is_set():
                    return
