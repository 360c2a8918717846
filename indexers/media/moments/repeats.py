"""Passages that say again what an earlier one said: a refrain, a recap, the same introduction."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from indexers.media.models import Moment
from indexers.reading.fold import fold

SHINGLE = 3  # words that stand together
SAME = 0.8  # of a passage's shingles stand in one earlier passage


def distinct(moments: Iterable[Moment]) -> Iterator[Moment]:
    """Those whose words no earlier one has nearly all."""
    seen: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for number, moment in enumerate(moments):
        shingles = _shingles(moment.text)
        shared = Counter(earlier for shingle in shingles for earlier in seen.get(shingle, ()))
        if shared and max(shared.values()) >= SAME * len(shingles):
            continue
        for shingle in shingles:
            seen[shingle].add(number)
        yield moment


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = fold(text).split()
    if len(words) and sum(map(len, words)) > 15 * len(words):  # a script without spaces
        words = list("".join(words))
    if len(words) < SHINGLE:
        return {tuple(words)}
    return {tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}
