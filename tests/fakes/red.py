"""An image encoder that knows one thing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from indexers.encoders import Vectors
from indexers.media.models import Rgb


class Redness:
    """It sees how much red there is in a picture; every text means red."""

    name, revision, dim = "red", "1", 2

    def encode_images(self, images: Sequence[Rgb]) -> Vectors:
        red = np.array([float((image[..., 0] > image[..., 1].astype(int) + 50).mean()) for image in images])
        return np.stack([red, np.sqrt(1 - red**2)], -1).astype(np.float32)

    def encode_texts(self, texts: Sequence[str]) -> Vectors:
        return np.tile(np.array([1, 0], np.float32), (len(texts), 1))

    def attention(self, image: Rgb) -> NDArray[np.float32] | None:
        """Of the four quarters, how red each is."""
        height, width = image.shape[0] // 2, image.shape[1] // 2
        quarters = [image[y : y + height, x : x + width] for y in (0, height) for x in (0, width)]
        seen = self.encode_images(quarters)[:, 0].reshape(2, 2)
        return np.asarray(seen / max(float(seen.sum()), 1e-9), np.float32)
