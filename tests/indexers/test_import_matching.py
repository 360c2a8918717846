"""Which item a row means: editions, remasters, articles, countries, other names; and nothing rather than a guess."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from indexers.history.match import matcher
from indexers.library import Library
from indexers.models import Interaction
from tests.indexers.conftest import FILMS, Index

ITEMS: list[dict[str, Any]] = [
    *FILMS,
    {"id": "blade", "title": "Blade Runner", "medium": "film", "year": 1982, "popularity": 60},
    {"id": "rebecca-40", "title": "Rebecca", "medium": "film", "year": 1940, "popularity": 40},
    {"id": "rebecca-20", "title": "Rebecca", "medium": "film", "year": 2020, "popularity": 20},
    {"id": "boss", "title": "The Boss", "medium": "film", "year": 2016, "popularity": 30},
    {"id": "office-us", "title": "The Office", "medium": "series", "year": 2005, "countries": ["US"]},
    {"id": "office-gb", "title": "The Office", "medium": "series", "year": 2001, "countries": ["GB"]},
    {"id": "heist", "title": "Money Heist", "medium": "series", "aliases": ["La casa de papel"]},
    {"id": "dark", "title": "Dark", "medium": "series"},
    {"id": "dark-1", "title": "Secrets", "medium": "episode", "parent": "dark", "season": 1, "number": 1},
    {"id": "album", "title": "Album", "medium": "album", "people": [{"name": "Singer", "role": "artist"}]},
    {"id": "song", "title": "Song", "medium": "track", "parent": "album"},
    {"id": "song-live", "title": "Song (Live)", "medium": "track", "parent": "album"},
    {"id": "best", "title": "The Best", "medium": "album", "people": [{"name": "Singer", "role": "artist"}]},
    {"id": "song-best", "title": "Another", "medium": "track", "parent": "best"},
    {"id": "song-again", "title": "Another", "medium": "track", "parent": "album"},
]
SEEN = datetime(2021, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("row", "item"),
    [
        ({"title": "Blade Runner: The Final Cut", "year": 1982}, "blade"),
        ({"title": "Blade Runner (Director's Cut)", "year": 1983}, "blade"),
        ({"title": "Blade Runner", "year": 1990}, None),
        ({"title": "Matrix, The (1999)"}, "603"),
        ({"title": "黑客帝国", "year": 1999}, "603"),
        ({"title": "Ridley Scott's The Matrix", "year": 1999}, "603"),
        ({"title": "Godfather Part 2", "year": 1974}, "godfather2"),
        ({"title": "Rebecca", "year": 1940}, "rebecca-40"),
        ({"title": "Rebecca"}, None),
        ({"title": "Song - 2011 Remaster", "artist": "Singer", "medium": "track"}, "song"),
        ({"title": "Song (feat. Other)", "artist": "Singer & Other", "medium": "track"}, "song"),
        ({"title": "Song - Live", "artist": "Singer", "medium": "track"}, "song-live"),
        ({"title": "Song", "artist": "Nobody", "medium": "track"}, None),
        ({"title": "Another", "artist": "Singer", "medium": "track"}, "song-best"),
        ({"title": "Dark", "medium": "film", "year": 2017}, None),
        ({"series": "The Office (U.S.)", "title": "Pilot", "season": 1}, "office-us"),
        ({"series": "The Office", "title": "Pilot", "season": 1}, None),
        ({"series": "La Casa de Papel", "title": "Efectuar lo acordado", "season": 1, "medium": "episode"}, "heist"),
        ({"series": "Dark", "title": "secrets!", "season": 2}, "dark-1"),
        ({"series": "Dark", "title": "Lies", "season": 1, "number": 2}, None),
        ({"title": "Dark: Secrets", "medium": "film"}, "dark-1"),
    ],
)
def test_a_row_means_one_item_or_none(
    library: Library, index_lines: Index, row: dict[str, Any], item: str | None
) -> None:
    index_lines(ITEMS)
    assert matcher(library.catalogue)(Interaction(kind="view", **row)) == item


@pytest.mark.parametrize(
    ("title", "item"),
    [("The Matrix", "603"), ("The Boss", "boss"), ("Boss", None), ("Moon", None)],
)
def test_a_bare_name_of_a_service_must_be_sure(
    library: Library, index_lines: Index, title: str, item: str | None
) -> None:
    index_lines(ITEMS)
    row = Interaction(kind="view", title=title, at=SEEN, medium="film", source="netflix")
    assert matcher(library.catalogue)(row) == item
