# ruff: noqa: E501
"""Lengths, years, ratings, ages, counts and dates: atoms first, then the words around them say which bound they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache

from tools.request.state import Mention
from tools.request.text import Text
from tools.request.words.en import numbers as en
from tools.request.words.en.genres import GENRE_NOUNS, MEDIA_NOUNS

Bounds = tuple[float | None, float | None]
_WORD_NUMBERS = "|".join(sorted(en.NUMBER_WORDS, key=len, reverse=True))
_N = rf"(?:\d+(?:[.,]\d+)?|{_WORD_NUMBERS})"
_YEARS, _MINUTES = range(1870, 2101), range(1, 2001)


@cache
def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _number(word: str) -> float:
    return en.NUMBER_WORDS[word] if word in en.NUMBER_WORDS else float(word.replace(",", "."))


def _before(norm: str, place: int, pattern: str) -> re.Match[str] | None:
    """`pattern` ending right before `place`, filler words between them aside."""
    filler = r"(?: (?:the|a|an|of|about|around|roughly|like|say|year|years|maybe|year of|runtime of|is|are|made in|released in|out in))*"
    return _compile(rf"(?:^|.* )(?P<hit>{pattern}){filler} ?$").match(norm[max(0, place - 80) : place])


def _after(norm: str, place: int, pattern: str) -> re.Match[str] | None:
    """`pattern` beginning right after `place`."""
    return _compile(rf" ?(?:long |in length |movies? |films? |runtime )?(?:{pattern})(?= |$)").match(norm, place)


# --- minutes -----------------------------------------------------------------------------------------------------

_LENGTHS: tuple[tuple[str, Callable[[re.Match[str]], float]], ...] = (
    (rf"half (?:an?|of an?) {en.HOUR}", lambda m: 30),
    (r"three quarters of an hour", lambda m: 45),
    (rf"(?P<n>{_N}) (?:and a half|1 / 2) {en.HOUR}", lambda m: 60 * _number(m["n"]) + 30),
    (rf"(?P<n>{_N}) ?{en.HOUR} (?:and )?a half", lambda m: 60 * _number(m["n"]) + 30),
    (rf"(?P<n>{_N}) ?{en.HOUR} (?:and )?(?:a )?quarter", lambda m: 60 * _number(m["n"]) + 15),
    (rf"(?P<n>{_N}) ?{en.HOUR},? (?:and )?(?P<m>{_N}) ?(?:{en.MINUTE}|m)", lambda m: 60 * _number(m["n"]) + _number(m["m"])),
    (r"(?P<n>\d)h(?P<m>\d\d?)(?:m|min)?", lambda m: 60 * int(m["n"]) + int(m["m"])),
    (r"(?P<n>\d):(?P<m>\d\d)(?: hours?| h)?", lambda m: 60 * int(m["n"]) + int(m["m"])),
    (rf"(?P<n>{_N}) ?{en.HOUR}", lambda m: 60 * _number(m["n"])),
    (rf"(?P<n>{_N}) ?{en.MINUTE}|(?P<d>\d+) ?m", lambda m: _number(m["n"] or m["d"])),
)  # fmt: skip
_LENGTH = [(re.compile(rf"(?<![\w.]){pattern}(?!\w)"), value) for pattern, value in _LENGTHS]
_BARE_NUMBER = re.compile(r"(?<![\w.,/])(\d{2,3})(?![\w.,/]| [/%])")


def _lengths(norm: str) -> list[tuple[int, int, float]]:
    """(start, end, minutes) of each length in `norm`, none overlapping."""
    found: list[tuple[int, int, float]] = []
    for pattern, value in _LENGTH:
        for match in pattern.finditer(norm):
            if all(match.end() <= start or match.start() >= end for start, end, _ in found):
                found.append((*match.span(), value(match)))
    return sorted(found)


def _minutes(text: Text) -> Iterator[Mention]:
    norm, lengths = text.norm, _lengths(text.norm)
    done = -1
    for i, (start, end, minutes) in enumerate(lengths):
        if start < done:
            continue
        bounds, begin, stop = _minute_bounds(norm, start, end, minutes, lengths[i + 1] if i + 1 < len(lengths) else None)
        done = stop
        if all(b is None or round(b) in _MINUTES for b in bounds):
            mention = _mention(text, "minutes", bounds, begin, stop)
            yield mention if bounds != (None, None) else replace(mention, bare=minutes)
    for match in _BARE_NUMBER.finditer(norm):
        if not any(start <= match.start() < end for start, end, _ in lengths):
            yield from _bare_minutes(text, match)


def _minute_bounds(
    norm: str, start: int, end: int, minutes: float, following: tuple[int, int, float] | None
) -> tuple[Bounds, int, int]:
    if following and (between := _compile(r" ?(?:and|to|-|or) ?").fullmatch(norm, end, following[0])):
        first = _before(norm, start, "between|from")
        if first or between.group().strip() in ("to", "-"):
            return (minutes, following[2]), first.start("hit") if first else start, following[1]
    if pair := _compile(r"(?:^|.* )(?P<hit>(?:between |from )?(?P<n>\d+) ?(?:and|to|-) ?)$").match(norm[:start]):
        scale = 60 if re.match(rf"[\w.]+ ?{en.HOUR}", norm[start:end]) and float(pair["n"]) < 10 else 1
        if "between" in pair["hit"] or "from" in pair["hit"] or "and" not in pair["hit"]:
            return (scale * float(pair["n"]), minutes), pair.start("hit"), end
    for pattern, is_max in ((en.LESS, True), (en.MORE, False)):
        if hit := _before(norm, start, pattern):
            offset = max(0, start - 80)
            return ((None, minutes) if is_max else (minutes, None)), offset + hit.start("hit"), end
    for pattern, is_max in ((en.OR_LESS, True), (en.OR_MORE, False)):
        if hit := _after(norm, end, pattern):
            return ((None, minutes) if is_max else (minutes, None)), start, hit.end()
    if _before(norm, start, en.HAVE) or _compile(r" (?:to kill|to spare|to fill|free|available|commute|drive|flight|train|ride|left)").match(norm, end):
        return (None, minutes), start, end
    return (None, None), start, end


def _bare_minutes(text: Text, match: re.Match[str]) -> Iterator[Mention]:
    """ "under 90", "90 max": a number alone is minutes where it can be nothing else."""
    norm, number = text.norm, float(match[1])
    if not 40 <= number <= 300 or _compile(r" ?(?:year|yr|%|percent|episode|film|movie|song|dollars)").match(norm, match.end()):
        return
    if hit := _before(norm, match.start(), r"under|below|less than|shorter than|no longer than|max|maximum|at most|not over"):
        offset = max(0, match.start() - 80)
        yield _mention(text, "minutes", (None, number), offset + hit.start("hit"), match.end())
    elif _after(norm, match.end(), r"max|tops|or less"):
        yield _mention(text, "minutes", (None, number), match.start(), match.end())


# --- years -------------------------------------------------------------------------------------------------------

_YEAR_ATOMS: tuple[tuple[str, Callable[[re.Match[str]], tuple[int, int]]], ...] = (
    (r"(?P<y>1[89]\d0|20[0-2]0)s", lambda m: (int(m["y"]), int(m["y"]) + 9)),
    (r"(?<!my )(?<!his )(?<!her )(?<!their )(?<!our )(?P<y>[0-9]0)s(?! (?:baby|babies|kid|kids|child)\b)", lambda m: _short_decade(int(m["y"]))),
    (
        "(?P<y>" + "|".join(sorted(en.DECADE_WORDS, key=len, reverse=True)) + ")",
        lambda m: (en.DECADE_WORDS[m["y"]], en.DECADE_WORDS[m["y"]] + 9),
    ),
    (r"(?P<y>1[89]|2[01])(?:st|th) century", lambda m: (100 * int(m["y"]) - 99, 100 * int(m["y"]))),
    (r"(?P<y>twentieth|nineteenth|twenty first) century", lambda m: _century(m["y"])),
    (r"y?2k", lambda m: (2000, 2000)),
    (r"(?P<y>1[89]\d\d|20\d\d)", lambda m: (int(m["y"]), int(m["y"]))),
)  # fmt: skip
_YEAR_ATOM = [(re.compile(rf"(?<![\w.]){pattern}(?!\w|\.\d)"), value) for pattern, value in _YEAR_ATOMS]
_JOINS = re.compile(r" ?,? ?(?:and|or|to|-|/|through|thru|till|until|and the|or the|to the|into the|and maybe|, or|, and|&|,) ?(?:the |early |mid |late )*")
_EDGE = re.compile(r"(?:^|.* )(?P<hit>(?:the |very )?(?:early|mid|late|later|earlier|middle of the)(?: to (?:early|mid|late))? )$")


_NOT_YEARS = r"not from|nothing from|not|no|nothing in|not in|avoid|except|without|none from|nothing of"


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


def _years(text: Text, now: datetime) -> Iterator[Mention]:
    norm = text.norm
    for start, end, low, high in _year_spans(norm):
        if low not in _YEARS or _compile(r" (?:minutes?|mins?|hours?|people|dollars)\b").match(norm, end):
            continue
        edge = _EDGE.match(norm[:start])
        bounds, begin, stop = _year_bounds(norm, edge.start("hit") if edge else start, end, low, high)
        yield _mention(text, "years", _sane_years(bounds, now), begin, stop)
    yield from _relative_years(text, now)


def _sane_years(bounds: Bounds, now: datetime) -> Bounds:
    low, high = bounds
    return (low, None if high is not None and high > now.year and low is not None and low <= now.year and high % 100 == 0 else high)


def _year_bounds(norm: str, start: int, end: int, low: int, high: int) -> tuple[Bounds, int, int]:
    offset = max(0, start - 80)
    if low != high and (hit := _before(norm, start, _NOT_YEARS)):
        return (None, None), offset + hit.start("hit"), end
    cases: tuple[tuple[str, Bounds], ...] = (
        (en.SINCE, (low, None)), (en.UNTIL, (None, high)), (en.BEFORE, (None, low - 1)), (en.AFTER, (high + 1, None)),
    )  # fmt: skip
    if low == high or not _before(norm, start, "between"):
        for pattern, bounds in cases:
            if hit := _before(norm, start, pattern):
                return bounds, offset + hit.start("hit"), end
    for pattern, bounds in ((en.OR_NEWER, (low, None)), (en.OR_OLDER, (None, high))):
        if hit := _after(norm, end, pattern):
            return bounds, start, hit.end()
    from_ = _before(norm, start, "from|between|during|in|of")
    begin = offset + from_.start("hit") if from_ else start
    if low == high and from_ and from_["hit"] == "from":
        return (low, None), begin, end
    return (low, high), begin, end


def _relative_years(text: Text, now: datetime) -> Iterator[Mention]:
    this = now.year
    cases: tuple[tuple[str, Callable[[re.Match[str]], Bounds]], ...] = (
        (rf"(?:in |from |of |within |over )?(?:the )?(?:last|past) (?P<n>{_N}) years?", lambda m: (this - round(_number(m["n"])), None)),
        (r"(?:in |from |of |within |over )?(?:the )?(?:last|past) decade", lambda m: (this - 10, None)),
        (r"(?:from |of |in )?this decade", lambda m: (this - this % 10, None)),
        (r"(?:from |of |in )?(?:this|the current) century", lambda m: (2001, None)),
        (r"(?:from |of |in )?last century", lambda m: (1901, 2000)),
        (r"(?:from |of |in |released )this year", lambda m: (this, this)),
        (r"(?:from |of |in |released )last year", lambda m: (this - 1, this - 1)),
        (rf"(?:less than|not more than|no more than|at most|under) (?P<n>{_N}) years old", lambda m: (this - round(_number(m["n"])), None)),
        (rf"(?:more than|at least|over) (?P<n>{_N}) years old", lambda m: (None, this - round(_number(m["n"])))),
    )  # fmt: skip
    for pattern, bounds in cases:
        for match in _compile(rf"(?<!\w){pattern}(?!\w)").finditer(text.norm):
            yield _mention(text, "years", bounds(match), *match.span())


# --- ratings, ages, counts, dates --------------------------------------------------------------------------------

_SCALE = r"(?: ?(?P<unit>stars?|/ 10|out of 10|/ 5|out of 5|/ 100|%|points))?"
_VALUE = rf"(?P<n>\d(?:[.,]\d)?|10|\d\d|one|two|three|four|five|six|seven|eight|nine){_SCALE}"
_AT_LEAST = r"at least|above|over|higher than|better than|more than|of at least|minimum|minimum of|min|>|> =|no less than|not less than|not below|nothing below|nothing under|north of|upwards of|a minimum of"
_RATED = r"(?:rated|ratings?|scores?|scored|scoring|imdb|imdb rating|imdb score|stars)(?: (?:is|are|of|on imdb|imdb|a|be|should be|has to be|must be|by people))*"
_HERE = r"(?: (?:on imdb|imdb|rating|ratings|rated|score|on average|on tmdb|average))"
_RATINGS = (
    rf"(?P<n>\d(?:[.,]\d)?|four|three) ?(?P<unit>out of 5|out of five|/ 5) stars?(?: (?:{en.OR_MORE}))?",
    rf"{_RATED} (?:{_AT_LEAST}) (?:a |an )?{_VALUE}",
    rf"{_RATED} (?:a |an )?{_VALUE} ?(?:{en.OR_MORE})",
    rf"(?:{_AT_LEAST}) (?:a |an )?{_VALUE}{_HERE}",
    rf"(?:{_AT_LEAST}) (?:a |an )?(?P<n>\d(?:[.,]\d)?|one|two|three|four|five|six|seven|eight|nine) ?(?P<unit>stars?|/ 10|out of 10|/ 5|out of 5)",
    rf"{_VALUE} ?(?:{en.OR_MORE}){_HERE}",
    r"(?P<n>\d(?:[.,]\d)?|one|two|three|four|five|six|seven|eight|nine) ?(?P<unit>stars?) ?(?:or more|or better|and up|\+|or above|plus|minimum|or higher|and above)",
    rf"(?P<n>\d(?:[.,]\d)?) ?(?P<unit>/ 10|out of 10|/ 5|out of 5) ?(?:{en.OR_MORE})",
    r"rated (?:a |an )?(?P<n>\d(?:[.,]\d)?) ?(?P<unit>stars?|/ 10|out of 10|\+)?(?! \+? ?(?:or less|or below|year))",
    rf"(?:{_AT_LEAST}) (?P<n>[4-9][.,]\d)(?! ?(?:hours?|hrs?|h|min))",
    r"(?<![\w.])(?P<n>[5-9](?:[.,]\d)?) ?(?P<unit>\+)(?= |$)(?! (?:year|kids))",
)  # fmt: skip


def _ratings(text: Text) -> Iterator[Mention]:
    for pattern in _RATINGS:
        for match in _compile(rf"(?<![\w.]){pattern}(?!\w|[.]\d)").finditer(text.norm):
            groups = match.groupdict()
            value, unit = _number(match["n"]), groups.get("unit") or ""
            if "star" in unit or unit.endswith("5") or (unit.startswith("out of 5")):
                value = 2 * value if value <= 5 else value
            value = value / 10 if value > 10 else value
            yield _mention(text, "rating", (value, None), *match.span())


_ENOUGH = re.compile(r"(?<![\w.])(?P<n>\d(?:\.\d)?|five|six|seven|eight|nine)(?P<half> and a half)? (?:is|would be|will be) (?:enough|fine|ok|okay|plenty|good enough)")


def _enough(text: Text) -> Iterator[Mention]:
    """ "7 and a half is enough": a new value for the rating that stands, if one does."""
    for match in _ENOUGH.finditer(text.norm):
        value = _number(match["n"]) + (0.5 if match["half"] else 0)
        yield replace(_mention(text, "rating", (None, None), match.start(), match.end("half") if match["half"] else match.end("n")), mode="allow", bare=value)


_CERTIFICATE = "|".join(sorted((c for c in en.CERTIFICATES if not c.isdigit()), key=len, reverse=True))
_AGES = (
    rf"(?:for|with|by|and) (?:(?:my|a|an|our|the|his|her|their|some|two|three|twin|little) )*(?P<n>\d\d?|{_WORD_NUMBERS}) (?:and (?P<m>\d\d?) )?(?:years?|yrs?|yr) olds?",
    rf"(?P<n>\d\d?|{_WORD_NUMBERS}) (?:years?|yrs?|yr) old (?:\w+ )?{en.CHILD}",
    rf"{en.CHILD} (?:is|are|turns?|turned|turning|just|about to|will be|only|aged?|ages|of|who is|who are|whos|thats|,)* ?(?:age )?(?P<n>\d\d?)(?: (?:and|to|-|or) (?P<m>\d\d?))?(?: (?:years?|yrs?)(?: olds?)?)?(?! minutes?| mins?| hours?| min)",
    rf"{en.CHILD} (?:is|are|turns?|turned|just turned|is only|aged|of) (?P<n>{_WORD_NUMBERS})(?! (?:of|movies?|films?|hours?|minutes?|more|other))",
    rf"{en.CHILD} \( (?P<n>\d\d?)(?: (?:and|,) (?P<m>\d\d?))? \)",
    r"(?:nothing|not|no|none) (?:above|over|beyond|higher than|stronger than|rated above|rated over|more than) (?:a |an )?(?P<n>12a?|15|16|18|1[0-7]|[5-9])(?: certificate| rating| rated)",
    r"(?P<n>\d\d?)(?: and (?P<m>\d\d?))? ?(?:yo|y o|yrs old|year olds?|yr olds?)",
    rf"{en.CHILD} (?:under|below|up to|younger than) (?:age |the age of )?(?P<n>\d\d?)",
    r"(?:suitable|ok|okay|appropriate|fine|safe|good|right) for (?:a |an |ages? |kids (?:of|aged) |someone )*(?P<n>\d\d?)(?! minutes| mins| hours)",
    r"(?:age rating|age limit|age|certificate|rating|fsk)(?: \w+)? (?:of|under|up to|below|at most|max|maximum|no higher than|is|no more than|<|< =) ?(?:at most )?(?P<n>\d\d?)(?! /|\.| stars)",
    r"(?:theyre|they are|shes|hes|she is|he is|who is|who are) (?:only |just )?(?P<n>[2-9]|1[0-7])(?: and (?P<m>\d\d?))?(?! minutes| mins| hours| films| stars| out| /| of)",
    r"ages? (?P<n>\d\d?)(?: (?:and|or) (?:under|below|younger)| to \d\d?)?",
    r"(?P<n>\d\d?) (?:and|or) (?:under|younger)",
    r"(?:not|nothing|no|never|cant be|isnt|nothing rated|not rated|no higher than|nothing above|nothing over|at most|max|up to|under|below|nothing stronger than) (?:above |over |rated |more than |higher than )?(?P<n>12a?|15|16|18)(?: certificate| rated| rating| \+)(?! minutes)",
)  # fmt: skip
_NO_R = r"(?:not|no|nothing|never|cant be|isnt|arent|without|shouldnt be|dont want(?: \w+)?|avoid|must not be|not be|than|below|under|lower than) (?:rated |anything rated |an? )?(?P<n>r|18|nc 17|nc17|x)(?: rated| rating)?"
_RATED_AS = rf"(?:rated (?:at most )?|no more than |at most |max(?:imum)? |nothing (?:above|over|beyond|past|stronger than|higher than) |not (?:above|over) |up to |no higher than |no worse than |keep it )?(?P<n>{_CERTIFICATE})(?: rated| rating| certificate| or (?:lower|under|below|less|milder)| max| at most| and (?:under|below))*"


def _ages(text: Text) -> Iterator[Mention]:
    for pattern in _AGES:
        for match in _compile(rf"(?<![\w.]){pattern}(?!\w|[.]\d)").finditer(text.norm):
            groups = match.groupdict()
            years = [_age(groups[g]) for g in ("n", "m") if groups.get(g)]
            if 0 < min(years) <= 18:
                yield _mention(text, "age", (None, min(years)), *match.span())
    for match in _compile(rf"(?<!\w){_NO_R}(?!\w)").finditer(text.norm):
        if "rated" in match.group() or "rating" in match.group() or match["n"].startswith("nc"):
            yield _mention(text, "age", (None, en.CERTIFICATES[match["n"]] - 1), *match.span())
    for match in _compile(rf"(?<!\w){_RATED_AS}(?!\w)").finditer(text.norm):
        if _is_certificate(text, match):
            yield _mention(text, "age", (None, en.CERTIFICATES[match["n"]]), *match.span())


def _age(word: str) -> int:
    return 12 if word == "12a" else round(_number(word))


def _is_certificate(text: Text, match: re.Match[str]) -> bool:
    """A lone letter needs "rated" beside it; PG and PG-13 stand alone."""
    return len(match["n"]) > 1 or "rated" in match.group() or "rating" in match.group() or "certificate" in match.group()


_MEDIA = "|".join(sorted((f"{m}s?" for m in (*MEDIA_NOUNS, *GENRE_NOUNS) if m != "episode"), key=len, reverse=True))
_COUNT = re.compile(rf"(?<![\w.$/])(?:(?:\d\d?|one|two|three|four|five) (?:to|or|-) )?(?P<n>\d\d?|{_WORD_NUMBERS}|single) (?P<mid>(?:[a-z]+ ){{0,4}}?)(?P<what>{en.COUNTED}|{_MEDIA})(?!\w)")
_TOP = re.compile(r"(?<!\w)(?:top|best) (?P<n>\d\d?|three|five|ten|two|four)(?!\w)")
_GIVE = re.compile(
    r"(?<!\w)(?:give|show|pick|name|recommend|suggest|choose|find|get|list|just|only|want|need)(?: me| us)? (?:just |only )?(?:the )?(?:next |another |other |best |top )?"
    r"(?P<n>one|two|three|four|five|six|ten|half a dozen|a dozen|\d)(?= ?[.,!?]| ?$| for (?:me|us)| please| pls| only| then| this time)"
)
_ONE = re.compile(r"(?<!\w)(?:just|only|exactly) (?P<n>one|a single|1)(?! of)(?!\w)")
_BREAKS = frozenset(
    "and or of than with to in for minute minutes hour hours min mins year years star stars is are that i you it was about"
    " like on at by from from if not the this my your but who have seen watched love liked last more time times".split()
)


def _counts(text: Text) -> Iterator[Mention]:
    norm = text.norm
    for match in (*_GIVE.finditer(norm), *_COUNT.finditer(norm), *_TOP.finditer(norm), *_ONE.finditer(norm)):
        word = match["n"]
        mid = (match.groupdict().get("mid") or "").split()
        before = norm[: match.start()].split()[-1:]
        if word in ("a", "an") or (set(mid) & _BREAKS) or (set(before) & en.NOT_BEFORE_COUNT and match.re is not _TOP):
            continue
        number = 1 if word in ("single", "a single") else round(_number(word))
        if word == "one" and norm[match.end() :].startswith(" is enough") or 1 <= number <= 50 and not (word in ("one", "1") and mid and "more" not in mid and match.re is _COUNT and len(mid) > 2):
            yield _mention(text, "count", (number, number), match.start(), match.end("n"))
    for start, end in text.sentences:
        words = [t.norm for t in text.tokens[start:end] if t.is_word]
        numbers = [w for w in words if w in en.COUNT_WORDS or w.isdigit() and len(words) > 1]
        if numbers and set(words) - set(numbers) <= en.COUNT_FILLERS and (len(numbers) == 1 or set(words) - set(numbers) - {"or"}):
            place = max(i for i in range(start, end) if text.tokens[i].norm == numbers[-1])
            yield Mention("count", (round(_number(numbers[-1])),) * 2, place, place + 1)
    for match in _compile(r"(?<!\w)(?:double (?:feature|bill))(?!\w)").finditer(norm):
        yield _mention(text, "count", (2, 2), *match.span())


_MONTHS = {m: n for n, names in enumerate("january jan;february feb;march mar;april apr;may;june jun;july jul;august aug;september sep sept;october oct;november nov;december dec".split(";"), start=1) for m in names.split()}
_WEEKDAYS = {d: n for n, d in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}
_ADDED_SINCE = re.compile(
    rf"(?:added|imported|bought|new (?:in|to) (?:my|the|our) library|new (?:here|arrivals)|new additions|add|arrived|came in)(?: \w+){{0,4}}? (?:since|after|from|on|in) "
    rf"(?:(?P<iso>20\d\d - \d\d? - \d\d?)|(?:the )?(?P<d>\d\d?)(?:st|nd|rd|th)?(?: of)? (?P<m>{'|'.join(_MONTHS)})(?: ,? ?(?P<y>20\d\d))?|(?P<m2>{'|'.join(_MONTHS)})(?: (?P<d2>\d\d?)(?:st|nd|rd|th)?(?!\d))?(?: ,? ?(?P<y2>20\d\d))?|(?P<w>{'|'.join(_WEEKDAYS)})|(?P<y3>20\d\d))(?!\w)"
)  # fmt: skip


def _since_date(match: re.Match[str], now: datetime) -> str:
    """ISO date of "since 1 March", "since Monday", "since June", the last one before now."""
    if match["iso"]:
        year, month, day = (int(part) for part in match["iso"].split(" - "))
        return f"{year:04}-{month:02}-{day:02}"
    if match["w"]:
        return (now - timedelta(days=(now.weekday() - _WEEKDAYS[match["w"]]) % 7 or 7)).date().isoformat()
    if match["y3"]:
        return f"{match['y3']}-01-01"
    month, day = _MONTHS[match["m"] or match["m2"]], int(match["d"] or match["d2"] or 1)
    said = match["y"] or match["y2"]
    year = int(said) if said else now.year - ((month, day) > (now.month, now.day))
    return f"{year:04}-{month:02}-{min(day, 31):02}"


_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}
_ADDED = re.compile(
    rf"(?:added|got|imported|bought|put in|new in my library|i added)(?: \w+){{0,4}}? (?:in |within |over |during |since )?"
    rf"(?:the )?(?P<which>this|last|past|previous|yesterday|today)(?: (?P<n>{_N}))?(?: (?P<unit>day|week|fortnight|month|year)s?)?(?!\w)"
)  # fmt: skip


def _added(text: Text, now: datetime) -> Iterator[Mention]:
    for match in _ADDED_SINCE.finditer(text.norm):
        yield Mention("added_after", (_since_date(match, now),), *text.span(match))
    for match in _ADDED.finditer(text.norm):
        count = _number(match["n"]) if match["n"] else 1
        days = {"today": 0, "yesterday": 1}.get(match["which"], _DAYS.get(match["unit"] or "", 0) * count)
        date = (now - timedelta(days=days)).date().isoformat()
        yield Mention("added_after", (date,), *text.span(match))


def _mention(text: Text, slot: str, bounds: Iterable[float | None], start: int, end: int) -> Mention:
    last = max(start, end - 1)
    while text.norm[last] == " ":
        last -= 1
    return Mention(slot, tuple(bounds), text.at(start), text.at(last) + 1)


def find_quantities(text: Text, now: datetime, closed: frozenset[int] = frozenset()) -> list[Mention]:
    """All quantities of `text`; none touches a token of `closed` or another's number, the earlier kind wins."""
    found: list[Mention] = []
    taken = set(closed)
    kinds = (_added(text, now), _ratings(text), _enough(text), _ages(text), _minutes(text), _years(text, now), _counts(text))
    for mention in (m for kind in kinds for m in kind):
        span = set(range(mention.start, mention.end))
        if not span & taken:
            found.append(mention)
            taken |= span
    return found
