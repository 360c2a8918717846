"""A listing read page by page while the server may change it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from indexers.errors import SourceError

Record = dict[str, Any]
_AT_ONCE = 200
_ROUNDS = 4


def read_pages(
    page: Callable[[int, int], Sequence[Record]], id_of: Callable[[Record], str], at_once: int = _AT_ONCE
) -> Iterator[Record]:
    """Each record once. `page(start, size)`: that part of the listing, shorter only at its end.

    Each page begins with the last record of the one before. Where it does not, something was added or removed
    before it, and the listing is read again. Raises SourceError if it keeps changing.
    """
    met: set[str] = set()
    for _ in range(_ROUNDS):
        last = ""
        start = 0
        while True:
            records = page(start, at_once)
            if last and (not records or id_of(records[0]) != last):
                break
            for record in records:
                if id_of(record) not in met:
                    met.add(id_of(record))
                    yield record
            if len(records) < at_once:
                return
            last = id_of(records[-1])
            start += at_once - 1
    raise SourceError("The server's list changes while it is read.", cure="Index it again later.")
