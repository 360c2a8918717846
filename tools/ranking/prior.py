"""The score: a weighted mean of features, each 0..1, so that its parts add up.

Only the features that a wish speaks of take part: without liked titles there is no likeness to count. The
weights are set by hand and by reading results over 4,803 TMDB films and the starter library. What the library's
histories taught, where there is that, stands for taste, rating and popularity; without a wish it is the whole score.
For a group one feature stands for all four: how far a work suits its members, see `group`.

What is said in a file counts by how much it beats what is written about the work ("said" is that excess), so that a
work without a transcript loses nothing; so do looks and sounds that the wish comes near to without speaking of them.
Where it does, they share the weight of the wish with what works are about; a work of which only one of these is known
is judged by that one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexers import fusion
from indexers.catalogue import Rows
from tools.candidates.like import rarity, shared_facts, text_likeness
from tools.candidates.moments import MEANING, WORDS
from tools.candidates.popular import popularity_feature, rating_feature
from tools.candidates.senses import Sense
from tools.candidates.wish import Company, Floats, Learned, Wish

# MiniLM cosines of a query to the text of an item: below the first chance, above the second as good as said.
_QUERY_COSINES = (0.10, 0.60)
# Between the texts of two items cosines are higher, as form and length are alike.
_LIKE_COSINES = (0.20, 0.75)

WEIGHTS = {
    "title": 1.5,  # the whole query is its title; a single word may be just a word
    "meaning": MEANING,
    "words": WORDS,
    "said": MEANING + WORDS,
    "keywords": 0.22,
    "look": 0.60,
    "sound": 0.60,
    "liked text": 0.40,
    "liked facts": 0.35,
    "liked look": 0.60,
    "liked sound": 0.60,
    "liked medium": 0.20,
    "people": 0.40,
    "genres": 0.15,
    "level": 0.20,
    "order": 0.18,
    "taste": 0.08,
    "rating": 0.12,
    "popularity": 0.12,
    "learned": 0.16,  # as far from the usual work to the best as the last three together
    "together": 0.32,  # as taste, rating and popularity together
}
_STANDING = ("taste", "rating", "popularity", "learned", "together")
_SENSES = ("look", "sound", "liked look", "liked sound")
_WISH = ("meaning", "words", "keywords", "look", "sound")  # what shares the weight of the wish's own words
_LIKENESS = ("liked text", "liked facts", "liked look", "liked sound")
_ONE_WORD_TITLE = 0.4
_ALL_GENRES = 0.6  # "a romantic comedy": one of the two is half of what was asked for
# "The newest film": with no other wish the order is all there is, to the last place. "A short comedy" is a wish
# for a comedy; there the order bends, by year more than by length.
_ORDER_ALONE, _YEAR_WITH_GENRE, _LENGTH_WITH_GENRE = 20_000.0, 12.0, 0.4


@dataclass(frozen=True)
class Scored:
    """`parts[name]` float64 (n,), which sum to `scores` over the names in the order of WEIGHTS.

    `learned`, `group`: whose parts times `share` are the part "learned" or "together". `without`: what was taken at
    neutral.
    """

    rows: Rows
    parts: dict[str, NDArray[np.float64]]
    features: dict[str, NDArray[np.floating]]
    learned: Learned | None = None
    share: float = 0.0
    without: frozenset[str] = frozenset()
    group: Company | None = None

    @property
    def scores(self) -> NDArray[np.float64]:
        total: NDArray[np.float64] = np.sum(list(self.parts.values()), axis=0)
        return total

    def of(self, index: int) -> tuple[dict[str, float], dict[str, float]]:
        """The features and the parts of the score of one row, by name; what was learned or is a group's in its own."""
        features = {name: float(values[index]) for name, values in self.features.items()}
        whole = {name: values for name, values in self.parts.items() if name not in ("learned", "together")}
        parts = {name: float(values[index]) for name, values in whole.items()}
        if self.group is not None:
            for name, values in self.group.parts(self.rows[index : index + 1]).items():
                parts[name] = float(values[0]) * self.share
        if self.learned is not None:
            own = self.learned.parts(self.rows[index : index + 1])
            said = {name: float(values[0]) * self.share for name, values in own.items() if name not in self.without}
            parts |= {name: value for name, value in said.items() if value}  # of no films looked at, no look counts
        return features, parts


