"""The moments of the files against a wish: what is said, shown and heard at which second.

Only the best moment of a work counts, so that a long one does not drown a short one by sheer number.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from indexers.catalogue import Mask, MomentTable, Rows
from tools.evidence.text.terms import content_stems

if TYPE_CHECKING:
    from tools.candidates.wish import Floats, Wish

# What a wish's meaning and its words count, of a moment as of a description.
MEANING, WORDS = 0.42, 0.22
# MiniLM cosines of a query to a passage of 15 to 60 s. The best of many is near by chance: over plots in passages of 80
# words, the middle of the best of 1, 10, 50 and 200 for queries of other subjects was .04, .13, .19, .25.
_LOW, _RANGE, _PER_TENFOLD = 0.10, 0.50, 0.09
_WORD_MATCHES = 300
SPOKEN = ("speech",)
# From where a passage is taken to be what was asked for, at 1,000 passages, by text encoder. Best cosine of 30 queries
# of other subjects over 15, 100, 500 and 1,500 passages, 9 of 10 below: .25, .37, .47, .51; of 22 questions about the
# starter's talks to the passage that answers them: 9 of 10 above .31, half above .47.
FLOORS = {"minilm": 0.45}
_FLOOR_PER_TENFOLD = 0.08
_UNMEASURED = 0.5
_CARRIED = 0.10  # nearer to the floor than this is enough where all words of the wish are said as well


@dataclass(frozen=True)
class Moments:
    """Moments of the library against `text`. Arrays are as long as `table` unless said otherwise.

    `stages`: whose moments count; all others are worth nothing.
    """

    wish: Wish
    table: MomentTable
    text: str
    stages: tuple[str, ...]
    sentence: str = ""  # the same in the person's own words, the small ones too

    @property
    def asked(self) -> str:
        return self.sentence or self.text

    @cached_property
    def _vector(self) -> Floats:
        """Between the bare wish and the sentence: of 26 spoken things both found 23 first, the wish alone 21."""
        vector = self.wish.encoded(self.text)
        if self.asked != self.text:
            vector = vector + self.wish.encoded(self.asked)
            vector = vector / max(float(np.linalg.norm(vector)), 1e-6)
        return vector

    @cached_property
    def cosines(self) -> Floats:
        return self.wish.library.vectors.space("moments").scores(self._vector, None, self.table)

    @cached_property
    def meaning(self) -> Floats:
        """0..1: the cosines above what as many passages as the work has would give by chance."""
        return self._meaning_of(self.cosines, np.bincount(self.works)[self.works])

    def _meaning_of(self, cosines: Floats, counts: NDArray[np.int64]) -> Floats:
        low = _LOW + _PER_TENFOLD * np.log10(np.maximum(counts, 1))
        share: Floats = np.clip((cosines - low) / _RANGE, 0, 1).astype(np.float32)
        return share

    @cached_property
    def words(self) -> Floats:
        """0..1: the words of the wish that are said in them."""
        scores = np.zeros(self.table.n, np.float32)
        found = self.wish.library.catalogue.findings.words(self.asked, _WORD_MATCHES)
        for moment, value in found:
            if (place := self.table.row_of.get(str(moment))) is not None:
                scores[place] = value
        return scores

    @cached_property
    def worth(self) -> Floats:
        """0..1: meaning and words together."""
        return self._worth_of(self.meaning, self.words, np.arange(self.table.n))

    def _worth_of(self, meaning: Floats, words: Floats, places: NDArray[np.int64]) -> Floats:
        both = (MEANING * meaning + WORDS * words) / (MEANING + WORDS)
        return np.where(np.isin(self.table.stages[places], self.stages), both, 0).astype(np.float32)

    @cached_property
    def works(self) -> Rows:
        """The row of the work that each is a part of."""
        return self.wish.columns.work[self.table.rows]

    @cached_property
    def best(self) -> NDArray[np.int64]:
        """(n,) for each row of the columns its best moment, in its own file or in a part of it; -1: it has none."""
        best = np.full(self.wish.columns.n, -1, np.int64)
        rising = np.argsort(self.worth, kind="stable")
        best[self.works[rising]] = rising
        is_part = self.table.rows[rising] != self.works[rising]
        best[self.table.rows[rising][is_part]] = rising[is_part]
        return best

    def worth_without_best(self, row: int) -> float:
        """What the best moment of the row would be worth if the one that is were not there."""
        mine = np.flatnonzero((self.works == row) | (self.table.rows == row))
        others = mine[mine != self.best[row]]
        counts = np.bincount(self.works)[self.works[others]] - 1
        worth = self._worth_of(self._meaning_of(self.cosines[others], counts), self.words[others], others)
        return float(worth.max(initial=0))

    @cached_property
    def scores(self) -> Floats:
        """(n,) over the rows of the columns: what the best moment is worth; 0 where there is none."""
        return np.where(self.best >= 0, self.worth[self.best], 0).astype(np.float32) if self.table.n else self._none

    @cached_property
    def floor(self) -> float:
        """The cosine from which a moment is taken to be what was asked for."""
        return self.floor_of(int(np.isin(self.table.stages, self.stages).sum()))

    def floor_of(self, count: int) -> float:
        """The same among so many moments."""
        measured = FLOORS.get(self.wish.library.encoder_name)
        return _UNMEASURED if measured is None else measured + _FLOOR_PER_TENFOLD * math.log10(max(1, count) / 1_000)

    @cached_property
    def is_sure(self) -> Mask:
        """(n,) over the rows: the best moment reaches the floor."""
        found: Mask = (self.scores > 0) & (self.best >= 0) & (self.cosines[self.best] >= self.floor)
        return found

    def says_all(self, row: int) -> bool:
        """All words of the wish stand in the best moment of the row: no accident for several, or where it is near."""
        wanted, place = content_stems(self.text), int(self.best[row])
        if not wanted or place < 0 or not self.words[place]:
            return False
        if len(wanted) == 1 and self.cosines[place] < self.floor - _CARRIED:
            return False
        passage = self.wish.library.catalogue.findings.passages([int(self.table.seqs[place])])[0]
        return wanted <= content_stems(passage.text)

    @cached_property
    def _none(self) -> Floats:
        return np.zeros(self.wish.columns.n, np.float32)
