"""What every search is given: the library, the person, and the clock and chance of this turn."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime

from indexers.library import Library
from indexers.people.history import Person
from tools.settings import SearchSettings


@dataclass(frozen=True)
class Context:
    """`now` and `random` are arguments so that the same turn can be run again to the letter."""

    library: Library
    person: Person
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    random: random.Random = field(default_factory=lambda: random.Random(0))
    lifts_rules: bool = False  # rules that contradict the request do not count this once
    settings: SearchSettings = field(default_factory=SearchSettings)
