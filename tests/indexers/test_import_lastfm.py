"""Last.fm scrobbles in the five shapes that people have them in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexers.history.imports import import_history
from indexers.library import Library
from tests.indexers.conftest import Index

ITEMS = [
    {"id": "song", "title": "Song", "medium": "track", "people": [{"name": "Singer", "role": "artist"}]},
    {"id": "cover", "title": "Song", "medium": "track", "people": [{"name": "Other", "role": "artist"}]},
]
PAGE = {"recenttracks": {"track": [
    {"artist": {"mbid": "", "#text": "Singer"}, "name": "Song", "@attr": {"nowplaying": "true"}},
    {"artist": {"mbid": "", "#text": "Singer"}, "name": "Song - 2011 Remaster", "mbid": "x",
     "album": {"#text": "Album"}, "date": {"uts": "1614592800", "#text": "01 Mar 2021, 10:00"}},
], "@attr": {"page": "1"}}}  # fmt: skip
SHAPES = {
    "recent.json": json.dumps([PAGE, PAGE]),
    "stats.json": json.dumps({"username": "ann", "scrobbles": [
        {"track": "Song", "artist": "Singer", "album": "Album", "date": 1614592800000}]}),
    "stats.csv": 'Artist;Album;AlbumId;Track;Date#ann\n"Singer";"Album";"";"Song";"1614592800000"\n',
    "ghan.csv": 'uts,utc_time,artist,artist_mbid,album,album_mbid,track,track_mbid\n'
                '"1614592800","01 Mar 2021, 10:00","Singer","","Album","","Song",""\n',
    "ann.csv": 'Singer,Album,Song,01 Mar 2021 10:00\n',
}  # fmt: skip


@pytest.mark.parametrize("name", SHAPES)
def test_a_scrobble_is_a_view_at_its_time(library: Library, index_lines: Index, tmp_path: Path, name: str) -> None:
    index_lines(ITEMS)
    (tmp_path / name).write_text(SHAPES[name], encoding="utf8")
    report = import_history(library, "auto", tmp_path / name, "ann")
    assert (report.kind, report.added, report.unmatched, report.bad) == ("lastfm", 1, 0, [])
    (row,) = library.person("ann").interactions()
    assert (row.item, row.kind, row.at.isoformat() if row.at else "") == ("song", "view", "2021-03-01T10:00:00+00:00")


def test_loved_tracks_are_likes_and_nonsense_is_told(library: Library, index_lines: Index, tmp_path: Path) -> None:
    index_lines(ITEMS)
    loved = {"lovedtracks": {"track": [{"name": "Song", "artist": {"name": "Other"}, "date": {"uts": "1614592800"}},
                                       {"name": "Song"}, "Song"]}}  # fmt: skip
    (tmp_path / "loved.json").write_text(json.dumps(loved), encoding="utf8")
    report = import_history(library, "lastfm", tmp_path / "loved.json", "ann")
    assert [line.number for line in report.bad] == [2, 3]
    assert [(row.item, row.kind) for row in library.person("ann").interactions()] == [("cover", "like")]
