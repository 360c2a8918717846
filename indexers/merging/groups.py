"""Groups of records that are one work, from pairs; what a person told apart is never joined, by whatever way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from indexers.catalogue.store import ordered
from indexers.merging.pairs import Pair
from indexers.merging.record import Record
from indexers.sources.servers.address import is_address


class Groups:
    """`verdicts`: (a, b) with a < b -> whether a person called them the same."""

    def __init__(self, records: Iterable[Record], verdicts: Mapping[tuple[str, str], bool]) -> None:
        self._verdicts = verdicts
        self._of = {record.id: [record] for record in records}
        self.why: dict[str, str] = {}  # id -> why it was joined to another
        for (one, other), same in verdicts.items():
            if same and one in self._of and other in self._of:
                self._merge(one, other, "you said so")

    def join(self, pairs: Iterable[Pair]) -> None:
        """Pair by pair: groups of which nobody told two apart, and no source has two."""
        for pair in pairs:
            one, other = self._of[pair.one.id], self._of[pair.other.id]
            if one is not other and self._may_join(one, other):
                self._merge(pair.one.id, pair.other.id, pair.why)

    def several(self) -> list[list[Record]]:
        """The groups of more than one; first the record that stands for all: of a file here, else the oldest."""
        groups = {id(group): group for group in self._of.values() if len(group) > 1}
        return [
            sorted(group, key=lambda r: (r.path is None or is_address(r.source), r.seq)) for group in groups.values()
        ]

    def _may_join(self, one: list[Record], other: list[Record]) -> bool:
        if {record.source for record in one} & {record.source for record in other}:
            return False
        return not any(self._verdicts.get(ordered(a.id, b.id)) is False for a in one for b in other)

    def _merge(self, one: str, other: str, why: str) -> None:
        for id_ in (one, other):
            self.why.setdefault(id_, why)
        if self._of[one] is self._of[other]:
            return
        joined = [*self._of[one], *self._of[other]]
        for record in joined:
            self._of[record.id] = joined
