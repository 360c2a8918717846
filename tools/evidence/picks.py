"""Picks with their reasons and receipts. Built for those that are given back, not for candidates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from indexers.models import Item
from tools.evidence.facts.clauses import limit_facts
from tools.evidence.facts.fact import Fact, Subject
from tools.evidence.facts.group import shares_reason
from tools.evidence.facts.learned import crowd_facts
from tools.evidence.facts.likeness import history_facts, likeness_facts
from tools.evidence.facts.moments import said_facts
from tools.evidence.facts.senses import sense_facts
from tools.evidence.facts.standing import led, rank_facts, standing_facts
from tools.evidence.facts.themes import theme_facts
from tools.evidence.ledger import Ledger
from tools.evidence.text.wording import Wording
from tools.limits import Limits, receipts
from tools.models import Moved, Pick, Reason
from tools.ranking.rank import Ranking
from tools.ranking.vary import Placed

_REASONS = 2
_SPOKEN = 5  # places that a reply may speak of; those below are listed, with one reason each
_REPEAT = 0.11  # what a kind of fact loses for each pick above that already used it
# Forms that say no more than a genre, a year or a medium: first only where nothing else was asked for.
_PLAIN = frozenset(
    "genre genre_and genres genres_and year_is year_in year_from year_until year_decade medium not_genre".split()
)
# What kinds of thing a form says; a pick gets no two facts that say the same kind.
_KINDS: dict[str, frozenset[str]] = {
    "title": frozenset(("theme",)), "tag": frozenset(("theme",)), "tags": frozenset(("theme",)),
    "quote": frozenset(("theme",)), "near": frozenset(("theme",)), "rank": frozenset(("theme",)),
    "guess": frozenset(("theme",)),
    "like_near": frozenset(("like",)), "rank_like": frozenset(("like",)), "like_tag": frozenset(("like",)),
    "like_tags": frozenset(("like",)), "like_genre": frozenset(("like",)), "like_genres": frozenset(("like",)),
    "like_person": frozenset(("like", "maker", "cast")), "person": frozenset(("maker", "cast")),
    "person_made": frozenset(("maker", "cast")), "history": frozenset(("like",)), "crowd": frozenset(("crowd",)),
    "like_look": frozenset(("like", "look")), "like_sound": frozenset(("like", "sound")),
    "said": frozenset(("theme",)), "chapter": frozenset(("theme",)), "look_near": frozenset(("look",)),
    "look_numbers": frozenset(("look",)), "sound_near": frozenset(("sound",)), "sound_numbers": frozenset(("sound",)),
    "seen_at": frozenset(("look",)), "heard_at": frozenset(("sound",)),
}  # fmt: skip


class Teller:
    """Makes the picks of one result; `ledger` and wording are shared, so that no sentence comes twice."""

    def __init__(
        self,
        ranking: Ranking,
        ledger: Ledger,
        wording: Wording,
        receipts_by: Limits | None = None,
        *,
        poor: bool = False,
    ) -> None:
        self._ranking, self._ledger, self._wording = ranking, ledger, wording
        self._limits = receipts_by or ranking.wish.limits
        self._poor = poor  # the words fit nothing: no pick is said to fit them
        self._used: Counter[str] = Counter()

    def picks(self, placed: Sequence[Placed]) -> tuple[Pick, ...]:
        columns, catalogue = self._ranking.wish.columns, self._ranking.wish.library.catalogue
        items = {item.id: item for item in catalogue.get([columns.ids[one.row] for one in placed])}
        found = [(one, items.get(columns.ids[one.row])) for one in placed]
        return tuple(self._pick(one, item, to) for to, (one, item) in enumerate(found, 1) if item is not None)

    def _pick(self, placed: Placed, item: Item, to: int) -> Pick:
        subject = self.subject(placed, item)
        return Pick(
            id=item.id,
            title=item.title,
            year=item.year,
            medium=item.medium,
            score=placed.score,
            probability=self._chance(placed.row),
            start_s=subject.start.start_s,
            part=subject.start.part.id if subject.start.part else None,
            play=subject.start.play(item),
            reasons=self._reasons(subject, is_spoken=to <= _SPOKEN),
            receipts=receipts(self._limits, placed.row, item),
            moved=self._moved(placed, item, to),
        )

    def subject(self, placed: Placed, item: Item) -> Subject:
        features, parts = self._ranking.scored.of(placed.index)
        return Subject(item, placed.row, self._ranking.wish, self._ledger, features, placed.was, parts)

    def _chance(self, row: int) -> float | None:
        """None where it was asked for works like another: that has nothing to do with this person."""
        wish = self._ranking.wish
        return None if wish.learned is None or wish.request.intent == "similar" else wish.learned.chance(row)

    def _reasons(self, subject: Subject, *, is_spoken: bool) -> tuple[Reason, ...]:
        themes = () if self._poor else (*theme_facts(subject), *said_facts(subject))
        wishes = [*themes, *likeness_facts(subject), *sense_facts(subject)]
        if not wishes:
            wishes = list(rank_facts(subject, poor=self._poor))
        facts = [*wishes, *history_facts(subject), *crowd_facts(subject), *limit_facts(subject)]
        if is_spoken or not facts:
            facts += standing_facts(subject)
        first, *others = self._choose(facts, _REASONS if is_spoken else 1) or [Fact("plain", {}, (), 0)]
        first = led(subject, first)
        if subject.wish.has_findings:  # facts of a file and of its description stand beside each other
            others = [replace(fact, quote="") if fact.quote == first.quote else fact for fact in others]
        said = self._wording.sentences(subject.item.id, [first, *others])
        group = subject.wish.group
        return said if group is None else (*said, shares_reason(group, subject.row, subject.item, self._ledger))

    def _choose(self, facts: Sequence[Fact], most: int) -> list[Fact]:
        """The strongest fact tied to the request, then what adds most to it; kinds change from pick to pick."""
        chosen: list[Fact] = []
        ordered = sorted(facts, key=lambda fact: (not fact.is_tied, fact.form in _PLAIN, -self._worth(fact)))
        while ordered and len(chosen) < most:
            best = ordered[0] if not chosen else max(ordered, key=self._worth)
            chosen.append(best)
            ordered = [fact for fact in ordered if _adds(fact, chosen)]
        self._used.update(fact.form for fact in chosen)
        return chosen

    def _worth(self, fact: Fact) -> float:
        return fact.weight - _REPEAT * self._used[fact.form]

    def _moved(self, placed: Placed, item: Item, to: int) -> Moved | None:
        if placed.was == to:
            return None
        if placed.was > to:
            return Moved(from_=placed.was, to=to, because="it differs more from the picks above it")
        held = self._ranking.wish.columns.titles[placed.held_by] if placed.held_by is not None else ""
        because = f"it is much like {held}, which stands above it" if held else "more varied picks went first"
        return Moved(from_=placed.was, to=to, because=because)


def _kinds(fact: Fact) -> frozenset[str]:
    return _KINDS.get(fact.form, frozenset((fact.form,)))


def _adds(fact: Fact, chosen: Sequence[Fact]) -> bool:
    return all(not _kinds(fact) & _kinds(one) for one in chosen)
