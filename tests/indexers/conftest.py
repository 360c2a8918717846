"""A library in a temporary folder, with the fake encoder."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from indexers.library import Library
from indexers.pipeline import IndexReport, index
from indexers.settings import LibrarySettings
from indexers.sources import open_source
from tests.fakes.encoder import FakeEncoder

Index = Callable[[Iterable[Mapping[str, Any]]], IndexReport]
FILMS: list[dict[str, Any]] = [
    {"id": "603", "title": "The Matrix", "year": 1999, "medium": "film", "minutes": 136, "rating": 8.1,
     "genres": ["action", "science fiction"], "languages": ["en"], "countries": ["US"], "popularity": 90,
     "people": [{"name": "Keanu Reeves", "role": "actor"}], "keywords": ["virtual reality"], "age_min": 16,
     "description": "A hacker learns that his world is a simulation.", "aliases": ["黑客帝国"]},
    {"id": "moon", "title": "Moon", "year": 2009, "medium": "film", "minutes": 97, "genres": ["science fiction"],
     "languages": ["en"], "countries": ["GB"], "popularity": 50, "keywords": ["lunar base"],
     "description": "A lone miner on the far side of the moon nears the end of his contract."},
    {"id": "moon-doc", "title": "Moon", "year": 1984, "medium": "film", "description": "Short."},
    {"id": "amelie", "title": "Le Fabuleux Destin d'Amélie Poulain", "year": 2001, "medium": "film", "minutes": 122,
     "genres": ["comedy", "romance"], "languages": ["fr"], "countries": ["FR"], "popularity": 70,
     "people": [{"name": "Audrey Tautou", "role": "actor"}], "aliases": ["Amélie"],
     "description": "A shy waitress decides to change the lives of those around her."},
    {"id": "spider", "title": "Spider-Man", "year": 2002, "medium": "film", "genres": ["action"],
     "description": "A student bitten by a spider gains its powers."},
    {"id": "godfather2", "title": "The Godfather Part II", "year": 1974, "medium": "film", "minutes": 202,
     "genres": ["crime", "drama"], "description": "A son rules his father's empire."},
]  # fmt: skip


def write_lines(path: Path, records: Iterable[Mapping[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf8")
    return path


def open_library(path: Path, **settings: Any) -> Library:
    return Library.open(path, LibrarySettings(**settings), create=True, encoder=FakeEncoder())


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "library") as library:
        yield library


@pytest.fixture
def index_lines(library: Library, tmp_path: Path) -> Index:
    """Index these records as the one file of the library."""
    return lambda records: index(library, open_source(write_lines(tmp_path / "items.jsonl", records)))
