"""Where a pick starts: the part that plays, and the second at which what was asked for is said or shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from indexers.catalogue import Passage
from indexers.media.models import Spoken
from indexers.media.moments import locate
from indexers.models import Item
from tools.candidates.moments import Moments
from tools.candidates.wish import Wish


@dataclass(frozen=True)
class Start:
    """`part`: the part that plays, where the work has parts. `passage`: what was found there, if the second is sure."""

    part: Item | None = None
    passage: Passage | None = None
    line: Spoken | None = None

    @property
    def start_s(self) -> float | None:
        if self.passage is None:
            return None
        return self.line.start_s if self.line else self.passage.start_s

    @property
    def is_chapter(self) -> bool:
        """It is known by its title alone; nothing is said in it."""
        return self.passage is not None and self.passage.text == self.passage.facts.get("chapter")

    def play(self, item: Item) -> str | None:
        """The file, or the address with the second."""
        playing = self.part or item
        if playing.path or not playing.url:
            return playing.path
        return playing.url if self.start_s is None else f"{playing.url}#t={self.start_s:.0f}"


def start_of(wish: Wish, row: int, features: Mapping[str, float]) -> Start:
    """Where the work of that row starts for this wish. `features`: those of its score."""
    moments = _moments(wish, row, features)
    if moments is None:
        part = _best_part(wish, row)
        return Start(_item(wish, part) if part is not None else None)
    passage = wish.library.catalogue.findings.passages([int(moments.table.seqs[moments.best[row]])])[0]
    part = wish.columns.row_of[passage.item]
    line = locate(passage, moments.asked, wish.library.encoder.encode)
    return Start(_item(wish, part) if part != row else None, passage, line)


def _item(wish: Wish, row: int) -> Item:
    return wish.library.catalogue.get([wish.columns.ids[row]])[0]


def _moments(wish: Wish, row: int, features: Mapping[str, float]) -> Moments | None:
    """Those whose best moment in the work is sure to be what was asked for: what is said, else seen or heard.

    What the work is about all told starts at its beginning: a moment must come nearer than the description.
    """
    spoken = wish.moments
    if spoken is not None and _is_said(spoken, row) and _is_nearer(spoken, row, features):
        return spoken
    for sense in wish.senses:
        found = sense.moments if sense.is_sure else None
        if found is not None and found.is_sure[row] and found.scores[row] > sense.own[row]:
            return found
    return None


def _is_said(moments: Moments, row: int) -> bool:
    return bool(moments.scores[row] > 0) and (bool(moments.is_sure[row]) or moments.says_all(row))


def _is_nearer(moments: Moments, row: int, features: Mapping[str, float]) -> bool:
    part = moments.wish.cues.part
    return part or float(moments.meaning[moments.best[row]]) > features.get("meaning", 0.0)


def _best_part(wish: Wish, row: int) -> int | None:
    """The part that looks or sounds most as asked."""
    parts = np.flatnonzero(wish.columns.work == row)
    parts = parts[parts != row]
    asked = [sense for sense in wish.senses if sense.is_sure and sense.known[parts].any()]
    if not asked or wish.senses[0].files[row]:
        return None
    return int(parts[int(sum(sense.scores[parts] for sense in asked).argmax())])
