"""A decoded picture as a person sees it: upright, in its own aspect, without black bars, in 8 bits of sRGB."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from av.video.reformatter import VideoReformatter
from numpy.typing import NDArray

Rgb = NDArray[np.uint8]
_PQ, _HLG = 16, 18  # transfer functions of ITU-T H.273
_DARK, _MOST_BAR, _LEAST_BAR, _BORDER = 24, 0.3, 0.01, 0.006
# One for each size: making one for each frame takes several times as long as scaling.
_SCALERS: dict[tuple[int, int], VideoReformatter] = {}
_MOST_SCALERS = 8
_BT2020_TO_709 = np.array(
    [[1.6605, -0.5876, -0.0728], [-0.1246, 1.1329, -0.0083], [-0.0182, -0.1006, 1.1187]], np.float32
)


@dataclass(frozen=True)
class Bars:
    """Shares of the height above and below, and of the width at either side, that are black throughout."""

    rows: float = 0.0
    columns: float = 0.0


@dataclass(frozen=True)
class View:
    """How the frames of one file are drawn. `pixel_aspect`: width of a pixel over its height."""

    size_px: int
    pixel_aspect: float = 1.0
    bars: Bars = Bars()

    def draw(self, frame: Any) -> Rgb:
        """uint8 (height, width, 3); the longer side is `size_px`, or less where the picture is smaller."""
        wide, high = frame.width * max(1.0, self.pixel_aspect), frame.height / min(1.0, self.pixel_aspect)
        seen_wide, seen_high = wide * (1 - 2 * self.bars.columns), high * (1 - 2 * self.bars.rows)
        scale = min(1.0, self.size_px / max(seen_wide, seen_high))
        width, height, across, down = (max(1, round(side * scale)) for side in (wide, high, seen_wide, seen_high))
        x, y = (width - across) // 2, (height - down) // 2
        return upright(_to_rgb(frame, width, height)[y : y + down, x : x + across], frame.rotation)


def upright(rgb: Rgb, rotation: int) -> Rgb:
    """`rotation`: degrees counter-clockwise by which players turn the picture, as the display matrix has it."""
    return np.ascontiguousarray(np.rot90(rgb, round(rotation / 90) % 4))


def thumbnail(frame: Any) -> NDArray[np.int16]:
    """64 x 36, for comparing pictures."""
    return np.asarray(_scaled(frame, 64, 36, "rgb24"), np.int16)


def pixel_aspect(stream: Any) -> float:
    """Width over height of a pixel; 1 where none is said or what is said is absurd."""
    ratio = float(stream.sample_aspect_ratio or stream.codec_context.sample_aspect_ratio or 1)
    return ratio if 0.25 <= ratio <= 4 else 1.0


def find_bars(frames: Iterable[Any]) -> Bars:
    """What is black at the edges of every frame that is not black altogether. Two such frames are needed."""
    edges = [edge for frame in frames if (edge := _dark_edges(_to_rgb(frame, 256, 256).max(axis=2)))]
    if len(edges) < 2:
        return Bars()
    rows, columns = np.min(edges, axis=0)
    return Bars(_bar(rows), _bar(columns))


def _bar(share: float) -> float:
    return float(min(share + _BORDER, _MOST_BAR)) if share > _LEAST_BAR else 0.0


def _dark_edges(levels: Rgb) -> tuple[float, float] | None:
    """Shares of rows and of columns at both edges alike that are dark."""
    if np.percentile(levels, 98) < 2 * _DARK:
        return None
    rows, columns = (np.percentile(levels, 98, axis=axis) < _DARK for axis in (1, 0))
    return _both_ends(rows), _both_ends(columns)


def _both_ends(dark: NDArray[np.bool_]) -> float:
    return float(min(np.argmin(dark), np.argmin(dark[::-1]))) / len(dark)


def _to_rgb(frame: Any, width: int, height: int) -> Rgb:
    if frame.color_trc in (_PQ, _HLG):
        deep = _scaled(frame, width, height, "rgb48le")
        return _tone_mapped(np.asarray(deep, np.float32) / np.float32(65535), frame.color_trc)
    return np.asarray(_scaled(frame, width, height, "rgb24"), np.uint8)


def _scaled(frame: Any, width: int, height: int, pixels: str) -> NDArray[Any]:
    to = _SCALERS.setdefault((width, height), VideoReformatter())
    if len(_SCALERS) > _MOST_SCALERS:
        _SCALERS.clear()
    scaled = to.reformat(frame, width, height, pixels, interpolation="AREA", threads=1).to_ndarray()
    return np.asarray(scaled)


def _tone_mapped(signal: NDArray[np.float32], transfer: int) -> Rgb:
    """High dynamic range in BT.2020 -> sRGB; paper white (203 cd/m2, ITU-R BT.2408) becomes a bright white."""
    light = _pq_light(signal) if transfer == _PQ else _hlg_light(signal)
    light = np.maximum(light @ _BT2020_TO_709.T, 0)
    light = light * 5.6 / (5 * (light + 0.6))  # after Reinhard: paper white to .7, 5 times as much to 1
    return np.asarray(np.clip(light, 0, 1) ** (1 / 2.2) * 255 + 0.5, np.uint8)


def _pq_light(signal: NDArray[np.float32]) -> NDArray[np.float32]:
    """SMPTE ST 2084, in units of paper white."""
    root = signal ** np.float32(1 / 78.84375)
    light = np.maximum(root - 0.8359375, 0) / (18.8515625 - 18.6875 * root)
    return np.asarray(light ** (1 / 0.1593017578125) * (10_000 / 203), np.float32)


def _hlg_light(signal: NDArray[np.float32]) -> NDArray[np.float32]:
    """ARIB STD-B67, its reference white (a signal of .75) as 1."""
    low, high = signal**2 / 3, (np.exp((signal - 0.55991073) / 0.17883277) + 0.28466892) / 12
    return np.asarray(np.where(signal <= 0.5, low, high) / 0.265, np.float32)
