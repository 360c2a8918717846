"""Which of a few everyday sounds a stretch of 5 s is, by a linear discriminant over its timbre, and only where sure.

The numbers of kinds.json are fitted by `python -m tests.evals.sound_kinds` on ESC-10's first fold.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

FAR = 75.0  # squared distance to the nearest kind from which a sound is none of them
SURE = 0.6  # share of likelihood that the nearest kind must have


@dataclass(frozen=True)
class Kinds:
    """`names` (k,), `means` (k, d) in standard units; `centre`, `scale` (d,); `metric` (d, d)."""

    names: tuple[str, ...]
    centre: Floats
    scale: Floats
    means: Floats
    metric: Floats

    def distances(self, numbers: Floats) -> Floats:
        """Squared Mahalanobis distance to each kind."""
        off = (numbers - self.centre) / self.scale - self.means
        return np.asarray(np.einsum("kd,de,ke->k", off, self.metric, off))

    def tell(self, numbers: Floats) -> str | None:
        """The kind, such as "dog barking"; None where it may be another or none of them."""
        distances = self.distances(numbers)
        shares = np.exp(-0.5 * (distances - distances.min()))
        best = int(distances.argmin())
        is_sure = shares[best] / shares.sum() >= SURE and distances[best] < FAR
        return self.names[best] if is_sure else None


@cache
def known_kinds() -> Kinds:
    record = json.loads(files("indexers.media.sound").joinpath("kinds.json").read_text(encoding="utf8"))
    names = tuple(record.pop("names"))
    return Kinds(names, **{name: np.array(values) for name, values in record.items()})
