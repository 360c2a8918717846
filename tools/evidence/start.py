"""Where a pick starts: the part that plays, and the second at which what was asked for is said or shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from indexers.catalogue import Passage
from indexers.models import Item
from tools.candidates.moments import Moments
from tools.candidates.wish import Wish
from tools.evidence.text.terms import content_stems

_LEAST_WORDS = 2


@dataclass(frozen=True)
class Line:
    """A line of a passage. `start_s`: seconds into the file."""

    start_s: float
    text: str


@dataclass(frozen=True)
class Start:
    """`part`: the part that plays, where the work has parts. `passage`: what was found there, if the second is sure."""

    part: Item | None = None
    passage: Passage | None = None
    line: Line | None = None

    @property
    def start_s(self) -> float | None:
        if self.passage is None:
            return None
        return self.line.start_s if self.line else self.passage.start_s

    def play(self, item: Item) -> str | None:
        """The file, or the address with the second."""
        playing = self.part or item
        if playing.path or not playing.url:
            return playing.path
        return playing.url if self.start_s is None else f"{playing.url}#t={self.start_s:.0f}"


def start_of(wish: Wish, row: int, said: float) -> Start:
    """Where the work of that row starts for this wish. `said`: the part of its score that what is said in it makes."""
    moments = _moments(wish, row, said)
    if moments is None:
        part = _best_part(wish, row)
        return Start(_item(wish, part) if part is not None else None)
    passage = wish.library.catalogue.findings.passages([int(moments.table.seqs[moments.best[row]])])[0]
    part = wish.columns.row_of[passage.item]
    return Start(_item(wish, part) if part != row else None, passage, _line(wish, passage, moments.text))


def _item(wish: Wish, row: int) -> Item:
    return wish.library.catalogue.get([wish.columns.ids[row]])[0]


def _moments(wish: Wish, row: int, said: float) -> Moments | None:
    """Those whose best moment in the work is sure to be what was asked for: what is said, else seen or heard."""
    spoken = wish.moments if said > 0 or wish.cues.part else None
    if spoken is not None and spoken.scores[row] > 0 and (spoken.is_sure[row] or _says_all(spoken, row)):
        return spoken
    for sense in wish.senses:
        found = sense.moments if sense.weight else None
        if found is not None and found.is_sure[row] and found.scores[row] > sense.own[row]:
            return found
    return None


def _says_all(moments: Moments, row: int) -> bool:
    """All words of the wish stand in the best moment: no accident where they are several."""
    wanted = content_stems(moments.text)
    if len(wanted) < _LEAST_WORDS or not moments.words[moments.best[row]]:
        return False
    number = int(moments.table.seqs[moments.best[row]])
    return wanted <= content_stems(moments.wish.library.catalogue.findings.passages([number])[0].text)


def _best_part(wish: Wish, row: int) -> int | None:
    """The part that looks or sounds most as asked."""
    parts = np.flatnonzero(wish.columns.work == row)
    parts = parts[parts != row]
    asked = [sense for sense in wish.senses if sense.weight and sense.known[parts].any()]
    if not asked or wish.senses[0].files[row]:
        return None
    return int(parts[int(sum(sense.scores[parts] for sense in asked).argmax())])


def _line(wish: Wish, passage: Passage, text: str) -> Line | None:
    """The line that carries most words of `text`; where none does, the nearest in meaning."""
    lines = lines_of(passage)
    if len(lines) < 2:
        return lines[0] if lines else None
    wanted = content_stems(text)
    carried = [len(wanted & content_stems(line.text)) for line in lines]
    if max(carried):
        return lines[carried.index(max(carried))]
    vectors = wish.library.encoder.encode([line.text for line in lines])
    return lines[int((vectors @ wish.encoded(text)).argmax())]


def lines_of(passage: Passage) -> Sequence[Line]:
    """The lines of a passage as the speech stage stored them: [[start_s, end_s, text], ...]."""
    lines = passage.facts.get("lines")
    return [Line(float(start), str(text)) for start, _, text in lines] if isinstance(lines, list) else []
