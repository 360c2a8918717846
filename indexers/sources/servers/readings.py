"""Since when a server is asked what changed; everything is read again once a day, for what no date tells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

_WHOLE = timedelta(days=1)
_OVERLAP = timedelta(hours=1)  # by which the server's clock may be behind


class Readings:
    """The readings of this process; the first of each source is whole. `now` is timezone-aware."""

    def __init__(self, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._now = now
        self._last: dict[str, datetime] = {}
        self._whole: dict[str, datetime] = {}

    @contextmanager
    def reading(self, source: str) -> Iterator[datetime | None]:
        """Since when to read, None for everything. One that fails or is cut off does not count."""
        begun = self._now()
        is_whole = source not in self._whole or begun - self._whole[source] >= _WHOLE
        yield None if is_whole else self._last[source] - _OVERLAP
        self._last[source] = begun
        if is_whole:
            self._whole[source] = begun
