"""Where in a moment something is said. Each of its lines is kept as letter@second: "0@12.3 58@17.1"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from indexers.media.models import Spoken
from indexers.reading.fold import fold

STARTS = "line_starts"
_START = re.compile(r"(\d+)@(\d+(?:\.\d+)?)")
Encode = Callable[[Sequence[str]], NDArray[np.float32]]


class Part(Protocol):
    """A Moment, or a Passage of the catalogue."""

    @property
    def start_s(self) -> float: ...
    @property
    def end_s(self) -> float: ...
    @property
    def text(self) -> str: ...
    @property
    def facts(self) -> Mapping[str, Any]: ...


def join(lines: Sequence[Spoken]) -> tuple[str, str]:
    """The text of a moment, and its line_starts."""
    at, starts = 0, []
    for line in lines:
        starts.append(f"{at}@{line.start_s:.1f}")
        at += len(line.text) + 1
    return " ".join(line.text for line in lines), " ".join(starts)


def lines_of(part: Part) -> tuple[Spoken, ...]:
    """The lines of a moment, each until the next starts; the whole text as one where their times are not kept."""
    found = [(int(at), float(start)) for at, start in _START.findall(str(part.facts.get(STARTS, "")))]
    found = found or [(0, part.start_s)]
    ends = [*found[1:], (len(part.text) + 1, part.end_s)]
    return tuple(
        Spoken(start_s, max(start_s, end_s), part.text[at : end - 1].strip())
        for (at, start_s), (end, end_s) in zip(found, ends, strict=True)
    )


def locate(part: Part, query: str, encode: Encode | None = None) -> Spoken:
    """The line of the moment that the query speaks of, by its words, and by meaning where `encode` is given.

    `encode`: texts to unit vectors. A line counts with the one after it, for a sentence may be cut. Where nothing is
    found, the first line.
    """
    lines = lines_of(part)
    if len(lines) == 1:
        return lines[0]
    pairs = [f"{line.text} {after.text}" for line, after in zip(lines, [*lines[1:], Spoken(0, 0, "")], strict=True)]
    wanted = set(fold(query).split())
    scores = _shared(wanted, [line.text for line in lines]) + 0.5 * _shared(wanted, pairs)
    if encode is not None:
        vectors = encode([query, *(line.text for line in lines), *pairs])
        near = vectors[1:] @ vectors[0]
        scores = scores + near[: len(lines)] + 0.5 * near[len(lines) :]
    return lines[int(np.argmax(scores))]


def _shared(wanted: set[str], texts: Sequence[str]) -> NDArray[np.float64]:
    """The share of the wanted words in each text; one that stands in few of the texts weighs more."""
    sets = [set(fold(text).split()) for text in texts]
    weights = {word: 1 / (1 + sum(word in words for words in sets)) for word in wanted}
    total = sum(weights.values()) or 1.0
    return np.array([sum(weights[word] for word in wanted & words) / total for words in sets])
