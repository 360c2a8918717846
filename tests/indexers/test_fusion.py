"""Several modalities into one score whose parts are exact, whatever an item lacks."""

from __future__ import annotations

import numpy as np
import pytest

from indexers import fusion

RNG = np.random.default_rng(7)


def unit(n: int, dim: int) -> fusion.Vectors:
    drawn = RNG.standard_normal((n, dim)).astype(np.float32)
    found: fusion.Vectors = drawn / np.linalg.norm(drawn, axis=1, keepdims=True)
    return found


def test_the_parts_sum_to_the_similarity_of_the_joined_vectors() -> None:
    """Each modality scaled by the root of its weight and joined: the same number, to 1e-6."""
    weights, dims = (0.5, 0.3, 0.2), (384, 512, 200)
    items, queries = [unit(20, dim) for dim in dims], [unit(1, dim)[0] for dim in dims]
    similarities = np.stack([one @ query for one, query in zip(items, queries, strict=True)], axis=1)
    parts = fusion.concatenate(similarities, weights, np.ones((20, 3), bool))
    joined = np.concatenate([np.sqrt(w) * one for w, one in zip(weights, items, strict=True)], axis=1)
    query = np.concatenate([np.sqrt(w) * one for w, one in zip(weights, queries, strict=True)])
    assert np.abs(parts.sum(axis=1) - joined @ query).max() < 1e-6


def test_what_an_item_lacks_neither_helps_nor_harms_it() -> None:
    similarities = np.array([[0.8, 0.8, 0.8], [0.8, np.nan, np.nan], [np.nan, np.nan, np.nan]])
    present = ~np.isnan(similarities)
    parts = fusion.concatenate(similarities, (0.5, 0.3, 0.2), present)
    assert parts.sum(axis=1) == pytest.approx([0.8, 0.8, 0.0])
    assert not parts[~present].any()


def test_the_product_is_near_the_product_of_the_similarities() -> None:
    text, look = unit(1, 384)[0], unit(1, 512)[0]
    texts = np.stack([text, (text + unit(1, 384)[0]) / 2**0.5]).astype(np.float32)
    looks = np.stack([look, (look + unit(1, 512)[0]) / 2**0.5]).astype(np.float32)
    both = np.ones(2, bool)
    joined = fusion.product([(texts, both), (looks, both)], 16_384)
    cosines = [
        float(texts[0] @ (texts[1] / np.linalg.norm(texts[1]))),
        float(looks[0] @ (looks[1] / np.linalg.norm(looks[1]))),
    ]
    assert float(joined[0] @ joined[1]) == pytest.approx(cosines[0] * cosines[1], abs=0.05)


def test_in_a_product_a_missing_modality_is_a_vector_of_ones() -> None:
    texts, looks = unit(3, 64), unit(3, 32)
    alone = fusion.product([(texts, np.ones(3, bool))], 256)
    joined = fusion.product([(texts, np.ones(3, bool)), (looks, np.array([False, True, False]))], 256)
    assert joined[[0, 2]] == pytest.approx(alone[[0, 2]], abs=1e-6)
    assert np.linalg.norm(joined, axis=1) == pytest.approx(np.ones(3), abs=1e-5)
