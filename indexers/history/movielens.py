"""MovieLens ratings: userId, movieId, rating of 5, timestamp in seconds. Each userId is a person, `ml-<userId>`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from indexers.errors import SourceError
from indexers.models import Interaction
from indexers.reading.lines import Line, LineError, number_of
from indexers.reading.tables import read_table


def read_rows(path: Path) -> Iterator[Line]:
    """One Line a rating. Raises OSError, SourceError for another kind of table."""
    if not is_ratings(path):
        raise SourceError(f"{path} is no table of MovieLens ratings (userId,movieId,rating,timestamp).")
    yield from read_table(path)


def read_interaction(record: Mapping[str, Any]) -> tuple[str, Interaction]:
    """(person, rating). Raises LineError with the cause."""
    user, movie = str(record.get("userId", "")).strip(), str(record.get("movieId", "")).strip()
    stars = number_of(record, "rating", 0, 5)
    if not user or not movie or stars is None:
        raise LineError("has no userId, movieId or rating")
    seconds = number_of(record, "timestamp", 0, 1e11) if record.get("timestamp") else None
    at = datetime.fromtimestamp(seconds, UTC) if seconds is not None else None
    return f"ml-{user}", Interaction(item=movie, kind="rating", value=stars, scale=5, at=at, source="movielens")


def is_ratings(path: Path) -> bool:
    """Whether the file's first line is that of MovieLens ratings."""
    with path.open("rb") as file:
        return file.read(200).lstrip(b"\xef\xbb\xbf").startswith(b"userId,movieId,rating")
