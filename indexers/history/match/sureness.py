"""How sure a name alone is, without a year: services name films among all that there are, not among those here."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from indexers.catalogue import Columns
from indexers.reading.fold import fold

# Log odds that a film of the name is the one meant, fitted to half of Netflix's names against Wikipedia and TMDB
# (python -m tests.evals --only matching --part tune).
_BASE, _SAME_ARTICLE, _WORDS, _LETTERS, _KNOWN = -1.5, 2.7, 1.8, 1.7, 1.3
_AGE, _NEW, _RIVAL, _NEAR_RIVAL = -2.7, -0.85, -0.95, -0.65
_MOST_WORDS, _MOST_LETTERS, _MOST_AGE, _NEW_YEARS, _NEAR_YEARS = 6, 24, 50, 5, 25
_ENOUGH = 1.25  # at 1.0 precision is .91, at 1.5 .95, for 5 points of recall each way


def surest(columns: Columns, title: str, rows: Sequence[int], seen_year: int) -> int | None:
    """Of the rows called so, the latest that was out when it was seen, if it is sure enough."""
    folded = fold(title)
    same = [row for row in rows if fold(columns.titles[row]) == folded]
    out = [row for row in same or rows if columns.year[row] <= seen_year]
    if not out:
        return None
    best = max(out, key=lambda row: (int(columns.year[row]), float(columns.prominence[row])))
    rivals = [row for row in rows if row != best]
    return best if _log_odds(columns, folded, best, rivals, seen_year, bool(same)) > _ENOUGH else None


def _log_odds(
    columns: Columns, folded: str, row: int, rivals: Sequence[int], seen_year: int, has_same_article: bool
) -> float:
    letters = len(folded.replace(" ", ""))
    odds = _BASE + _SAME_ARTICLE * has_same_article
    odds += _WORDS * min((folded.count(" ") + 1) / _MOST_WORDS, 1) + _LETTERS * min(letters / _MOST_LETTERS, 1)
    if columns.year[row] > 0:
        age = seen_year - int(columns.year[row])
        odds += _AGE * min(age / _MOST_AGE, 1) + _NEW * min(age / _NEW_YEARS, 1)
    if _is_known(columns, row):
        odds += _KNOWN
    if rivals:
        near = any(abs(int(columns.year[row]) - int(columns.year[other])) < _NEAR_YEARS for other in rivals)
        odds += _RIVAL + _NEAR_RIVAL * near
    return odds


def _is_known(columns: Columns, row: int) -> bool:
    """Among the films that somebody counted; where nobody counts, a library holds what its owner chose."""
    return bool(columns.prominence[row] > 0.5 or np.isnan(columns.popularity).all())
