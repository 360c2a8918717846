"""plex:// and subsonic:// as sources: items with their parts, histories, credentials."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from agent.intake import index
from indexers import pipeline
from indexers.errors import SourceError
from indexers.library import Library
from indexers.models import Item
from indexers.sources import open_source
from tests.fakes import plex
from tests.fakes.server import FakeServer
from tests.fakes.subsonic import ALBUM, PASSWORD, USER, Subsonic
from tests.indexers.conftest import open_library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    secrets = {"plex_token": plex.TOKEN, "subsonic_token": f"{USER}:{PASSWORD}"}
    with open_library(tmp_path / "library", **secrets) as library:
        yield library


def _index(library: Library, address: str, **people: str) -> list[dict[str, Any]]:
    told = list(index(library, [address], only=["text"], people=people))
    return [event["report"] for event in told if "report" in event]


def _items(library: Library) -> dict[str, Item]:
    return {item.title: item for item in library.catalogue.get(library.catalogue.columns().ids)}


def test_plex_items_and_histories(library: Library) -> None:
    with FakeServer(plex.answer) as server:
        items, history = _index(library, f"plex://{server.place}", ann="Anna", ben="Bob")
        again = _index(library, f"plex://{server.place}")
    assert (items["added"], history["unmatched"], again[0]["unchanged"], again[1]["added"]) == (5, 0, 5, 0)
    found = _items(library)
    moon = found["Moon"]
    assert (moon.medium, moon.minutes, moon.age_min, moon.rating) == ("film", 97, 12, 9)
    assert (moon.languages, moon.subtitles, moon.countries) == (("en",), ("de",), ("GB",))
    assert moon.extra["ids"] == {"imdb": "tt1182345", "tmdb": "17431"}
    assert (found["Secrets"].parent, found["First"].parent) == (found["Dark"].id, found["Selected Works"].id)
    rows = {(row.item, row.kind): row.value for row in library.person("ann").interactions()}
    assert rows == {
        (moon.id, "view"): None,
        (moon.id, "rating"): 8,
        (found["Dark"].id, "view"): 0.5,
        (found["Secrets"].id, "view"): 0.5,
    }
    assert [(row.item, row.kind) for row in library.person("ben").interactions()] == [(moon.id, "view")]
    assert library.person("me").interactions() == []


def test_plex_gives_the_details_of_what_changed_since(library: Library) -> None:
    with FakeServer(plex.answer) as server:
        address = f"plex://{server.place}"
        _index(library, address)
        server.asked.clear()
        report = pipeline.index(library, open_source(address, library, since=datetime(2026, 6, 1, tzinfo=UTC)))
    assert (report.added, report.unchanged, report.removed) == (0, 4, 0)  # of Moon the listing says that it is older
    asked = [path.rpartition("/")[2] for path in server.asked if "/metadata/" in path]
    assert sorted(asked) == ["2", "3", "4", "5"]


def test_subsonic_albums_and_what_was_played(library: Library) -> None:
    answers = Subsonic()
    with FakeServer(answers) as server:
        items, history = _index(library, f"subsonic://{server.place}")
        answers.albums = [{**ALBUM, "id": str(number), "name": f"Album {number}"} for number in range(250)]
        with pytest.raises(SourceError, match="500"):
            server.failures = [(500, {"Retry-After": "0"})] * 5
            _index(library, f"subsonic://{server.place}")
        assert len(_items(library)) == 3
    assert (items["added"], history["added"], history["people"]) == (3, 3, ["me"])
    files = [path for path in library.path.rglob("*") if path.is_file()]
    assert [path for path in files if PASSWORD.encode() in path.read_bytes()] == []
    found = _items(library)
    album, first = found["Selected Works"], found["First"]
    assert (album.medium, album.minutes, album.year, album.genres) == ("album", 7, 1994, ("ambient",))
    assert (first.parent, first.number, first.people[0].name, first.path) == (album.id, 1, "Bertha", None)
    kinds = {(row.item, row.kind): row.stars for row in library.person("me").interactions()}
    assert kinds == {(album.id, "like"): None, (first.id, "view"): None, (first.id, "rating"): 5}


@pytest.mark.parametrize("kind", ["plex", "subsonic"])
def test_credentials_appear_nowhere(tmp_path: Path, kind: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    secret = f"{USER}:wrong-secret" if kind == "subsonic" else "wrong-secret"
    with (
        FakeServer(Subsonic() if kind == "subsonic" else plex.answer) as server,
        open_library(tmp_path / "other", **{f"{kind}_token": secret}) as library,
    ):
        with pytest.raises(SourceError, match=f"USHER_{kind.upper()}_TOKEN") as caught:
            _index(library, f"{kind}://{server.place}")
        assert "wrong-secret" not in str(caught.value) + caplog.text + "".join(server.asked)
        assert "t=" not in "".join(server.asked)
