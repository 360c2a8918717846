"""Does anything fit the words at all? Below the floor the picks are the least bad, and are said to be.

Measured with MiniLM, mean cosine of the five best of n works: 64 ordinary wishes ("haunted house") against 30 of
other domains or pure nonsense ("best mortgage rates", "blorptang wizzleflop").

    n         ordinary: least, 10%, median    other: median, 90%, most
    175       .25 .28 .45 (albums)            .12 .20 .25
    534       .22 .27 .39 (starter's films)   .16 .22 .24
    4,803     .28 .42 .53 (TMDB)              .22 .29 .30
    36,273    .36 .42 .51 (Wikipedia)         .28 .37 .44
"""

from __future__ import annotations

import math

import numpy as np

from indexers.reading.fold import fold
from tools.candidates.wish import Wish
from tools.ranking.rank import Ranking

FLOORS = {"minilm": 0.30}  # at 5,000 works, by text encoder; one that was not measured has none
_BEST = 5
_PER_TENFOLD = 0.07  # ten times the works bring chance that much nearer
_WORDS_ELSEWHERE = 0.12  # the library has works that carry the words, but the limits shut them all out


def is_poor(ranking: Ranking) -> bool:
    """True if the query's words fit nothing that may be picked: neither in meaning nor as title, person or tag."""
    wish = ranking.wish
    floor = FLOORS.get(wish.library.encoder_name)
    if floor is None or wish.vector is None or not len(ranking.rows):
        return False
    if wish.limits.mask[wish.titles].any() or wish.people or _is_tagged(wish) or _is_in_files(wish):
        return False
    floor += _PER_TENFOLD * math.log10(int(wish.limits.mask.sum()) / 5_000)
    carriers = wish.word_scores[0]
    if len(carriers) and not wish.limits.mask[carriers].any():
        floor += _WORDS_ELSEWHERE
    return bool(np.sort(wish.cosines(wish.vector, ranking.rows))[-_BEST:].mean() < floor)


def _is_in_files(wish: Wish) -> bool:
    """Something that may be picked looks or sounds as asked, or says it."""
    if any(sense.is_sure and wish.limits.mask[sense.scores > 0].any() for sense in wish.senses):
        return True
    return wish.moments is not None and bool((wish.moments.is_sure & wish.limits.mask).any())


def _is_tagged(wish: Wish) -> bool:
    """A tag of two words, or one that is the whole query, is no accident, if a work that may be picked has it."""
    return any(
        bool(wish.limits.mask[wish.columns.rows("keyword", tag)].any())
        for tag in wish.keywords
        if " " in tag or tag == fold(wish.query)
    )
