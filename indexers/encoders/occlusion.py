"""What mattered inside a picture: the region whose removal lowers its score most."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexers.encoders.pictures import PictureEncoder
from indexers.media.models import Rgb, Vector


@dataclass(frozen=True)
class Region:
    """Edges as shares of width and height, from the top left. `loss`: by how much the cosine falls without it."""

    left: float
    top: float
    right: float
    bottom: float
    loss: float


def occlude(encoder: PictureEncoder, frame: Rgb, query: Vector, grid: int = 4) -> Region | None:
    """The cell of a `grid` x `grid` raster that carries most of the cosine to `query` (unit length, (dim,)).

    Each cell in turn is painted in the picture's mean colour: grid * grid + 1 encodings. None where no cell counts.
    """
    if grid < 1 or min(frame.shape[:2]) < grid:
        raise ValueError(f"a picture of {frame.shape[:2]} has no raster of {grid}")
    cells = list(_cells(grid))
    pictures = [frame, *(_without(frame, cell) for cell in cells)]
    whole, *parts = (encoder.encode_images(pictures) @ query).tolist()
    loss, cell = max(zip((whole - part for part in parts), cells, strict=True))
    return Region(*cell, loss) if loss > 0 else None


_Cell = tuple[float, float, float, float]


def _cells(grid: int) -> Iterator[_Cell]:
    for row in range(grid):
        for column in range(grid):
            yield column / grid, row / grid, (column + 1) / grid, (row + 1) / grid


def _without(frame: Rgb, cell: _Cell) -> NDArray[np.uint8]:
    height, width = frame.shape[:2]
    left, right = (round(edge * width) for edge in (cell[0], cell[2]))
    top, bottom = (round(edge * height) for edge in (cell[1], cell[3]))
    painted = frame.copy()
    painted[top:bottom, left:right] = frame.mean(axis=(0, 1))
    return painted
