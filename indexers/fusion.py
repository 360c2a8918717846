"""Several modalities into one: by concatenation, whose score is a sum of exact parts, or by product.

Concatenation: with unit vectors v_m, each scaled by the root of its weight and joined, the similarity of two items is
the weighted sum of their similarities by each modality. So nothing is joined: the sum is taken, and its parts are kept.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Vectors = NDArray[np.float32]
Mask = NDArray[np.bool_]


def shares(weights: Sequence[float], present: Mask) -> Floats:
    """(n, m): what each modality weighs for each item, those that an item lacks left out.

    Each row sums to the sum of `weights`, so that an item of which only one thing is known is judged by that alone; a
    row of zeros where nothing is. `present`: bool (n, m).
    """
    own = np.asarray(weights, np.float64) * present
    sums = own.sum(axis=1, keepdims=True)
    scaled: Floats = np.divide(own * sum(weights), sums, out=np.zeros_like(own), where=sums > 0)
    return scaled


def concatenate(similarities: NDArray[np.floating], weights: Sequence[float], present: Mask) -> Floats:
    """(n, m): the part of each modality in each item's score, which is the sum of its row.

    `similarities`: (n, m); what stands there for an absent modality does not count. Weights that sum to 1 keep the
    score within the range of the similarities.
    """
    return np.where(present, np.asarray(similarities, np.float64), 0) * shares(weights, present)


def projection(dim: int, common: int, seed: int) -> Vectors:
    """float32 (dim, common): a random map to the common dimension that keeps cosines, one a modality by its seed.

    Gaussian, after Johnson and Lindenstrauss (1984): the product of the maps of two modalities keeps, on average, the
    product of their cosines (Pham and Pagh 2013).
    """
    return np.random.default_rng(seed).standard_normal((dim, common), np.float32)


def product(modalities: Sequence[tuple[Vectors, Mask]], common: int) -> Vectors:
    """float32 (n, common), unit length: each modality projected and multiplied element by element.

    `modalities`: for each its vectors (n, d) of unit length and bool (n,), which items have one; a missing one is a
    vector of ones and changes nothing.
    """
    joined = np.ones((len(modalities[0][0]), common), np.float32)
    for seed, (vectors, present) in enumerate(modalities):
        projected = vectors @ projection(vectors.shape[1], common, seed)
        joined *= np.where(present[:, None], projected, 1)
    length = np.linalg.norm(joined, axis=1, keepdims=True)
    unit: Vectors = (joined / np.maximum(length, 1e-9)).astype(np.float32)
    return unit
