"""Kodi: one file for the whole library, or a .nfo beside each film."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexers.errors import SourceError
from indexers.history.imports import import_history
from indexers.library import Library
from tests.indexers.conftest import FILMS, Index
from tests.indexers.exports import as_folder

ITEMS = [
    *FILMS,
    {"id": "show", "title": "Show", "medium": "series"},
    {"id": "e1", "title": "One", "medium": "episode", "parent": "show", "season": 1, "number": 1},
    {"id": "e2", "title": "Two", "medium": "episode", "parent": "show", "season": 1, "number": 2},
]
EXPORT = """<?xml version="1.0" encoding="UTF-8" standalone="yes" ?>
<videodb><version>1</version>
<movie><title>Matrix</title><originaltitle>The Matrix</originaltitle><userrating>8</userrating><year>1999</year>
 <playcount>2</playcount><lastplayed>2020-01-05 21:00:00</lastplayed><uniqueid type="tmdb">603</uniqueid></movie>
<movie><title>Moon</title><year>2009</year><playcount>0</playcount><resume><position>300</position><total>1200</total>
 </resume></movie>
<movie><title>Amélie</title><year>2001</year><playcount>0</playcount></movie>
<tvshow><title>Show</title><playcount>1</playcount>
 <episodedetails><title>One</title><season>1</season><episode>1</episode><playcount>1</playcount></episodedetails>
 <episodedetails><title>Two</title><season>1</season><episode>2</episode><watched>true</watched></episodedetails>
</tvshow></videodb>
"""


def test_the_exported_library_says_what_was_watched_begun_and_rated(
    library: Library, index_lines: Index, tmp_path: Path
) -> None:
    index_lines(ITEMS)
    (tmp_path / "videodb.xml").write_text(EXPORT, encoding="utf8")
    report = import_history(library, "auto", tmp_path / "videodb.xml", "ann")
    assert (report.kind, report.unmatched, report.bad) == ("kodi", 0, [])
    assert {(row.item, row.kind, row.value) for row in library.person("ann").interactions()} == {
        ("603", "rating", 8.0), ("603", "view", None), ("moon", "view", 0.25), ("e1", "view", None),
        ("e2", "view", None),
    }  # fmt: skip


def test_files_beside_the_films_say_it_too(library: Library, index_lines: Index, tmp_path: Path) -> None:
    index_lines(ITEMS)
    film = "<movie><title>Moon</title><year>2009</year><playcount>1</playcount></movie>\nhttps://www.imdb.com/title/tt1"
    episodes = "".join(
        f"<episodedetails><title>x</title><showtitle>Show</showtitle><season>1</season><episode>{n}</episode>"
        "<playcount>1</playcount></episodedetails>"
        for n in (1, 2)
    )
    files = {"Moon (2009)/Moon.nfo": film, "Show/s01e01-e02.nfo": episodes, "Show/broken.nfo": "<movie><playcount>1"}
    report = import_history(library, "kodi", as_folder(tmp_path / "films", files), "ann")
    assert [line.place for line in report.bad] == ["Show/broken.nfo"]
    assert {row.item for row in library.person("ann").interactions()} == {"moon", "e1", "e2"}


def test_xml_that_declares_entities_is_not_read(library: Library, tmp_path: Path) -> None:
    (tmp_path / "videodb.xml").write_text(
        '<!DOCTYPE x [<!ENTITY a "aa">]>' + EXPORT[EXPORT.index("<videodb") :], "utf8"
    )
    with pytest.raises(SourceError, match="not Kodi"):
        import_history(library, "kodi", tmp_path / "videodb.xml", "ann")
