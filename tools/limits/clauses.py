"""What must hold: the clauses of a Request and of standing rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from indexers.models import Rule
from indexers.reading.fold import fold
from tools.models import Request

# Slots whose values exclude; an item must carry none of them.
NOT_SLOTS = ("not_genres", "not_people", "not_languages", "not_countries", "not_media")
# Slots of which an item must carry at least one value.
ANY_SLOTS = ("media", "people", "languages", "countries")
BOUND_SLOTS = ("year_min", "year_max", "minutes_min", "minutes_max", "rating_min", "age_max", "added_after")
HARD_SLOTS = (*ANY_SLOTS, *BOUND_SLOTS, *NOT_SLOTS, "not_query", "exclude")
SOFT_SLOTS = ("genres", "level")


@dataclass(frozen=True)
class Clause:
    """One demand. `is_hard`: an item that does not keep it is not picked, whatever else speaks for it.

    `is_own`: a rule of the person who asks, not of somebody they are with.
    """

    slot: str
    values: tuple[Any, ...]
    is_rule: bool = False
    is_own: bool = True

    @property
    def is_hard(self) -> bool:
        return self.slot in HARD_SLOTS

    @property
    def text(self) -> str:
        """As receipts and `unmet` name it: "minutes_max 120", "languages fr, it"."""
        return f"{self.slot} {', '.join(str(value) for value in self.values)}"


def clauses(request: Request, rules: Iterable[Rule] = (), others: Iterable[Iterable[Rule]] = ()) -> list[Clause]:
    """The request's clauses, then those that only a standing rule adds: one's own, and of each of `others`.

    Rules of one person join; those of several do not: what one allows, another may forbid.
    """
    found = [
        Clause(slot, values) for slot in (*HARD_SLOTS, *SOFT_SLOTS) if (values := _values(slot, getattr(request, slot)))
    ]
    spoken = {(clause.slot, value) for clause in found for value in clause.values}
    found += [clause for clause in _of_rules(rules) if not _is_spoken(clause, spoken)]
    for theirs in others:
        known = {(clause.slot, clause.values) for clause in found}
        added = [clause for clause in _of_rules(theirs) if not _is_spoken(clause, spoken)]
        found += [replace(clause, is_own=False) for clause in added if (clause.slot, clause.values) not in known]
    return found


def _of_rules(rules: Iterable[Rule]) -> list[Clause]:
    """Rules on one slot join: any of the wanted values, none of the unwanted, the tightest bound."""
    by_slot: dict[str, list[Any]] = {}
    for rule in rules:
        if rule.slot in HARD_SLOTS:
            by_slot.setdefault(rule.slot, []).extend(_values(rule.slot, rule.value))
    return [Clause(slot, _tightest(slot, values), is_rule=True) for slot, values in by_slot.items() if values]


def _tightest(slot: str, values: Sequence[Any]) -> tuple[Any, ...]:
    if slot not in BOUND_SLOTS:
        return tuple(dict.fromkeys(values))
    return (min(values) if slot.endswith("_max") else max(values),)


def _values(slot: str, value: Any) -> tuple[Any, ...]:
    if value is None or value == "" or value == ():
        return ()
    if slot == "not_query":
        parts = value if isinstance(value, (list, tuple)) else str(value).replace(";", ",").split(",")
        return tuple(part.strip() for part in parts if part.strip())
    if slot in BOUND_SLOTS and slot != "added_after" and not isinstance(value, (list, tuple)):
        return _number(value)
    return tuple(value) if isinstance(value, (list, tuple)) else (value,)


def _number(value: Any) -> tuple[int | float, ...]:
    """Rules may have been written by hand: what is no number is no bound."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        return ()
    return (int(number) if number.is_integer() else number,)


def _is_spoken(clause: Clause, spoken: set[tuple[str, Any]]) -> bool:
    """A rule that stands in the request as well is one clause, not two."""
    return all((clause.slot, value) in spoken for value in clause.values)


def conflicts(demands: Sequence[Clause]) -> list[tuple[Clause, Clause]]:
    """Pairs of clauses that no item at all could keep together."""
    return [
        (one, other)
        for place, one in enumerate(demands)
        for other in demands[place + 1 :]
        if _conflict(one, other) or _conflict(other, one)
    ]


def is_against(rule: Rule, request: Request) -> bool:
    """Whether the rule forbids what the request asks for."""
    return any(one.is_rule or other.is_rule for one, other in conflicts(clauses(request, [rule])))


def _conflict(one: Clause, other: Clause) -> bool:
    if one.slot.endswith("_min") and other.slot == f"{one.slot[:-4]}_max":
        return bool(one.values[0] > other.values[0])
    if other.slot == f"not_{one.slot}":
        unwanted = {fold(str(value)) for value in other.values}
        return all(fold(str(value)) in unwanted for value in one.values)
    return False
