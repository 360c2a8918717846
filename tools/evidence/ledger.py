"""The numbered facts of one answer: e1, e2, ... Every sentence and contribution cites them."""

from __future__ import annotations

from collections.abc import Iterable

from tools.models import Evidence, EvidenceKind


class Ledger:
    """Hands out ids; the same fact about the same item has one."""

    def __init__(self) -> None:
        self.entries: dict[str, Evidence] = {}
        self._ids: dict[tuple[str, str, str | None], str] = {}

    def add(
        self, kind: EvidenceKind, text: str, source: str, item: str | None = None, terms: Iterable[str] = ()
    ) -> str:
        """The id of the fact. `terms`: words beside those of `text` that a sentence citing it may use."""
        key = (kind, text, item)
        if key not in self._ids:
            self._ids[key] = f"e{len(self.entries) + 1}"
            self.entries[self._ids[key]] = Evidence(kind=kind, text=text, source=source, item=item, terms=tuple(terms))
        return self._ids[key]

    def cited(self, ids: Iterable[str]) -> dict[str, Evidence]:
        wanted = set(ids)
        return {key: entry for key, entry in self.entries.items() if key in wanted}
