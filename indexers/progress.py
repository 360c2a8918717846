"""What a long piece of work says of itself while it goes on, and how it is held back."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from indexers.database import plainly

PAUSED = "paused"  # what is being done in a pause
_FILE = "paused"
_LOOK_S = 0.2


@dataclass(frozen=True)
class Step:
    """`done` of `total` (0: not known), and what is being done. Rate and time left are for who shows it.

    `left_s`: where that is known better than by counting.
    """

    done: int
    total: int
    doing: str
    left_s: float | None = None


Progress = Callable[[int, int, str], None]  # done, total, doing; the same as for fetching weights


def silent(done: int, total: int, doing: str) -> None:
    """Progress that nobody watches."""


class Pause:
    """Indexing of the library in `folder` held back: a file there, which a restart keeps.

    What is at hand (a batch of items, a stretch of a file) is finished first.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / _FILE

    @property
    def is_on(self) -> bool:
        return self._file.exists()

    def set(self, *, on: bool) -> None:
        """Raises LibraryError where the folder cannot be written."""
        with plainly(self._file.parent):
            self._file.touch() if on else self._file.unlink(missing_ok=True)

    def wait(self, stopped: threading.Event) -> None:
        """Until it is lifted, or `stopped` is set."""
        while self.is_on and not stopped.wait(_LOOK_S):
            pass
