"""The plain reading of the contract's hard clauses."""

from __future__ import annotations

from typing import Any

import pytest

from indexers.models import Credit, Item
from tests.evals.broken import broken

FILM = Item(
    id="1", title="Léon", medium="film", year=1994, minutes=110, genres=("crime", "thriller"), languages=("en",),
    people=(Credit(name="Natalie Portman"),), description="A hitman shelters a girl among spiders.",
)  # fmt: skip


@pytest.mark.parametrize(
    "request_",
    [
        {"minutes_max": 110, "year_min": 1994, "year_max": 1994},
        {"not_genres": ["horror"], "languages": ["en", "fr"], "people": ["natalie portman", "Somebody Else"]},
        {"not_people": ["Somebody Else"], "exclude": ["2"], "not_query": "snakes"},
        {"rating_min": None, "media": []},
    ],
)
def test_what_is_kept(request_: dict[str, Any]) -> None:
    assert broken(FILM, request_) == []


@pytest.mark.parametrize(
    "request_",
    [
        {"minutes_max": 109},
        {"rating_min": 5},  # not recorded
        {"countries": ["US"]},
        {"not_countries": ["US"]},
        {"not_genres": ["crime"]},
        {"not_query": "spider"},
        {"exclude": ["1"]},
        {"media": ["series"]},
    ],
)
def test_what_is_broken(request_: dict[str, Any]) -> None:
    assert len(broken(FILM, request_)) == 1
