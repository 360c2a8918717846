"""Times and recalls of searches, measured in turns so that a busy moment of the machine strikes all alike."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from statistics import fmean, median
from typing import TypeVar

Found = TypeVar("Found")


def medians_ms(ways: Mapping[str, Callable[[str], object]], queries: Sequence[str], warm: int = 5) -> dict[str, float]:
    """Median milliseconds of each way over all queries; each query is put to every way in turn."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    for query in queries[:warm]:
        for ask in ways.values():
            ask(query)
    for number, query in enumerate(queries):
        order = list(ways)
        for name in order[number % len(order) :] + order[: number % len(order)]:
            begun = time.perf_counter()
            ways[name](query)
            times[name].append(1000 * (time.perf_counter() - begun))
    return {name: median(found) for name, found in times.items()}


def recall(
    found: Callable[[str], Sequence[Found]], exact: Callable[[str], Sequence[Found]], queries: Sequence[str]
) -> float:
    """Mean share of the exact ten that are among those found."""
    shares = []
    for query in queries:
        wanted = list(exact(query))[:10]
        if wanted:
            shares.append(len(set(wanted) & set(list(found(query))[:10])) / len(wanted))
    return fmean(shares) if shares else float("nan")
