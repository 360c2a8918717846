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

    None where no cell counts.
    """
    lost = losses(encoder, frame, query, grid)
    loss, cell = max(zip(lost.ravel().tolist(), _cells(grid), strict=True))
    return Region(*cell, loss) if loss > 0 else None


def losses(encoder: PictureEncoder, frame: Rgb, query: Vector, grid: int = 4) -> Vector:
    """float32 (grid, grid): by how much the cosine to `query` falls without each cell; less than 0 where it rises.

    Each cell in turn is painted in the picture's mean colour: grid * grid + 1 encodings.
    """
    if grid < 1 or min(frame.shape[:2]) < grid:
        raise ValueError(f"a picture of {frame.shape[:2]} has no raster of {grid}")
    pictures = [frame, *(_without(frame, cell) for cell in _cells(grid))]
    cosines = encoder.encode_images(pictures) @ query
    return np.asarray(cosines[0] - cosines[1:].reshape(grid, grid), np.float32)


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
