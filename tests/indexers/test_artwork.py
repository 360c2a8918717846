"""Pictures of items: from files, from inside them, and from media servers with usher's credentials alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.intake import index
from indexers.errors import NotFound, SourceError
from indexers.library import Library
from indexers.pipeline import index as put
from indexers.sources import open_source
from indexers.sources.artwork import artwork
from indexers.sources.servers.choose import open_server
from tests.fakes import jellyfin, plex, subsonic
from tests.fakes.server import FakeServer
from tests.indexers.conftest import open_library, write_lines


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    secrets = {
        "jellyfin_token": jellyfin.TOKEN,
        "plex_token": plex.TOKEN,
        "subsonic_token": f"{subsonic.USER}:{subsonic.PASSWORD}",
    }
    with open_library(tmp_path / "library", **secrets) as library:
        yield library


@pytest.mark.parametrize("kind", ["jellyfin", "plex"])
def test_credentials_go_to_pictures_alone(library: Library, kind: str) -> None:
    answers = {"jellyfin": jellyfin.Jellyfin(), "plex": plex.answer}
    with FakeServer(answers[kind]) as server, pytest.raises(SourceError, match="no picture at such a place"):
        open_server(f"{kind}://{server.place}", library.settings).picture(f"http://{server.place}/System/Restart?a=b")
    assert server.asked == []


@pytest.mark.parametrize(
    ("kind", "title", "type_"),
    [("jellyfin", "Moon", "image/png"), ("plex", "Moon", "image/png"), ("subsonic", "Selected Works", "image/jpeg")],
)
def test_a_media_server_gives_its_picture_to_usher(library: Library, kind: str, title: str, type_: str) -> None:
    answers = {"jellyfin": jellyfin.Jellyfin(), "plex": plex.answer, "subsonic": subsonic.Subsonic()}
    with FakeServer(answers[kind]) as server:
        list(index(library, [f"{kind}://{server.place}"], only=["text"]))
        (item,) = [one for one in library.catalogue.get(library.catalogue.columns().ids) if one.title == title]
        found = artwork(library, item.id)
        server.failures = [(500, {})]
        with pytest.raises(SourceError, match="where a picture should be"):
            artwork(library, item.id)
    assert found.type == type_
    for secret in (jellyfin.TOKEN, plex.TOKEN, subsonic.PASSWORD):
        assert secret not in str(item.image) + str(server.asked)


def test_a_picture_beside_a_file_or_inside_it_is_given(library: Library, tmp_path: Path) -> None:
    pytest.importorskip("av", reason="the media extra is not installed")
    from tests.fakes.media import make_audio, make_image, tone

    beside = make_image(tmp_path / "cover.png")
    song = make_audio(tmp_path / "song.mp3", tone(1), cover=make_image(tmp_path / "inside.jpg"))
    (tmp_path / "secret").write_text("a password")
    records = [
        {"id": "a/b", "title": "A", "medium": "album", "image": str(beside)},
        {"id": "song", "title": "S", "medium": "track", "path": str(song)},
        {"id": "no", "title": "N", "medium": "track", "image": str(tmp_path / "secret")},
        {"id": "far", "title": "F", "medium": "track", "image": "http://169.254.169.254/latest/meta-data"},
        {"id": "none", "title": "O", "medium": "track"},
    ]
    put(library, open_source(write_lines(tmp_path / "items.jsonl", records)))
    assert artwork(library, "a/b").data == beside.read_bytes()
    assert artwork(library, "song").type == "image/jpeg"
    for id_ in ("no", "far", "none", "nobody"):
        with pytest.raises(NotFound, match="no picture"):
            artwork(library, id_)
