"""Fits the kinds of everyday sounds on a folder of ESC-10 (one folder a kind), and says how well they are told apart.

    python -m tests.evals.sound_kinds FOLDER [--write]

Each recording is judged by numbers fitted on the others. `--write` writes indexers/media/sound/kinds.json.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexers.errors import Undecodable
from indexers.media.decode import Media
from indexers.media.sound.heard import numbers_of
from indexers.media.sound.kinds import Kinds
from indexers.media.sound.spectrum import RATE_HZ
from tests.measure.record import ROOT

Floats = NDArray[np.float64]

TARGET = ROOT / "indexers" / "media" / "sound" / "kinds.json"
SHRINK = 0.6  # of the covariance towards equal variances: .1 to .8 tell 48 or 49 of 61 apart
PHRASES = {
    "Baby cry": "a baby crying", "Chainsaw": "a chainsaw running", "Clock tick": "a clock ticking",
    "Dog bark": "a dog barking", "Fire crackling": "a crackling fire", "Helicopter": "a helicopter flying",
    "Person sneeze": "a person sneezing", "Rain": "rain falling", "Rooster": "a rooster crowing",
    "Sea waves": "waves of the sea",
}  # fmt: skip


def fit(numbers: Floats, kinds: list[str]) -> Kinds:
    """A linear discriminant with one shrunken covariance for all kinds, each kind counting alike."""
    names = tuple(sorted(set(kinds)))
    own = np.array([names.index(kind) for kind in kinds])
    weight = (1 / np.bincount(own))[own]
    centre = np.average(numbers, axis=0, weights=weight)
    scale = np.sqrt(np.average((numbers - centre) ** 2, axis=0, weights=weight)) + 1e-9
    units = (numbers - centre) / scale
    means = np.stack([units[own == kind].mean(0) for kind in range(len(names))])
    off = units - means[own]
    covariance = (off * weight[:, None]).T @ off / weight.sum()
    even = np.eye(len(centre)) * np.trace(covariance) / len(centre)
    metric = np.linalg.inv((1 - SHRINK) * covariance + SHRINK * even)
    return Kinds(names, centre, scale, means, metric)


def judge(numbers: Floats, kinds: list[str], sources: list[str]) -> Iterator[tuple[str, str, str | None, float]]:
    """Kind, nearest kind, what is told of it, distance; each by numbers fitted on other recordings."""
    for source in sorted(set(sources)):
        others = [n for n, other in enumerate(sources) if other != source]
        known = fit(numbers[others], [kinds[n] for n in others])
        for n in (n for n, other in enumerate(sources) if other == source):
            distances = known.distances(numbers[n])
            yield kinds[n], known.names[int(distances.argmin())], known.tell(numbers[n]), float(distances.min())


def read(folder: Path) -> tuple[Floats, list[str], list[str]]:
    """Numbers, kind and recording (the name without its take) of each file."""
    numbers, kinds, sources = [], [], []
    for path in sorted(folder.glob("*/*")):
        try:
            with Media.open(path) as media:
                samples = np.concatenate([sound.samples for sound in media.sound(RATE_HZ)])
        except Undecodable:
            continue
        if (found := numbers_of(samples)) is not None:
            numbers.append(found)
            kinds.append(PHRASES[path.parent.name])
            sources.append(path.stem.rsplit("-", 1)[0])
    return np.array(numbers), kinds, sources


def write(kinds: Kinds) -> None:
    arrays = {"centre": kinds.centre, "scale": kinds.scale, "means": kinds.means, "metric": kinds.metric}
    record = {"names": kinds.names} | {
        name: [[float(f"{v:.5g}") for v in row] for row in np.atleast_2d(values)] if values.ndim > 1
        else [float(f"{v:.5g}") for v in values]
        for name, values in arrays.items()
    }  # fmt: skip
    TARGET.write_text(json.dumps(record) + "\n", encoding="utf8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    numbers, kinds, sources = read(options.folder)
    judged = list(judge(numbers, kinds, sources))
    for kind in sorted(set(kinds)):
        nearest = Counter(near for own, near, _, _ in judged if own == kind)
        told = Counter(str(told) for own, _, told, _ in judged if own == kind)
        print(f"{kind:22} nearest {dict(nearest)}  told {dict(told)}")
    told_right = [told == own for own, _, told, _ in judged if told is not None]
    print(f"nearest right {sum(own == near for own, near, _, _ in judged)} of {len(judged)}")
    print(f"told {len(told_right)}, right {sum(told_right)}")
    print(f"distances, half, 9 of 10 and 99 of 100 below: {np.percentile([d for *_, d in judged], [50, 90, 99])}")
    if options.write:
        write(fit(numbers, kinds))


if __name__ == "__main__":
    main()
