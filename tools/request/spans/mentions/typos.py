"""Typos of the words that are looked for: "horroe", "documantaries"."""

from __future__ import annotations

import re
from functools import cache

from rapidfuzz.distance import DamerauLevenshtein

from tools.request.spans.mentions.tables import COUNTRIES, GENRES, LANGUAGES, LEVELS, MEDIA, NATIONALITIES
from tools.request.spans.text import Text, respell
from tools.request.words.en import cues, genres
from tools.request.words.en.common import FUNCTION, REQUEST_WORDS
from tools.request.words.en.spelling import FREQUENT

_SHORT = frozenset("drama movie films movies crime irish czech dutch greek album songs".split())


@cache
def _vocabulary() -> frozenset[str]:
    sources = (GENRES, MEDIA, LEVELS, LANGUAGES, NATIONALITIES, COUNTRIES)
    cue_words = frozenset(
        "enjoyed watched looking similar favorite favourite recommend suggest something anything movies series"
        " before".split()
    )
    return cue_words | frozenset(
        w for s in sources for w in s.vocabulary if (len(w) > 5 or w in _SHORT) and w.isalpha()
    )


@cache
def _cue_words() -> frozenset[str]:
    tables = (cues.NOT, cues.REJECT, cues.LIKE, cues.SEEN, cues.UNSEEN, cues.DROP, cues.WANT, cues.NARRATE, cues.BLOCK)
    return frozenset(w for table in tables for phrase in table for w in phrase.split())


@cache
def _respelled(word: str) -> str | None:
    if word.isalpha() and re.search(r"(.)\1\1", word):
        squeezed = (
            re.sub(r"(.)\1{2,}", r"\1\1", word),
            re.sub(r"(.)\1{2,}", r"\1", word),
            re.sub(r"(.)\1+", r"\1", word),
        )
        return next((w for w in squeezed if w in _vocabulary() or w in FREQUENT), squeezed[1])
    if len(word) < 5 or not word.isalpha() or word in FREQUENT or word in _vocabulary():
        return None
    if (
        word in genres.ORDER_WORDS
        or word in FUNCTION
        or word in REQUEST_WORDS
        or word in _cue_words()
        or (word[-1] == "s" and word[:-1] in _vocabulary())
    ):
        return None
    limit = 1 if len(word) < 8 else 2
    best = min(((DamerauLevenshtein.distance(word, v, score_cutoff=limit), v) for v in _vocabulary()), default=(9, ""))
    return best[1] if best[0] <= limit and best[1][0] == word[0] else None


def correct_typos(text: Text) -> Text:
    """`text` with typos of the vocabulary's longer words respelled: "horroe", "documantaries"."""
    corrections = {}
    for i, token in enumerate(text.tokens):
        is_name = token.raw[:1].isupper() and not text.opens_sentence(i) and text.is_cased
        if not is_name and (word := _respelled(token.norm)):
            corrections[i] = word
    return respell(text, corrections)
