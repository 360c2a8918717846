"""What a server does now and then by itself: it reads media servers again, and learns where enough is new."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable, Generator, Iterator
from typing import Any

from agent.usher import Usher

_LOG = logging.getLogger(__name__)
_STOP_S = 5.0  # what does not end by then is not waited for


@contextlib.contextmanager
def refreshing(usher: Usher, refresh_minutes: float, learn_minutes: float) -> Iterator[None]:
    """Each every so many minutes, on a thread of its own, until the block ends; never for 0. What fails is logged."""
    stopping = threading.Event()
    chores = (("refresh", usher.refresh, refresh_minutes), ("learn", usher.learn, learn_minutes))
    threads = [
        threading.Thread(target=_go_on, args=(chore, 60 * minutes, stopping), name=name, daemon=True)
        for name, chore, minutes in chores
        if minutes
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stopping.set()
        for thread in threads:
            thread.join(_STOP_S)


def _go_on(
    chore: Callable[[], Generator[dict[str, Any], None, None]], every_s: float, stopping: threading.Event
) -> None:
    while not stopping.wait(every_s):
        with contextlib.closing(chore()) as told:
            for event in told:
                if "note" in event:
                    _LOG.warning("%s", event["note"])
                if stopping.is_set():
                    return
