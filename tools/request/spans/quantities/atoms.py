"""Numbers as words, what stands before and after a number, and mentions made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from tools.request.spans.text import Text
from tools.request.state import Mention
from tools.request.words.en import numbers as en

Bounds = tuple[float | None, float | None]
WORD_NUMBERS = "|".join(sorted(en.NUMBER_WORDS, key=len, reverse=True))
N = rf"(?:\d+(?:[.,]\d+)?|{WORD_NUMBERS})"


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def number_of(word: str) -> float:
    return en.NUMBER_WORDS[word] if word in en.NUMBER_WORDS else float(word.replace(",", "."))


def said_before(norm: str, place: int, pattern: str) -> re.Match[str] | None:
    """`pattern` ending right before `place`, filler words between them aside."""
    filler = (
        r"(?: (?:,|the|a|an|of|about|around|roughly|like|say|year|years|maybe|year of|length|length of|runtime"
        r"|running time|duration|runtime of|is|are|made in|released in|out in))*"
    )
    return compiled(rf"(?:^|.* )(?P<hit>{pattern}){filler} ?$").match(norm[max(0, place - 80) : place])


def said_after(norm: str, place: int, pattern: str) -> re.Match[str] | None:
    """`pattern` beginning right after `place`."""
    return compiled(
        r" ?,? ?(?:long |in length |movies? |films? |runtime |sessions? |episodes? |lessons? |lectures? |each "
        rf"|apiece |an episode |per episode )?(?:{pattern})(?= |$)"
    ).match(norm, place)


def mention_of(text: Text, slot: str, bounds: Iterable[float | None], start: int, end: int) -> Mention:
    last = max(start, end - 1)
    while text.norm[last] == " ":
        last -= 1
    return Mention(slot, tuple(bounds), text.at(start), text.at(last) + 1)
