"""Lengths, years, ratings, ages, counts and dates of a message."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from tools.request.spans.quantities.counts import find_added, find_counts
from tools.request.spans.quantities.lengths import find_lengths
from tools.request.spans.quantities.ratings import find_ages, find_enough, find_ratings
from tools.request.spans.quantities.years import find_years
from tools.request.spans.text import Text
from tools.request.state import Mention
from tools.request.words.en.numbers import LIMITING


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
    for mention in (_without_noun(text, m) for kind in kinds for m in kind):
        span = set(range(mention.start, mention.end))
        if not span & taken:
            found.append(mention)
            taken |= span
    return found


def _without_noun(text: Text, mention: Mention) -> Mention:
    """ "No course longer than ten hours": the limit begins at "longer", what it limits is no part of it."""
    words = [t.norm for t in text.tokens[mention.start : mention.end]]
    is_barred = len(words) > 3 and words[0] == "no" and words[2] in LIMITING and words[1] not in LIMITING
    return replace(mention, start=mention.start + 2) if is_barred else mention