def score(wish: Wish, rows: Rows, *, without: frozenset[str] = frozenset()) -> Scored:
    """Scores of `rows`. Features named in `without` are taken at neutral, to see what they do."""
    names = active(wish)
    weights = _weights(wish, names)
    features: dict[str, NDArray[np.floating]] = {
        name: _FEATURES[name](wish, rows) for name in names if name in _FEATURES
    }
    group = wish.group.without(without) if wish.group is not None else None
    if group is not None:
        features["together"] = np.sum(list(group.parts(rows).values()), axis=0)
    added = _added(wish, names)
    total = sum(weight for name, weight in weights.items() if name not in added)
    taken = _fused(wish, rows, {name: weight for name, weight in weights.items() if name not in added})
    taken |= {name: weights[name] for name in added}
    values = {name: np.full(len(rows), 0.5) if name in without else features[name] for name in names}
    if "learned" in names and wish.learned is not None and without:
        values["learned"] = _without(wish.learned, rows, without)
    parts = {name: np.asarray(values[name], np.float64) * (taken[name] / total) for name in names}
    written = [name for name in ("meaning", "words") if name in parts]
    most = np.zeros(len(rows)) + sum(taken[name] for name in written) / total
    for place, name in enumerate(added):
        share = weights[name] / WEIGHTS[name]
        excess = share * features[name] * most - sum(parts[other] for other in (*written, *added[:place]))
        parts[name] = np.zeros(len(rows)) if name in without else np.maximum(excess, 0)
    share = sum(weights.get(name, 0.0) for name in ("learned", "together")) / total
    return Scored(rows, parts, features, wish.learned if group is None else None, share, without, group)


def _without(learned: Learned, rows: Rows, without: frozenset[str]) -> NDArray[np.float64]:
    """What is left of the learned scores."""
    kept = [values for name, values in learned.parts(rows).items() if name not in without]
    return np.sum(kept, axis=0) if kept else np.zeros(len(rows))


def _added(wish: Wish, names: list[str]) -> list[str]:
    """The features that count by their excess. Where a part is sought, what is said counts by itself."""
    near = [sense.name for sense in wish.senses if not sense.is_asked and sense.name in names]
    return [*(["said"] if "said" in names and not wish.cues.part else []), *near]


def _fused(wish: Wish, rows: Rows, weights: dict[str, float]) -> dict[str, float | NDArray[np.float64]]:
    """What each feature weighs, for each row where not all rows have the same senses known."""
    taken: dict[str, float | NDArray[np.float64]] = dict(weights)
    for group in (_WISH, _LIKENESS):
        names = [name for name in group if name in weights]
        if set(names) & set(_SENSES):
            known = np.stack([_known(wish, name)[rows] for name in names], axis=1)
            shares = fusion.shares([weights[name] for name in names], known)
            taken |= {name: shares[:, place] for place, name in enumerate(names)}
    return taken


def _known(wish: Wish, name: str) -> NDArray[np.bool_]:
    return _sense(wish, name).known if name in _SENSES else np.ones(wish.columns.n, bool)


def _sense(wish: Wish, name: str) -> Sense:
    return next(sense for sense in wish.senses if name.endswith(sense.name))


def active(wish: Wish) -> list[str]:
    """The names of the features that take part."""
    request, is_alone = wish.request, wish.group is None
    present = {
        "title": len(wish.titles) > 0,
        "meaning": wish.vector is not None,
        "words": bool(wish.subject),
        "said": wish.moments is not None and wish.vector is not None,
        "keywords": bool(wish.keywords),
        "liked text": len(wish.liked_rows) > 0,
        "liked facts": len(wish.liked_rows) > 0,
        "liked medium": len(wish.liked_rows) > 0 and not request.media,
        "people": bool(wish.people),
        "genres": bool(request.genres),
        "level": request.level is not None,
        "order": request.order != "best",
        "taste": len(wish.taste_rows) > 0 and wish.learned is None and is_alone,
        "rating": wish.learned is None and is_alone,
        "popularity": wish.learned is None and is_alone,
        "learned": wish.learned is not None and is_alone,
        "together": not is_alone,
    }
    for sense in wish.senses:
        present[sense.name] = sense.is_sought
        present[f"liked {sense.name}"] = sense.likeness_weight > 0
    return [name for name in WEIGHTS if present.get(name)]


def _weights(wish: Wish, names: list[str]) -> dict[str, float]:
    weights = {name: WEIGHTS[name] for name in names}
    for sense in wish.senses:
        for name, share in ((sense.name, sense.nearness or 1.0), (f"liked {sense.name}", sense.likeness_weight)):
            if name in weights:
                weights[name] *= share
    if "title" in weights and " " not in wish.query:
        weights["title"] = _ONE_WORD_TITLE
    if wish.request.wants_all_genres and "genres" in weights:
        weights["genres"] = _ALL_GENRES
    if "order" in weights and not set(names) - {"order", "genres", "people", *_STANDING}:
        by_year = wish.request.order in ("new", "old")
        weights["order"] = _YEAR_WITH_GENRE if by_year else _LENGTH_WITH_GENRE
        if not {"genres", "people"} & set(names):
            weights["order"] = _ORDER_ALONE
    return weights


def _between(values: Floats, bounds: tuple[float, float]) -> Floats:
    low, high = bounds
    share: Floats = np.clip((values - low) / (high - low), 0, 1)
    return share


def _meaning(wish: Wish, rows: Rows) -> Floats:
    assert wish.vector is not None
    return meaning_of(wish.cosines(wish.vector, rows))


def meaning_of(cosines: Floats) -> Floats:
    """The feature "meaning" of texts at these cosines to the query."""
    return _between(cosines, _QUERY_COSINES)


