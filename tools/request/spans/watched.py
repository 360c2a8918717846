"""What a message says of works seen before, and the stars that it gives."""

from __future__ import annotations

import re
from typing import Literal

from tools.request.words.en import intents as en_intents

_SEEN_ONLY = re.compile(
    r"\b(?:i(?:ve| have)?|we(?:ve| have)?) (?:already |all )?(?:seen|watched|heard|listened to"
    r"|played) (?:before|already)\b|\b(?:re ?watch|watch again|see again|hear again|listen again|seen before"
    r"|watch (?:it|one|something|them) again)\b"
    r"|from (?:all )?(?:that |what |the ones )?i(?:ve| have)? (?:already )?(?:seen|watched)"
    r"|\b(?<!last )(?<!the )(?<!favorite )(?<!favourite )(?:things|films|movies|ones|something|albums|series"
    r"|shows|anything|comedies|dramas|thrillers|westerns|musicals|documentaries|horrors|classics"
    r"|stuff) (?:that )?(?:i|we)(?:ve| have)? (?:already )?(?:seen|watched|heard|know|loved before|rated)\b"
    r"|could watch again|old favou?rites?"
)
_SEEN_ANY = re.compile(
    r"\bnot (?:only|just) (?:those|the ones|things|what|ones|stuff|films|movies) (?:that )?(?:i|we)(?:ve"
    r"| have)? (?:already )?(?:seen|know|watched)|\bseen or (?:not|unseen)|whether (?:or not )?i(?:ve"
    r"| have) seen|even if i(?:ve| have)? (?:already )?(?:seen|watched|heard)|includ(?:e"
    r"|ing) (?:the )?(?:ones|those|things|films|movies|what) (?:that )?i(?:ve| have)?|(?:dont|do not) (?:mind"
    r"|care) (?:re ?watching|if i(?:ve| have)|seeing (?:it|something) again|repeats)|(?:doesnt|does not"
    r"|dont) (?:matter|care|mind) (?:if|whether) i(?:ve| have)|can be (?:one|ones|something"
    r"|things?) (?:that )?i(?:ve| have)|repeats are (?:fine|ok|okay)|re ?watch(?:es|ing)? (?:(?:is"
    r"|are) )?(?:fine|ok|okay|allowed|welcome)|seen ones (?:are|too|as well)|already seen is (?:fine|ok)"
    r"|can be something i(?:ve| have)|again is (?:fine|ok)|no matter if i"
)
_UNSEEN = re.compile(
    r"new to me|(?:havent|have not|never|not) (?:yet )?(?:seen|watched|heard)|unseen"
    r"|dont know yet|first time for me"
)
_NEW_TO_ME = re.compile(
    r"new to me|unseen|(?:something|anything|things|stuff|ones?|films?|movies?|series|shows?|albums?"
    r"|what)\b.{0,25}(?:havent|have not|never|not) (?:yet )?(?:seen|watched|heard)(?! (?:it|that|this))"
)
_STARS = re.compile(
    r"(?P<n>\d(?:[.,]\d)?|10|one|two|three|four|five|six|seven|eight|nine"
    r"|ten)(?: and a (?P<half>half))? ?(?P<unit>stars?|/ ?10|out of 10|out of ten|/ ?5|out of 5|out of five"
    r"|\+ stars|points)?"
)


def is_unseen(norm: str) -> bool:
    """Whether something is said not to be seen yet."""
    return _UNSEEN.search(norm) is not None


def read_seen(norm: str) -> Literal["exclude", "only", "any"] | None:
    """Whether works seen before are asked for alone, may come too, or are not wanted; None: nothing is said of it."""
    if _SEEN_ANY.search(norm):
        return "any"
    if _UNSEEN.search(norm):
        return "exclude" if _NEW_TO_ME.search(norm) else None
    if (
        _SEEN_ONLY.search(norm)
        and not re.search(
            r"(?:watch|see|hear) (?:it|that|this|that one) again|i(?:ve| have) seen (?:it|that|this)", norm
        )
        and re.search(
            r"something|anything|again|rewatch|albums? i|songs? i|shows? i|series i|show|give|recommend|suggest"
            r"|ones? i|things i|films? i|movies? i|(?:comedies|dramas|thrillers|westerns|musicals"
            r"|documentaries|horrors|classics|stuff) (?:that )?i|only|from",
            norm,
        )
    ):
        return "only"
    return None


def read_stars(norm: str, *, has_target: bool) -> float | None:
    """Stars (0..5) that the message gives to a title or to what it points at."""
    if not has_target or not re.search(en_intents.STARS, norm):
        return None
    if re.search(r"(?:recommend|at least|or more|and up|above|looking for|rated (?:at least|above|over))", norm):
        return None
    match = next(
        (
            m
            for m in _STARS.finditer(norm)
            if m["unit"] or re.search(r"\b(?:give|gave|rate|rated|score|gets|deserves)\b", norm)
        ),
        None,
    )
    if match is None or match["n"] is None:
        return None
    value = {
        "one": 1,
        "two": 2,
        "three": 3,
        "four": 4,
        "five": 5,
        "six": 6,
        "seven": 7,
        "eight": 8,
        "nine": 9,
        "ten": 10,
    }.get(match["n"]) or float(match["n"].replace(",", "."))
    value += 0.5 if match["half"] else 0
    return value / 2 if value > 5 or "10" in (match["unit"] or "") or "ten" in (match["unit"] or "") else value
