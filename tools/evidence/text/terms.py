"""Words that carry meaning, and their stems."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import snowballstemmer

from indexers.reading.fold import fold

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# Words around a wish that say nothing of what a work is about.
_IDLE = frozenset(
    "a about after again all also am an and any anything are as at back be because been before being best better big"
    " but by can come could day do does film films find for from get give go going good great had has have he her here"
    " him his how i if in into is it its just kind life like little long look looking lot made make man many maybe me"
    " more most movie movies much my new no not of off old on one only or other our out over people please pretty"
    " really right same see series she short show so some something sort story such take tale than that the their them"
    " then there these they thing things this those through time to too tonight two under up us very want was watch way"
    " we well were what when where which while who will with work works world would year years you your feel feels"
    " set based album albums podcast podcasts lecture lectures course music song songs listen hear learn gone go never"
    " always every another around between both each few first last life lives young woman whose wants must finds"
    " without".split()
)


_BEGINNING = 3  # letters that no ending changes


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("english")


# Tags, names and words come again with each search; folding each anew took a tenth of it.
folded = lru_cache(maxsize=50_000)(fold)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    return str(_stemmer().stemWord(folded(word)))


@lru_cache(maxsize=50_000)
def content_stem(word: str) -> str:
    """The stem of a word that carries meaning, "" for any other."""
    return stem(word) if is_content(word) else ""


@lru_cache(maxsize=2_000)
def _beginnings(stems: frozenset[str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b{re.escape(stem[:_BEGINNING])}" for stem in sorted(stems)), re.IGNORECASE)


def may_have(text: str, stems: frozenset[str]) -> bool:
    """False where no word of the text can have one of the stems: told by sight, as stemming costs 15 us a word."""
    return bool(stems) and (not text.isascii() or _beginnings(stems).search(text) is not None)


def is_one_of(word: str, stems: frozenset[str]) -> bool:
    """Does the word carry meaning and have one of the stems?"""
    return may_have(word, stems) and content_stem(word) in stems


@lru_cache(maxsize=2_000)
def content_stems(text: str) -> frozenset[str]:
    """The stems of the words that carry meaning: "the loneliest astronauts" -> {"loneliest", "astronaut"}."""
    return frozenset(stem(word) for word in WORD.findall(text) if is_content(word))


def is_content(word: str) -> bool:
    return len(word) > 2 and folded(word) not in _IDLE
