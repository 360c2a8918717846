"""Decisions learned from labelled messages: a weight for each thing that may be noticed, summed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_WEIGHTS = Path(__file__).parent / "weights"


@dataclass(frozen=True)
class Decision:
    """`weights`: in log-odds. What has none says nothing."""

    weights: Mapping[str, float]

    def score(self, noticed: Iterable[str]) -> float:
        """Log-odds of yes: above 0 it is the likelier answer."""
        return sum(self.weights.get(name, 0.0) for name in noticed)


@cache
def choice(name: str) -> Mapping[str, Decision]:
    """One decision for each answer, whose weights lie in `weights/<name>.json`: the likeliest is taken."""
    answers = json.loads((_WEIGHTS / f"{name}.json").read_text(encoding="utf8"))
    return {answer: Decision(weights) for answer, weights in answers.items()}


@cache
def decision(name: str) -> Decision:
    """The decision whose weights lie in `weights/<name>.json`."""
    return Decision(json.loads((_WEIGHTS / f"{name}.json").read_text(encoding="utf8")))
