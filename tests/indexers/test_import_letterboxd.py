"""Letterboxd: a zip, a folder or one of its tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexers.history.imports import import_history
from indexers.library import Library
from tests.indexers.conftest import FILMS, Index
from tests.indexers.exports import as_folder, as_zip

EXPORT = {
    "profile.csv": "Date Joined,Username\n2019-01-01,ann\n",
    "watched.csv": "Date,Name,Year,Letterboxd URI\n2020-05-02,Moon,2009,https://boxd.it/1\n"
    "2020-06-01,The Matrix,1999,https://boxd.it/2\n",
    "diary.csv": "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date\n"
    "2020-05-02,Moon,2009,https://boxd.it/x,4.5,,,2020-05-01\n",
    "ratings.csv": "Date,Name,Year,Letterboxd URI,Rating\n2020-05-02,Moon,2009,https://boxd.it/1,4.5\n",
    "reviews.csv": "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date\n"
    '2020-05-03,Moon,2009,https://boxd.it/x,4.5,,"Quiet, and\n""lonely"".",,2020-05-01\n',
    "watchlist.csv": "Date,Name,Year,Letterboxd URI\n2021-01-01,Amélie,2001,https://boxd.it/3\n",
    "likes/films.csv": "Date,Name,Year,Letterboxd URI\n2020-05-02,Moon,2009,https://boxd.it/1\n",
    "deleted/diary.csv": "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date\n"
    "2020-05-02,Spider-Man,2002,https://boxd.it/x,1,,,2020-05-01\n",
}


@pytest.mark.parametrize("packed", [as_zip, as_folder])
@pytest.mark.parametrize("kind", ["letterboxd", "auto"])
def test_an_export_gives_what_was_watched_rated_liked_and_wanted(
    library: Library, index_lines: Index, tmp_path: Path, packed: object, kind: str
) -> None:
    index_lines(FILMS)
    path = packed(tmp_path / "letterboxd.zip", EXPORT)  # type: ignore[operator]
    report = import_history(library, kind, path, "ann")
    assert (report.kind, report.unmatched, report.bad, report.people) == ("letterboxd", 0, [], ["ann"])
    rows = library.person("ann").interactions()
    assert {(row.item, row.kind, row.at.date().isoformat() if row.at else "") for row in rows} == {
        ("moon", "view", "2020-05-01"), ("moon", "rating", "2020-05-01"), ("moon", "review", "2020-05-03"),
        ("moon", "like", "2020-05-02"), ("603", "view", "2020-06-01"), ("amelie", "want", "2021-01-01"),
    }  # fmt: skip
    assert {row.text for row in rows if row.kind == "review"} == {'Quiet, and\n"lonely".'}
    again = import_history(library, kind, path, "ann")
    assert (again.added, again.known) == (0, report.added + report.known)


def test_one_table_is_enough_with_semicolons_and_a_byte_order_mark(
    library: Library, index_lines: Index, tmp_path: Path
) -> None:
    index_lines(FILMS)
    text = EXPORT["ratings.csv"].replace(",", ";") + "2020-05-02;The Matrix;1999;https://boxd.it/2;7\n"
    (tmp_path / "ratings.csv").write_bytes(b"\xef\xbb\xbf" + text.encode())
    report = import_history(library, "auto", tmp_path / "ratings.csv", "ann")
    assert (report.added, [line.number for line in report.bad]) == (1, [3])
