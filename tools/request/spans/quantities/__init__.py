"""Lengths, years, ratings, ages, counts and dates of a message."""

from __future__ import annotations

from datetime import datetime

from tools.request.spans.quantities.counts import find_added, find_counts
from tools.request.spans.quantities.lengths import find_lengths
from tools.request.spans.quantities.ratings import find_ages, find_enough, find_ratings
from tools.request.spans.quantities.years import find_years
from tools.request.spans.text import Text
from tools.request.state import Mention


def find_quantities(text: Text, now: datetime, closed: frozenset[int] = frozenset()) -> list[Mention]:
    """All quantities of `text`; none touches a token of `closed` or another's number, the earlier kind wins."""
    found: list[Mention] = []
    taken = set(closed)
    kinds = (
        find_added(text, now),
        find_ratings(text),
        find_enough(text),
        find_ages(text),
        find_lengths(text),
        find_years(text, now),
        find_counts(text),
    )
    for mention in (m for kind in kinds for m in kind):
        span = set(range(mention.start, mention.end))
        if not span & taken:
            found.append(mention)
            taken |= span
    return found
