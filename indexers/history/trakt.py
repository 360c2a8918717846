"""Trakt: the JSON of its API and of the export that it hands out: history, watched, ratings, watchlist, favourites,
comments. Each entry carries the ids of others, so that rows need no guessing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from indexers.history.export import Export, Member, Part, Said
from indexers.history.export.dates import read_date
from indexers.history.export.rows import cell, json_rows
from indexers.history.match.ids import SERIES
from indexers.models import Interaction, Kind
from indexers.reading.items import YEARS
from indexers.reading.lines import LineError, clean, number_of, whole_of

_IDS = ("imdb", "tmdb", "tvdb")
Read = Callable[[Mapping[str, Any]], Iterator[Said]]


def parts_of(export: Export) -> list[Part]:
    """The history of single plays before the sums of them: these are read only where there is no history."""
    members = [m for m in export.members if m.suffix == ".json" and b'"ids"' in m.head and b'"trakt"' in m.head]
    readers: dict[str, Read] = {
        "history": _played, "watched": _watched, "ratings": _rated, "comments": _commented,
        "watchlist": partial(_listed, "want"), "favorites": partial(_listed, "like"),
    }  # fmt: skip
    kinds = [(kind, member) for member in members if (kind := _kind(member))]
    has_history = any(kind == "history" for kind, _ in kinds)
    order = [kind for kind in readers if not (kind == "watched" and has_history)]
    return [Part(member, json_rows, readers[one]) for one in order for kind, member in kinds if kind == one]


def _kind(member: Member) -> str:
    """By what its entries hold; lists by their name alone, for they look alike."""
    head = member.head
    if b'"watched_at"' in head:
        return "history"
    if b'"rated_at"' in head:
        return "ratings"
    if b'"last_watched_at"' in head:
        return "watched"
    if b'"listed_at"' in head:
        return "favorites" if "favo" in member.stem else "watchlist" if "watchlist" in member.stem else ""
    return "comments" if b'"comment"' in head and b'"spoiler"' in head else ""


def _played(record: Mapping[str, Any]) -> Iterator[Said]:
    yield _said(record, "view", "watched_at")


def _rated(record: Mapping[str, Any]) -> Iterator[Said]:
    """Ratings of seasons are of nothing that can be picked."""
    if record.get("type") != "season":
        if (value := number_of(record, "rating", 0, 10)) is None:
            raise LineError("has no rating")
        yield _said(record, "rating", "rated_at", value=value, scale=10)


def _listed(kind: Kind, record: Mapping[str, Any]) -> Iterator[Said]:
    if record.get("type") in ("movie", "show", "episode"):
        yield _said(record, kind, "listed_at")


def _commented(record: Mapping[str, Any]) -> Iterator[Said]:
    comment = record.get("comment")
    if isinstance(comment, dict) and record.get("type") in ("movie", "show", "episode"):
        about = {**record, "created_at": comment.get("created_at")}
        yield _said(about, "review", "created_at", text=clean(str(comment.get("comment", ""))))


def _watched(record: Mapping[str, Any]) -> Iterator[Said]:
    """A film with its last play; of a series, each episode with its own."""
    if isinstance(record.get("movie"), dict):
        yield _said(record, "view", "last_watched_at")
        return
    for season in _objects(record, "seasons"):
        for episode in _objects(season, "episodes"):
            about = {"season": season.get("number"), "number": episode.get("number")}
            at = {"last_watched_at": episode.get("last_watched_at")}
            yield _said({**record, **at, "type": "episode", "episode": about}, "view", "last_watched_at")


def _said(record: Mapping[str, Any], kind: Kind, time: str, **more: Any) -> Said:
    at = read_date(cell(record, time))
    film, show, episode = (_object(record, name) for name in ("movie", "show", "episode"))
    if film:
        return "", Interaction(kind=kind, at=at, medium="film", source="trakt", **_named(film), **more)
    if not show:
        raise LineError("names no film or series")
    if not episode:
        return "", Interaction(kind=kind, at=at, medium="series", source="trakt", **_named(show), **more)
    about: dict[str, Any] = {
        "title": cell(episode, "title"),
        "series": cell(show, "title"),
        "ids": _ids(episode) | {SERIES + name: value for name, value in _ids(show).items()},
        "season": whole_of(episode, "season", 0, 100_000),
        "number": whole_of(episode, "number", 0, 10_000_000),
    }
    return "", Interaction(kind=kind, at=at, medium="episode", source="trakt", **about, **more)


def _object(record: Mapping[str, Any], name: str) -> dict[str, Any]:
    value = record.get(name)
    return value if isinstance(value, dict) else {}


def _objects(record: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    value = record.get(name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _named(work: Mapping[str, Any]) -> dict[str, Any]:
    if not (title := cell(work, "title")):
        raise LineError("names no film or series")
    return {"title": title, "year": whole_of(work, "year", *YEARS) if work.get("year") else None, "ids": _ids(work)}


def _ids(work: Mapping[str, Any]) -> dict[str, str]:
    ids = _object(work, "ids")
    return {name: found for name in _IDS if (found := cell(ids, name, longest=40))}
