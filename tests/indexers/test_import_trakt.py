"""Trakt: rows with the ids of others, in the shapes of its API and export."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from indexers.history.imports import import_history
from indexers.library import Library
from tests.indexers.conftest import Index
from tests.indexers.exports import as_zip

ITEMS: list[dict[str, Any]] = [
    {"id": "a", "title": "Another Title", "medium": "film", "year": 1999, "extra": {"ids": {"tmdb": "603"}}},
    {"id": "b", "title": "The Show", "medium": "series", "extra": {"ids": {"tmdb": "603", "tvdb": "77"}}},
    {"id": "b-2", "title": "Two", "medium": "episode", "parent": "b", "season": 1, "number": 2},
    {"id": "tt0133093", "title": "By Its Id", "medium": "film"},
    {"id": "603", "title": "A Film of Another Numbering", "medium": "film"},
]
MATRIX = {"title": "The Matrix", "year": 1999, "ids": {"trakt": 1, "slug": "m", "tmdb": 603}}
SHOW = {"title": "Show, The", "year": 2010, "ids": {"trakt": 5, "tvdb": 77}}
EPISODE = {"season": 1, "number": 2, "title": "Zwei", "ids": {"trakt": 9, "tvdb": 9001}}
HISTORY = [
    {"id": 1, "watched_at": "2020-01-01T20:00:00.000Z", "action": "scrobble", "type": "movie", "movie": MATRIX},
    {"id": 2, "watched_at": "2020-01-02T20:00:00.000Z", "action": "watch", "type": "episode", "episode": EPISODE,
     "show": SHOW},
    {"id": 3, "watched_at": "2020-01-03T20:00:00.000Z", "type": "movie",
     "movie": {"title": "X", "year": None, "ids": {"trakt": 3, "imdb": "tt0133093"}}},
    {"id": 4, "watched_at": "2020-01-03T20:00:00.000Z", "type": "movie"},
]  # fmt: skip
EXPORT = {
    "watched/watched-history-1.json": json.dumps(HISTORY),
    "watched/watched-movies.json": json.dumps([{"last_watched_at": "2020-01-01T20:00:00.000Z", "movie": MATRIX}]),
    "ratings/ratings-movies.json": json.dumps([{"rated_at": "2020-01-01T21:00:00.000Z", "rating": 9, "type": "movie",
                                                "movie": MATRIX}]),
    "lists/lists-watchlist.json": json.dumps([{"rank": 1, "listed_at": "2020-02-01T00:00:00.000Z", "type": "show",
                                               "show": SHOW}]),
    "collection/collection-movies.json": json.dumps([{"collected_at": "2020-02-01T00:00:00.000Z", "movie": MATRIX}]),
}  # fmt: skip


def test_ids_decide_and_a_number_of_films_is_none_of_series(
    library: Library, index_lines: Index, tmp_path: Path
) -> None:
    index_lines(ITEMS)
    report = import_history(library, "auto", as_zip(tmp_path / "trakt.zip", EXPORT), "ann")
    assert (report.kind, report.unmatched, [line.number for line in report.bad]) == ("trakt", 0, [4])
    rows = library.person("ann").interactions()
    assert [(row.item, row.kind) for row in rows] == [
        ("a", "view"), ("a", "rating"), ("b-2", "view"), ("tt0133093", "view"), ("b", "want"),
    ]  # fmt: skip


def test_sums_of_plays_are_read_where_there_is_no_history(library: Library, index_lines: Index, tmp_path: Path) -> None:
    index_lines(ITEMS)
    episodes = [{"number": 2, "plays": 3, "last_watched_at": "2020-01-02T20:00:00.000Z"}]
    shows = [{"plays": 3, "last_watched_at": "2020-01-02T20:00:00.000Z", "show": SHOW,
              "seasons": [{"number": 1, "episodes": episodes}]}]  # fmt: skip
    (tmp_path / "watched-shows.json").write_text(json.dumps(shows), encoding="utf8")
    assert import_history(library, "trakt", tmp_path / "watched-shows.json", "ann").added == 1
    assert [row.item for row in library.person("ann").interactions()] == ["b-2"]
