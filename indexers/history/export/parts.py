"""How the rows of a member are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from indexers.history.export.members import Member
from indexers.models import Interaction
from indexers.reading.lines import Line

Said = tuple[str, Interaction]  # the person whom the row names or "", and what they did
Read = Callable[[Mapping[str, Any]], Iterable[Said]]  # raises LineError with the cause


@dataclass(frozen=True)
class Part:
    """A member of a known kind: its lines, and what each of them says (nothing, where it is no interaction)."""

    member: Member
    lines: Callable[[Member], Iterator[Line]]
    read: Read
