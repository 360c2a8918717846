"""Is a sentence carried by its evidence? The rule that no invented reason can pass.

A sentence passes if every word that could claim something is found in the evidence: numbers and names to the
letter, other content words by their stem. What remains must be glue: words that claim nothing about a work
(`glue_en.txt`). Negations and superlatives are not glue, so they pass only where the evidence has them. A
credit ("directed by", "stars") must stand in the same piece of evidence as the name it is given to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path

import snowballstemmer

from indexers.reading.fold import fold
from tools.models import Evidence

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[.,]\d+)?")
_CREDITS = {
    "direct": "director", "star": "actor", "written": "writer", "wrote": "writer", "compos": "composer",
    "creat": "creator", "host": "host", "produc": "producer", "act": "actor", "perform": "actor", "play": "actor",
}  # fmt: skip
_NEGATIONS = frozenset({"not", "no", "never", "without", "nothing", "none", "neither", "nor", "cannot", "hardly"})
_PIPE = re.compile(r"[|<>{}\[\]`*_#\\]|https?:|www\.")


def is_carried(sentence: str, evidence: Iterable[Evidence]) -> bool:
    """True if each claim of `sentence` is found in `evidence`; False for an empty or marked-up sentence."""
    facts = list(evidence)
    if not sentence.strip() or _PIPE.search(sentence):
        return False
    carried = _Carried(facts)
    words = _WORD.findall(sentence)
    return all(carried.has(word, first=place == 0) for place, word in enumerate(words)) and _credits_hold(words, facts)


def claims_nothing(sentence: str) -> bool:
    """True for a sentence of small talk: no work, name or number, and no links."""
    if not sentence.strip() or _PIPE.search(sentence) or re.search(r"\d|[\"“”]", sentence):
        return False
    words = _WORD.findall(sentence)
    named = [
        w for place, w in enumerate(words) if place and w[0].isupper() and w not in ("I", "I'm", "I'd", "I'll", "I've")
    ]
    return not named and all(_is_glue(word) for word in words)


class _Carried:
    def __init__(self, facts: Sequence[Evidence]) -> None:
        text = " ".join(part for fact in facts for part in (fact.text, *fact.terms))
        self._exact = {form for word in _WORD.findall(text) for form in (word, _without_possessive(word))}
        self._stems = {stem(word) for word in self._exact}
        self._folded = {fold(word) for word in self._exact}

    def has(self, word: str, *, first: bool) -> bool:
        if word[0].isdigit():
            return word.rstrip(".,") in self._exact
        bare = _without_possessive(word)
        if bare in self._exact or (fold(bare) in self._folded and (first or not bare[0].isupper())):
            return True
        if bare[0].isupper() and not first:
            return bare in ("I",)
        if _is_negation(word):
            return False
        return stem(bare) in self._stems or _is_glue(word) or _credit(word) is not None


def _credits_hold(words: Sequence[str], facts: Sequence[Evidence]) -> bool:
    """A sentence that credits somebody must name a role and person that one piece of evidence joins."""
    people = [fact for fact in facts if fact.kind == "person"]
    told = {stem(word) for fact in facts if fact.kind != "person" for word in _WORD.findall(fact.text)}
    roles = {role for word in words if stem(word) not in told and (role := _credit(word))}
    known = {word for fact in people for word in _WORD.findall(fact.text) if word[0].isupper()}
    names = {word for word in words if word in known}
    if not roles:
        return True
    return bool(names) and any(
        names <= set(_WORD.findall(fact.text)) and all(_has_role(fact, role) for role in roles) for fact in people
    )


def _credit(word: str) -> str | None:
    """The role that a word gives somebody: "directed" -> "director"."""
    low = word.lower()
    return next((role for begin, role in _CREDITS.items() if low.startswith(begin)), None)


def _has_role(fact: Evidence, role: str) -> bool:
    text = fold(" ".join((fact.text, *fact.terms)))
    return role in text or any(begin in text for begin, r in _CREDITS.items() if r == role)


def _without_possessive(word: str) -> str:
    return re.sub(r"['’]s?$", "", word)


def _is_negation(word: str) -> bool:
    return word.lower() in _NEGATIONS or word.lower().endswith(("n't", "n’t"))


def _is_glue(word: str) -> bool:
    low = word.lower().replace("’", "'")
    return low in _glue() or (low.endswith("'s") and low[:-2] in _glue())


@cache
def _glue() -> frozenset[str]:
    text = (Path(__file__).parent / "glue_en.txt").read_text(encoding="utf8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    return str(_stemmer().stemWord(word.lower()))
