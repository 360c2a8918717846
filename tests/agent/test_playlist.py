"""Playlists: tracks in order whose lengths come near to the time asked for, shown or written for a player."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from agent.faces.http.app import served_to_commands
from agent.faces.remote import RemoteUsher
from agent.settings import Settings
from agent.usher import Usher
from indexers.library import Library
from tests.agent.conftest import Run
from tests.fakes.encoder import FakeEncoder

LENGTHS = (3.5, 4.2, 5.0, 6.1, 2.9, 3.3, 4.0, 7.5, 3.1, 4.6, 5.2, 3.8)


def _track(number: int, minutes: float) -> dict[str, Any]:
    return {
        "id": f"t{number}", "title": f"Track {number}", "medium": "track", "minutes": minutes, "genres": ["electronic"],
        "parent": "mix", "number": number, "path": f"/music/{number}.flac", "description": "A steady beat for running.",
        "people": [{"name": "Some Band", "role": "artist"}],
    }  # fmt: skip


@pytest.fixture(scope="module")
def tracks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    items = [{"id": "mix", "title": "Mix", "medium": "album", "description": "Twelve tracks for running."}]
    items += [_track(number, minutes) for number, minutes in enumerate(LENGTHS, 1)]
    items += [{"id": "odd", "title": "Unmeasured", "medium": "track", "description": "A steady beat for running."}]
    path = tmp_path_factory.mktemp("tracks") / "tracks.jsonl"
    path.write_text("".join(json.dumps(item) + "\n" for item in items), encoding="utf8")
    return path


@pytest.fixture(scope="module")
def player(tracks: Path) -> Iterator[Usher]:
    library = Library.open(tracks.parent / "library", create=True, encoder=FakeEncoder())
    with Usher(library, Settings()) as opened:
        list(opened.index([str(tracks)]))
        yield opened


@pytest.mark.parametrize(("text", "minutes", "wished"), [
    ("A 40-minute running playlist", None, 40), ("a running playlist", 25, 25),
    ("half an hour of running music", None, 30), ("a playlist for running, an hour long", None, 60),
])  # fmt: skip
def test_the_tracks_come_near_to_the_time(player: Usher, text: str, minutes: float | None, wished: float) -> None:
    found = player.playlist(text, minutes=minutes)
    assert found.minutes_asked == wished
    assert sum(track.minutes or 0 for track in found.tracks) == pytest.approx(found.minutes)
    whole = sum(LENGTHS)
    assert abs(found.minutes - min(wished, whole)) <= min(LENGTHS) / 2 + 1e-9
    scores = [pick.score for pick in found.result.picks]
    assert scores == sorted(scores, reverse=True) and len(scores) == len(found.tracks)


def test_without_a_time_there_are_the_best_tracks_of_unknown_length_too(player: Usher) -> None:
    found = player.playlist("a running playlist")
    assert len(found.tracks) == len(LENGTHS) + 1 and found.minutes_asked is None


def test_a_playlist_asked_for_in_words_gives_tracks(player: Usher) -> None:
    answer = player.ask("A 40-minute running playlist", person=None)
    assert answer.picks and all(pick.medium == "track" and pick.play for pick in answer.picks)
    told = next(one.text for one in answer.evidence.values() if one.kind == "count")
    assert told == f"The playlist has {len(answer.picks)} tracks of 40 minutes in all."


def test_another_process_gives_the_same(player: Usher) -> None:
    with served_to_commands(player):
        owner = Library.owner(player.library.path)
        assert owner and owner.address
        with RemoteUsher(player.library.path, owner.pid, owner.address) as remote:
            there = remote.playlist("a running playlist", minutes=20)
    assert there.model_dump() == player.playlist("a running playlist", minutes=20).model_dump()


def test_the_command_shows_it_writes_m3u_and_knows_no_other_place(run: Run, tracks: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    assert run("index", str(tracks), library=library).code == 0
    shown = run("playlist", "running", "--minutes", "12", library=library)
    assert shown.code == 0 and "Some Band - Track" in shown.out and shown.out.endswith("of the 12 asked for.\n")
    lines = run("playlist", "running", "--minutes", "12", "--to", "m3u", library=library).out.splitlines()
    assert lines[0] == "#EXTM3U" and len(lines) % 2 == 1
    length, name = lines[1].removeprefix("#EXTINF:").split(",", 1)
    number = int(name.removeprefix("Some Band - Track "))
    assert (int(length), lines[2]) == (round(60 * LENGTHS[number - 1]), f"/music/{number}.flac")
    data = json.loads(run("playlist", "running", "--minutes", "12", "--json", library=library).out)
    assert [track["play"] for track in data["tracks"]] == lines[2::2]
    refused = run("playlist", "running", "--to", "tape", library=library)
    assert (refused.code, refused.out) == (2, "") and "there is: m3u, jellyfin, plex, subsonic" in refused.err
    nowhere = run("playlist", "running", "--to", "plex", library=library)
    assert (nowhere.code, nowhere.out) == (2, "") and "No plex server" in nowhere.err


@pytest.mark.parametrize(("text", "place"), [
    ("save a 40-minute running playlist to my Jellyfin", "jellyfin"),
    ("put a running playlist on Navidrome", "subsonic"),
    ("a running playlist of what is in Plex", ""), ("a running playlist", ""),
])  # fmt: skip
def test_it_goes_to_a_server_where_the_words_ask_for_that(player: Usher, text: str, place: str) -> None:
    found = player.playlist(text)
    assert found.place == place and found.tracks
