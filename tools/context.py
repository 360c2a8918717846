"""What every search is given: the library, the person, and the clock and chance of this turn."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from indexers.library import Library
from indexers.people.history import Person
from tools.settings import SearchSettings

Fairness = Literal["least-misery", "average"]  # by the member whom a work suits least, or by the mean of all


@dataclass(frozen=True)
class Context:
    """`now` and `random` are arguments so that the same turn can be run again to the letter.

    `company`: who is to like it beside the person, and is told nothing: their rules hold, what they have had is left
    out, and each has a share in the score by `fairness`.
    """

    library: Library
    person: Person
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    random: random.Random = field(default_factory=lambda: random.Random(0))
    lifts_rules: bool = False  # rules that contradict the request do not count this once
    settings: SearchSettings = field(default_factory=SearchSettings)
    company: tuple[Person, ...] = ()
    fairness: Fairness = "least-misery"
