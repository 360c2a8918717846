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

    def lines(self) -> Iterator[str]:
        """The reply in pieces; joined they are the reply."""
        if self.opening:
            yield self.opening
        for place, (pick, reason) in enumerate(zip(self.picks, self.reasons, strict=True), 1):
            yield entry(place, pick, reason, after=self.opening if place == 1 else "x")
        if self.closing:
            yield ("\n\n" if self.picks else " ") * bool(self.opening or self.picks) + self.closing

    @property
    def text(self) -> str:
        return "".join(self.lines())


def entry(place: int, pick: Pick, reason: str, *, after: str = "x") -> str:
    """One numbered line, in the form that the contract fixes: `1. Title (year)`."""
    year = f" ({pick.year})" if pick.year is not None else ""
    gap = "" if not after else "\n\n" if place == 1 else "\n"
    return f"{gap}{place}. {pick.title}{year} — {reason}"
