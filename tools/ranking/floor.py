"""Does anything fit the words at all? Below the floor the picks are the least bad, and are said to be.

Measured with MiniLM (mean cosine of the five best): over 4,803 TMDB films 63 of 64 ordinary wishes lie at .39 to
.69 ("beautiful visuals" at .28), and 30 of other domains or pure nonsense (bread baking, tax returns, "blorptang
wizzleflop") at .15 to .30. A small library has less that is near: the floor then says so more often.
"""

from __future__ import annotations

import numpy as np

from indexers.reading.fold import fold
from tools.candidates.wish import Wish
from tools.ranking.rank import Ranking

FLOORS = {"minilm": 0.30}  # by text encoder; one that was not measured has none
_BEST = 5
_WITHOUT_WORDS = 0.08  # what no work carries in words must be the nearer in meaning


def is_poor(ranking: Ranking) -> bool:
    """True if the query's words fit nothing that may be picked: neither in meaning nor as title, person or tag."""
    wish = ranking.wish
    floor = FLOORS.get(wish.library.encoder_name)
    if floor is None:
        return False
    if wish.vector is None or not len(ranking.rows) or len(wish.titles) or wish.people or _is_tagged(wish):
        return False
    cosines = wish.cosines(wish.vector, ranking.rows)
    if wish.subject and not np.isin(wish.word_scores[0], ranking.rows).any():
        floor += _WITHOUT_WORDS
    return bool(np.sort(cosines)[-_BEST:].mean() < floor)


def _is_tagged(wish: Wish) -> bool:
    """A tag of two words, or one that is the whole query, is no accident."""
    return any(" " in tag or tag == fold(wish.query) for tag in wish.keywords)
