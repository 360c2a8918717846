"""What a description says, word for word: a whole sentence where it is short, else a part that can stand alone.

"…" marks where a sentence was cut.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from tools.evidence.text.prose import is_prose
from tools.evidence.text.terms import WORD, is_one_of, may_have, stem

_MOST_WHOLE = 22  # words of a sentence that is quoted whole
_MOST_WORDS, _LEAST_WORDS = 15, 3  # of a part of one
_LEAST_BEGINNING = 5  # words; fewer are a prelude ("In the year 2159")
_BREAK = re.compile(r"[;:,–—)]\s*|\s[-(]\s?")
_SENTENCE = re.compile(
    r"(?<=[.!?…])(?<!\bDr\.)(?<!\bMr\.)(?<!\bMrs\.)(?<!\bMs\.)(?<!\bSt\.)(?<!\bJr\.)(?<!\bSgt\.)(?<!\bCapt\.)"
    r"(?<!\bLt\.)(?<!\bProf\.)(?<!\bvs\.)(?<!\b[A-Z]\.)[\"”’']?\s+(?=[A-Z\"“‘'0-9])"
)
_LED = re.compile(r"^“[^”]*” (?=\S)")
_MARKS = re.compile(r"[\"“”()\[\]{}<>*_|…]")
# Words that a quotation had better not end with, or may begin with after a cut.
_LOOSE_ENDS = frozenset(
    "a an the and or but of in on at to for from with by as that who which when where while into his her their its"
    " is are was were has have had be been than then so if after before until because whose not only both also this"
    " these those my your our some any no very must can will would could should may might between through about over"
    " under during against without upon onto off up out down very more most such each every he she they it we you i"
    " attempts tries begins starts seems decides wants needs gets takes makes finds becomes goes comes sends named"
    " called former young old new own first two three four".split()
)
_STARTS = frozenset(
    "a an the his her their its in into on at from with across under over after before during through between against"
    " behind among without who where when whose amid beyond inside".split()
)
_JOINTS = frozenset("of to and or but that which as for by".split())
# Words that begin a circumstance; the matter comes after the comma.
_PRELUDES = frozenset(
    "after as at before during following for from in on once set since through upon when while with".split()
)
_PRELUDE = 8


@dataclass(frozen=True)
class Quote:
    """A run of words of the text, and the words of it that matched."""

    text: str
    matched: tuple[str, ...]


@lru_cache(maxsize=1_000)
def sentences(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in _SENTENCE.split(text) if part.strip())


@lru_cache(maxsize=1_000)
def plain_sentences(description: str) -> tuple[str, ...]:
    """The sentences of a description that may be repeated."""
    return tuple(sentence for sentence in sentences(description) if is_prose(sentence))


@lru_cache(maxsize=4_000)
def _words(sentence: str) -> tuple[re.Match[str], ...]:
    return tuple(WORD.finditer(sentence))


@lru_cache(maxsize=2_000)
def leading_quote(text: str) -> str | None:
    """How the text begins: its first sentence, or as much of it as can stand alone."""
    for sentence in plain_sentences(text)[:2]:
        parsed = _Sentence(sentence)
        if len(parsed.words) >= _LEAST_BEGINNING and (found := parsed.quote(0)):
            return found.text
    return None


def after_quote(text: str) -> str:
    """A sentence without the quotation that leads it."""
    return _LED.sub("", text)


def matching_quote(text: str, stems: frozenset[str]) -> Quote | None:
    """The phrase with most of the wanted words; None if none of them is in the text."""
    best: Quote | None = None
    most = 0
    for sentence in plain_sentences(text):
        if not may_have(sentence, stems):
            continue
        parsed = _Sentence(sentence, stems)
        for start in parsed.starts():
            found = parsed.quote(start)
            if found and (distinct := len({stem(word) for word in found.matched})) > most:
                best, most = found, distinct
    return best


class _Sentence:
    """A sentence as words, with the places of the wanted ones."""

    def __init__(self, text: str, stems: frozenset[str] = frozenset()) -> None:
        self.text = text
        self.words = _words(text)
        self.hits = [place for place, word in enumerate(self.words) if is_one_of(word.group(), stems)]

    @cached_property
    def clauses(self) -> list[int]:
        """The places of the words that begin a clause."""
        return [0] + [
            place
            for place in range(1, len(self.words))
            if _BREAK.search(self.text, self.words[place - 1].end(), self.words[place].start())
        ]

    def starts(self) -> list[int]:
        """Where a quotation that holds a wanted word may begin: at the sentence, its clause, or a phrase in it."""
        found: dict[int, None] = {}
        for hit in self.hits:
            clause = max(place for place in self.clauses if place <= hit)
            found.update({start: None for start in (0, clause) if hit - start < _MOST_WORDS - 1})
            near = range(max(clause, hit - _MOST_WORDS + 4), hit)
            phrase = next((place for place in near if self._word(place) in _STARTS), max(clause, hit - 4))
            found[phrase] = None
        return list(found)

    def quote(self, start: int) -> Quote | None:
        """The sentence whole if it may be, else the part of it from the word at `start`."""
        if _LEAST_WORDS <= len(self.words) <= _MOST_WHOLE and not _MARKS.search(self.text):
            return Quote(self.text, tuple(self.words[hit].group() for hit in self.hits))
        return self._cut(start)

    def _cut(self, start: int) -> Quote | None:
        """The words from `start` to the end of the sentence, or of a clause, or as many as may be quoted."""
        while start < len(self.words) and self._word(start) in ("and", "or", "but", "so"):
            start += 1
        end = self._end(start)
        if end - start < _LEAST_WORDS:
            return None
        shown = self.text[self.words[start].start() : self.words[end - 1].end()]
        if _MARKS.search(shown):
            return None
        text = f"{'…' if start else ''}{shown}{'' if end == len(self.words) else '…'}"
        return Quote(text, tuple(self.words[hit].group() for hit in self.hits if start <= hit < end))

    def _end(self, start: int) -> int:
        if len(self.words) - start <= _MOST_WORDS:
            return len(self.words)
        last = start + _MOST_WORDS
        least = _PRELUDE if self._word(start) in _PRELUDES else _LEAST_BEGINNING
        ends = [place for place in self.clauses if start + least < place <= last]
        if ends:
            return ends[-1]
        phrases = [place for place in range(last - 3, last) if self._word(place) in _STARTS | _JOINTS]
        if phrases and phrases[0] - start > least:
            last = phrases[0]
        while last - start > _LEAST_WORDS and self._word(last - 1) in _LOOSE_ENDS:
            last -= 1
        return last

    def _word(self, place: int) -> str:
        return self.words[place].group().lower()
