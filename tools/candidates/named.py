"""Titles, people and tags that a free query names outright ("the third man", "denis villeneuve", "time travel")."""

from __future__ import annotations

import numpy as np

from indexers.catalogue import Catalogue, Columns, Rows
from indexers.reading.fold import fold

# Marks of a release or a warning, not what a work is about.
IDLE_KEYWORDS = frozenset(
    (
        "duringcreditsstinger", "aftercreditsstinger", "3d", "imax", "nudity", "female nudity", "male nudity", "sex",
        "woman director", "independent film", "based on novel", "sequel", "prequel", "remake", "blood", "violence",
        "film", "movie", "cult film", "dying and death", "suspense", "love", "the", "story", "series", "night", "end",
        "music",
    )
)  # fmt: skip
_LONGEST, _TAG_WORDS = 40, 4
_NAME_WORDS = (2, 3, 4)  # a single word is too often a word ("Prince", "Pink")


def titles_named(query: str, catalogue: Catalogue) -> Rows:
    """Rows whose title or alias is the whole query, likeliest first."""
    return np.array(catalogue.titles().exact(query) if query else [], np.int32)


def people_named(query: str, columns: Columns) -> tuple[str, ...]:
    """Folded full names that stand in the query."""
    words = fold(query).split()
    runs = (" ".join(words[a : a + size]) for size in _NAME_WORDS for a in range(len(words) - size + 1))
    return tuple(dict.fromkeys(run for run in runs if run in columns.names))


def keywords_named(query: str, columns: Columns) -> tuple[str, ...]:
    """Keywords of the library that stand in the query, the longest first; none within another."""
    words, found = fold(query).split()[:_LONGEST], list[str]()
    taken = [False] * len(words)
    for size in range(min(_TAG_WORDS, len(words)), 0, -1):
        for start in range(len(words) - size + 1):
            tag = _tag(" ".join(words[start : start + size]), columns)
            if tag and not any(taken[start : start + size]):
                taken[start : start + size] = [True] * size
                found.append(tag)
    return tuple(dict.fromkeys(found))


def _tag(run: str, columns: Columns) -> str | None:
    """The tag written so, in the singular or the plural."""
    if run in IDLE_KEYWORDS:
        return None
    known = columns.postings["keyword"]
    return next((form for form in (run, run.removesuffix("s"), run + "s") if form in known), None)
