"""Short affirmative phrases for what was measured, and only where it is clear.

Each is as short as people say it, so that it may stand word for word in a wish; where another wording is as usual,
both are given. No phrase says "film": "black and white film" won 9 of 10 wishes for some other kind of film.
"""

from __future__ import annotations

from collections.abc import Mapping

from indexers.media.models import Fact
from indexers.media.picture import colours

_DARK, _BRIGHT = 0.25, 0.52  # mean luma
_MUTED, _COLOURFUL = 20.0, 50.0  # Hasler and Suesstrunk
_MOSTLY, _LARGELY = 0.35, 0.15  # shares of a colour
_HIGH_CONTRAST = 0.27
_QUICK, _LONG_SHOT_S = 20.0, 20.0  # cuts a minute; mean length of a shot
_CALM, _LIVELY = 0.012, 0.085  # mean difference of pictures a second apart
_JUDGED_FROM_S = 10.0  # cutting is judged from this length
_OTHER_LIGHT, _OTHER_COLOUR = 0.12, 2.0  # how far a part must lie from the whole: luma, factor
_FORMATS = (  # aspect ratio from, to
    (0.0, 0.8, "vertical video"),
    (0.95, 1.05, "square format"),
    (1.25, 1.45, "old television format"),
    (2.2, 9.9, "widescreen format"),
)


def phrases(facts: Mapping[str, Fact], length_s: float) -> tuple[str, ...]:
    """For a whole file of that length."""
    found = [*_kind(facts), *_colour(facts), *_light(facts)]
    if not facts.get("still_picture"):
        found += [*_cutting(facts, length_s), *_movement(facts)]
    return tuple(dict.fromkeys([*found, *_format(facts)]))


def differing(part: Mapping[str, Fact], whole: Mapping[str, Fact]) -> tuple[str, ...]:
    """What is said of a part that differs clearly from the whole it belongs to; else nothing."""
    found: list[str] = []
    if abs(_number(part, "brightness") - _number(whole, "brightness")) > _OTHER_LIGHT:
        found += _light(part)
    found += [f"mostly {name}" for name in _largest(part, _MOSTLY) if _is_more(part, whole, f"colour_{name}")]
    if part.get("black_and_white") and not whole.get("black_and_white"):
        found += _colour(part)
    if _is_more(part, whole, "colourfulness") and _number(part, "colourfulness") > _COLOURFUL:
        found.append("colourful")
    if part.get("drawn") and not whole.get("drawn"):
        found.append("drawn")
    if _is_more(part, whole, "cuts_per_min"):
        found += _cutting(part, _JUDGED_FROM_S)
    if _is_more(part, whole, "motion") or _is_more(whole, part, "motion"):
        found += _movement(part)
    return tuple(found)


def _kind(facts: Mapping[str, Fact]) -> list[str]:
    found = []
    if facts.get("still_picture"):
        found.append("a still picture")
    if facts.get("drawn"):
        moves = not facts.get("still_picture") and _number(facts, "motion") > _CALM
        found.append("an animation" if moves else "drawn pictures")
    if "title_cards_share" in facts:
        found += ["title cards", "intertitles"]
    return found


def _colour(facts: Mapping[str, Fact]) -> list[str]:
    if facts.get("black_and_white"):
        tint = facts.get("tint")
        return [f"{tint} toned" if tint else "black and white", "monochrome"]
    colourfulness = _number(facts, "colourfulness")
    is_bright = _number(facts, "brightness") > _BRIGHT - 0.1
    found = []
    if colourfulness > _COLOURFUL:
        found += ["bright and colourful" if is_bright else "colourful", "vivid colours"]
    elif colourfulness < _MUTED and facts.get("black_and_white") is False:
        found.append("muted colours")
    return [*found, *_named(facts)]


def _named(facts: Mapping[str, Fact]) -> list[str]:
    mostly = [f"mostly {name}" for name in _largest(facts, _MOSTLY)]
    return [*mostly, *(f"{name} colours" for name in _largest(facts, _LARGELY)[:2])]


def _light(facts: Mapping[str, Fact]) -> list[str]:
    brightness, found = _number(facts, "brightness"), []
    if brightness < _DARK:
        found += ["dark pictures", "dimly lit"]
    elif brightness > _BRIGHT:
        found.append("bright pictures")
    if _number(facts, "contrast") > _HIGH_CONTRAST:
        found.append("high contrast")
    return found


def _cutting(facts: Mapping[str, Fact], length_s: float) -> list[str]:
    if "cuts_per_min" not in facts or length_s < _JUDGED_FROM_S:
        return []
    if _number(facts, "cuts_per_min") >= _QUICK:
        return ["quick cuts", "fast editing"]
    return ["long takes"] if _number(facts, "mean_shot_s") >= _LONG_SHOT_S else []


def _movement(facts: Mapping[str, Fact]) -> list[str]:
    if "motion" not in facts:
        return []
    motion = _number(facts, "motion")
    if motion < _CALM:
        return ["calm pictures"]
    return ["lively movement"] if motion > _LIVELY else []


def _format(facts: Mapping[str, Fact]) -> list[str]:
    aspect = _number(facts, "aspect_ratio")
    return [name for least, most, name in _FORMATS if least < aspect <= most]


def _largest(facts: Mapping[str, Fact], least: float) -> list[str]:
    """Names of colours, largest share first, that fill as much."""
    shares = {name: _number(facts, f"colour_{name}") for name in colours.NAMES if name in colours.CHROMATIC}
    return sorted((name for name, share in shares.items() if share >= least), key=lambda name: -shares[name])


def _is_more(one: Mapping[str, Fact], other: Mapping[str, Fact], name: str) -> bool:
    return name in one and _number(one, name) > _OTHER_COLOUR * _number(other, name)


def _number(facts: Mapping[str, Fact], name: str) -> float:
    return float(facts.get(name, 0.0))
