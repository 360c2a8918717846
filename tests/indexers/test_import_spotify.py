"""Spotify: the account data and the extended history."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from indexers.history.imports import import_history
from indexers.library import Library
from tests.indexers.conftest import Index
from tests.indexers.exports import as_zip

ITEMS: list[dict[str, Any]] = [
    {"id": "song", "title": "Song", "medium": "track", "people": [{"name": "Singer", "role": "artist"}]},
    {"id": "cover", "title": "Song", "medium": "track", "people": [{"name": "Other", "role": "artist"}]},
    {"id": "pod", "title": "A Podcast", "medium": "podcast"},
    {"id": "pod-1", "title": "First", "medium": "episode", "parent": "pod", "number": 1},
]
SONG = {"master_metadata_track_name": "Song", "master_metadata_album_artist_name": "Singer"}
EXTENDED = [
    {"ts": "2021-03-01T10:00:00Z", "ms_played": 200_000, **SONG, "spotify_track_uri": "spotify:track:abc"},
    {"ts": "2021-03-01T10:01:00Z", "ms_played": 4_000, **SONG, "skipped": True, "reason_end": "fwdbtn"},
    {"ts": "2021-03-01T11:00:00Z", "ms_played": 900_000, "master_metadata_track_name": None, "episode_name": "First",
     "episode_show_name": "A Podcast", "spotify_episode_uri": "spotify:episode:e1"},
    {"ts": "2021-03-01T12:00:00Z", "ms_played": 900_000, "master_metadata_track_name": None, "episode_name": None},
    {"ts": "yesterday", "ms_played": 900_000, **SONG},
]  # fmt: skip
PLAIN = [
    {"endTime": "2021-03-01 10:00", "artistName": "Other", "trackName": "Song", "msPlayed": 200000},
    {"endTime": "2021-03-01 10:05", "podcastName": "A Podcast", "episodeName": "First", "msPlayed": 900000},
]


def test_plays_skips_and_episodes_of_the_extended_history(library: Library, index_lines: Index, tmp_path: Path) -> None:
    index_lines(ITEMS)
    files = {"MyData/Streaming_History_Audio_2021_0.json": json.dumps(EXTENDED), "MyData/ReadMeFirst.pdf": b"%PDF"}
    report = import_history(library, "auto", as_zip(tmp_path / "my_spotify_data.zip", files), "ann")
    assert (report.kind, report.unmatched, [line.number for line in report.bad]) == ("spotify", 0, [5])
    rows = library.person("ann").interactions()
    assert [(row.item, row.kind) for row in rows] == [("song", "view"), ("song", "skip"), ("pod-1", "view")]
    assert rows[0].ids == {"spotify": "abc"}


def test_the_account_data_and_the_saved_tracks(library: Library, index_lines: Index, tmp_path: Path) -> None:
    index_lines(ITEMS)
    saved = {"tracks": [{"artist": "Singer", "album": "A", "track": "Song", "uri": "spotify:track:abc"}], "shows": []}
    files = {"StreamingHistory0.json": json.dumps(PLAIN), "YourLibrary.json": json.dumps(saved, indent=2)}
    report = import_history(library, "spotify", as_zip(tmp_path / "my_spotify_data.zip", files), "ann")
    assert report.bad == []
    rows = library.person("ann").interactions()
    assert {(row.item, row.kind) for row in rows} == {("cover", "view"), ("pod-1", "view"), ("song", "like")}
