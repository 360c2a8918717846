"""Find the phrases of a vocabulary in a token sequence: longest first, left to right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

V = TypeVar("V")


class Found(NamedTuple, Generic[V]):
    value: V
    start: int
    end: int


class Phrases(Generic[V]):
    """Phrases (space-joined norms) with a value each."""

    def __init__(self, table: Mapping[str, V], *, plurals: bool = False) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], V]]] = {}
        for phrase, value in table.items():
            self._add(phrase, value)
            if plurals and not phrase.endswith("s"):
                self._add(phrase + "s", value, unless_there=phrase + "s" in table)
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def _add(self, phrase: str, value: V, *, unless_there: bool = False) -> None:
        if not unless_there:
            words = tuple(phrase.split())
            self._by_first.setdefault(words[0], []).append((words, value))

    @property
    def vocabulary(self) -> frozenset[str]:
        return frozenset(w for entries in self._by_first.values() for words, _ in entries for w in words)

    def match(self, words: Sequence[str], i: int) -> Found[V] | None:
        """The longest phrase that begins at `words[i]`."""
        for phrase, value in self._by_first.get(words[i], ()):
            if tuple(words[i : i + len(phrase)]) == phrase:
                return Found(value, i, i + len(phrase))
        return None

    def find(self, words: Sequence[str], *, skip: Iterable[int] = ()) -> Iterator[Found[V]]:
        """All matches, left to right, none overlapping; none begins or reaches into a place of `skip`."""
        closed, i = frozenset(skip), 0
        while i < len(words):
            found = None if i in closed else self.match(words, i)
            if found is None or any(p in closed for p in range(found.start, found.end)):
                i += 1
                continue
            yield found
            i = found.end
