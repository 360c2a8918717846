"""Titles in a message: of all spans that may be titles those for which the sentence speaks most."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexers.catalogue.columns import Columns
from indexers.catalogue.titles import TitleIndex
from indexers.reading.fold import fold
from tools.request.learned import decision
from tools.request.spans.candidates import Candidate, find_candidates
from tools.request.spans.evidence import YEAR, Witness, year_of
from tools.request.spans.positions import capital_runs
from tools.request.spans.text import Text
from tools.request.state import TitleMention
from tools.request.words.en import titles as en

__all__ = ["Linker", "capital_runs"]

_RECENT = 4.0  # log-odds that a work spoken of before has on its side


@dataclass(frozen=True)
class Linker:
    """Links titles over one generation of the catalogue."""

    columns: Columns
    index: TitleIndex

    def link(
        self,
        text: Text,
        recent: frozenset[str] = frozenset(),
        people: frozenset[tuple[int, int]] = frozenset(),
        *,
        is_reply: bool = False,
    ) -> list[TitleMention]:
        """Titles in `text`, left to right. `recent`: folded titles spoken of before; `people`: spans of names.
        In a reply (of another assistant) titles are likelier.
        """
        candidates = find_candidates(text, self.columns, self.index, only_known=is_reply)
        witness = Witness(text, candidates, people, self.columns, self.index, is_reply=is_reply)
        bonus = [_RECENT * (fold(text.slice(c.start, c.end)) in recent) for c in candidates]
        accepted: list[Candidate] = []
        for _ in range(2):  # once more in the light of what was found: lists
            spans = [(c.start, c.end) for c in accepted]
            scores = [
                decision("titles").score(witness.notice(c, spans)) + b for c, b in zip(candidates, bonus, strict=True)
            ]
            accepted = _best(candidates, scores)
        return [self._mention(text, c) for c in accepted]

    def _mention(self, text: Text, candidate: Candidate) -> TitleMention:
        start, end = candidate.start, candidate.end
        mention = TitleMention(candidate.name or text.slice(start, end), candidate.rows, start, end)
        year = year_of(text, start, end)
        if year is None:
            after = text.tokens[end].norm if end < len(text.tokens) else ""
            is_ours = after in en.AFTER and not (after in ("series", "show") and end + 1 < len(text.tokens))
            return replace(mention, end=end + is_ours)
        close = [r for r in candidate.rows if self.columns.year[r] == year]
        close = close or [r for r in candidate.rows if abs(self.columns.year[r] - year) <= 1]
        begin = start - (start > 0 and text.tokens[start - 1].raw == str(year))
        return replace(mention, rows=tuple(close), start=begin, end=_year_end(text, end), year=year)


def _best(candidates: Sequence[Candidate], scores: Sequence[float]) -> list[Candidate]:
    """Those that are likely titles, the likeliest first where they overlap."""
    ranked = sorted(range(len(candidates)), key=lambda i: (-scores[i], candidates[i].start, -candidates[i].end))
    kept: list[Candidate] = []
    for candidate in (candidates[i] for i in itertools.takewhile(lambda i: scores[i] > 0, ranked)):
        if all(candidate.end <= k.start or candidate.start >= k.end for k in kept):
            kept.append(candidate)
    return sorted(kept, key=lambda c: c.start)


def _year_end(text: Text, end: int) -> int:
    if not YEAR.match(text.norm[text.offsets[end - 1] + len(text.tokens[end - 1].norm) :]):
        return end
    stop = end
    while stop < len(text.tokens) and stop < end + 4:
        stop += 1
        if text.tokens[stop - 1].raw.isdigit():
            break
    return stop + (stop < len(text.tokens) and text.tokens[stop].raw == ")")
