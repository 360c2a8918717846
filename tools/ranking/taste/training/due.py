"""When it is time to learn again: once a good part of the histories is new."""

from __future__ import annotations

from indexers.library import Library
from tools.ranking.taste.store import trained
from tools.ranking.taste.trees import is_here

_MORE, _FEWEST = 1.1, 200  # times what was there the last time; rows, to learn at all


def is_due(library: Library, tried: int = 0) -> bool:
    """`tried`: the rows that were there when it was tried last, taken or not."""
    if not is_here():
        return False
    learned = trained(library)
    known = max(tried, learned.about.get("rows", 0) if learned is not None else 0)
    return library.people.size() >= max(_FEWEST, _MORE * known)
