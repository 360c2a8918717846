"""The learned score of one person: what the search asks of it, and how it comes about."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexers.catalogue import Mask, Rows
from indexers.library import Library
from tools.candidates.wish import Kin
from tools.ranking.taste import strangers, untaught
from tools.ranking.taste.candidates import put_forward
from tools.ranking.taste.features import GROUPS, NAMES, Features
from tools.ranking.taste.profile import Profile
from tools.ranking.taste.ranker import Ranker
from tools.ranking.taste.store import Trained, trained

Doubles = NDArray[np.float64]
_FEW_WORKS = 15  # below it somebody is ranked for as a newcomer
_FEWEST_BOTH, _MORE = 5, 1.2  # people; times the usual share of them


@dataclass(frozen=True, eq=False)
class Learned:
    """0 for the usual work, about 1 for the best in a thousand. `trained`: None where nothing was learned here."""

    trained: Trained | None
    features: Features

    def candidates(self, k: int, mask: Mask) -> Rows:
        """Rows within `mask` that are among the k best by the crowd, the taste or popularity."""
        return put_forward(self.features, k, mask)

    def scores(self, rows: Rows) -> Doubles:
        """float64 (k,)."""
        if self._ranker is not None:
            return self._ranker.scores(self.features.matrix(rows))
        found: Doubles = np.sum(list(self.by_feature(rows).values()), axis=0)
        return found

    @property
    def _ranker(self) -> Ranker | None:
        """None where sums over a few features serve."""
        works = len(self.features.profile)
        if self.trained is None or not works:
            return None
        return self.trained.first if works < _FEW_WORKS else self.trained.ranker

    def by_feature(self, rows: Rows) -> dict[str, Doubles]:
        """What each feature gives to the scores, each (k,); they sum to them."""
        if self._ranker is not None:
            return dict(zip(NAMES, self._ranker.parts(self.features.matrix(rows)).T, strict=True))
        if self.trained is not None:
            return strangers.parts(self.trained.crowd, rows)
        return untaught.parts(self.features, rows)

    def parts(self, rows: Rows) -> dict[str, Doubles]:
        """The same in groups that a person would recognise, in the order of GROUPS."""
        found: dict[str, Doubles] = {group: np.zeros(len(rows)) for group in GROUPS.values()}
        for name, values in self.by_feature(rows).items():
            found[GROUPS[name]] += values
        return found

    def kin(self, row: int) -> Kin | None:
        """Told only of what several people had, so that it speaks of nobody."""
        crowd, profile = self.features.crowd, self.features.profile
        liked = profile.rows[profile.liked & (profile.rows != row)]
        if crowd is None or not len(liked):
            return None
        both, weights = crowd.liked_both(row, liked), crowd.ease("liked").weights(row, liked)
        alone = crowd.times_liked[liked]
        usual = float(crowd.times_liked[row]) / crowd.people
        speaks = (both >= _FEWEST_BOTH) & (weights > 0) & (both > _MORE * usual * alone)
        if not speaks.any():
            return None
        best = int(np.argmax(np.where(speaks, weights, -np.inf)))
        return Kin(int(liked[best]), float(both[best] / alone[best]), usual)

    def liked_by(self, row: int) -> tuple[int, int] | None:
        """How many people liked it, of how many; None where no crowd is known."""
        crowd = self.features.crowd
        return None if crowd is None else (int(crowd.times_liked[row]), crowd.people)

    def chance(self, row: int) -> float | None:
        """How likely it is that this person would like it if they tried it; None where that cannot be told."""
        if self.trained is None or self.trained.chance is None:
            return None
        return float(self.trained.chance.of(self.features.matrix(np.array([row], np.int32)))[0])


def learned_of(library: Library, profile: Profile) -> Learned | None:
    """Of the person with this history; None where neither it nor the library's histories say anything."""
    found, columns = trained(library), library.catalogue.columns()
    if found is None and np.count_nonzero(profile.liked) < untaught.FEWEST_LIKED:
        return None
    return Learned(found, Features(library, columns, profile, found.crowd if found else None))
