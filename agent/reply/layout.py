"""The parts of a reply, and how they are put on paper. Titles and years come from the catalogue alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tools.models import Evidence, Pick


@dataclass(frozen=True)
class Layout:
    """What the reply consists of. `reasons` stand beside `picks`; `extra` is evidence of the notes."""

    opening: str = ""
    picks: tuple[Pick, ...] = ()
    reasons: tuple[str, ...] = ()
    closing: str = ""
    extra: dict[str, Evidence] = field(default_factory=dict)
    ties: tuple[str, ...] = ()  # for each pick the reason that follows a model's sentence; empty: none
    is_numbered: bool = True  # numbers are for picks; alternatives, which break a limit, get dashes

    @property
    def shown(self) -> int:
        """How many picks the reply numbers."""
        return len(self.picks) if self.is_numbered else 0

    def entry(self, place: int, reason: str) -> str:
        """One line of the list, in the form that the contract fixes for picks: `1. Title (year)`. An ad is marked."""
        pick = self.picks[place - 1]
        reason = f"Advertisement: {reason}" if pick.medium == "ad" else reason
        year = f" ({pick.year})" if pick.year is not None else ""
        gap = "\n" if place > 1 else "\n\n" if self.opening else ""
        mark = f"{place}." if self.is_numbered else "–"
        return f"{gap}{mark} {pick.title}{year} — {reason}"

    def lines(self) -> Iterator[str]:
        """The reply in pieces; joined they are the reply."""
        if self.opening:
            yield self.opening
        for place, reason in enumerate(self.reasons, 1):
            yield self.entry(place, reason)
        if self.closing:
            yield ("\n\n" if self.picks else " ") * bool(self.opening or self.picks) + self.closing

    @property
    def text(self) -> str:
        return "".join(self.lines())
