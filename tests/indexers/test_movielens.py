"""A MovieLens folder: films with what the tables beside them say, and people from the ratings."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent.intake import index
from indexers.errors import SourceError
from indexers.history.imports import import_history
from indexers.library import Library

MOVIES = """movieId,title,genres
1,Toy Story (1995),Adventure|Animation|Children|Comedy|Fantasy
2,"Matrix, The (a.k.a. Reality) (1999)",Action|Sci-Fi
3,Nameless,(no genres listed)
"""
RATINGS = "userId,movieId,rating,timestamp\n" + "".join(
    f"{user},1,{stars},{964980000 + user}\n" for user, stars in enumerate((4.0, 5.0, 3.0, 4.0, 4.0), 1)
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "ml"
    folder.mkdir()
    (folder / "movies.csv").write_text(MOVIES, encoding="utf8")
    (folder / "links.csv").write_text("movieId,imdbId,tmdbId\n1,0114709,862\n3,123,\n", encoding="utf8")
    (folder / "tags.csv").write_text("userId,movieId,tag,timestamp\n1,1,Pixar,1\n2,1,pixar,2\n2,1,toys,3\n", "utf8")
    (folder / "ratings_dev.csv").write_text(RATINGS, encoding="utf8")
    return folder


def test_films_are_read_with_what_stands_beside(folder: Path, library: Library) -> None:
    events = list(index(library, [str(folder)]))
    reports = [event["report"] for event in events if "report" in event]
    assert [report["added"] for report in reports] == [3, 5]
    toys, matrix, nameless = library.catalogue.get(["1", "2", "3"])
    assert (toys.title, toys.year, toys.keywords) == ("Toy Story", 1995, ("pixar", "toys"))
    assert set(toys.genres) == {"adventure", "animation", "family", "comedy", "fantasy"}
    assert (toys.rating, toys.popularity) == (8.0, 5)
    assert toys.extra["ids"] == {"imdb": "tt0114709", "tmdb": "862"}
    assert (matrix.title, matrix.aliases, matrix.rating) == ("The Matrix", ("Reality",), None)
    assert (nameless.genres, nameless.year) == ((), None)


def test_each_user_becomes_a_person_once(folder: Path, library: Library) -> None:
    for _ in range(2):
        list(index(library, [str(folder)]))
    (rating,) = library.person("ml-3").interactions()
    assert (rating.item, rating.stars, rating.at is not None) == ("1", 3.0, True)
    again = import_history(library, "auto", folder / "ratings_dev.csv")
    assert (again.added, again.known) == (0, 5)


def test_a_rating_that_cannot_be_read_is_told(folder: Path, library: Library) -> None:
    list(index(library, [str(folder)]))
    path = folder / "ratings.csv"
    path.write_text("userId,movieId,rating,timestamp\n9,1,11,5\n9,1,4,5\n,1,4,5\n", encoding="utf8")
    report = import_history(library, "movielens", path)
    assert (report.added, [line.number for line in report.bad]) == (1, [2, 4])


def test_another_table_is_no_table_of_ratings(folder: Path, library: Library) -> None:
    with pytest.raises(SourceError, match="not MovieLens"):
        import_history(library, "movielens", folder / "movies.csv")
