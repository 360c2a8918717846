"""Picks with their reasons and receipts. Built for those that are given back, not for candidates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from indexers.models import Item
from tools.evidence.facts import Fact, Subject
from tools.evidence.ledger import Ledger
from tools.evidence.likeness import history_facts, likeness_facts
from tools.evidence.limit_facts import limit_facts
from tools.evidence.standing import standing_facts
from tools.evidence.themes import theme_facts
from tools.evidence.wording import Wording
from tools.limits import Limits, receipts
from tools.models import Moved, Pick, Reason
from tools.ranking.rank import Ranking
from tools.ranking.vary import Placed

_REASONS = 2
_REPEAT = 0.11  # what a kind of fact loses for each pick above that already used it
_QUOTING = {"quote": "text", "near": "text", "like_near": "text", "about": "text", "medium_about": "text"}
_GROUPS = {"tag": "tags", "tags": "tags", "like_tag": "like tags", "like_tags": "like tags"}


class Teller:
    """Makes the picks of one result; `ledger` and wording are shared, so that no sentence comes twice."""

    def __init__(self, ranking: Ranking, ledger: Ledger, wording: Wording, receipts_by: Limits | None = None) -> None:
        self._ranking, self._ledger, self._wording = ranking, ledger, wording
        self._limits = receipts_by or ranking.wish.limits
        self._used: Counter[str] = Counter()

    def picks(self, placed: Sequence[Placed]) -> tuple[Pick, ...]:
        columns, catalogue = self._ranking.wish.columns, self._ranking.wish.library.catalogue
        items = {item.id: item for item in catalogue.get([columns.ids[one.row] for one in placed])}
        found = [(one, items.get(columns.ids[one.row])) for one in placed]
        return tuple(self._pick(one, item, to) for to, (one, item) in enumerate(found, 1) if item is not None)

    def _pick(self, placed: Placed, item: Item, to: int) -> Pick:
        return Pick(
            id=item.id,
            title=item.title,
            year=item.year,
            medium=item.medium,
            score=placed.score,
            reasons=self._reasons(self.subject(placed, item)),
            receipts=receipts(self._limits, placed.row, item),
            moved=self._moved(placed, item, to),
        )

    def subject(self, placed: Placed, item: Item) -> Subject:
        features = {name: float(v[placed.index]) for name, v in self._ranking.scored.features.items()}
        return Subject(item, placed.row, self._ranking.wish, self._ledger, features)

    def _reasons(self, subject: Subject) -> tuple[Reason, ...]:
        facts = [*theme_facts(subject), *likeness_facts(subject), *history_facts(subject), *limit_facts(subject)]
        chosen = self._choose(facts + list(standing_facts(subject)))
        return self._wording.sentences(subject.item.id, chosen)

    def _choose(self, facts: Sequence[Fact]) -> list[Fact]:
        """The strongest fact tied to the request, then what adds most to it; kinds change from pick to pick."""
        chosen: list[Fact] = []
        ordered = sorted(facts, key=lambda fact: (not fact.is_tied, -self._worth(fact)))
        while ordered and len(chosen) < _REASONS:
            best = ordered[0] if not chosen else max(ordered, key=self._worth)
            chosen.append(best)
            ordered = [fact for fact in ordered if _adds(fact, chosen)]
        self._used.update(_group(fact) for fact in chosen)
        return chosen

    def _worth(self, fact: Fact) -> float:
        return fact.weight - _REPEAT * self._used[_group(fact)]

    def _moved(self, placed: Placed, item: Item, to: int) -> Moved | None:
        if placed.was == to:
            return None
        if placed.was > to:
            return Moved(from_=placed.was, to=to, because="it differs more from the picks above it")
        held = self._ranking.wish.columns.titles[placed.held_by] if placed.held_by is not None else ""
        because = f"it is much like {held}, which stands above it" if held else "more varied picks went first"
        return Moved(from_=placed.was, to=to, because=because)


def _group(fact: Fact) -> str:
    return _GROUPS.get(fact.form, fact.form)


def _adds(fact: Fact, chosen: Sequence[Fact]) -> bool:
    """Not said yet: another group, and not a second quotation of the same description."""
    return all(
        _group(fact) != _group(one) and (fact.form not in _QUOTING or one.form not in _QUOTING) for one in chosen
    )
