"""Dates as services write them for people: in digits of any order, or with the name of the month in many languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from typing import Literal

from indexers.reading.fold import fold
from indexers.reading.lines import LineError

Order = Literal["dmy", "mdy"]  # of dates that do not begin with the year

_DIGITS = re.compile(r"\d+")
_DATE = re.compile(r"(\d{1,4})\s?[./\-年년]\s?(\d{1,2})\s?[./\-月월]\s?(\d{1,4})")
_CLOCK = re.compile(r"(\d{1,2})[:.h](\d{2})(?:[:.](\d{2}))?")
_WORDS = re.compile(r"[^\W\d_]+\.?", re.UNICODE)
_BUDDHIST_YEARS = 543
_MONTHS = {
    1: "january jan januar jaenner jaen janvier janv enero ene gennaio gen janeiro januari tammikuuta stycznia sty "
       "ledna led ocak oca января янв ianuarie ian januarja ιανουαριου ιαν",
    2: "february feb februar fevrier fevr febrero febbraio fevereiro fev februari helmikuuta lutego lut unora uno "
       "subat sub февраля фев февр februarie φεβρουαριου φεβ",
    3: "march mar maerz marz mars marzo marco maart mrt maaliskuuta marca mart марта мар мартa martie μαρτιου μαρ",
    4: "april apr avril avr abril abr aprile huhtikuuta kwietnia kwi dubna dub nisan nis апреля "
       "апр aprilie απριλιου απρ",
    5: "may mai mayo maggio mag maio mei maj toukokuuta maja kvetna kve mayis мая май μαιου μαι",
    6: "june jun juni juin junio giugno giu junho kesakuuta czerwca cze cervna cvn haziran haz июня "
       "июн iunie ιουνιου ιουν",
    7: "july jul juli juillet juil julio luglio lug julho heinakuuta lipca lip cervence cvc temmuz tem июля июл iulie "
       "ιουλιου ιουλ",
    8: "august aug aout agosto ago augustus augusti elokuuta sierpnia sie srpna srp agustos agu "
       "августа авг αυγουστου αυγ",
    9: "september sep sept septembre septiembre settembre set setembro syyskuuta wrzesnia wrz zari zar eylul eyl "
       "сентября сен сент septembrie σεπτεμβριου σεπ",
    10: "october oct oktober okt octobre octubre ottobre ott outubro out lokakuuta pazdziernika paz rijna rij ekim eki "
        "октября окт octombrie οκτωβριου οκτ",
    11: "november nov novembre noviembre novembro marraskuuta listopada lis kasim kas ноября ноя нояб noiembrie "
        "νοεμβριου νοε",
    12: "december dec dezember dez decembre diciembre dic dicembre dezembro desember des joulukuuta grudnia gru "
        "prosince pro aralik ara декабря дек decembrie δεκεμβριου δεκ",
}  # fmt: skip
_MONTH_OF = {word: month for month, words in _MONTHS.items() for word in words.split()}
_ZONES = {
    "cet": 1, "mez": 1, "cest": 2, "mesz": 2, "eet": 2, "eest": 3, "msk": 3, "bst": 1, "west": 1, "ist": 5.5, "jst": 9,
    "kst": 9, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7,
    "mdt": -6, "pst": -8, "pdt": -7, "brt": -3, "hst": -10, "akst": -9, "akdt": -8,
}  # fmt: skip


def read_date(text: str, order: Order = "dmy") -> datetime | None:
    """A date, with its time where one follows, in UTC; None for an empty text. Raises LineError.

    `order`: of dates in digits alone, unless they begin with the year. A time without a zone counts as UTC.
    """
    if not (text := text.strip()):
        return None
    try:
        at = datetime.fromisoformat(text) if _is_iso(text) else _spoken(text, order)
        return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except (ValueError, OverflowError, StopIteration) as error:
        raise LineError(f"{text[:40]!r} is no date that is understood") from error


def order_of(texts: Iterable[str]) -> Order:
    """The order of dates in digits: the one that has no month above 12; else the one by which they are best sorted.

    Services list the newest first; where nothing tells, day before month, as most of the world writes.
    """
    pairs = [parsed for text in texts if (parsed := _unordered(text))]
    if any(first > 12 for first, _, _ in pairs):
        return "dmy"
    if any(second > 12 for _, second, _ in pairs):
        return "mdy"
    by_day = [(year, second, first) for first, second, year in pairs]
    by_month = [(year, first, second) for first, second, year in pairs]
    return "mdy" if _disorder(by_month) < _disorder(by_day) else "dmy"


def _disorder(dates: list[tuple[int, int, int]]) -> int:
    rises = sum(later > earlier for earlier, later in pairwise(dates))
    falls = sum(later < earlier for earlier, later in pairwise(dates))
    return min(rises, falls)


def _unordered(text: str) -> tuple[int, int, int] | None:
    """The numbers of a date that does not begin with its year."""
    found = _DATE.search(text)
    if not found or len(found[1]) == 4:
        return None
    first, second, year = (int(part) for part in found.groups())
    return first, second, year


def _is_iso(text: str) -> bool:
    return len(text) >= 10 and text[4] == text[7] == "-" and text[:4].isascii() and "UTC" not in text


def _spoken(text: str, order: Order) -> datetime:
    found = _DATE.search(text)
    if found:
        (year, month, day), rest = _in_digits(found, order), text[found.end() :]
    else:
        (year, month, day), rest = _in_words(text)
    year = year + 2000 if year < 100 else year - _BUDDHIST_YEARS if year > 2400 else year
    hour, minute, second = _clock(rest)
    return datetime(year, month, day, hour, minute, second, tzinfo=_zone(rest)).astimezone(UTC)


def _in_digits(found: re.Match[str], order: Order) -> tuple[int, int, int]:
    first, second, third = (int(part) for part in found.groups())
    if len(found[1]) == 4:
        return first, second, third
    return (third, first, second) if order == "mdy" else (third, second, first)


def _in_words(text: str) -> tuple[tuple[int, int, int], str]:
    """ "Jan 5, 2020, 10:11 PM", "5 janv. 2020 22:11" -> (year, month, day), what follows the year."""
    month = next(_MONTH_OF[key] for word in _WORDS.findall(text) if (key := fold(word)) in _MONTH_OF)
    numbers = list(_DIGITS.finditer(text))
    year = next(number for number in numbers if len(number[0]) == 4)
    day = next(number for number in numbers if number is not year)
    return (int(year[0]), month, int(day[0])), text[year.end() :]


def _clock(text: str) -> tuple[int, int, int]:
    found = _CLOCK.search(text)
    if not found:
        return 0, 0, 0
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    low = text.lower().replace(".", "").replace("\u202f", " ")
    if re.search(r"\d\s?pm\b|\bp\s?m\b|午後|오후|下午", low) and hour < 12:
        hour += 12
    elif re.search(r"\d\s?am\b|\ba\s?m\b|午前|오전|上午", low) and hour == 12:
        hour = 0
    return hour, minute, second


def _zone(text: str) -> timezone:
    for word in _WORDS.findall(text):
        if word.lower() in _ZONES:
            return timezone(timedelta(hours=_ZONES[word.lower()]))
    found = re.search(r"(?:UTC|GMT)?([+\-−]\d{1,2})(?::?(\d{2}))?\s*$", text)
    if not found:
        return UTC
    hours = int(found[1].replace("−", "-"))
    minutes = int(found[2] or 0) * (-1 if hours < 0 else 1)
    return timezone(timedelta(hours=hours, minutes=minutes))
