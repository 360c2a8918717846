"""Indexing held back for a while: a file in the library's folder, which a restart keeps."""

from __future__ import annotations

import threading
from pathlib import Path

from indexers.database import plainly

_FILE = "paused"
_LOOK_S = 0.2


class Pause:
    """Of the library in `folder`. What is at hand (a batch of items, a stretch of a file) is finished first."""

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
