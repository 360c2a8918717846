"""How the person put a wish: of "a sports film about an underdog" what stood before the noun, and what after it."""

from __future__ import annotations

import re
from functools import lru_cache

_PREPOSITIONS = "about|with|(?:set )?(?:on|in)|for|by|under"
_ARTICLES = "a|an|the|some"
_GAP = rf"[\s,\-–]+(?:(?:and|or|but|{_ARTICLES}|with|in)\s+){{0,2}}"  # what a query leaves out between two of its words
_LED = r"(?:(?!(?:me|us|you|my|our|your|something|anything)\b)[\w’'-]+\s+)"  # "a big" before "house"
# Where a noun ends: what follows is no noun that the words would belong to.
_END = r"(?=\s*(?:[.,!?;:]|$|(?:and|or|but|who|that|which|for|in|on|from|to|with|before|after|under|set|please)\b))"
_ALONE = r"(?<![\w’'-])(?<!\bmy )(?<!\bour )(?<!\bhis )(?<!\bher )"  # "my grandmother" is no kind of film
_MOST_AFTER = 7  # words


@lru_cache(maxsize=500)
def put(query: str, sentence: str) -> tuple[str, str] | None:
    """The words of `query` as they stand in `sentence`: what may go before a noun, and what after it.

    None where they do not stand there side by side, so that they had better not be said back.
    """
    words = query.split()
    for head in range(len(words)):
        after = _after(words[head:], sentence)
        before = _slice(words[:head], sentence) if head else ""
        if after and before is not None:
            return before, after
    said = _slice(words, sentence)
    if said is None:
        return None
    if article := re.search(rf"\b({_ARTICLES})\s+{re.escape(said)}{_END}", sentence, re.IGNORECASE):
        return "", f"about {article[1].lower()} {said}"
    return (_plain(said), "") if len(said.split()) <= 2 + (" and " in said) else None


def _after(words: list[str], sentence: str) -> str:
    for skipped in range(3):
        phrase = rf"\b({_PREPOSITIONS})\s+({_LED}{{{skipped}}}{_sequence(words)}){_END}"
        found = re.search(phrase, sentence, re.IGNORECASE)
        if found and len(found[2].split()) < _MOST_AFTER:
            return f"{found[1].lower()} {_plain(found[2])}"
    return ""


def _slice(words: list[str], sentence: str) -> str | None:
    found = re.search(rf"{_ALONE}({_sequence(words)})(?![\w’'])", sentence, re.IGNORECASE)
    return _plain(found[1]) if found else None


def _sequence(words: list[str]) -> str:
    return _GAP.join(map(re.escape, words))


def _plain(said: str) -> str:
    return " ".join(said.replace(",", " ").split())
