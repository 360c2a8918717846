"""Facts of a span of shots: of a whole file, or of a part of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from indexers.media.models import Fact, Scene, Vector
from indexers.media.picture import colours
from indexers.media.picture.frame import Measures, mean, measure

_LEAST_S = 0.04  # a picture file has no length, but weighs as much as a frame
_CUTS_FROM_S = 10.0  # a cut rate of less says nothing
_SHOWN = 0.05  # share from which a colour is named
_MANY = 0.9  # of the time: what is said of the whole
_DRAWN = 0.6
_CARDS_FROM, _CARDS_TO = 0.04, 0.5  # of the time
_STILL = 0.004  # a codec alone moves a still picture by .002
_NO_TINT = 6.0


@dataclass(frozen=True, eq=False)
class Shot:
    """A scene without its frame. `aspect`: width over height of what is seen. `vector`: where there is an encoder."""

    start_s: float
    end_s: float
    measures: Measures
    motion: float | None
    aspect: float
    vector: Vector | None = None

    @property
    def length_s(self) -> float:
        return max(_LEAST_S, self.end_s - self.start_s)


@dataclass(frozen=True, eq=False)
class Span:
    """Shots that follow each other; at least one."""

    shots: tuple[Shot, ...]

    @property
    def start_s(self) -> float:
        return self.shots[0].start_s

    @property
    def end_s(self) -> float:
        return self.shots[-1].end_s

    @property
    def length_s(self) -> float:
        return self.end_s - self.start_s

    @cached_property
    def mean(self) -> Measures:
        return mean([shot.measures for shot in self.shots], [shot.length_s for shot in self.shots])

    @cached_property
    def motion(self) -> float | None:
        known = [(shot.motion, shot.length_s) for shot in self.shots if shot.motion is not None]
        return sum(m * s for m, s in known) / sum(s for _, s in known) if known else None


def shot_of(scene: Scene) -> Shot:
    height, width = scene.frame.rgb.shape[:2]
    return Shot(scene.start_s, scene.end_s, measure(scene.frame.rgb), scene.motion, width / height)


def facts(span: Span) -> dict[str, Fact]:
    """Numbers by name with unit; what could not be measured is left out."""
    seen = span.mean
    found: dict[str, Fact] = {
        "brightness": round(seen.brightness, 3),
        "contrast": round(seen.contrast, 3),
        "colourfulness": round(seen.colourfulness, 1),
        **_monochrome(span),
        **palette(seen),
        **_cuts(span),
    }
    if span.motion is not None:
        found["motion"] = round(span.motion, 4)
    if seen.drawn >= _DRAWN:
        found["drawn"] = True
    return found


def whole_facts(span: Span) -> dict[str, Fact]:
    """The facts of a span that is a whole file, with those that a part does not have."""
    found = facts(span)
    found["aspect_ratio"] = round(span.shots[0].aspect, 2)
    if _is_still(span):
        found["still_picture"] = True
    if (cards := _title_cards(span)) is not None:
        found["title_cards_share"] = round(cards, 3)
    return found


def _monochrome(span: Span) -> dict[str, Fact]:
    """Nothing where only some of it is, or where there is nothing but white letters on black."""
    pictures = [shot for shot in span.shots if not shot.measures.title_card]
    grey_s = sum(shot.length_s for shot in pictures if shot.measures.monochrome)
    share = grey_s / sum(shot.length_s for shot in pictures) if pictures else 0.5
    if share < _MANY:
        return {"black_and_white": False} if share < 1 - _MANY else {}
    found: dict[str, Fact] = {"black_and_white": True}
    if tint := _tint(span.mean):
        found["tint"] = tint
    return found


def _tint(seen: Measures) -> str:
    if max(abs(seen.red_green), abs(seen.yellow_blue)) < _NO_TINT:
        return ""
    if seen.yellow_blue > 0 and seen.red_green > -_NO_TINT:
        return "sepia"
    if seen.yellow_blue < 0:
        return "blue" if seen.red_green < seen.yellow_blue / -2 else "purple"
    return "green"


def palette(seen: Measures) -> dict[str, Fact]:
    """`palette`: the names by share; `colour_blue` and so on: the shares."""
    named = sorted(zip(seen.shares, colours.NAMES, strict=True), reverse=True)
    shown = [(share, name) for share, name in named[:5] if share >= _SHOWN]
    text = ", ".join(f"{name} {share:.0%}" for share, name in shown)
    return {"palette": text, **{f"colour_{name}": round(share, 3) for share, name in shown}}


def _cuts(span: Span) -> dict[str, Fact]:
    if span.length_s < _CUTS_FROM_S:
        return {}
    cuts = len(span.shots) - 1
    return {
        "cuts_per_min": round(60 * cuts / span.length_s, 1),
        "mean_shot_s": round(span.length_s / len(span.shots), 1),
    }


def _is_still(span: Span) -> bool:
    """One picture throughout, as music has on video sites; or a picture file."""
    if span.length_s <= _LEAST_S:
        return True
    return len(span.shots) == 1 and span.motion is not None and span.motion < _STILL


def _title_cards(span: Span) -> float | None:
    """Their share of the time, where cards stand between pictures and not only before and after them."""
    begin_s, end_s = span.start_s + 0.1 * span.length_s, span.end_s - 0.1 * span.length_s
    cards = [shot for shot in span.shots if shot.measures.title_card]
    between = [shot for shot in cards if begin_s < shot.start_s and shot.end_s < end_s]
    share = sum(shot.length_s for shot in cards) / max(span.length_s, _LEAST_S)
    return share if len(between) >= 2 and _CARDS_FROM <= share <= _CARDS_TO else None
