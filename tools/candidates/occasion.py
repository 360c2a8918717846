"""When and with whom something is to be watched or heard says nothing of what it is about."""

from __future__ import annotations

import re

_TIME = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|morning|afternoon|evening|night|tonight|weekend|day off|date"
    r"|date night|night in|holidays?|lunch break|commute|long drive|road trip|train ride|flight|party|dinner"
)
_KIND = (
    r"(?:\w+ly|cold|cosy|cozy|dark|first|free|gloomy|grey|gray|hot|lazy|long|quiet|rainy|relaxed|short|slow|snowy|"
    r"stormy|sunny|tired|warm|wet|whole|winter|summer|autumn|saturday|sunday|friday)"
)
_COMFORT = "cosy"  # a mood, see `moods`
_OCCASION = re.compile(
    rf"[,;]?\s*\b(?:(?:for|on|this|during)\s+(?:an?\s+|the\s+|my\s+|our\s+|some\s+)?(?:{_KIND}\s+)*(?:{_TIME})"
    rf"(?:\s+(?:night|evening|afternoon|morning))?\b|(?<!\ba\s)(?<!\bthe\s)(?<!\bone\s){_KIND}\s+(?:{_TIME})$)[.!?]*",
    re.IGNORECASE,
)


def without_occasion(query: str) -> str:
    """The theme alone: "something warm for a rainy sunday" is "something warm". An occasion alone asks for comfort."""
    left = " ".join(_OCCASION.sub(" ", query).split()).strip(" ,;")
    return left or (_COMFORT if query else "")
