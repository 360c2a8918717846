"""When two rows of a history are one: what a work is called before it is found, and the same viewing told twice."""

from __future__ import annotations

import json
from datetime import datetime, time, timedelta

from indexers.models import Interaction
from indexers.reading.fold import fold

AROUND_S = 2 * 86_400.0  # rows further apart in time are never one viewing
_DAY = timedelta(days=1)
_DAY_EARLY, _DAY_LATE = timedelta(hours=14), timedelta(hours=38)  # an instant of that date, wherever on earth
_FILM, _TRACK = timedelta(hours=4), timedelta(minutes=10)  # one service notes the start, another the end


def work_of(row: Interaction) -> str:
    """What the row calls its item, whatever the spelling; "" where it says only an id."""
    if not (row.title or row.series):
        return ""
    names = [fold(row.title), row.year, fold(row.artist), fold(row.series), row.season, row.number]
    return json.dumps(names, ensure_ascii=False)


def series_of(row: Interaction) -> str:
    """What the row calls the series of its episode; "" where it is none."""
    return json.dumps([fold(row.series)], ensure_ascii=False) if row.series else ""


def is_same(one: Interaction, other: Interaction) -> bool:
    """Whether two rows of the same kind about the same item tell the same thing.

    Within a source: the same words at the same time. From two: a rating of as many stars, a like, a wish at any
    time; a view or skip at about the same time, or at one that only one of them knows.
    """
    if _is_another_part(one, other):
        return False
    if one.source == other.source:
        return _is_repeated(one, other)
    if one.kind == "rating":
        return one.stars == other.stars
    if one.kind == "review":
        return one.text == other.text
    return one.kind not in ("view", "skip") or _is_close(one, other)


def _is_another_part(one: Interaction, other: Interaction) -> bool:
    """Two episodes that were linked to one series."""
    if one.number is not None and other.number is not None:
        return (one.season, one.number) != (other.season, other.number)
    return bool(one.series and other.series) and fold(one.title) != fold(other.title)


def _is_repeated(one: Interaction, other: Interaction) -> bool:
    """In another export of the same service, or read before its item was here."""
    if work_of(one) != work_of(other) or one.stars != other.stars or one.text != other.text:
        return False
    if one.at == other.at:
        return True
    return bool(one.at and other.at and _has_time(one.at) != _has_time(other.at)) and _is_close(one, other)


def _is_close(one: Interaction, other: Interaction) -> bool:
    if one.at is None or other.at is None:
        return True
    early, late = sorted((one.at, other.at))
    if not _has_time(early) and not _has_time(late):
        return late - early <= _DAY
    if _has_time(early) and _has_time(late):
        return late - early <= (_TRACK if one.artist or other.artist else _FILM)
    return late - early <= (_DAY_EARLY if _has_time(early) else _DAY_LATE)


def _has_time(at: datetime) -> bool:
    """Services that tell the day alone are read as midnight."""
    return at.time() != time()
