"""What a question after the person's own history asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tools.request.state import Recalled
from tools.request.words.en.dialogue import recall as en


def find_recall(norm: str, *, has_period: bool) -> Recalled:
    """ "overview": all there is, in a few sentences."""
    if _has(norm, en.EVERYTHING) and not has_period:
        return "overview"
    if _has(norm, en.LIST):
        return "list"
    if _has(norm, en.SEARCHED):
        return "searched"
    is_rated = _has(norm, en.RATED)
    if _has(norm, en.BEST) and (is_rated or _has(norm, en.LIKED)):
        return "best"
    if _has(norm, en.WORST) and (is_rated or _has(norm, en.LIKED)):
        return "worst"
    if is_rated:
        return "rated"
    if _has(norm, en.DISLIKED):
        return "disliked"
    return "liked" if _has(norm, en.LIKED) else "seen"


def _has(norm: str, patterns: Sequence[str]) -> bool:
    return any(re.search(pattern, norm) for pattern in patterns)
