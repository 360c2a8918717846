"""The people somebody looks for works with: who of those named is known here, and what the words say of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from typing import get_args

from agent.messages import Message
from indexers.errors import UsageError
from indexers.library import Library
from indexers.people.history import Person
from indexers.reading.fold import fold
from tools.context import Fairness
from tools.request.keeping.company import hear


def named(library: Library, name: str) -> str | None:
    """The person known here by that name, whatever its case; the very spelling goes first. None: nobody."""
    return _among(library.people.names(), name)


def _among(names: Collection[str], name: str) -> str | None:
    if name in names:
        return name
    return next((one for one in names if one.casefold() == name.strip().casefold()), None)


def company_of(library: Library, who: Person, names: Sequence[str]) -> tuple[str, ...]:
    """Those of `names` who are known here, each once, without `who`; a stranger has no company."""
    if who.is_stranger:
        return ()
    known = library.people.names() if names else ()
    found = dict.fromkeys(one for name in names if (one := _among(known, name)) is not None)
    return tuple(name for name in found if name != who.name)


def heard(library: Library, who: Person, talk: Sequence[Message]) -> tuple[list[dict[str, str]], tuple[str, ...]]:
    """The talk without what it says of company, and who that is at its end."""
    if who.is_stranger:
        return [dict(message) for message in talk], ()
    names, people = cache(library.people.names), library.catalogue.columns().postings["person"]

    def whose(name: str) -> str | None:
        found = _among(names(), name)
        return found if found != who.name else None

    return hear(talk, whose, lambda name: fold(name) in people)


def checked_fairness(fairness: str) -> Fairness:
    """Raises UsageError."""
    for known in get_args(Fairness):
        if fairness == known:
            found: Fairness = known
            return found
    raise UsageError(f"There is no fairness {fairness!r}; there are: {', '.join(get_args(Fairness))}.")
