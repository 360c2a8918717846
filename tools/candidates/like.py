"""Likeness to the titles that a wish starts from: by their texts, and by what they share in fact."""

from __future__ import annotations

import math

import numpy as np

from indexers.catalogue import Columns, Facet, Rows, facet_key
from indexers.models import Item
from tools.candidates.named import IDLE_KEYWORDS
from tools.candidates.wish import Floats, Wish

_FACET_SHARE: dict[Facet, float] = {"keyword": 0.45, "genre": 0.35, "person": 0.2}
_ENOUGH = {"keyword": 3, "person": 2}  # so many rare things in common are as good as it gets


def near_liked(wish: Wish, k: int) -> list[Rows]:
    """For each liked title the works nearest by text, and those that share most with any of them."""
    near = [wish.nearest(vector, k) for vector in wish.vectors(wish.liked_rows)]
    shared = np.where(wish.limits.mask, shared_facts(wish), 0)
    best = np.argpartition(shared, -k)[-k:] if len(shared) > k else np.arange(len(shared))
    return [*near, best[shared[best] > 0].astype(np.int32)]


def text_likeness(wish: Wish, rows: Rows) -> Floats:
    """Cosine to the liked titles, half their mean and half their maximum: near to all, or very near to one."""
    cosines = np.stack([wish.cosines(vector, rows) for vector in wish.vectors(wish.liked_rows)])
    blend: Floats = (cosines.mean(axis=0) + cosines.max(axis=0)) / 2
    return blend


def shared_facts(wish: Wish) -> Floats:
    """0..1 for each row of the catalogue: keywords, genres and people shared with the liked titles, on average."""
    total = np.zeros(wish.columns.n, np.float32)
    for item in wish.liked:
        for facet, share in _FACET_SHARE.items():
            total += share * _overlap(wish.columns, facet, facet_values(item, facet))
    return (total / max(1, len(wish.liked))).astype(np.float32)


def facet_values(item: Item, facet: Facet) -> tuple[str, ...]:
    """What likeness goes by: keys as the postings have them, idle keywords left out."""
    if facet == "person":
        found = [credit.name for credit in item.people]
    else:
        found = list(item.keywords if facet == "keyword" else item.genres)
    return tuple(dict.fromkeys(facet_key(facet, v) for v in found if v.lower() not in IDLE_KEYWORDS))


def _overlap(columns: Columns, facet: Facet, values: tuple[str, ...]) -> Floats:
    """The share, weighed by rarity, of `values` that each row has too."""
    found = np.zeros(columns.n, np.float32)
    weights = [rarity(columns, facet, value) for value in values]
    for value, weight in zip(values, weights, strict=True):
        found[columns.rows(facet, value)] += weight
    enough = sum(sorted(weights, reverse=True)[: _ENOUGH.get(facet, len(weights))])
    share: Floats = np.minimum(found / max(enough, 1e-6), 1)
    return share


def rarity(columns: Columns, facet: Facet, value: str) -> float:
    """Inverse document frequency, log(works in all / works with it), at least .1."""
    return max(0.1, math.log(max(1, columns.n) / max(1, len(columns.rows(facet, value)))))
