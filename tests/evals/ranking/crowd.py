"""What the crowd alone would propose: the films named most, and the films named together with those named so far."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import permutations

from tests.evals.ranking.conversations import Case, Conversation


class Popularity:
    """Ranks by the number of conversations that name a film."""

    name = "popularity"

    def __init__(self, train: Iterable[Conversation]) -> None:
        self.counts = Counter(item for conversation in train for item in conversation.items)
        self._ranked = [item for item, _ in self.counts.most_common()]

    def rank(self, case: Case) -> Sequence[str]:
        return self._ranked


class CoOccurrence:
    """Ranks by how often a film was named beside those of the case; then by popularity.

    Raw counts on purpose: dividing by a film's own count, or its root, only lowers the recall.
    """

    name = "co-occurrence"

    def __init__(self, train: Sequence[Conversation]) -> None:
        self._popularity = Popularity(train)
        self._beside: dict[str, Counter[str]] = defaultdict(Counter)
        for conversation in train:
            for one, other in permutations(conversation.items, 2):
                self._beside[one][other] += 1

    def rank(self, case: Case) -> Sequence[str]:
        scores: Counter[str] = Counter()
        for item in case.named:
            scores.update(self._beside.get(item, {}))
        counts = self._popularity.counts
        found = sorted(scores, key=lambda item: (-scores[item], -counts[item], item))
        return list(dict.fromkeys([*found, *self._popularity.rank(case)]))
