"""One picture in numbers. Each is a share or a mean, so that the numbers of several pictures may be averaged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from indexers.media.models import Rgb
from indexers.media.picture import colours

_Plane = NDArray[np.float32]
_LUMA = np.array([0.299, 0.587, 0.114], np.float32)  # ITU-R BT.601
_COLOUR_PX = 192  # the longer side of what colours are measured on: 2 ms instead of 9
_FLAT, _SHARP = 1.5, 40.0  # steps of luma from pixel to pixel, of 255
# Of the strength of colours, 0..390: a codec leaves 1 to grey, filmed bricks and car parks, the dullest, have 10.
_GREY = 6.0
_MOST_TINT = 90.0  # the strongest sepia; more is a picture of two colours
_RESIDUE = 0.12  # how far colours lie off the curve, as a share of their strength; filmed ones .2 to .5
_LEAST_CONTRAST = 0.04


@dataclass(frozen=True)
class Measures:
    """`shares`: of the names in `colours.NAMES`. What is a bool of one picture is the share of those of several."""

    brightness: float  # mean luma, 0..1
    contrast: float  # standard deviation of luma, 0..0.5
    colourfulness: float  # Hasler and Suesstrunk 2003: 15 slight, 33 moderate, 59 quite, 82 high
    red_green: float  # mean opponent colours, -255..255: the tint where there are no colours
    yellow_blue: float
    monochrome: float  # every colour follows from the luma alone
    drawn: float  # flat fields with sharp borders in few colours
    title_card: float  # bright letters on a dark ground
    shares: tuple[float, ...]


_NUMBERS = [field.name for field in fields(Measures) if field.name != "shares"]


def measure(rgb: Rgb) -> Measures:
    """`rgb`: uint8 (height, width, 3) of any size; 384 px is enough."""
    luma = rgb.astype(np.float32) @ _LUMA
    step = max(1, round(max(rgb.shape[:2]) / _COLOUR_PX))
    small = rgb[::step, ::step]
    opponents = _opponents(small)
    names = colours.shares(small)
    contrast = float(luma.std()) / 255
    is_card = _is_title_card(luma)
    is_grey = contrast >= _LEAST_CONTRAST and _is_monochrome(luma[::step, ::step], opponents)
    return Measures(
        brightness=float(luma.mean()) / 255,
        contrast=contrast,
        colourfulness=_colourfulness(opponents),
        red_green=float(opponents[0].mean()),
        yellow_blue=float(opponents[1].mean()),
        monochrome=float(is_grey),
        drawn=float(not is_card and _is_drawn(luma, small)),
        title_card=float(is_card),
        shares=tuple(map(float, names)),
    )


def mean(measures: Sequence[Measures], weights: Sequence[float]) -> Measures:
    """Weighted, number by number. `weights`: at least one above 0, say seconds."""
    rows = np.array([[*(getattr(one, name) for name in _NUMBERS), *one.shares] for one in measures])
    row = np.average(rows, axis=0, weights=np.asarray(weights)).tolist()
    numbers = dict(zip(_NUMBERS, row, strict=False))
    return Measures(**numbers, shares=tuple(row[len(_NUMBERS) :]))


def _opponents(rgb: Rgb) -> tuple[_Plane, _Plane]:
    """Red against green, yellow against blue; each -255..255."""
    red, green, blue = np.moveaxis(rgb.astype(np.float32), -1, 0)
    return red - green, (red + green) / 2 - blue


def _colourfulness(opponents: tuple[_Plane, _Plane]) -> float:
    red_green, yellow_blue = opponents
    spread = np.hypot(red_green.std(), yellow_blue.std())
    return float(spread + 0.3 * np.hypot(red_green.mean(), yellow_blue.mean()))


def _is_monochrome(luma: _Plane, opponents: tuple[_Plane, _Plane]) -> bool:
    """Grey, or tinted: what colour there is lies on one curve of the luma, and is weak."""
    colour = np.stack([plane.ravel() for plane in opponents], -1)
    strength = float(np.percentile(np.hypot(colour[:, 0], colour[:, 1]), 98))
    if strength < _GREY or strength > _MOST_TINT:
        return strength < _GREY
    y = luma.ravel() / 255
    curve = np.stack([np.ones_like(y), y, y * y], -1)
    fitted, *_ = np.linalg.lstsq(curve, colour, rcond=None)
    residue = float(np.sqrt(((colour - curve @ fitted) ** 2).sum(axis=1).mean()))
    return residue < _RESIDUE * strength


def _is_drawn(luma: _Plane, small: Rgb) -> bool:
    """Of the steps that are not flat, .38 to .56 are borders in drawings, .15 at most in films and rendered worlds."""
    steps = np.abs(np.diff(luma, axis=1))
    changing, borders = float((steps >= _FLAT).mean()), float((steps > _SHARP).mean())
    return changing < 0.1 and borders > 0.25 * changing and 2 <= _colour_count(small) <= 24


def _colour_count(rgb: Rgb) -> int:
    """How many of 4,096 colours cover 95% of the picture."""
    cut = (rgb >> 4).astype(np.int32)
    counts = np.bincount((cut[..., 0] << 8 | cut[..., 1] << 4 | cut[..., 2]).ravel(), minlength=4096)
    covered = np.cumsum(np.sort(counts)[::-1])
    return int(np.searchsorted(covered, 0.95 * covered[-1])) + 1


def _is_title_card(luma: _Plane) -> bool:
    """Bright letters in rows on a dark ground, with next to nothing between. Stars fill all rows, and have halos."""
    dark, bright = float((luma < 64).mean()), float((luma > 150).mean())
    borders = np.abs(np.diff(luma, axis=1)) > _SHARP
    lettered = float((borders.sum(axis=1) >= 8).mean())
    is_lettered = 0.04 < lettered < 0.7 and float(borders.mean()) > 0.3 * bright
    return is_lettered and dark > 0.75 and 0.005 < bright < 0.2 and 1 - dark - bright < 1.2 * bright
