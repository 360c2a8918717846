"""Works spoken of before, meant by a description: "the quiet one", "the one from 2006", "the Sandler movie"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indexers.catalogue.columns import Columns, Facet
from indexers.reading.fold import fold
from tools.request.spans.text import Text
from tools.request.state import Handle
from tools.request.words.en import genres, places
from tools.request.words.en.common import FUNCTION, WEAK_TITLE

_NOUN = r"(?:one|movie|film|flick|story|show|series|album|record|podcast|version|thing|musical|guy)"
_BEFORE = re.compile(rf"(?<!\w)(?:the|that|your) (?P<words>(?:[a-z0-9]+ ){{1,3}}?){_NOUN}(?!\w)")
_AFTER = re.compile(
    r"(?<!\w)(?:the|that) (?:one|movie|film|series|show|album)"
    r" (?:with|about|where|in|set in|starring|by|from|of|on|that has|directed by)"
    r" (?:the |a |an |all the )?(?P<words>[a-z0-9]+(?: [a-z0-9]+)?)"
)
_HEADING = re.compile(r"^(?P<words>[a-z0-9]+) one ?:")  # "war one: true story?"
_IDLE = frozenset(
    """first second third last other same next right best whole previous another main only good great real
    perfect""".split()
)
_ORDERED = {
    "older": ("year", min), "oldest": ("year", min), "newer": ("year", max), "newest": ("year", max),
    "latest": ("year", max), "earlier": ("year", min), "later": ("year", max),
    "shorter": ("minutes", min), "shortest": ("minutes", min), "longer": ("minutes", max), "longest": ("minutes", max),
}  # fmt: skip
_TAKEN_BACK = re.compile(
    r"\b(?:forget|about|mind|drop|scrap|scratch|lose|ditch|stop|leave) $"
)  # "forget the French thing"
_DECADE = re.compile(r"(?:19|20)?(?P<tens>\d)0s")


def find_described(
    text: Text, works: Sequence[Handle], newest: int, columns: Columns
) -> Iterator[tuple[int, int, Handle]]:
    """(start, end, work) of each description that fits a work, the first of `works` that it fits; at first among the
    `newest` first.
    """
    for pattern in (_AFTER, _BEFORE, _HEADING):
        for match in pattern.finditer(text.norm):
            words = tuple(w for w in match["words"].split() if w not in FUNCTION)
            start, end = text.span(match)
            if _TAKEN_BACK.search(text.norm[: match.start()]) and all(_is_kind(w) for w in words):
                continue
            if (
                words
                and not set(words) & _IDLE
                and (work := described(words, works[:newest], columns) or described(words, works, columns))
            ):
                yield start, end, work


def _is_kind(word: str) -> bool:
    """ "Forget the French thing" takes a wish back, "forget the drummer one" a work."""
    kinds = (places.LANGUAGES, places.NATIONALITIES, places.COUNTRIES, genres.GENRE_NOUNS, genres.GENRE_ADJECTIVES)
    return any(word in table for table in kinds) or word in WEAK_TITLE


def described(words: tuple[str, ...], works: Sequence[Handle], columns: Columns) -> Handle | None:
    """The first work of which each word tells something."""
    if words[-1] in _ORDERED and len(words) == 1:
        return _extreme(words[0], works)
    telling = [w for w in words if w not in WEAK_TITLE] or list(words)
    phrase = " ".join(words)  # "the Hong Kong film"
    fitting = [
        work for work in works if all(_tells(w, work, columns) for w in telling) or _tells(phrase, work, columns)
    ]
    if fitting:
        return fitting[0]
    unknown = [work for work in works if work.row is None]
    is_fact = any(
        w in table
        for w in telling
        for table in (places.LANGUAGES, places.NATIONALITIES, genres.GENRE_NOUNS, genres.GENRE_ADJECTIVES)
    )
    return unknown[0] if len(unknown) == 1 and len(works) > 1 and is_fact else None


def _extreme(word: str, works: Sequence[Handle]) -> Handle | None:
    attribute, choose = _ORDERED[word]
    known = [w for w in works if getattr(w, attribute) is not None]
    return choose(known, key=lambda w: getattr(w, attribute)) if len(known) > 1 else None


def _tells(word: str, work: Handle, columns: Columns) -> bool:
    if any(_same_stem(word, w) for w in fold(f"{work.title} {work.blurb}").split()):
        return True
    if work.year is not None and _is_year(word, work.year):
        return True
    return work.row is not None and _is_fact(word, work.row, columns)


def _same_stem(said: str, meant: str) -> bool:
    return (
        said == meant
        or said.rstrip("s") == meant.rstrip("s")
        or (len(said) > 3 and meant.startswith(said) and len(meant) - len(said) < 4)
    )


def _is_year(word: str, year: int) -> bool:
    if match := _DECADE.fullmatch(word):
        return int(match["tens"]) == year // 10 % 10
    return word == str(year)


def _is_fact(word: str, row: int, columns: Columns) -> bool:
    facts: list[tuple[Facet, str]] = [("keyword", word)]
    facts += [("genre", g) for table in (genres.GENRE_NOUNS, genres.GENRE_ADJECTIVES) for g in table.get(word, ())]
    if word in places.LANGUAGES:
        facts.append(("language", places.LANGUAGES[word]))
    for table in (places.NATIONALITIES, places.COUNTRIES):
        if word in table:
            facts.append(("country", table[word]))
    if any(row in columns.rows(facet, value) for facet, value in facts):
        return True
    return len(word) > 3 and any(word in name.split() for name in people_of(row, columns))


def people_of(row: int, columns: Columns) -> list[str]:
    """Folded names credited in a work."""
    return [name for name, rows in columns.postings["person"].items() if row in rows]
