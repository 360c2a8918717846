"""Spans of a message that may be titles: what the catalogue has under the words, and what looks like a title."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from indexers.catalogue.columns import Columns
from indexers.catalogue.titles import TitleIndex
from indexers.reading.fold import fold
from tools.request.spans.positions import KINDS, is_quoted_at, lead_of, quote_end, span_end
from tools.request.spans.text import Text
from tools.request.words.en.common import FUNCTION, WEAK_TITLE
from tools.request.words.en.spelling import FREQUENT
from tools.request.words.en.titles import NICKNAMES

Match = Literal["title", "alike", "near", "none"]

_PLACES = frozenset(
    "one two three four five six seven eight nine ten first second third fourth fifth last 1 2 3 4 5 6 7 8 9 10".split()
)
_UNITS = frozenset(
    "minutes minute mins min hours hour years year days day stars star films movies episodes seasons".split()
)
_LONGEST_WORDS = 14
_TYPO_QUERIES = 8  # a misspelt title is looked for at most so often a message: a few ms each


@dataclass(frozen=True)
class Candidate:
    """Tokens start..end-1. `rows`: works called so, the likeliest first. `match`: as the catalogue writes it, without
    regard to spaces and subtitles, misspelt, or not there.
    """

    start: int
    end: int
    rows: tuple[int, ...]
    match: Match
    name: str = ""  # the title, where the words are only what people call it for short


def find_candidates(text: Text, columns: Columns, index: TitleIndex, *, only_known: bool = False) -> list[Candidate]:
    """All of them, from left to right, the longest first; they overlap."""
    known = {(c.start, c.end): c for c in _known(text, columns, index)}
    others = {} if only_known else {(c.start, c.end): c for c in _others(text, known, columns, index)}
    return sorted((known | others).values(), key=lambda c: (c.start, -c.end))


def _known(text: Text, columns: Columns, index: TitleIndex) -> Iterator[Candidate]:
    for start, token in enumerate(text.tokens):
        if not token.is_word:
            continue
        for end in range(_furthest(text, start, index), start, -1):
            if (
                text.tokens[end - 1].is_word
                and not _is_place(text, start, end)
                and (rows := rows_of(text, start, end, columns, index))
            ):
                yield Candidate(start, end, tuple(rows), _match_of(text, start, end, rows, columns))
            elif title := NICKNAMES.get(text.words(start, end)):
                yield Candidate(start, end, tuple(index.exact(title)), "alike", title)


def _is_place(text: Text, start: int, end: int) -> bool:
    """ "the third", "3", "15 minutes": a place in a list or an amount, though works are called so."""
    words = [t.norm for t in text.tokens[start:end] if t.is_word and t.norm != "the"]
    is_amount = bool(words) and (words[0] in _PLACES or words[0].isdigit())
    is_amount = is_amount and len(words) == 2 and words[1] in _UNITS and lead_of(text, start) != "strong"
    is_plain = is_amount or all(w in _PLACES for w in words)
    return is_plain and not is_quoted_at(text, start, end) and not text.tokens[end - 1].raw[:1].isupper()


def _furthest(text: Text, start: int, index: TitleIndex) -> int:
    end, words = start, 0
    while end < len(text.tokens) and words < min(index.max_words, _LONGEST_WORDS):
        if text.tokens[end].raw in '\n"();' and end > start:
            break
        words += text.tokens[end].is_word
        end += 1
    return end


def rows_of(text: Text, start: int, end: int, columns: Columns, index: TitleIndex) -> list[int]:
    """Works called as tokens start..end-1 say; across punctuation only where the title has some itself."""
    raw = text.slice(start, end)
    rows = index.exact(raw)
    if not rows and text.tokens[end - 1].possessive and raw.endswith(("'s", "'")):
        rows = index.exact(raw.rpartition("'")[0])
    if any(t.raw in ",.!?" for t in text.tokens[start:end]):
        rows = [r for r in rows if any(c in columns.titles[r] for c in ",.!?:")]
    return rows


def _match_of(text: Text, start: int, end: int, rows: list[int], columns: Columns) -> Match:
    said = fold(text.slice(start, end))
    names = (name for r in rows for name in (columns.titles[r], *columns.aliases.get(r, ())))
    return "title" if any(fold(name) == said for name in names) else "alike"


def _others(
    text: Text, known: dict[tuple[int, int], Candidate], columns: Columns, index: TitleIndex
) -> Iterator[Candidate]:
    queries = _TYPO_QUERIES
    for start, end in _runs(text):
        if (start, end) in known:
            continue
        rows: tuple[int, ...] = ()
        if queries and _may_be_misspelt(text, start, end):
            queries -= 1
            rows = _near(text, start, end, columns, index)
        if rows or end - start > 1 or _stands_out(text, start):
            yield Candidate(start, end, rows, "near" if rows else "none")


def _stands_out(text: Text, place: int) -> bool:
    """A word that the catalogue does not have: with a capital, in quotes, or the last of its clause ("seen tenet.")."""
    is_last = place + 1 == len(text.tokens) or not text.tokens[place + 1].is_word
    return is_last or text.tokens[place].raw[:1].isupper() or is_quoted_at(text, place, place + 1)


def _runs(text: Text) -> Iterator[tuple[int, int]]:
    """Runs of capitals, quotations, and the words after a lead, to their end and to each word before it."""
    for start, token in enumerate(text.tokens):
        if not token.is_word:
            continue
        if end := quote_end(text, start):
            yield start, end
        is_capital = text.is_cased and token.raw[:1].isupper() and token.norm not in ("i", "im", "ive")
        if not is_capital and (lead_of(text, start) != "strong" or token.norm in FUNCTION - {"the", "a", "an"}):
            continue
        last = span_end(text, start, set())
        for end in range(last, start, -1):
            if text.tokens[end - 1].is_word and (end == last or is_capital or end - start > 1):
                yield start, end


def _may_be_misspelt(text: Text, start: int, end: int) -> bool:
    words = text.words(start, end).removeprefix("the ")
    is_plain = all(
        w in WEAK_TITLE or w in KINDS or w in FREQUENT or w.isdigit() for w in words.split() if w[0].isalnum()
    )
    return len(words) >= (5 if " " in words else 8) and not is_plain and not is_quoted_at(text, start, end)


def _near(text: Text, start: int, end: int, columns: Columns, index: TitleIndex) -> tuple[int, ...]:
    words = text.words(start, end)
    near = index.near(text.slice(start, end), 3)
    if not near or near[0][1] < (0.85 if len(words) < 12 else 0.82) or not _is_typo(words, columns.titles[near[0][0]]):
        return ()
    return tuple(row for row, score in near if score == near[0][1])


def _is_typo(words: str, title: str) -> bool:
    """The first words begin alike and the sizes agree: "incidious" is Insidious, "dark" is not Darkman."""
    said, meant = fold(words).replace("the ", "", 1), fold(title).removeprefix("the ")
    return (
        said[:1] == meant[:1]
        and abs(len(said) - len(meant)) <= max(2, len(meant) // 4)
        and _digits(said) == _digits(meant)
    )


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())
