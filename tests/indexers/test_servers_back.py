"""What goes back and forth: playlists written to a media server, and what was marked as seen there and is not now."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from agent.intake import index
from indexers.errors import SourceError, UsageError
from indexers.library import Library
from indexers.sources.servers.playlists import write_playlist
from tests.fakes import jellyfin, plex
from tests.fakes.jellyfin import ALBUM, ANNA, MOON, TRACK
from tests.fakes.server import FakeServer
from tests.fakes.subsonic import PASSWORD, SONGS, USER, Subsonic
from tests.indexers.conftest import open_library, write_lines


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    secrets = {
        "jellyfin_token": jellyfin.TOKEN,
        "plex_token": plex.TOKEN,
        "subsonic_token": f"{USER}:{PASSWORD}",
    }
    with open_library(tmp_path / "library", **secrets) as library:
        yield library


def _index(library: Library, *sources: str, **people: str) -> list[dict[str, Any]]:
    told = list(index(library, sources, only=["text"], people=people))
    return [event["report"] for event in told if "report" in event]


def _ids(library: Library, *titles: str) -> list[str]:
    found = {item.title: item.id for item in library.catalogue.get(library.catalogue.columns().ids)}
    return [found[title] for title in titles]


def test_a_playlist_is_written_to_jellyfin_as_the_person_s_account(library: Library) -> None:
    answers = jellyfin.Jellyfin(own=None)
    with FakeServer(answers) as server:
        _index(library, f"jellyfin://{server.place}", ann="Anna")
        written = write_playlist(library, "jellyfin", " Calm\nevening ", _ids(library, "First"), library.person("ann"))
        with pytest.raises(UsageError, match="ben has no account"):
            write_playlist(library, "jellyfin", "x", _ids(library, "First"), library.person("ben"))
    assert answers.playlists == [{"Name": "Calm evening", "Ids": [TRACK["Id"]], "UserId": ANNA}]
    assert (written.tracks, written.left_out, written.name) == (1, (), "Calm evening")


def test_a_playlist_is_written_to_plex_for_its_owner(library: Library) -> None:
    with FakeServer(plex.answer) as server:
        _index(library, f"plex://{server.place}", ben="Bob")
        plex.WRITTEN.clear()
        write_playlist(library, "plex", "Calm", _ids(library, "First"), library.person("me"))
        with pytest.raises(UsageError, match="for nobody else"):
            write_playlist(library, "plex", "Calm", _ids(library, "First"), library.person("ben"))
    (asked,) = plex.WRITTEN
    assert asked["uri"] == "server://abc/com.plexapp.plugins.library/library/metadata/5"
    assert (asked["title"], asked["type"], asked["smart"]) == ("Calm", "audio", "0")


def test_a_playlist_is_written_to_subsonic_in_order(library: Library, tmp_path: Path) -> None:
    answers = Subsonic()
    mine = write_lines(tmp_path / "mine.jsonl", [{"id": "own", "title": "Mine", "medium": "track"}])
    with FakeServer(answers) as server:
        _index(library, f"subsonic://{server.place}", str(mine))
        tracks = _ids(library, "Second", "Mine", "First")
        written = write_playlist(library, "subsonic", "Calm", tracks, library.person("me"))
        with pytest.raises(UsageError, match="None of these tracks"):
            write_playlist(library, "subsonic", "Calm", ["own"], library.person("me"))
        server.failures = ["cut"]
        with pytest.raises(SourceError, match="cannot be written to"):
            write_playlist(library, "subsonic", "Calm", tracks, library.person("me"))
    assert [asked["songId"] for asked in answers.playlists] == ["8,7"] * 2  # the one that was cut came through
    assert (written.tracks, written.left_out) == (2, ("own",))
    assert PASSWORD not in str(server.asked)


def test_without_such_a_server_it_is_said(library: Library) -> None:
    with pytest.raises(UsageError, match="No plex server"):
        write_playlist(library, "plex", "x", ["a"], library.person("me"))
    with pytest.raises(UsageError, match="cannot be written to 'tape'"):
        write_playlist(library, "tape", "x", ["a"], library.person("me"))


def test_what_is_marked_as_not_seen_after_all_is_taken_back(library: Library) -> None:
    answers = jellyfin.Jellyfin()
    with FakeServer(answers) as server:
        address = f"jellyfin://{server.place}"
        _index(library, address)
        assert {row.kind for row in library.person("me").interactions()} == {"view", "like"}
        answers.states[ANNA]["IsPlayed"] = []
        assert _index(library, address)[1]["taken_back"] == 1
        assert [(row.item, row.kind) for row in library.person("me").interactions()] == [(ALBUM["Id"], "like")]
        assert _index(library, address)[1]["taken_back"] == 0


def test_what_is_deleted_there_was_seen_all_the_same(library: Library) -> None:
    answers = jellyfin.Jellyfin()
    with FakeServer(answers) as server:
        _index(library, f"jellyfin://{server.place}")
        answers.states[ANNA]["IsPlayed"] = []
        answers.items = [item for item in answers.items if item["Id"] != MOON["Id"]]
        assert _index(library, f"jellyfin://{server.place}")[1]["taken_back"] == 0
    assert "view" in {row.kind for row in library.person("me").interactions()}


def test_a_failing_server_takes_nothing_back(library: Library) -> None:
    answers = jellyfin.Jellyfin()
    with FakeServer(answers) as server:
        _index(library, f"jellyfin://{server.place}")
        before = library.person("me").interactions()
        answers.states[ANNA] = {}
        answers.before_page.clear()
        server.failures = [(404, {})]
        with pytest.raises(SourceError):
            _index(library, f"jellyfin://{server.place}")
    assert library.person("me").interactions() == before


def test_a_star_taken_away_at_subsonic_is_no_like_any_more(library: Library) -> None:
    answers = Subsonic()
    with FakeServer(answers) as server:
        _index(library, f"subsonic://{server.place}")
        answers.albums = [{name: value for name, value in answers.albums[0].items() if name != "starred"}]
        answers.songs = [{**SONGS[0], "userRating": 0}, SONGS[1]]
        assert _index(library, f"subsonic://{server.place}")[1]["taken_back"] == 2
    assert [row.kind for row in library.person("me").interactions()] == ["view"]
