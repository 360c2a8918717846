"""MovieLens ratings: userId, movieId, rating of 5, timestamp in seconds. Each userId is a person, `ml-<userId>`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from indexers.history.export import Export, Member, Part, Said
from indexers.history.export.rows import headings, table_rows
from indexers.models import Interaction
from indexers.reading.lines import LineError, number_of

_COLUMNS = frozenset(("userid", "movieid", "rating"))


def parts_of(export: Export) -> list[Part]:
    """The tables of ratings."""
    return [Part(member, table_rows, _read) for member in export.members if _is_ratings(member)]


def _is_ratings(member: Member) -> bool:
    return member.suffix == ".csv" and headings(member) >= _COLUMNS


def _read(record: Mapping[str, Any]) -> list[Said]:
    user, movie = str(record.get("userid", "")).strip(), str(record.get("movieid", "")).strip()
    stars = number_of(record, "rating", 0, 5)
    if not user or not movie or stars is None:
        raise LineError("has no userId, movieId or rating")
    seconds = number_of(record, "timestamp", 0, 1e11) if record.get("timestamp") else None
    at = datetime.fromtimestamp(seconds, UTC) if seconds is not None else None
    return [(f"ml-{user}", Interaction(item=movie, kind="rating", value=stars, scale=5, at=at, source="movielens"))]
