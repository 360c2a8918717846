"""Critiques of what was shown: what there is too much of ("too grim"), and too little ("not funny enough")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from tools.request.spans.text import Text
from tools.request.words.en import verdicts
from tools.request.words.en.common import FUNCTION
from tools.request.words.en.dialogue import critiques as en

_LESS = tuple(re.compile(pattern) for pattern in (en.TOO, en.NOT_AS, en.NOT_TOO))
_HEDGED = re.compile(en.HEDGED)
_MORE = tuple(re.compile(pattern) for pattern in (en.NOT_ENOUGH, en.COULD_BE))
_GOOD = re.compile(rf"(?:{verdicts.GOOD})$")


@dataclass(frozen=True)
class Critique:
    """Tokens `start`..`said`-1 are the cue; it speaks of `said`..`end`-1, and of nothing else."""

    wish: Literal["want", "not"]
    start: int
    said: int
    end: int


def find_critiques(text: Text, kinds: Mapping[int, str]) -> list[Critique]:
    """`kinds`: token -> slot of a mention; wrong sizes ("too long") are no critique, but an order."""
    found = [critique for pattern in _LESS for critique in _matches(text, pattern, "not")]
    found += [critique for critique in _matches(text, _HEDGED, "not") if _is_blame(text.tokens[critique.said].norm)]
    found = [c for c in found if kinds.get(c.said) != "order" and text.tokens[c.said].norm not in en.NO_QUALITY]
    return found + [critique for pattern in _MORE for critique in _matches(text, pattern, "want")]


def _matches(text: Text, pattern: re.Pattern[str], wish: Literal["want", "not"]) -> Iterator[Critique]:
    for match in pattern.finditer(text.norm):
        (start, _), (said, end) = text.span(match, "cue"), text.span(match, "said")
        if end - said == 3 and not _is_quality(text.tokens[end - 1].norm):
            end = said + 1  # "too slow and I hate it"
        if _is_quality(text.tokens[said].norm):
            yield Critique(wish, start, said, end)


def _is_quality(word: str) -> bool:
    return word.isalpha() and (word not in FUNCTION or word == "more")


def _is_blame(word: str) -> bool:
    """ "A bit heavy", but not "a bit funnier" or "rather good"."""
    return word not in ("more", "less") and not (_is_comparative(word) or _GOOD.match(word))


def _is_comparative(word: str) -> bool:
    return word.endswith("er") and word not in en.NO_COMPARATIVES


def base(word: str) -> str:
    """The quality of a comparative: "happier" -> "happy", "warmer" -> "warm"; any other word as it is."""
    if not word.endswith("er"):
        return word
    stem = word.removesuffix("er")
    forms = (f"{stem.removesuffix('i')}y", stem, f"{stem}e", stem[:-1])
    return next((form for form in forms if form in en.GRADABLE), word)
