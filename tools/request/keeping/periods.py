"""Times that people name: "last month", "in May" as a stretch that is past; "May", "two weeks" as an end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from tools.request.words.en.numbers import NUMBER_WORDS

_MONTHS = "january february march april may june july august september october november december".split()
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_SEASONS = {"spring": 6, "summer": 9, "autumn": 12, "fall": 12, "winter": 3}  # the month that comes after
_MONTH = rf"(?P<month>{'|'.join(f'{name}|{name[:3]}' for name in _MONTHS)})"
_NUMBER = r"(?P<count>\d+|an?|few|couple(?: of)?|" + "|".join(NUMBER_WORDS) + ")"


@dataclass(frozen=True)
class Period:
    """From `begin` until before `end`."""

    begin: datetime
    end: datetime

    def holds(self, at: datetime) -> bool:
        return self.begin <= at < self.end


def period_of(norm: str, now: datetime) -> Period | None:
    """The stretch of the past that a message names, in the time zone of `now`; None where it names none."""
    for pattern, read in _PAST:
        if (match := re.search(pattern, norm)) is not None:
            begin, end = read(match, now)
            return Period(begin, end)
    return None


def end_of(words: str, now: datetime, *, is_border: bool = False) -> datetime | None:
    """When something named so is over; `is_border`: "until May" ends with the beginning of May."""
    day = _midnight(now)
    if (match := re.search(rf"\b{_MONTH}\b", words)) is not None:
        begin = _month(match["month"], now, is_past=False)
        return begin if is_border else _next_month(begin)
    if (match := re.search(rf"\b({'|'.join(_DAYS)})\b", words)) is not None:
        return day + timedelta(days=(_DAYS.index(match[1]) - day.weekday()) % 7 or 7)
    if (match := re.search(r"\b(20\d\d)\b", words)) is not None and int(match[1]) > now.year:
        return day.replace(year=int(match[1]) + (not is_border), month=1, day=1)
    if re.search(r"\b(?:next year|new year|end of the year|years end)\b", words):
        return day.replace(year=now.year + 1, month=1, day=1)
    if re.search(r"\bnext month\b", words):
        return _next_month(day.replace(day=1))
    if re.search(r"\b(?:christmas|xmas)\b", words):
        christmas = day.replace(month=12, day=24)
        return christmas if christmas > now else christmas.replace(year=now.year + 1)
    if (match := re.search(rf"\b{'|'.join(_SEASONS)}\b", words)) is not None:
        end = day.replace(month=_SEASONS[match[0]], day=1)
        return end if end > now else end.replace(year=now.year + 1)
    if re.search(r"\btomorrow\b", words):
        return day + timedelta(days=1)
    if (match := re.search(rf"\b{_NUMBER} (day|week|month|year)s?\b", words)) is not None:
        return day + timedelta(days=_counted(match["count"]) * _LENGTHS[match[2]])
    unit = re.search(r"\b(week|weekend|month|year)\b", words)
    return _unit(unit[1], now)[1] if unit is not None else None


_LENGTHS = {"day": 1, "week": 7, "month": 30, "year": 365}


def _counted(word: str) -> int:
    word = word.removesuffix(" of")
    return int(word) if word.isdigit() else int(NUMBER_WORDS.get(word, {"couple": 2, "few": 3}.get(word, 1)))


def _midnight(at: datetime) -> datetime:
    return at.replace(hour=0, minute=0, second=0, microsecond=0)


def _next_month(first: datetime) -> datetime:
    return (first + timedelta(days=32)).replace(day=1)


def _month(name: str, now: datetime, *, is_past: bool) -> datetime:
    """The latest month of that name that has begun, or the next one."""
    number = next(place for place, month in enumerate(_MONTHS, 1) if month.startswith(name[:3]))
    first = _midnight(now).replace(month=number, day=1)
    if is_past:
        return first if first <= now else first.replace(year=now.year - 1)
    return first if first > now else first.replace(year=now.year + 1)


def _unit(unit: str, now: datetime) -> tuple[datetime, datetime]:
    """The week, month or year that `now` is in."""
    day = _midnight(now)
    if unit.startswith("week"):
        begin = day - timedelta(days=day.weekday())
        return begin, begin + timedelta(days=7)
    if unit == "month":
        return day.replace(day=1), _next_month(day.replace(day=1))
    begin = day.replace(month=1, day=1)
    return begin, begin.replace(year=begin.year + 1)


def _of_day(now: datetime, ago: int) -> tuple[datetime, datetime]:
    begin = _midnight(now) - timedelta(days=ago)
    return begin, begin + timedelta(days=1)


def _last(match: re.Match[str], now: datetime) -> tuple[datetime, datetime]:
    begin, _ = _unit(match[1], now)
    return _unit(match[1], begin - timedelta(days=1))


def _named_month(match: re.Match[str], now: datetime) -> tuple[datetime, datetime]:
    begin = _month(match["month"], now, is_past=True)
    if match["year"]:
        begin = begin.replace(year=int(match["year"]))
    return begin, _next_month(begin)


def _year(match: re.Match[str], now: datetime) -> tuple[datetime, datetime]:
    begin = _midnight(now).replace(year=int(match[1]), month=1, day=1)
    return begin, begin.replace(year=begin.year + 1)


def _ago(match: re.Match[str], now: datetime) -> tuple[datetime, datetime]:
    length = _LENGTHS[match[2]]
    begin = _midnight(now) - timedelta(days=_counted(match["count"]) * length)
    return begin, begin + timedelta(days=length)


def _past(match: re.Match[str], now: datetime) -> tuple[datetime, datetime]:
    return _midnight(now) - timedelta(days=_counted(match["count"]) * _LENGTHS[match[2]]), _of_day(now, 0)[1]


def _weekday(match: re.Match[str], now: datetime) -> tuple[datetime, datetime]:
    return _of_day(now, (now.weekday() - _DAYS.index(match[1])) % 7 or 7)


_PAST = (
    (rf"\b(?:last|past|in the last|in the past|previous) {_NUMBER} (day|week|month|year)s?\b", _past),
    (rf"\b{_NUMBER} (day|week|month|year)s? ago\b", _ago),
    (r"\b(?:yesterday|last night|last evening)\b", lambda _, now: _of_day(now, 1)),
    (r"\b(?:today|tonight|this (?:morning|evening|afternoon))\b", lambda _, now: _of_day(now, 0)),
    (r"\b(?:last|previous) (week|month|year)(?:end)?\b", _last),
    (r"\bthis (week|month|year)(?:end)?\b", lambda match, now: _unit(match[1], now)),
    (rf"\b(?:in|during|from|of|since|last|this) {_MONTH}(?: (?:of )?(?P<year>(?:19|20)\d\d))?\b", _named_month),
    (rf"\b(?:on|last) ({'|'.join(_DAYS)})\b", _weekday),
    (r"\b(?:in|during|back in) ((?:19|20)\d\d)\b", _year),
)
