"""How many works are asked for, and since when they are in the library."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from tools.request.spans.quantities.atoms import (
    WORD_NUMBERS,
    N,
    compiled,
    mention_of,
    number_of,
)
from tools.request.spans.text import Text
from tools.request.state import Mention
from tools.request.words.en import numbers as en
from tools.request.words.en.genres import GENRE_NOUNS, MEDIA_NOUNS

_MEDIA = "|".join(sorted((f"{m}s?" for m in (*MEDIA_NOUNS, *GENRE_NOUNS) if m != "episode"), key=len, reverse=True))
_COUNT = re.compile(
    r"(?<![\w.$/])(?<!/ )(?!an? (?!couple|dozen|pair))(?:(?:\d\d?|one|two|three|four|five) (?:to|or"
    rf"|-) )?(?P<n>\d{{1,3}}|{WORD_NUMBERS}|single) (?P<mid>(?:[a-z]+ ){{0,4}}?)(?P<what>{en.COUNTED}"
    rf"|{_MEDIA})(?!\w)"
)
_TOP = re.compile(r"(?<!\w)(?:top|best) (?P<n>\d\d?|three|five|ten|two|four)(?!\w)")
_GIVE = re.compile(
    r"(?<!\w)(?:give|show|pick|name|recommend|suggest|choose|find|get|list|just|only|want|need)(?: me"
    r"| us)? (?:just |only )?(?:the )?(?:next |another |other |best |top )?"
    r"(?P<n>one|two|three|four|five|six|ten|half a dozen|a dozen|\d)(?= ?[.,!?]| ?$| for (?:me|us)| please| pls"
    r"| only| then| this time| in [a-z]+)"
)
# "4 noirs", "5 more like it", "loads, like 15": a number that a wish is for.
_OF_ANY = re.compile(
    r"(?<!\w)(?:give|show|find|recommend|suggest|name|list|want|need)(?: me| us)? (?:the )?(?P<n>\d\d?|two"
    r"|three|four|five|six|seven|eight|nine|ten)"
    r"(?= (?:(?:nearest|closest|best|top|good|more|other"
    r"|new) )?[a-z]{2,}(?<!minute)(?<!hour)(?<!star)(?<!year)(?<!min)s\b)"
    r"|(?<!\w)(?:loads|lots|plenty|many|several|a bunch|options)(?: of \w+)?(?: please| pls)? ?,? (?:like|say"
    r"|about|around|maybe) (?P<m>\d\d?)(?= ?[.,!?]| ?$)"
)
_ONE = re.compile(
    r"(?<!\w)(?:just|only|exactly) (?P<n>a single(?= episode)|one|a single|1)(?!(?<!single) episode| (?:of"
    r"|season|time|thing|part|place|person|hour|minute|year|day|week))(?!\w)"
)
_MOST = 100  # more are no wish
_BREAKS = frozenset(
    "and or of than with to in for minute minutes hour hours min mins year years star stars is are that i you"
    " it was about"
    " like on at by from from if not the this my your but who have seen watched love liked last more time times".split()
)


def find_counts(text: Text) -> Iterator[Mention]:
    norm = text.norm
    for match in (m for pattern in (_GIVE, _TOP, _COUNT, _ONE, _OF_ANY) for m in pattern.finditer(norm)):
        word = match["n"] or match["m"]
        mid = (match.groupdict().get("mid") or "").split()
        before = norm[: match.start()].split()[-1:]
        if before == ["#"] or "#" in match.group():
            continue
        if (
            word in ("a", "an")
            or (word == "single" and match["what"].endswith("s"))
            or (set(mid) & _BREAKS)
            or (set(before) & en.NOT_BEFORE_COUNT and match.re is not _TOP)
        ):
            continue
        if word == "one" and (match.groupdict().get("what") or "").startswith("of "):
            continue
        number = 1 if word in ("single", "a single") else round(number_of(word))
        if (word == "one" and norm[match.end() :].startswith(" is enough")) or (
            1 <= number <= _MOST
            and not (word in ("one", "1") and mid and "more" not in mid and match.re is _COUNT and len(mid) > 2)
        ):
            yield mention_of(text, "count", (number, number), match.start(), match.end("n" if match["n"] else "m"))
    for start, end in text.sentences:
        if text.tokens[end - 1].raw in "!?":
            continue  # "ten!!", "only two?"
        words = [t.norm for t in text.tokens[start:end] if t.is_word]
        numbers = [w for w in words if w in en.COUNT_WORDS or (w.isdigit() and len(words) > 1)]
        if (
            numbers
            and set(words) - set(numbers) <= en.COUNT_FILLERS
            and (len(numbers) == 1 or set(words) - set(numbers) - {"or"})
        ):
            place = max(i for i in range(start, end) if text.tokens[i].norm == numbers[-1])
            yield Mention("count", (round(number_of(numbers[-1])),) * 2, place, place + 1)
    for match in compiled(r"(?<!\w)(?:double (?:feature|bill))(?!\w)").finditer(norm):
        yield mention_of(text, "count", (2, 2), *match.span())


_MONTHS = {
    m: n
    for n, names in enumerate(
        "january jan;february feb;march mar;april apr;may;june jun;july jul;august aug;september sep"
        " sept;october oct;november nov;december dec".split(";"),
        start=1,
    )
    for m in names.split()
}
_WEEKDAYS = {d: n for n, d in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}
_ADDED_SINCE = re.compile(
    r"(?:added|imported|bought|new (?:in|to) (?:my|the|our) library|new (?:here|arrivals|since)|whats new"
        r"|what is new|anything new|recently added|new additions|add|arrived|came in|(?:come|came) in(?:to)?"
        rf"|landed|turned up)(?: \w+){{0,4}}? ?(?:since|after|from|on|in) "
    r"(?:(?P<iso>20\d\d ?[-/] ?\d\d? ?[-/] ?\d\d?)"
        r"|(?P<day>\d\d?) ?[-/.] ?(?P<month>\d\d?) ?[-/.] ?(?P<year>20\d\d)|(?:the )?(?P<d>\d\d?)(?:st|nd|rd"
        rf"|th)?(?: of)? (?P<m>{'|'.join(_MONTHS)})(?: ,? ?(?P<y>20\d\d))?|(?P<m2>"
        rf"{'|'.join(_MONTHS)})(?: (?P<d2>\d\d?)(?:st|nd|rd|th)?(?!\d))?(?: ,? ?(?P<y2>20\d\d))?"
        rf"|(?P<w>{'|'.join(_WEEKDAYS)})|(?P<y3>20\d\d))(?!\w)"
)  # fmt: skip


def _since_date(match: re.Match[str], now: datetime) -> str:
    """ISO date of "since 1 March", "since Monday", "since June", the last one before now."""
    if match["iso"]:
        year, month, day = map(int, re.findall(r"\d+", match["iso"]))
        return f"{year:04}-{month:02}-{day:02}"
    if match["year"]:
        return f"{int(match['year']):04}-{int(match['month']):02}-{int(match['day']):02}"
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
    rf"(?:added|imported|bought|put in|new in my library|i added)(?: \w+){{0,4}}? (?:in |within |over |during |since )?"
    rf"(?:the )?(?P<which>this|last|past|previous|yesterday|today)(?: (?P<n>{N}))?(?: (?P<unit>day|week"
        r"|fortnight|month|year)s?)?(?!\w)"
)  # fmt: skip


def find_added(text: Text, now: datetime) -> Iterator[Mention]:
    for match in _ADDED_SINCE.finditer(text.norm):
        yield Mention("added_after", (_since_date(match, now),), *text.span(match))
    for match in _ADDED.finditer(text.norm):
        count = number_of(match["n"]) if match["n"] else 1
        days = {"today": 0, "yesterday": 1}.get(match["which"], _DAYS.get(match["unit"] or "", 0) * count)
        date = (now - timedelta(days=days)).date().isoformat()
        yield Mention("added_after", (date,), *text.span(match))
