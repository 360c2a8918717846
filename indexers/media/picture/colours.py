"""Colours by the names that people give them: the eleven basic ones, with turquoise and beige."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from indexers.media.models import Rgb

NAMES = tuple("black white grey red orange yellow green turquoise blue purple pink brown beige".split())
CHROMATIC = frozenset(NAMES) - {"black", "white", "grey", "beige"}
_BITS = 5  # of each channel: steps of 8, finer than people name
_HUES = (  # CIELAB hue in degrees, from where each begins
    (0.0, "red"), (48.0, "orange"), (78.0, "yellow"), (112.0, "green"), (165.0, "turquoise"),
    (235.0, "blue"), (307.0, "purple"), (345.0, "red"),
)  # fmt: skip
_TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
_WHITE = np.array([0.9505, 1.0, 1.089])  # D65


def shares(rgb: Rgb) -> NDArray[np.float32]:
    """float32 (len(NAMES),): the share of the picture's pixels that bear each name; they add up to 1."""
    cut = (rgb >> (8 - _BITS)).astype(np.int32)
    codes = (cut[..., 0] << 2 * _BITS) | (cut[..., 1] << _BITS) | cut[..., 2]
    counts = np.bincount(_table()[codes.ravel()], minlength=len(NAMES))
    return (counts / max(1, codes.size)).astype(np.float32)


def name(rgb: tuple[int, int, int]) -> str:
    """The name of one colour."""
    return NAMES[int(shares(np.array([[rgb]], np.uint8)).argmax())]


@cache
def _table() -> NDArray[np.uint8]:
    """Code of a colour -> place of its name."""
    steps = np.arange(1 << _BITS) * (256 >> _BITS) + (128 >> _BITS)
    red, green, blue = np.meshgrid(steps, steps, steps, indexing="ij")
    lab = _lab(np.stack([red, green, blue], -1).reshape(-1, 3) / 255)
    return np.array([NAMES.index(_named(*row)) for row in lab], np.uint8)


def _lab(rgb: NDArray[np.float64]) -> NDArray[np.float64]:
    """sRGB 0..1 (n, 3) -> CIELAB lightness 0..100, chroma, hue in degrees (CIE 15)."""
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    xyz = linear @ _TO_XYZ.T / _WHITE
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    a, b = 500 * (f[:, 0] - f[:, 1]), 200 * (f[:, 1] - f[:, 2])
    return np.stack([116 * f[:, 1] - 16, np.hypot(a, b), np.degrees(np.arctan2(b, a)) % 360], -1)


def _named(lightness: float, chroma: float, hue: float) -> str:
    if lightness < 12 or (lightness < 22 and chroma < 15):
        return "black"
    if chroma < 10:
        return "white" if lightness > 88 else "grey"
    found = [colour for start, colour in _HUES if hue >= start][-1]
    return _shaded(found, lightness, chroma)


def _shaded(colour: str, lightness: float, chroma: float) -> str:
    """Brown, beige and pink are dark, pale and light forms of others."""
    is_warm = colour in ("red", "orange", "yellow")
    if is_warm and chroma < 35 and lightness > 60:
        return "pink" if colour == "red" else "beige"
    if colour == "orange" and lightness < 62:
        return "brown"
    if colour == "red" and (chroma < 35 or lightness < 25):
        return "brown"
    if colour == "yellow" and lightness < 45:
        return "brown" if chroma < 40 else "green"
    if colour in ("red", "purple") and lightness > 62:
        return "pink"
    return colour
