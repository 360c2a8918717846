"""The phrase of a description that bears on a wish, word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tools.evidence.terms import WORD, is_content, stem

MOST_WORDS, _LEAST_WORDS = 11, 3
_BREAK = re.compile(r"(?:[.!?;:]+[\"”’']?\s+|\s[–—-]+\s|,\s+|\s\(|\)\s)")
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’']?\s+(?=[A-Z\"“‘'0-9])")
_LOOSE_ENDS = frozenset(
    "a an the and or but of in on at to for from with by as that who which when where while into his her their its"
    " is are was were has have had be been than then so if after before until because whose not only both also".split()
)
_LOOSE_STARTS = frozenset("and or but so then while which who that as because whose where when".split())


@dataclass(frozen=True)
class Quote:
    """A run of words of the text, and the words of it that matched."""

    text: str
    matched: tuple[str, ...]


def matching_quote(text: str, stems: frozenset[str]) -> Quote | None:
    """The phrase with most of the wanted words; None if none of them is in the text."""
    best: Quote | None = None
    for phrase in phrases(text):
        found = _trimmed(phrase, stems)
        if found and found.matched and (best is None or len(found.matched) > len(best.matched)):
            best = found
    return best


def leading_quote(text: str) -> str | None:
    """The first phrase of the text that can stand alone."""
    for phrase in phrases(text):
        found = _trimmed(phrase, frozenset())
        if found and len(found.text.split()) >= _LEAST_WORDS + 1:
            return found.text
    return None


def sentences(text: str) -> list[str]:
    return [part.strip() for part in _SENTENCE.split(text) if part.strip()]


def phrases(text: str) -> Iterator[str]:
    """Each sentence's phrases between commas and the like; a short one is joined to the next."""
    for sentence in sentences(text):
        start = 0
        for found in [*_BREAK.finditer(sentence), None]:
            end = found.start() if found else len(sentence)
            if len(sentence[start:end].split()) >= _LEAST_WORDS + 1 or found is None:
                yield sentence[start:end]
                start = found.end() if found else end


def _trimmed(phrase: str, stems: frozenset[str]) -> Quote | None:
    """At most MOST_WORDS words around the first match, without loose ends."""
    words = list(WORD.finditer(phrase))
    hits = [place for place, word in enumerate(words) if is_content(word.group()) and stem(word.group()) in stems]
    start, end = _window(len(words), hits)
    while end - start > 1 and words[end - 1].group().lower() in _LOOSE_ENDS:
        end -= 1
    while end - start > 1 and words[start].group().lower() in _LOOSE_STARTS:
        start += 1
    if end - start < _LEAST_WORDS:
        return None
    shown = phrase[words[start].start() : words[end - 1].end()]
    if any(mark in shown for mark in '"“”()[]'):
        return None
    return Quote(shown, tuple(words[place].group() for place in hits if start <= place < end))


def _window(n: int, hits: list[int]) -> tuple[int, int]:
    if n <= MOST_WORDS:
        return 0, n
    if not hits or hits[0] < MOST_WORDS - 2:
        return 0, MOST_WORDS
    start = max(0, min(hits[0] - MOST_WORDS // 2, n - MOST_WORDS))
    return start, start + MOST_WORDS
