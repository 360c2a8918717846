"""Shots -> parts of 15 to 60 s that look alike, as they come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

import numpy as np

from indexers.media.picture.frame import Measures
from indexers.media.picture.span import Shot, Span

LEAST_S, MOST_S = 15.0, 60.0
_SHORTEST_S = 5.0  # a jump to another look may not lie further off than this
_ENOUGH_S = 40.0
_OTHER = 0.3  # distance of looks; shots of one scene of a film lie .05 to .25 apart


def group(shots: Iterable[Shot]) -> Iterator[Span]:
    """Cut where the look changes. A part is shorter than 15 s only where another look begins, or the file ends."""
    held: list[Shot] = []
    for shot in _pieces(shots):
        if held and _ends(Span(tuple(held)), shot):
            yield Span(tuple(held))
            held = []
        held.append(shot)
    if held:
        yield Span(tuple(held))


def distance(one: Measures, other: Measures) -> float:
    """Of two looks, 0 to about 2: light, and the shares of named colours that differ."""
    moved = float(np.abs(np.subtract(one.shares, other.shares)).sum()) / 2
    return abs(one.brightness - other.brightness) + 0.7 * moved + 0.3 * abs(one.monochrome - other.monochrome)


def _ends(span: Span, shot: Shot) -> bool:
    if shot.end_s - span.start_s > MOST_S or span.length_s >= _ENOUGH_S:
        return True
    return span.length_s >= _SHORTEST_S and distance(span.mean, shot.measures) > _OTHER


def _pieces(shots: Iterable[Shot]) -> Iterator[Shot]:
    """A shot of more than a minute in equal pieces."""
    for shot in shots:
        count = max(1, int(np.ceil((shot.end_s - shot.start_s) / MOST_S)))
        edges = np.linspace(shot.start_s, shot.end_s, count + 1).tolist()
        for start_s, end_s in pairwise(edges):
            yield replace(shot, start_s=start_s, end_s=end_s)
