"""Running times: lengths first, then the words around them say which bound they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from tools.request.spans.quantities.atoms import (
    WORD_NUMBERS,
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

_MINUTES = range(1, 2001)
_LENGTHS: tuple[tuple[str, Callable[[re.Match[str]], float]], ...] = (
    (rf"half (?:an?|of an?) {en.HOUR}", lambda m: 30),
    (rf"(?P<n>{N}) {en.HOUR} and three quarters", lambda m: 60 * number_of(m["n"]) + 45),
    (r"a half hour|half hour", lambda m: 30),
    (r"three quarters of an hour", lambda m: 45),
    (rf"(?P<n>{N}) (?:and a half|and half|1 / 2) {en.HOUR}", lambda m: 60 * number_of(m["n"]) + 30),
    (rf"(?P<n>{N}) ?{en.HOUR} (?:and )?a half", lambda m: 60 * number_of(m["n"]) + 30),
    (rf"(?P<n>{N}) ?{en.HOUR} (?:and )?(?:a )?quarter", lambda m: 60 * number_of(m["n"]) + 15),
    (rf"(?P<n>{N}) ?{en.HOUR},? (?:and )?(?P<m>{N}) ?(?:{en.MINUTE}|m)",
    lambda m: 60 * number_of(m["n"]) + number_of(m["m"])),
    (r"(?P<n>\d)h(?P<m>\d\d?)(?:m|min)?", lambda m: 60 * int(m["n"]) + int(m["m"])),
    (r"(?P<n>\d):(?P<m>\d\d)(?: hours?| h)?", lambda m: 60 * int(m["n"]) + int(m["m"])),
    (rf"(?P<n>an|one|two|three|\d) {en.HOUR} (?:and )?(?P<m>\d\d|ten|fifteen|twenty|thirty|forty|fifty"
        r"|twenty five|forty five)(?! ?(?:films?|movies?|stars?))",
        lambda m: 60 * number_of(m["n"]) + number_of(m["m"])),
    (rf"(?P<n>{N}) ?{en.HOUR}", lambda m: 60 * number_of(m["n"])),
    (rf"(?P<n>{N}) ?{en.MINUTE}|(?P<d>\d+) ?m", lambda m: number_of(m["n"] or m["d"])),
)  # fmt: skip
_LENGTH = [(re.compile(rf"(?<![\w.])(?:{pattern})(?!\w)"), value) for pattern, value in _LENGTHS]
_NEVER = (
    r"(?:leave out|leaving out|exclude|excluding|skip|avoid|no|not|nothing|none|never|without|dont want"
    r"|dont show me)(?: \w+){0,3}?"
)
_NOT_UNDER = _NEVER + r" (?:under|below|shorter than|less than|shorter then)"
_NOT_OVER = _NEVER + r" (?:over|above|longer than|more than|beyond|past|exceeding)"
# "min 40 max [50 minutes]"
_FLOOR = re.compile(
    rf"(?:^|.* )(?P<hit>(?:min|minimum|at least|over|more than) (?P<n>{N}) ?(?:{en.MINUTE} )?,? ?(?:and |but "
    r"|to )?(?:max|maximum|at most|under|no more than|up to) )$"
)
_BARE_NUMBER = re.compile(rf"(?<![\w.,/])(\d{{2,3}}|{WORD_NUMBERS})(?![\w.,/]| [/%])")


def _lengths(norm: str) -> list[tuple[int, int, float]]:
    """(start, end, minutes) of each length in `norm`, none overlapping."""
    found: list[tuple[int, int, float]] = []
    for pattern, value in _LENGTH:
        for match in pattern.finditer(norm):
            if norm[: match.start()].endswith("between ") and " and " in match.group():
                continue  # "between an hour and ninety minutes"
            if all(match.end() <= start or match.start() >= end for start, end, _ in found):
                found.append((*match.span(), value(match)))
    return sorted(found)


def find_lengths(text: Text) -> Iterator[Mention]:
    norm, lengths = text.norm, _lengths(text.norm)
    done = -1
    for i, (start, end, minutes) in enumerate(lengths):
        if start < done:
            continue
        bounds, begin, stop = _minute_bounds(
            norm, start, end, minutes, lengths[i + 1] if i + 1 < len(lengths) else None
        )
        done = stop
        if None not in bounds:  # "between 120 and 80"
            bounds = (min(bounds), max(bounds))  # type: ignore[type-var]
        if all(b is None or round(b) in _MINUTES for b in bounds):
            mention = mention_of(text, "minutes", bounds, begin, stop)
            yield mention if bounds != (None, None) else replace(mention, bare=minutes)
    for match in _BARE_NUMBER.finditer(norm):
        if not any(start <= match.start() < end for start, end, _ in lengths):
            yield from _bare_minutes(text, match)


def _minute_bounds(
    norm: str, start: int, end: int, minutes: float, following: tuple[int, int, float] | None
) -> tuple[Bounds, int, int]:
    if following and compiled(r" ?,? ?(?:give or take|plus or minus|plus minus|\+ / -)(?: a| an| about)? ?").fullmatch(
        norm, end, following[0]
    ):
        return (minutes - following[2], minutes + following[2]), start, following[1]
    if following and (between := compiled(r" ?(?:and|to|-|or) ?").fullmatch(norm, end, following[0])):
        first = said_before(norm, start, "between|from")
        if first or between.group().strip() in ("to", "-"):
            return (minutes, following[2]), first.start("hit") if first else start, following[1]
    if pair := compiled(
        r"(?:^|.*? )(?P<hit>(?:between |from )?(?P<n>\d+|" + WORD_NUMBERS + r") ?(?:and|to|-) ?)$"
    ).match(norm[:start]):
        scale = 60 if re.match(rf"[\w.]+ ?{en.HOUR}", norm[start:end]) and number_of(pair["n"]) < 10 else 1
        if "between" in pair["hit"] or "from" in pair["hit"] or "and" not in pair["hit"]:
            return (scale * number_of(pair["n"]), minutes), pair.start("hit"), end
    if both := _FLOOR.match(norm[:start]):
        return (number_of(both["n"]), minutes), both.start("hit"), end
    if (hit := said_before(norm, start, "exactly|precisely")) and not said_before(norm, start, en.HAVE + "|have|got"):
        return (minutes, minutes), max(0, start - 80) + hit.start("hit"), end
    for pattern, is_max in ((_NOT_UNDER, False), (_NOT_OVER, True), (en.LESS, True), (en.MORE, False)):
        if hit := said_before(norm, start, pattern):
            offset = max(0, start - 80)
            return ((None, minutes) if is_max else (minutes, None)), offset + hit.start("hit"), end
    for pattern, is_max in ((en.OR_LESS, True), (en.OR_MORE, False)):
        if hit := said_after(norm, end, pattern):
            return ((None, minutes) if is_max else (minutes, None)), start, hit.end()
    if said_before(norm, start, en.HAVE) or (
        compiled(r" (?:to kill|to spare|to fill|free|available|commute|drive|flight|train|ride|left)").match(norm, end)
        and minutes < (300 if norm.startswith(" flight", end) else 180)
    ):
        return (None, minutes), start, end
    return (None, None), start, end


def _bare_minutes(text: Text, match: re.Match[str]) -> Iterator[Mention]:
    """ "under 90", "90 max": a number alone is minutes where it can be nothing else."""
    norm, number = text.norm, number_of(match[1])
    if not 40 <= number <= 300 or compiled(r" ?(?:year|yr|%|percent|episode|film|movie|song|dollars)").match(
        norm, match.end()
    ):
        return
    if hit := said_before(
        norm,
        match.start(),
        r"under|below|sub|less than|shorter than|no more than|not more than|no longer than"
        r"|max|maximum|at most|not over",
    ):
        offset = max(0, match.start() - 80)
        yield mention_of(text, "minutes", (None, number), offset + hit.start("hit"), match.end())
    elif said_after(norm, match.end(), r"max|tops|at most|or less|or under|or shorter"):
        yield mention_of(text, "minutes", (None, number), match.start(), match.end())
