"""What the library knows of its items: columns, titles, people, words."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from indexers.catalogue import Columns
from indexers.library import Library
from tests.indexers.conftest import FILMS, Index, open_library


@pytest.fixture(autouse=True)
def _films(index_lines: Index) -> None:
    index_lines(FILMS)


def _titled(library: Library, rows: list[int]) -> list[str]:
    return [library.catalogue.columns().ids[row] for row in rows]


def test_columns_tell_what_is_known_and_what_is_not(library: Library) -> None:
    columns = library.catalogue.columns()
    matrix, short = columns.row_of["603"], columns.row_of["moon-doc"]
    assert (columns.year[matrix], columns.minutes[matrix], columns.age_min[matrix]) == (1999, 136, 16)
    assert np.isnan(columns.minutes[short]) and np.isnan(columns.popularity[short])
    assert not columns.known["genre"][short] and columns.known["genre"][matrix]
    assert columns.medium_of(matrix) == "film" and not columns.is_part.any()
    assert columns.popularity[matrix] == 1


def test_a_mask_takes_any_of_the_values_however_they_are_written(library: Library) -> None:
    columns = library.catalogue.columns()
    found = columns.mask("genre", ["Romance", "crime"]) | columns.mask("person", ["keanu reeves"])
    assert {columns.ids[row] for row in np.flatnonzero(found)} == {"amelie", "godfather2", "603"}
    assert not columns.mask("country", ["nowhere"]).any()


def test_items_come_in_the_order_asked(library: Library) -> None:
    assert [item.id for item in library.catalogue.get(["moon", "nobody", "603"])] == ["moon", "603"]


@pytest.mark.parametrize(
    ("said", "ids"),
    [
        ("matrix", ["603"]),
        ("THE MATRIX", ["603"]),
        ("黑客帝国", ["603"]),
        ("amelie", ["amelie"]),
        ("spiderman", ["spider"]),
        ("spider man", ["spider"]),
        ("godfather part two", ["godfather2"]),
        ("the godfather part 2", ["godfather2"]),
        ("moon", ["moon", "moon-doc"]),
        ("a title not here", []),
        ("", []),
    ],
)
def test_a_title_is_found_as_people_write_it_the_likelier_first(library: Library, said: str, ids: list[str]) -> None:
    assert _titled(library, library.catalogue.titles().exact(said)) == ids


@pytest.mark.parametrize("said", ["the matirx", "spidr-man", "godfater part ii"])
def test_a_misspelt_title_is_near(library: Library, said: str) -> None:
    titles = library.catalogue.titles()
    assert not titles.exact(said)
    [(row, score), *_] = titles.near(said)
    assert library.catalogue.columns().ids[row] in {"603", "spider", "godfather2"}
    assert 0.7 < score < 1


def test_people_are_found_by_name_by_surname_and_misspelt(library: Library) -> None:
    titles = library.catalogue.titles()
    assert titles.person("keanu REEVES") == "Keanu Reeves"
    assert titles.person("Reeves") is None
    assert titles.near_person("reeves")[0][0] == "Keanu Reeves"
    assert titles.near_person("audrey tatou")[0][0] == "Audrey Tautou"
    assert titles.person("…") is None and titles.near_person("") == []


def test_words_find_what_is_written_the_title_first(library: Library) -> None:
    found = library.catalogue.words("films about the moon", 10)
    assert set(_titled(library, [row for row, _ in found])) == {"moon", "moon-doc"}
    assert all(0 < score < 1 for _, score in found)
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)


@pytest.mark.parametrize("query", ['" OR (', "NEAR(", "*", "title:moon -x", "\x00", "", "a the of", "🌚", "'; DROP"])
def test_any_punctuation_is_a_safe_query(library: Library, query: str) -> None:
    library.catalogue.words(query, 5)
    library.catalogue.contains(query)


def test_words_in_scripts_without_spaces_are_found_by_their_parts(library: Library) -> None:
    assert _titled(library, [row for row, _ in library.catalogue.words("黑客", 5)]) == ["603"]


@pytest.mark.parametrize("said", ["spider", "Spiders", "SPIDER-MAN"])
def test_an_unwanted_word_is_found_in_whatever_form(library: Library, said: str) -> None:
    assert _titled(library, [int(row) for row in library.catalogue.contains(said)]) == ["spider"]


def test_columns_are_built_once_a_generation(library: Library, index_lines: Index) -> None:
    before: Columns = library.catalogue.columns()
    assert library.catalogue.columns() is before
    index_lines([*FILMS, {"id": "new", "title": "New", "medium": "film"}])
    assert library.catalogue.columns().generation > before.generation
    assert library.catalogue.columns().n == before.n + 1


def test_an_empty_library_answers_everything(tmp_path: Path) -> None:
    with open_library(tmp_path / "empty") as library:
        columns, titles = library.catalogue.columns(), library.catalogue.titles()
        assert columns.n == 0 and not columns.mask("genre", ["drama"]).size
        assert titles.exact("x") == [] and titles.near("x") == [] and titles.near_person("x") == []
        assert library.catalogue.words("x", 5) == [] and library.catalogue.contains("x").size == 0
        rows, cosines = library.vectors.text.nearest(library.encoder.encode(["x"])[0], 5)
        assert rows.size == cosines.size == 0
