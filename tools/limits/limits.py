"""Clauses tested over the whole catalogue: which items may be picked, and which clause is to blame if none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from indexers.catalogue import Columns, Facet, Mask
from indexers.models import Rule
from tools.limits.clauses import Clause, clauses, conflicts
from tools.models import Request, Unmet

Carriers = Callable[[str], Mask]  # a free phrase -> the items whose words or meaning carry it
PART_MEDIA = frozenset({"episode", "track", "lecture", "clip"})
_FACETS: dict[str, Facet] = {
    "media": "medium", "people": "person", "languages": "language", "countries": "country", "genres": "genre",
    "level": "level",
}  # fmt: skip
_NUMBERS = {"minutes": "minutes", "rating": "rating", "age": "age_min", "year": "year"}


@dataclass(frozen=True)
class Tested:
    """A clause over n items. `known`: the item has a value to judge by; `kept` only where it is known."""

    clause: Clause
    kept: Mask
    known: Mask


class Limits:
    """What may be picked for `request` by a person with `rules`.

    `others`: the rules of each person they are with. `seen`: items that the person has had; `others_seen`: that
    somebody they are with has had, of which nothing is told; `carriers` finds the items that carry a free phrase;
    `ads`: these may be picked unasked. All masks are bool arrays over the rows of `columns`.
    """

    def __init__(
        self,
        columns: Columns,
        request: Request,
        rules: Iterable[Rule] = (),
        others: Iterable[Iterable[Rule]] = (),
        *,
        seen: Iterable[str] = (),
        others_seen: Iterable[str] = (),
        carriers: Carriers,
        ads: bool = False,
    ) -> None:
        self.columns, self.request, self._ads = columns, request, ads
        self.clauses = clauses(request, rules, others)
        self.conflicts = conflicts(self.clauses)
        self._carriers = carriers
        self._seen = [row for item in seen if (row := columns.row_of.get(item)) is not None]
        self._others_seen = [row for item in others_seen if (row := columns.row_of.get(item)) is not None]

    @cached_property
    def tested(self) -> list[Tested]:
        return [self._test(clause) for clause in self.clauses]

    @cached_property
    def offered(self) -> Mask:
        """What could come up at all: works; parts and ads only when asked for."""
        offered = np.ones(len(self.columns.ids), bool)
        if not self._ads and "ad" not in self.request.media:
            offered[self.columns.rows("medium", "ad")] = False
        if not PART_MEDIA & set(self.request.media):
            offered &= ~self.columns.is_part
        return offered

    @cached_property
    def fresh(self) -> Mask:
        """Not had yet (or had, where that is asked for), and not one of the titles the wish starts from."""
        seen = np.zeros(len(self.columns.ids), bool)
        seen[self._seen] = True
        if self.request.seen == "only":
            return seen
        seen[self._others_seen] = True
        fresh = ~seen if self.request.seen == "exclude" else np.ones_like(seen)
        fresh[[row for item in self.request.like if (row := self.columns.row_of.get(item)) is not None]] = False
        return fresh

    def is_told(self, row: int) -> bool:
        """Whether it may be said that the item is not fresh: not where only somebody else has had it."""
        return self.request.seen == "only" or row in self._seen

    @cached_property
    def _failed(self) -> NDArray[np.int16]:
        """How many hard clauses each item breaks."""
        failed = np.zeros(len(self.columns.ids), np.int16)
        for test in self.tested:
            if test.clause.is_hard:
                failed += ~test.kept
        return failed

    @cached_property
    def hard(self) -> Mask:
        """Items that keep every hard clause."""
        if self.conflicts:
            return np.zeros(len(self.columns.ids), bool)
        hard: Mask = (self._failed == 0) & self.offered
        return hard

    @cached_property
    def mask(self) -> Mask:
        """Items that may be picked: the hard clauses, not had yet, and at least one wanted genre."""
        mask = self.hard & self.fresh
        for test in self._demanded:
            mask = mask & test.kept
        return mask

    @property
    def _demanded(self) -> list[Tested]:
        return [test for test in self.tested if test.clause.slot == "genres"]

    def without(self, dropped: Sequence[Clause]) -> Mask:
        """Items that may be picked if `dropped` did not count."""
        mask = self.offered & self.fresh
        for test in self.tested:
            if test.clause not in dropped and (test.clause.is_hard or test.clause.slot == "genres"):
                mask = mask & test.kept
        return mask

    def broken(self, row: int) -> list[Clause]:
        """The clauses (wanted genres among them) that an item breaks."""
        return [test.clause for test in self.tested if not test.kept[row] and test.clause.slot != "level"]

    def is_possible(self, clause: Clause) -> bool:
        """Does anything in the library keep this clause?"""
        return any(bool(test.kept.any()) for test in self.tested if test.clause == clause)

    def unmet(self) -> tuple[Unmet, ...]:
        """Clauses that leave nothing, and clauses that left items out as unknown; see the contract."""
        left = int(self.hard.sum())
        blamed = {clause for pair in self.conflicts for clause in pair} or set(self._blamed())
        found = []
        for test in self.tested:
            unknown = self._unknown(test) if test.clause.is_hard else 0
            if unknown or test.clause in blamed:
                found.append(Unmet(clause=test.clause.text, left=0 if test.clause in blamed else left, unknown=unknown))
        if not blamed and not self.mask.any() and self.hard.any():
            found.append(Unmet(clause=f"seen {self.request.seen}", left=0, unknown=0))
        return tuple(found)

    def _unknown(self, test: Tested) -> int:
        """Items that only this clause leaves out, and only because the value is not recorded."""
        others_keep = (self._failed - ~test.kept) == 0
        return int((others_keep & ~test.known & self.offered).sum())

    def _blamed(self) -> list[Clause]:
        """A smallest set of clauses that together leave nothing (none if something is left)."""
        tests = [test for test in self.tested if test.clause.is_hard or test.clause.slot == "genres"]
        if _left(tests, self.offered):
            return []
        alone = [test.clause for test in tests if not _left([test], self.offered)]
        if alone:
            return alone
        for test in list(tests):
            rest = [other for other in tests if other is not test]
            if not _left(rest, self.offered):
                tests = rest
        return [test.clause for test in tests]

    def _test(self, clause: Clause) -> Tested:
        slot, bare = clause.slot, clause.slot.removeprefix("not_")
        if slot == "not_query":
            return self._test_phrases(clause)
        if slot == "exclude":
            kept = np.ones(len(self.columns.ids), bool)
            kept[[row for item in clause.values if (row := self.columns.row_of.get(item)) is not None]] = False
            return Tested(clause, kept, np.ones_like(kept))
        if bare in _FACETS:
            return self._test_facet(clause, _FACETS[bare], wanted=slot == bare)
        return self._test_bound(clause)

    def _test_facet(self, clause: Clause, facet: Facet, *, wanted: bool) -> Tested:
        carried, known = self.columns.mask(facet, map(str, clause.values)), self.columns.known[facet]
        return Tested(clause, carried if wanted else known & ~carried, known)

    def _test_phrases(self, clause: Clause) -> Tested:
        known = self.columns.described
        kept = known.copy()
        for phrase in clause.values:
            kept &= ~self._carriers(str(phrase))
        return Tested(clause, kept, known)

    def _test_bound(self, clause: Clause) -> Tested:
        """An unknown number (nan, year -1) keeps no bound."""
        field, _, side = clause.slot.rpartition("_")
        if clause.slot == "added_after":
            values, bound = self.columns.added, _epoch(str(clause.values[0]))
        else:
            values, bound = getattr(self.columns, _NUMBERS[field]), float(clause.values[0])
        known = known_rows(self.columns, clause.slot)
        return Tested(clause, known & (values <= bound if side == "max" else values >= bound), known)


def known_rows(columns: Columns, slot: str) -> Mask:
    """The items that have a value for the field that a slot speaks of."""
    bare = slot.removeprefix("not_")
    if bare == "query":
        return columns.described
    if bare in _FACETS:
        return columns.known[_FACETS[bare]]
    if bare not in ("added_after", *(f"{name}_{side}" for name in _NUMBERS for side in ("min", "max"))):
        return np.ones(len(columns.ids), bool)
    field = bare.rpartition("_")[0]
    values = columns.added if field == "added" else getattr(columns, _NUMBERS[field])
    known: Mask = values >= 0 if field == "year" else ~np.isnan(values)
    return known


def _left(tests: Sequence[Tested], offered: Mask) -> bool:
    mask = offered
    for test in tests:
        mask = mask & test.kept
    return bool(mask.any())


def _epoch(date: str) -> float:
    """Seconds since 1970 of an ISO date; a date that cannot be read leaves everything out."""
    try:
        moment = datetime.fromisoformat(date)
    except ValueError:
        return float("inf")
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
