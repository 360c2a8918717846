"""Letterboxd's export (Settings, Data): watched, diary, ratings, reviews, watchlist and likes/films, as CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from indexers.history.export import Export, Member, Part, Said
from indexers.history.export.dates import read_date
from indexers.history.export.rows import cell, headings, prose, table_rows
from indexers.models import Interaction, Kind
from indexers.reading.items import YEARS
from indexers.reading.lines import LineError, number_of, whole_of

_MARKS = ("letterboxd uri", "letterboxd url", "letterboxduri")
_LEFT_OUT = frozenset(("deleted", "orphaned", "lists"))  # what the person took back, and lists that say no more
_STARS = 5
Film = tuple[str, str]
Diary = dict[Film, set[str]]  # the ratings given there


def parts_of(export: Export) -> list[Part]:
    """The diary before the films watched: what it says is known with its day already."""
    members = [member for member in export.members if _is_table(member)]
    in_diary: Diary = {}
    readers: dict[str, Callable[[Mapping[str, Any]], Iterator[Said]]] = {
        "diary": partial(_diary, in_diary), "reviews": _review, "watched": partial(_watched, in_diary),
        "ratings": partial(_rating, in_diary), "likes": partial(_marked, "like"), "watchlist": partial(_marked, "want"),
    }  # fmt: skip
    return [
        Part(member, table_rows, read) for kind, read in readers.items() for member in members if _kind(member) == kind
    ]


def _is_table(member: Member) -> bool:
    folders = {folder.lower() for folder in PurePosixPath(member.name).parts[:-1]}
    return member.suffix == ".csv" and not folders & _LEFT_OUT and bool(headings(member) & set(_MARKS))


def _kind(member: Member) -> str:
    """By its columns, and by its name where these say too little."""
    names = headings(member)
    if "review" in names:
        return "reviews"
    if "watched date" in names:
        return "diary"
    if "rating" in names:
        return "ratings"
    if "likes" in PurePosixPath(member.name).parts or member.stem.startswith(("likes", "films")):
        return "likes"
    return "watchlist" if "watchlist" in member.stem else "watched"


def _diary(in_diary: Diary, record: Mapping[str, Any]) -> Iterator[Said]:
    ratings = in_diary.setdefault(_film(record), set())
    yield _said(record, "view", "watched date", "date")
    if stars := cell(record, "rating"):
        ratings.add(stars)
        yield _rated(record, "watched date", "date")


def _watched(in_diary: Diary, record: Mapping[str, Any]) -> Iterator[Said]:
    if _film(record) not in in_diary:
        yield _said(record, "view", "date")


def _rating(in_diary: Diary, record: Mapping[str, Any]) -> Iterator[Said]:
    if cell(record, "rating") not in in_diary.get(_film(record), ()):
        yield _rated(record, "date")


def _review(record: Mapping[str, Any]) -> Iterator[Said]:
    yield _said(record, "review", "date", text=prose(record, "review"))


def _marked(kind: Kind, record: Mapping[str, Any]) -> Iterator[Said]:
    yield _said(record, kind, "date")


def _rated(record: Mapping[str, Any], *dates: str) -> Said:
    stars = number_of(record, "rating", 0, _STARS)
    if stars is None:
        raise LineError("has no rating")
    return _said(record, "rating", *dates, value=stars, scale=_STARS)


def _film(record: Mapping[str, Any]) -> Film:
    return cell(record, "name"), cell(record, "year")


def _said(record: Mapping[str, Any], kind: Kind, *dates: str, **more: Any) -> Said:
    title, year = cell(record, "name"), whole_of(record, "year", *YEARS)
    if not title:
        raise LineError("names no film")
    at = read_date(cell(record, *dates))
    return "", Interaction(kind=kind, title=title, year=year, at=at, medium="film", source="letterboxd", **more)
