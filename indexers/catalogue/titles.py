"""Titles and people by name: exact, and near enough to be a typo."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from rapidfuzz.distance import OSA

from indexers.catalogue.columns import Columns, Floats
from indexers.reading.fold import fold

_ARTICLES = frozenset(("the", "a", "an"))
_NUMERALS = {
    "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "one": "1", "two": "2",
    "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10",
    "eleven": "11", "twelve": "12", "thirteen": "13",
}  # fmt: skip


def _canonical(folded: str) -> str:
    """Without the leading article, numerals as digits: "the godfather part ii" -> "godfather part 2"."""
    words = folded.split()
    if len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    return " ".join(_NUMERALS.get(word, word) for word in words)


# "Heat" is Heat (1995), of which a catalogue may count little, and not The Heat (2013), known to more.
_VERY_TITLE = 0.75


class TitleIndex:
    """The titles and names of one generation of the catalogue. Rows are rows of its Columns."""

    def __init__(self, columns: Columns) -> None:
        self._prominence = columns.prominence
        self._year, self._uncounted = columns.year, np.isnan(columns.popularity)
        self._folded = [fold(title) for title in columns.titles]
        self._rows: dict[str, list[int]] = defaultdict(list)
        for row, forms in _forms(columns, self._folded):
            for form in forms:
                self._rows[form].append(row)
        self._joined = {key.replace(" ", ""): key for key in self._rows}
        self._short = _short_forms(columns, self._rows)
        self._near = _Trigrams(list(self._rows))
        self.max_words = max((key.count(" ") for key in self._rows), default=-1) + 2  # an article more
        self._people = _People(columns)
        given = Counter(key.split(" ", 1)[0] for key in columns.names)
        self.given_names = frozenset(name for name, count in given.items() if count >= 3)

    def exact(self, text: str) -> list[int]:
        """Rows called so, by title or alias, whatever the case, accents, leading article and way to write numbers.

        The likelier first. Where nothing is called so, spaces do not count ("spiderman" finds "Spider-Man"), then what
        stands before a colon counts as the title ("Anchorman").
        """
        folded = fold(text)
        key = _canonical(folded)
        rows = (
            self._rows.get(key) or self._rows.get(self._joined.get(folded.replace(" ", ""), "")) or self._short.get(key)
        )
        return sorted(rows or (), key=lambda row: -self._likelihood(row, folded))

    def near(self, text: str, limit: int = 5) -> list[tuple[int, float]]:
        """(row, score 0..1), best first: titles that `text` may be a misspelling or the beginning of."""
        key = _canonical(fold(text))
        found: dict[int, float] = {}
        for title, score in self._near.query(key):
            for row in self._rows[title]:
                found[row] = max(found.get(row, 0.0), score)
        ranked = sorted(found.items(), key=lambda entry: (-round(entry[1], 2), -self._prominence[entry[0]]))
        return ranked[:limit]

    def person(self, text: str) -> str | None:
        """The name as written of the person called exactly so (case, accents and punctuation aside)."""
        return self._people.exact(text)

    def near_person(self, text: str, limit: int = 5) -> list[tuple[str, float]]:
        """(name, score 0..1), best first: misspelt names, and people with this surname (score .9)."""
        return self._people.near(text, limit)

    def _likelihood(self, row: int, folded: str) -> float:
        """Prominence; the very title leads one that differs in its article, unless that is far better known; the
        later work where nobody counted."""
        recency = 0.1 * (float(self._year[row]) - 1900) / 130 if self._uncounted[row] and self._year[row] > 0 else 0.0
        return float(self._prominence[row]) + recency + _VERY_TITLE * (self._folded[row] == folded)


def _forms(columns: Columns, folded: Sequence[str]) -> Iterable[tuple[int, set[str]]]:
    for row, title in enumerate(folded):
        names = [title, *map(fold, columns.aliases.get(row, ()))]
        yield row, {_canonical(name) for name in names if name}


def _short_forms(columns: Columns, rows: dict[str, list[int]]) -> dict[str, list[int]]:
    """Titles by what stands before their colon, unless something is called just that or a whole series begins so."""
    short: dict[str, list[int]] = defaultdict(list)
    for row, title in enumerate(columns.titles):
        head, colon, _ = title.partition(":")
        key = _canonical(fold(head))
        if colon and len(key) > 3 and key not in rows:
            short[key].append(row)
    ordered = sorted(rows)
    return {key: found for key, found in short.items() if len(found) == 1 and not _is_franchise(key, ordered)}


def _is_franchise(head: str, ordered: Sequence[str]) -> bool:
    """Whether several titles go on after `head` other than with the number of a sequel: "Percy Jackson"."""
    start = bisect_left(ordered, head + " ")
    following = [key[len(head) + 1 :] for key in ordered[start : start + 8] if key.startswith(head + " ")]
    return sum(not rest[:1].isdigit() for rest in following) > 1


class _People:
    def __init__(self, columns: Columns) -> None:
        self._names = columns.names
        self._weight = {key: float(columns.prominence[rows].sum()) for key, rows in columns.postings["person"].items()}
        self._surnames: dict[str, list[str]] = defaultdict(list)
        for key in self._names:
            self._surnames[key.rsplit(" ", 1)[-1]].append(key)
        self._joined = {key.replace(" ", ""): key for key in self._names}
        self._near = _Trigrams(list(self._names))

    def exact(self, text: str) -> str | None:
        folded = fold(text)
        return self._names.get(folded) or self._names.get(self._joined.get(folded.replace(" ", ""), ""))

    def near(self, text: str, limit: int) -> list[tuple[str, float]]:
        key = fold(text)
        found = dict(self._near.query(key))
        for full in self._surnames.get(key, ()):
            found[full] = max(found.get(full, 0.0), 0.9)
        ranked = sorted(found.items(), key=lambda entry: (-round(entry[1], 2), -self._weight.get(entry[0], 0.0)))
        return [(self._names[name], score) for name, score in ranked[:limit]]


class _Trigrams:
    """Candidates by shared trigrams, scored by edit distance: a few ms over 36,273 titles."""

    CANDIDATES = 60

    def __init__(self, keys: list[str]) -> None:
        self._keys = keys
        postings: dict[str, list[int]] = defaultdict(list)
        for place, key in enumerate(keys):
            for gram in _grams(key):
                postings[gram].append(place)
        self._postings = {gram: np.array(places, np.int32) for gram, places in postings.items()}
        self._sizes: Floats = np.array([len(key) + 2 for key in keys], np.float32)

    def query(self, key: str) -> list[tuple[str, float]]:
        """(key, score) of what is like `key` or begins with it, unordered; score at least .6."""
        hits = [self._postings[gram] for gram in _grams(key) if gram in self._postings]
        if not hits or not key:
            return []
        shared = np.bincount(np.concatenate(hits), minlength=len(self._keys))
        closeness = np.maximum(2 * shared / (self._sizes + len(key) + 2), 0.7 * shared / (len(key) + 2))
        count = min(self.CANDIDATES, len(self._keys))
        best = np.argpartition(-closeness, count - 1)[:count]
        scored = ((self._keys[place], _likeness(key, self._keys[place])) for place in best)
        return [(found, score) for found, score in scored if score >= 0.6]


def _grams(key: str) -> set[str]:
    padded = f"  {key} "
    return {padded[start : start + 3] for start in range(len(padded) - 2)}


def _likeness(said: str, key: str) -> float:
    """1 for the same text; edits by their share of the length; a whole beginning of two words or more .88."""
    score = OSA.normalized_similarity(said, key)
    if " " in said and key.startswith(said + " "):
        score = max(score, 0.88)
    return float(score)
