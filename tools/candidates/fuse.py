"""Candidates: the rows that each source puts forward, joined. Only these are scored."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from indexers.catalogue import Mask, Rows
from tools.candidates.like import near_liked
from tools.candidates.popular import standing
from tools.candidates.wish import Wish
from tools.settings import SearchSettings

_LEARNED = 300  # of each source that a learned ranker has, as in what it learned from


def gather(wish: Wish, settings: SearchSettings, include: Rows | None = None) -> Rows:
    """Rows that keep the limits and that some source puts forward, and those of `include`, ascending."""
    mask = wish.limits.mask
    if settings.exact:
        rows = np.flatnonzero(mask)
    else:
        rows = np.concatenate([source[mask[source]] for source in _sources(wish, settings.candidates)])
    if include is not None:
        rows = np.concatenate([rows, include])
    return np.unique(rows).astype(np.int32)


def _sources(wish: Wish, k: int) -> list[Rows]:
    mask = wish.limits.mask
    known = [
        top(standing(wish.columns), k, mask) if one.learned is None else one.learned.candidates(_LEARNED, mask)
        for one in wish.personal
    ]
    sources = [*known, _ordered(wish, k)]
    if wish.vector is not None:
        sources += [wish.nearest(wish.vector, k), wish.word_scores[0], wish.titles]
        sources += [wish.columns.rows("keyword", tag) for tag in wish.keywords]
    if len(wish.liked_rows):
        sources += near_liked(wish, k)
    sources += _found_in_files(wish, k)
    if wish.people:
        sources += [wish.columns.rows("person", name) for name in wish.people]
    return sources


def _found_in_files(wish: Wish, k: int) -> list[Rows]:
    """What is said in the files, and how they look and sound, where the wish speaks of it."""
    values = [wish.moments.scores] if wish.moments is not None else []
    values += [sense.scores for sense in wish.senses if sense.is_sought]
    values += [sense.likeness for sense in wish.senses if sense.likeness_weight]
    return [top(found, k, wish.limits.mask & (found > 0)) for found in values]


def _ordered(wish: Wish, k: int) -> Rows:
    """The ends of the catalogue that "newest", "shortest" and the like ask for."""
    order, columns = wish.request.order, wish.columns
    if order == "best":
        return np.empty(0, np.int32)
    by_year = order in ("new", "old")
    values = np.where(columns.year < 0, np.nan, columns.year) if by_year else columns.minutes
    signed = values if order in ("new", "long") else -values
    return top(np.nan_to_num(signed, nan=-np.inf), k, wish.limits.mask)


def top(values: NDArray[np.floating], k: int, mask: Mask) -> Rows:
    """The k rows within `mask` with the largest values; ties go to the smaller row."""
    rows = np.flatnonzero(mask)
    if len(rows) > k:
        threshold = np.partition(values[rows], len(rows) - k)[len(rows) - k]
        above, level = rows[values[rows] > threshold], rows[values[rows] == threshold]
        rows = np.concatenate([above, level[: k - len(above)]])
    return rows.astype(np.int32)
