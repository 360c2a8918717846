"""Lines of a transcript as pieces that are short enough to point at, each with the time of its first word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from indexers.media.models import Spoken, Word
from indexers.reading.fold import fold

Count = Callable[[str], int]
LONGEST_S = 10.0  # of a piece: a sentence is longer only where it has neither comma nor pause
# Not after Mr., Dr., an initial or the number of a list.
_SENTENCE = re.compile(
    r"""(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bMrs)(?<!\bvs)(?<!\b[A-Z])(?<!\b\d)(?<!\b\d\d)"""
    r"""[.!?。！？…]+["'”’»)\]]*(?=\s|$)|[。！？]["'”’»）]*"""
)
_CLAUSE = re.compile(r"[,;:，；：、—–](?=\s|$)|[，；：、]")
_SPACE = re.compile(r"\s+")
_SIGN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff](?=[\u3040-\u30ff\u3400-\u9fff])")  # scripts that write no spaces
_HEARD_LOOP = re.compile(r"(\b\w[^\n]{1,60}?)(?:[\s,.!?]+\1\b){3,}", re.IGNORECASE)


def ends_sentence(text: str) -> bool:
    return any(found.end() == len(text) for found in _SENTENCE.finditer(text))


def pieces(lines: Iterable[Spoken], count: Count, most_tokens: int) -> Iterator[Spoken]:
    """The lines without repeats and loops, cut at the ends of sentences, and further where they are long."""
    for line in _once(lines):
        for sentence in _split(line, _SENTENCE):
            yield from _short(sentence, count, most_tokens)


def _once(lines: Iterable[Spoken]) -> Iterator[Spoken]:
    """Each line once in a row, in order of time."""
    before: Spoken | None = None
    for line in sorted(lines, key=lambda one: one.start_s):
        text = _HEARD_LOOP.sub(r"\1", " ".join(line.text.split()))
        if not text:
            continue
        if before is None or fold(text) != fold(before.text):
            if before is not None:
                yield before
            before = Spoken(line.start_s, line.end_s, text, line.words)
        else:
            before = Spoken(before.start_s, max(before.end_s, line.end_s), before.text, before.words)
    if before is not None:
        yield before


def _short(line: Spoken, count: Count, most_tokens: int) -> Iterator[Spoken]:
    """At clauses, then between words, until each piece is short in seconds and in tokens."""
    if line.end_s - line.start_s <= LONGEST_S and count(line.text) <= most_tokens:
        yield line
        return
    for pattern in (_CLAUSE, _SPACE, _SIGN):
        if halves := _halves(line, pattern):
            for half in halves:
                yield from _short(half, count, most_tokens)
            return
    yield line


def _halves(line: Spoken, pattern: re.Pattern[str]) -> list[Spoken]:
    """Cut where the pattern matches nearest the middle; nothing where it matches only near the ends."""
    size = len(line.text)
    ends = [found.end() for found in pattern.finditer(line.text) if 0.2 * size <= found.end() <= 0.8 * size]
    if not ends:
        return []
    return list(_cut(line, [min(ends, key=lambda end: abs(end - size / 2))]))


def _split(line: Spoken, pattern: re.Pattern[str]) -> Iterator[Spoken]:
    yield from _cut(line, [found.end() for found in pattern.finditer(line.text)])


def _cut(line: Spoken, ends: Sequence[int]) -> Iterator[Spoken]:
    """The parts of a line between places in its text, with the times of their words; no part is empty."""
    start, places = 0, _places(line)
    for end in [*ends, len(line.text)]:
        text = line.text[start:end]
        if text.strip():
            words = tuple(word for place, word in places if start <= place < end)
            yield _part(line, start, end, text.strip(), words)
        start = end


def _part(line: Spoken, start: int, end: int, text: str, words: tuple[Word, ...]) -> Spoken:
    """Where no word's time is known, a letter takes as long as any other."""
    if words:
        return Spoken(words[0].start_s, words[-1].end_s, text, words)
    letter_s = (line.end_s - line.start_s) / max(1, len(line.text))
    return Spoken(line.start_s + start * letter_s, line.start_s + end * letter_s, text)


def _places(line: Spoken) -> list[tuple[int, Word]]:
    """Where each word stands in the text."""
    found, at = [], 0
    for word in line.words:
        place = line.text.find(word.text, at) if word.text else -1
        if place >= 0:
            found.append((place, word))
            at = place + len(word.text)
    return found
