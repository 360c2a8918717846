"""Whether two records of one title are one work: year, length and who made it; nothing where they do not tell.

Measured against what the rules are not shown, by `python -m tests.evals --only merging`.
"""

from __future__ import annotations

from collections.abc import Callable

from indexers.merging.record import Record

APART = "a year apart"
Alike = Callable[[Record, Record], str | None]  # why they are one, in words; None: they are two

_FILM_MIN, _FILM_SHARE = 3.0, 0.04  # services count credits and frames a second differently
_EXACT_MIN = 0.1
_DOCUMENTARY = "documentary"
_CAST, _SHARED = 3, 2  # names of each, from which it counts that none is shared; names shared, from which that counts
_ALBUM_SHARE = 0.05


def alike(one: Record, other: Record) -> str | None:
    """Why two records of different sources that are called alike are one work."""
    rule = _RULES.get(one.medium)
    if rule is None or one.medium != other.medium or contradict(one, other):
        return None
    return rule(one, other)


def contradict(one: Record, other: Record) -> bool:
    """Whether something says that they are two: an id of one kind that differs, makers of whom none is shared."""
    ids, others = dict(one.ids), dict(other.ids)
    if any(others.get(name, value) != value for name, value in ids.items()):
        return True
    known = one.makers and other.makers
    return bool(known) and not (one.makers & other.people or other.makers & one.people)


def _film(one: Record, other: Record) -> str | None:
    """The same year, and no length, genre or cast that speaks against it; or a year apart, and something for it."""
    apart, length = _years_apart(one, other), _lengths_agree(one, other)
    if apart == 0 and length:
        return "title, year and length"
    if apart == 0 and length is False:  # another cut, if its makers are the same
        return "title, year and makers" if one.makers & other.makers else None
    if apart not in (0, 1) or _differ(one, other):
        return None
    if apart == 0:
        return "title and year"
    genres, people = one.genres & other.genres, one.people & other.people
    if length and (genres or people):
        return f"title and length, {APART}"
    if length is None and len(people) >= _SHARED:
        return f"title and people, {APART}"
    return f"title and genres, {APART}" if length is None and genres and " " in one.title else None


def _differ(one: Record, other: Record) -> bool:
    """One is a documentary and the other is not, or their casts share nobody. Other genres are a matter of taste."""
    if one.genres and other.genres and (_DOCUMENTARY in one.genres) != (_DOCUMENTARY in other.genres):
        return True
    return min(len(one.people), len(other.people)) >= _CAST and not one.people & other.people


def _album(one: Record, other: Record) -> str | None:
    if not one.people & other.people:
        return None
    if one.minutes and other.minutes:
        near = abs(one.minutes - other.minutes) <= _ALBUM_SHARE * max(one.minutes, other.minutes)
        return "title, artist and length" if near else None
    return "title, artist and year" if _years_apart(one, other) == 0 else None


def _track(one: Record, other: Record) -> str | None:
    return "title, artist and length" if one.people & other.people and _is_exact(one, other) else None


def _show(one: Record, other: Record) -> str | None:
    """Years and lengths of a whole show say little: who makes it does."""
    return "title and makers" if one.makers & other.makers else None


def _recorded(one: Record, other: Record) -> str | None:
    apart = _years_apart(one, other)
    return "title and length" if _is_exact(one, other) and apart in (0, None) and " " in one.title else None


_RULES: dict[str, Alike] = {
    "film": _film, "series": _film, "album": _album, "track": _track, "podcast": _show, "course": _show,
    "lecture": _recorded, "clip": _recorded,
}  # fmt: skip


def _years_apart(one: Record, other: Record) -> int | None:
    return None if one.year is None or other.year is None else abs(one.year - other.year)


def _lengths_agree(one: Record, other: Record) -> bool | None:
    """None: one of both is not known."""
    if not one.minutes or not other.minutes:
        return None
    longer = max(one.minutes, other.minutes)
    if one.medium == "series":  # minutes of an episode, which vary
        return abs(one.minutes - other.minutes) <= longer / 3
    return abs(one.minutes - other.minutes) <= max(_FILM_MIN, _FILM_SHARE * longer)


def _is_exact(one: Record, other: Record) -> bool:
    return bool(one.minutes and other.minutes) and abs((one.minutes or 0) - (other.minutes or 0)) <= _EXACT_MIN
