"""Years, decades and centuries as spans of years."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime

from tools.request.spans.quantities.atoms import (
    Bounds,
    N,
    compiled,
    mention_of,
    number_of,
    said_after,
    said_before,
)
from tools.request.spans.text import Text
from tools.request.state import Mention
from tools.request.words.en import numbers as en

_YEARS = range(1870, 2101)
_YEAR_ATOMS: tuple[tuple[str, Callable[[re.Match[str]], tuple[int, int]]], ...] = (
    (r"(?P<y>1[89]\d0|20[0-2]0)(?:s|ies)", lambda m: (int(m["y"]), int(m["y"]) + 9)),
    (r"(?<!my )(?<!his )(?<!her )(?<!their )(?<!our )(?<!under )(?<!over )(?P<y>[0-9]0)(?:s|ies)(?! (?:baby"
        r"|babies|kid|kids|child)\b)", lambda m: _short_decade(int(m["y"]))),
    (
        r"(?<!my )(?<!his )(?<!her )(?<!their )(?<!our )(?P<y>" + "|".join(sorted(en.DECADE_WORDS, key=len,
        reverse=True)) + ")",
        lambda m: (en.DECADE_WORDS[m["y"]], en.DECADE_WORDS[m["y"]] + 9),
    ),
    (r"(?P<y>1[89]|2[01])(?:st|th) century", lambda m: (100 * int(m["y"]) - 99, 100 * int(m["y"]))),
    (r"(?P<y>twentieth|nineteenth|twenty first) century", lambda m: _century(m["y"])),
    ("(?P<y>" + "|".join(sorted(en.YEAR_WORDS, key=len,
    reverse=True)) + ")(?! (?:minutes|mins|hours|years|films|movies|songs))", lambda m: (en.YEAR_WORDS[m["y"]],) * 2),
    (r"(?<=from )(?P<y>[3-9]\d)(?= (?:to|until|till|through|-) [3-9]\d\b(?! min))"
        r"|(?<=\d\d to )(?P<z>[3-9]\d)(?!\d| ?min| ?hour|\w)", lambda m: (1900 + int(m["y"] or m["z"]),) * 2),
    (r"y?2k", lambda m: (2000, 2000)),
    (rf"(?<=before )(?:{en.THE_WAR})|(?<=after )(?:{en.THE_WAR})|(?<=since )(?:{en.THE_WAR})|(?<=pre )war"
        r"|(?<=post )war", lambda m: en.WAR_YEARS),
    (r"(?P<y>1[89]\d\d|20\d\d)", lambda m: (int(m["y"]), int(m["y"]))),
)  # fmt: skip
_YEAR_ATOM = [(re.compile(rf"(?<![\w.]){pattern}(?!\w|\.\d)"), value) for pattern, value in _YEAR_ATOMS]
_JOINS = re.compile(
    r" ?,? ?(?:and|or|to|-|/|through|thru|till|until|and the|or the|to the|into the|and maybe|, or|, and|&"
    r"|,) ?(?:the |early |mid |late )*"
)
_EDGE = re.compile(
    r"(?:^|.* )(?P<hit>(?:the |very )?(?:early|mid|late|later|earlier"
    r"|middle of the)(?: to (?:early|mid|late))? )$"
)


_NOT_YEARS = (
    r"not (?:made|filmed|released|shot) in|set in|takes place in|set during|(?:not|no|nothing|avoid|without"
    r"|none)(?: (?:any|anything|films?|movies?|stuff|series))* (?:from|in|of)|not from|nothing from|not|no"
    r"|nothing in|not in|avoid|except|without|none from|nothing of"
)


def _short_decade(year: int) -> tuple[int, int]:
    first = (2000 if year <= 10 else 1900) + year
    return first, first + 9


def _century(word: str) -> tuple[int, int]:
    last = {"nineteenth": 1900, "twentieth": 2000, "twenty first": 2100}[word]
    return last - 99, last


def _year_spans(norm: str) -> list[tuple[int, int, int, int]]:
    """(start, end, first year, last year); ranges and lists of years are joined."""
    atoms: list[tuple[int, int, int, int]] = []
    for pattern, value in _YEAR_ATOM:
        for match in pattern.finditer(norm):
            if all(match.end() <= a[0] or match.start() >= a[1] for a in atoms):
                atoms.append((*match.span(), *value(match)))
    joined: list[tuple[int, int, int, int]] = []
    for start, end, low, high in sorted(atoms):
        if joined and _JOINS.fullmatch(norm, joined[-1][1], start):
            before = joined.pop()
            joined.append((before[0], end, min(low, before[2]), max(high, before[3])))
        else:
            joined.append((start, end, low, high))
    return joined


def find_years(text: Text, now: datetime) -> Iterator[Mention]:
    norm = text.norm
    spans = _year_spans(norm)
    for start, end, low, high in spans:
        if low not in _YEARS or compiled(r" (?:minutes?|mins?|hours?|people|dollars)\b").match(norm, end):
            continue
        edge = _EDGE.match(norm[:start])
        bounds, begin, stop = _year_bounds(norm, edge.start("hit") if edge else start, end, low, high)
        yield mention_of(text, "years", _sane_years(bounds, now), begin, stop)
    if not spans:  # "the last decade, say since 2015": the year tells it better
        yield from _relative_years(text, now)


def _sane_years(bounds: Bounds, now: datetime) -> Bounds:
    low, high = bounds
    return (
        low,
        None
        if high is not None and high > now.year and low is not None and low <= now.year and high % 100 == 0
        else high,
    )


def _year_bounds(norm: str, start: int, end: int, low: int, high: int) -> tuple[Bounds, int, int]:
    offset = max(0, start - 80)
    if hit := said_before(norm, start, "born in|born"):
        return (None, None), offset + hit.start("hit"), end
    if low != high and (hit := said_before(norm, start, _NOT_YEARS)):
        return (None, None), offset + hit.start("hit"), end
    cases: tuple[tuple[str, Bounds], ...] = (
        (en.SINCE, (low, None)), (en.UNTIL, (None, high)), (en.BEFORE, (None, low - 1)), (en.AFTER, (high + 1, None)),
    )  # fmt: skip
    if low == high or not said_before(norm, start, "between"):
        for pattern, bounds in cases:
            if hit := said_before(norm, start, pattern):
                return bounds, offset + hit.start("hit"), end
    for pattern, bounds in ((en.OR_NEWER, (low, None)), (en.OR_OLDER, (None, high))):
        if hit := said_after(norm, end, pattern):
            return bounds, start, hit.end()
    from_ = said_before(norm, start, "from|between|during|in|of")
    begin = offset + from_.start("hit") if from_ else start
    if low == high and from_ and from_["hit"] == "from":
        return (low, None), begin, end
    return (low, high), begin, end


def _relative_years(text: Text, now: datetime) -> Iterator[Mention]:
    this = now.year
    cases: tuple[tuple[str, Callable[[re.Match[str]], Bounds]], ...] = (
        (rf"(?:in |from |of |within |over )?(?:the )?(?:last|past) (?P<n>{N}) years?",
        lambda m: (this - round(number_of(m["n"])), None)),
        (r"(?:in |from |of |within |over )?(?:the )?(?:last|past) decade", lambda m: (this - 10, None)),
        (r"(?:from |of |in )?this decade", lambda m: (this - this % 10, None)),
        (r"(?:from |of |in )?(?:this|the current) century", lambda m: (2001, None)),
        (r"(?:from |of |in )?last century", lambda m: (None, 2000)),
        (r"(?:from |of |in |released )this year", lambda m: (this, this)),
        (r"(?:from |of |in |released )last year", lambda m: (this - 1, this - 1)),
        (rf"(?:less than|not more than|no more than|at most|under) (?P<n>{N}) years old",
        lambda m: (this - round(number_of(m["n"])), None)),
        (rf"(?:more than|at least|over) (?P<n>{N}) years old", lambda m: (None, this - round(number_of(m["n"])))),
    )  # fmt: skip
    for pattern, bounds in cases:
        for match in compiled(rf"(?<!\w){pattern}(?!\w)").finditer(text.norm):
            yield mention_of(text, "years", bounds(match), *match.span())
