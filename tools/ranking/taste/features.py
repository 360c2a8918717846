"""What tells how much somebody will like a work: numbers that they would recognise, by name and group."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from indexers.catalogue import Columns, Facet, Rows
from indexers.library import Library
from tools.candidates.popular import mean_rating
from tools.ranking.taste.crowd import Crowd, Doubles
from tools.ranking.taste.facets import FACETS, incidence
from tools.ranking.taste.profile import Floats, Profile

Group = Literal["crowd", "taste", "taste look", "taste sound", "freshness", "popularity"]
GROUPS: dict[str, Group] = {
    "crowd_liked": "crowd",
    "crowd_recent": "crowd",
    "crowd_had": "crowd",
    "neighbours_liked": "crowd",
    "neighbours_disliked": "crowd",
    "text": "taste",
    "text_near": "taste",
    "genre_opinion": "taste",
    "genre_share": "taste",
    "person_opinion": "taste",
    "person_share": "taste",
    "keyword_opinion": "taste",
    "keyword_share": "taste",
    "year_off": "taste",
    "look": "taste look",
    "sound": "taste sound",
    "age": "freshness",
    "year": "freshness",
    "liked_lately": "popularity",
    "trend": "popularity",
    "times_liked": "popularity",
    "times_had": "popularity",
    "mean_stars": "popularity",
    "rating": "popularity",
    "popularity": "popularity",
    "usual_popularity": "popularity",
    "usual_stars": "popularity",
    "liked_of_late": "popularity",
    "works_had": "popularity",
}
NAMES = tuple(GROUPS)
_UNLIKED = 0.1  # as in the crowd
_RECENT_WORKS = 5.0  # half of a work's weight is gone after so many others
_RECENT_OPINIONS = 20.0
_NEAR_WORKS, _NEAREST = 60, 3
_YEAR_S = 365.25 * 86_400


@dataclass(frozen=True, eq=False)
class Features:
    """Of one person over one library. Each feature is float64 (n,) over the columns, nan where unknown."""

    library: Library
    columns: Columns
    profile: Profile
    crowd: Crowd | None

    def matrix(self, rows: Rows) -> Floats:
        """float32 (k, len(NAMES)): the features of `rows`, in the order of NAMES."""
        return np.stack([self.of(name, rows) for name in NAMES], axis=1).astype(np.float32)

    def of(self, name: str, rows: Rows) -> NDArray[np.floating]:
        """One feature of `rows`."""
        if name == "text_near":
            return self._text_near(rows)
        return np.broadcast_to(self.everywhere(name), (self.columns.n,))[rows]

    def everywhere(self, name: str) -> NDArray[np.floating]:
        """One feature of all rows, or one number where it is the same for all."""
        facet, _, kind = name.rpartition("_")
        if facet in FACETS and kind in ("opinion", "share"):
            return self._shared(facet, kind)
        return np.asarray(getattr(self, f"_{name}"), np.float64)

    # --- the person's own weights -------------------------------------------------------------------------------

    @cached_property
    def _weights(self) -> Doubles:
        return np.where(self.profile.liked, 1.0, _UNLIKED)

    @cached_property
    def _fading(self) -> Doubles:
        return 0.1 + 0.9 * 0.5 ** (self.profile.recency.astype(np.float64) / _RECENT_WORKS)

    @cached_property
    def _opinions(self) -> Doubles:
        """Stars above the person's own mean; a like or dislike without stars counts one."""
        stars = self.profile.stars.astype(np.float64)
        usual = self._usual_stars
        plain = self.profile.liked.astype(float) - self.profile.disliked
        return np.where(np.isnan(stars), plain, stars - (0.0 if np.isnan(usual) else usual))

    def _history(self, values: Doubles) -> Doubles:
        history = np.zeros(self.columns.n)
        history[self.profile.rows] = values
        return history

    # --- the crowd ----------------------------------------------------------------------------------------------

    @cached_property
    def _crowd_liked(self) -> Doubles | float:
        return (
            self.crowd.ease("liked").scores(self._history(self.profile.liked.astype(float))) if self.crowd else np.nan
        )

    @cached_property
    def _crowd_recent(self) -> Doubles | float:
        return self.crowd.ease("recent").scores(self._history(self._weights * self._fading)) if self.crowd else np.nan

    @cached_property
    def _crowd_had(self) -> Doubles | float:
        return self.crowd.ease("had").scores(self._history(self._fading)) if self.crowd else np.nan

    @cached_property
    def _neighbours(self) -> tuple[Doubles, Doubles] | tuple[float, float]:
        return self.crowd.neighbours(self._history(np.ones(len(self.profile)))) if self.crowd else (np.nan, np.nan)

    @property
    def _neighbours_liked(self) -> Doubles | float:
        return self._neighbours[0]

    @property
    def _neighbours_disliked(self) -> Doubles | float:
        return self._neighbours[1]

    # --- popularity ---------------------------------------------------------------------------------------------

    @cached_property
    def _liked_lately(self) -> Doubles | float:
        return np.log1p(self.crowd.liked_lately(self._now_s)) if self.crowd else np.nan

    @property
    def _trend(self) -> Doubles | float:
        """Liked by more, or fewer, of those who were here about that time than of all."""
        if self.crowd is None:
            return np.nan
        return self._liked_lately - np.log1p(100 * self.crowd.times_liked / max(1, self.crowd.people))

    @property
    def _times_liked(self) -> Doubles | float:
        return np.log1p(self.crowd.times_liked) if self.crowd else np.nan

    @property
    def _times_had(self) -> Doubles | float:
        return np.log1p(self.crowd.times_had) if self.crowd else np.nan

    @property
    def _mean_stars(self) -> Doubles | float:
        return self.crowd.mean_stars if self.crowd else np.nan

    @property
    def _rating(self) -> Floats:
        return np.nan_to_num(self.columns.rating, nan=mean_rating(self.columns))

    @property
    def _popularity(self) -> Floats:
        return self.columns.popularity

    @cached_property
    def _usual_popularity(self) -> float:
        """How well known what this person has is, in the mean."""
        known = self._times_had if self.crowd else self._popularity
        return _mean(np.broadcast_to(known, (self.columns.n,))[self.profile.rows], self._weights)

    @cached_property
    def _usual_stars(self) -> float:
        rated = self.profile.stars[~np.isnan(self.profile.stars)]
        return float(rated.mean()) if len(rated) else float("nan")

    @property
    def _liked_of_late(self) -> float:
        """The share liked of what an opinion is known of, the latest counting most; drawn to one half."""
        judged = self.profile.only(self.profile.judged)
        weights = 0.5 ** (judged.recency.astype(np.float64) / _RECENT_OPINIONS)
        return float((weights @ judged.liked + 1) / (weights.sum() + 2))

    @property
    def _works_had(self) -> float:
        return float(np.log1p(len(self.profile)))

    # --- time ---------------------------------------------------------------------------------------------------

    @cached_property
    def _now_s(self) -> float:
        """When this person was here last; where no time is known, when anybody was."""
        if not np.isnan(self.profile.last_s) or self.crowd is None:
            return self.profile.last_s
        known = self.crowd.last_s[~np.isnan(self.crowd.last_s)]
        return float(known.max()) if len(known) else float("nan")

    @cached_property
    def _year(self) -> Doubles:
        return np.where(self.columns.year < 0, np.nan, self.columns.year).astype(np.float64)

    @property
    def _age(self) -> Doubles:
        """Years since it came out, at the time of the history; below 0: after it."""
        return np.clip(1970 + self._now_s / _YEAR_S - self._year, -3, 80)

    @property
    def _year_off(self) -> Doubles:
        """Years from the middle of what this person has."""
        return np.abs(self._year - _mean(self._year[self.profile.rows], self._weights))

    # --- content ------------------------------------------------------------------------------------------------

    def _shared(self, facet: Facet, kind: str) -> Doubles:
        found = incidence(self.columns, facet)
        if kind == "opinion":
            return found.opinion(self.profile, self._opinions)
        return found.share(self.profile, self._weights)

    @cached_property
    def _text(self) -> Doubles | float:
        return self._likeness("text")

    @cached_property
    def _look(self) -> Doubles | float:
        return self._likeness("look")

    @cached_property
    def _sound(self) -> Doubles | float:
        return self._likeness("sound")

    def _likeness(self, space: str) -> Doubles | float:
        """Cosine to the middle of what was liked; nan for works without a vector."""
        if not len(self.profile):
            return np.nan
        vectors = self.library.vectors.text if space == "text" else self.library.vectors.space(space)
        own = vectors.vectors(self.profile.rows, self.columns)
        middle = self._weights.astype(np.float32) @ own if own.shape[1] else np.zeros(0, np.float32)
        length = float(np.linalg.norm(middle)) if len(middle) else 0.0
        if not length:
            return np.nan
        return _unless_zero(vectors.vectors(None, self.columns) @ (middle / length))

    def _text_near(self, rows: Rows) -> Floats:
        """Mean cosine to the three nearest of the liked works of late."""
        liked = self.profile.rows[self.profile.liked][-_NEAR_WORKS:]
        text = self.library.vectors.text
        if not len(liked) or not len(rows):
            return np.full(len(rows), np.nan, np.float32)
        cosines = text.vectors(rows, self.columns) @ text.vectors(liked, self.columns).T
        nearest: Floats = np.partition(cosines, max(0, len(liked) - _NEAREST), axis=1)[:, -_NEAREST:].mean(axis=1)
        return nearest


def _unless_zero(cosines: Floats) -> Doubles:
    return np.where(cosines == 0, np.nan, cosines).astype(np.float64)


def _mean(values: NDArray[np.floating], weights: Doubles) -> float:
    known = ~np.isnan(values)
    return float(np.average(values[known], weights=weights[known])) if known.any() else float("nan")
