"""The moments of the files against a wish: what is said, shown and heard at which second.

Only the best moment of a work counts, so that a long one does not drown a short one by sheer number.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from indexers.catalogue import Mask, MomentTable, Rows

if TYPE_CHECKING:
    from tools.candidates.wish import Floats, Wish

# What a wish's meaning and its words count, of a moment as of a description.
MEANING, WORDS = 0.42, 0.22
# MiniLM cosines of a query to a passage of 15 to 60 s; the best of many passages is near by chance alone.
_COSINES = (0.20, 0.65)
_PER_TENFOLD = 0.05
_WORD_MATCHES = 300
SPOKEN = ("speech",)
# The cosine of a wish to a passage from which it is taken to be what was asked for, by text encoder.
FLOORS = {"minilm": 0.42}
_FLOOR = 0.5  # of an encoder that was not measured


@dataclass(frozen=True)
class Moments:
    """Moments of the library against `text`. Arrays are as long as `table` unless said otherwise.

    `stages`: whose moments count; all others are worth nothing.
    """

    wish: Wish
    table: MomentTable
    text: str
    stages: tuple[str, ...]

    @cached_property
    def cosines(self) -> Floats:
        vector = self.wish.encoded(self.text)
        return self.wish.library.vectors.space("moments").scores(vector, None, self.table)

    @cached_property
    def meaning(self) -> Floats:
        """0..1: the cosines above what as many passages as the work has would give by chance."""
        counts = np.bincount(self.works, minlength=self.wish.columns.n)[self.works]
        low = _COSINES[0] + _PER_TENFOLD * np.log10(np.maximum(counts, 1))
        share: Floats = np.clip((self.cosines - low) / (_COSINES[1] - _COSINES[0]), 0, 1).astype(np.float32)
        return share

    @cached_property
    def words(self) -> Floats:
        """0..1: the words of the wish that are said in them."""
        scores = np.zeros(self.table.n, np.float32)
        found = self.wish.library.catalogue.findings.words(self.text, _WORD_MATCHES)
        for moment, value in found:
            if (place := self.table.row_of.get(str(moment))) is not None:
                scores[place] = value
        return scores

    @cached_property
    def worth(self) -> Floats:
        """0..1: meaning and words together."""
        both = (MEANING * self.meaning + WORDS * self.words) / (MEANING + WORDS)
        return np.where(np.isin(self.table.stages, self.stages), both, 0).astype(np.float32)

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

    @cached_property
    def scores(self) -> Floats:
        """(n,) over the rows of the columns: what the best moment is worth; 0 where there is none."""
        return np.where(self.best >= 0, self.worth[self.best], 0).astype(np.float32) if self.table.n else self._none

    @cached_property
    def is_sure(self) -> Mask:
        """(n,) over the rows: the best moment reaches the calibrated floor."""
        floor = FLOORS.get(self.wish.library.encoder_name, _FLOOR)
        found: Mask = (self.scores > 0) & (self.best >= 0) & (self.cosines[self.best] >= floor)
        return found

    @cached_property
    def _none(self) -> Floats:
        return np.zeros(self.wish.columns.n, np.float32)
