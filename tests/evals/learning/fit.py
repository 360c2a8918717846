"""Logistic regression over names of things noticed: weights that a person can read."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_STEPS = 120
_MEMORY = 8


@dataclass(frozen=True)
class Example:
    """`group`: examples of one message or conversation are never split between learning and judging."""

    noticed: tuple[str, ...]
    is_yes: bool
    group: str
    weight: float = 1.0


def fit(examples: Sequence[Example], *, penalty: float = 3.0, least: int = 4) -> dict[str, float]:
    """Weights in log-odds; names seen in fewer than `least` examples have none. Deterministic."""
    seen = Counter(name for e in examples for name in set(e.noticed))
    names = sorted(name for name, count in seen.items() if count >= least)
    place = {name: i for i, name in enumerate(names)}
    rows = [[place[name] for name in e.noticed if name in place] for e in examples]
    columns = np.array([i for row in rows for i in row], np.int64)
    owners = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    yes = np.array([e.is_yes for e in examples], np.float64)
    weight = np.array([e.weight for e in examples], np.float64)

    def loss(w: Floats) -> tuple[float, Floats]:
        z = np.bincount(owners, w[columns], len(rows))
        error = 1 / (1 + np.exp(-np.clip(z, -30, 30))) - yes
        gradient = np.bincount(columns, (weight * error)[owners], len(names)) + penalty * w
        value = float(weight @ (np.logaddexp(0, z) - yes * z) + 0.5 * penalty * w @ w)
        return value, gradient

    found = _descend(loss, np.zeros(len(names)))
    return {name: round(float(w), 2) for name, w in zip(names, found, strict=True) if abs(w) >= 0.1}


def _descend(loss: Callable[[Floats], tuple[float, Floats]], w: Floats) -> Floats:
    """L-BFGS with backtracking."""
    value, gradient = loss(w)
    steps: list[tuple[Floats, Floats]] = []
    for _ in range(_STEPS):
        direction, length = -_scaled(gradient, steps), 1.0 if steps else 1.0 / (1 + float(np.abs(gradient).sum()))
        slope = float(direction @ gradient)
        while True:
            moved = w + length * direction
            new_value, new_gradient = loss(moved)
            if new_value <= value + 1e-4 * length * slope or length < 1e-10:
                break
            length *= 0.5
        if abs(value - new_value) < 1e-7 * abs(value):
            return moved
        steps = [*steps, (moved - w, new_gradient - gradient)][-_MEMORY:]
        w, value, gradient = moved, new_value, new_gradient
    return w


def _scaled(gradient: Floats, steps: Sequence[tuple[Floats, Floats]]) -> Floats:
    """The gradient times an estimate of the inverse curvature, from the last steps."""
    q, shares = gradient.copy(), []
    for s, y in reversed(steps):
        share = float(s @ q) / float(s @ y)
        shares.append(share)
        q -= share * y
    if steps:
        s, y = steps[-1]
        q *= float(s @ y) / float(y @ y)
    for (s, y), share in zip(steps, reversed(shares), strict=True):
        q += s * (share - float(y @ q) / float(s @ y))
    return q


def score(weights: dict[str, float], noticed: Sequence[str]) -> float:
    return sum(weights.get(name, 0.0) for name in noticed)


def judged(examples: Sequence[Example], parts: int = 4, **how: float) -> list[float]:
    """The log-odds of each example under weights learned without its group."""
    part = {group: i % parts for i, group in enumerate(sorted({e.group for e in examples}))}
    scores = [0.0] * len(examples)
    for k in range(parts):
        weights = fit([e for e in examples if part[e.group] != k], **how)  # type: ignore[arg-type]
        for i, e in enumerate(examples):
            if part[e.group] == k:
                scores[i] = score(weights, e.noticed)
    return scores


def tell(examples: Sequence[Example], scores: Sequence[float]) -> str:
    """Precision and recall of yes."""
    said = [(e.is_yes, z > 0) for e, z in zip(examples, scores, strict=True)]
    hits = said.count((True, True))
    precision, recall = hits / max(1, hits + said.count((False, True))), hits / max(1, hits + said.count((True, False)))
    return f"{len(examples)} examples, precision {precision:.3f}, recall {recall:.3f}"


def save(name: str, weights: Mapping[str, float] | Mapping[str, Mapping[str, float]]) -> None:
    """Where the reader finds them."""
    path = Path(__file__).parents[3] / "tools" / "request" / "weights" / f"{name}.json"
    path.write_text(json.dumps(dict(sorted(weights.items())), indent=0, ensure_ascii=False) + "\n", encoding="utf8")
    print(f"written: {path}")