def likeness_of(cosines: Floats) -> Floats:
    """The feature "liked text" of texts at these cosines, (liked titles, texts)."""
    return _between((cosines.mean(axis=0) + cosines.max(axis=0)) / 2, _LIKE_COSINES)


def _words(wish: Wish, rows: Rows) -> Floats:
    matched, scores = wish.word_scores
    by_row = np.zeros(wish.columns.n, np.float32)
    by_row[matched] = scores
    return by_row[rows]


def _said(wish: Wish, rows: Rows) -> Floats:
    """What the best moment is worth."""
    assert wish.moments is not None
    return wish.moments.scores[rows]


def _keywords(wish: Wish, rows: Rows) -> Floats:
    """The share, by rarity, of the tags that the query names."""
    found = np.zeros(wish.columns.n, np.float32)
    weights = [rarity(wish.columns, "keyword", tag) for tag in wish.keywords]
    for tag, weight in zip(wish.keywords, weights, strict=True):
        found[wish.columns.rows("keyword", tag)] += weight
    return (found[rows] / sum(weights)).astype(np.float32)


def _title(wish: Wish, rows: Rows) -> Floats:
    return np.isin(rows, wish.titles).astype(np.float32)


def _people(wish: Wish, rows: Rows) -> Floats:
    """The share of the people named who take part."""
    found = np.zeros(wish.columns.n, np.float32)
    for name in wish.people:
        found[wish.columns.rows("person", name)] += 1
    return (found[rows] / len(wish.people)).astype(np.float32)


def _genres(wish: Wish, rows: Rows) -> Floats:
    """The share of the wanted genres; where any will do, one is enough."""
    found = np.zeros(wish.columns.n, np.float32)
    for genre in wish.request.genres:
        found[wish.columns.rows("genre", genre)] += 1
    needed = len(wish.request.genres) if wish.request.wants_all_genres else 1
    return np.minimum(found[rows] / needed, 1).astype(np.float32)


def _level(wish: Wish, rows: Rows) -> Floats:
    return wish.columns.mask("level", [wish.request.level or ""])[rows].astype(np.float32)


def _order(wish: Wish, rows: Rows) -> Floats:
    """The square of the share of works behind it in the wanted order; for length, of works of its medium.

    A series is not short beside a film because its episodes are. Unknown counts 0.
    """
    order, columns = wish.request.order, wish.columns
    by_year = order in ("new", "old")
    values = np.where(columns.year < 0, np.nan, columns.year).astype(np.float32) if by_year else columns.minutes
    signed = values if order in ("new", "long") else -values
    shares = np.zeros(len(rows), np.float32)
    groups = np.zeros(columns.n, np.int8) if by_year else columns.medium
    for group in np.unique(groups[rows]):
        known = np.sort(signed[(groups == group) & ~np.isnan(signed)])
        here = groups[rows] == group
        shares[here] = np.searchsorted(known, signed[rows[here]]) / max(1, len(known) - 1)
    own: Floats = np.where(np.isnan(values[rows]), 0, np.minimum(shares, 1) ** 2).astype(np.float32)
    return own


def _taste(wish: Wish, rows: Rows) -> Floats:
    """Nearness to the middle of what the person liked before."""
    middle = wish.vectors(wish.taste_rows).mean(axis=0)
    middle /= max(float(np.linalg.norm(middle)), 1e-6)
    return _between(wish.cosines(middle.astype(np.float32), rows), _LIKE_COSINES)


def _learned(wish: Wish, rows: Rows) -> NDArray[np.float64]:
    assert wish.learned is not None
    return wish.learned.scores(rows)


def _liked_text(wish: Wish, rows: Rows) -> Floats:
    return _between(text_likeness(wish, rows), _LIKE_COSINES)


def _liked_facts(wish: Wish, rows: Rows) -> Floats:
    return shared_facts(wish)[rows]


def _liked_medium(wish: Wish, rows: Rows) -> Floats:
    """Who names a film means a film, unless they say otherwise."""
    medium = wish.columns.medium
    share: Floats = np.mean([medium[rows] == medium[row] for row in wish.liked_rows], axis=0).astype(np.float32)
    return share


_FEATURES: dict[str, Callable[[Wish, Rows], NDArray[np.floating]]] = {
    "title": _title,
    "meaning": _meaning,
    "words": _words,
    "said": _said,
    "keywords": _keywords,
    "liked text": _liked_text,
    "liked facts": _liked_facts,
    "liked medium": _liked_medium,
    "people": _people,
    "genres": _genres,
    "look": lambda wish, rows: _sense(wish, "look").scores[rows],
    "sound": lambda wish, rows: _sense(wish, "sound").scores[rows],
    "liked look": lambda wish, rows: _sense(wish, "look").likeness[rows],
    "liked sound": lambda wish, rows: _sense(wish, "sound").likeness[rows],
    "level": _level,
    "order": _order,
    "taste": _taste,
    "rating": lambda wish, rows: rating_feature(wish.columns, rows),
    "popularity": lambda wish, rows: popularity_feature(wish.columns, rows),
    "learned": _learned,
}
