"""jellyfin:// as a source: items, whose account is whose, and what happens when the server fails."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from agent.intake import index
from indexers.errors import SourceError, UsageError
from indexers.library import Library
from indexers.sources.servers.address import is_address, read_address
from indexers.sources.servers.api import Api
from tests.fakes import jellyfin
from tests.fakes.jellyfin import ALBUM, EPISODE, MOON, SHOW, TOKEN
from tests.fakes.server import FakeServer
from tests.indexers.conftest import open_library


@pytest.fixture
def answers() -> jellyfin.Jellyfin:
    return jellyfin.Jellyfin()


@pytest.fixture
def server(answers: jellyfin.Jellyfin) -> Iterator[FakeServer]:
    with FakeServer(answers) as server:
        yield server


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "library", jellyfin_token=TOKEN) as library:
        yield library


def _index(library: Library, server: FakeServer, **people: str) -> list[dict[str, Any]]:
    told = list(index(library, [f"jellyfin://{server.place}"], only=["text"], people=people))
    return [event["report"] for event in told if "report" in event]


def test_items_are_read_with_their_parts(library: Library, server: FakeServer) -> None:
    assert _index(library, server)[0]["added"] == 5
    assert _index(library, server)[0]["unchanged"] == 5
    (moon,) = library.catalogue.get([MOON["Id"]])
    assert (moon.title, moon.medium, moon.year, moon.minutes, moon.age_min) == ("Moon", "film", 2009, 97, 12)
    assert (moon.genres, moon.languages, moon.subtitles) == (("science fiction",), ("en",), ("de",))
    assert (moon.countries, moon.aliases, moon.path) == (("GB",), ("Lua",), None)
    assert [(credit.name, credit.role) for credit in moon.people] == [
        ("Sam Rockwell", "actor"),
        ("Duncan Jones", "director"),
    ]
    assert moon.extra["ids"] == {"tmdb": "17431", "imdb": "tt1182345"}
    (episode,) = library.catalogue.parts(str(SHOW["Id"]))
    assert (episode.id, episode.season, episode.number) == (EPISODE["Id"], 1, 1)
    assert [part.title for part in library.catalogue.parts(str(ALBUM["Id"]))] == ["First"]


def test_own_account_is_me_and_is_read_once(library: Library, server: FakeServer) -> None:
    history = _index(library, server)[1]
    assert (history["added"], history["people"], history["unmatched"]) == (2, ["me"], 0)
    assert _index(library, server)[1]["added"] == 0
    like, view = library.person("me").interactions()
    assert (like.kind, like.item) == ("like", ALBUM["Id"])
    assert (view.kind, view.item, view.is_seen, view.at and view.at.year) == ("view", MOON["Id"], True, 2026)


def test_accounts_are_given_and_given_anew(library: Library, server: FakeServer, answers: jellyfin.Jellyfin) -> None:
    answers.own = None  # an API key
    report = _index(library, server)[1]
    assert report["people"] == []
    assert len(report["notes"]) == 2
    assert "Anna" in report["notes"][0]
    _index(library, server, ann="anna", ben="Bob")
    assert [row.value for row in library.person("ben").interactions()] == [0.4]
    assert len(library.person("ann").interactions()) == 2
    _index(library, server, carl="Bob")
    assert library.person("ben").interactions() == []
    assert [row.value for row in library.person("carl").interactions()] == [0.4]
    with pytest.raises(UsageError, match=r"no account 'Zoe'.*Anna, Bob"):
        _index(library, server, zoe="Zoe")


def test_what_is_gone_goes_but_a_failing_server_takes_nothing(
    library: Library, server: FakeServer, answers: jellyfin.Jellyfin
) -> None:
    _index(library, server)
    answers.items = [{**MOON, "Id": f"f{number:03}", "Name": f"Film {number}"} for number in range(450)]
    answers.before_page = [lambda: server.failures.extend([(404, {})] * 9)]
    with pytest.raises(SourceError, match="404"):
        _index(library, server)
    server.failures = []
    assert len(library.catalogue.get([MOON["Id"], "f000"])) == 1
    assert _index(library, server)[0]["removed"] == 5


def test_busy_and_cut_answers_are_asked_for_again(library: Library, server: FakeServer) -> None:
    server.failures = [(429, {"Retry-After": "0"}), (503, {"Retry-After": "0"})]
    assert _index(library, server)[0]["added"] == 5


def test_a_server_that_is_cut_off_is_waited_for_longer_each_time(server: FakeServer) -> None:
    waits: list[float] = []
    api = Api(read_address(f"jellyfin://{server.place}"), wait=waits.append)
    server.failures = ["cut", "cut", (429, {"Retry-After": "7"}), (500, {})]
    with pytest.raises(SourceError, match="credentials"):
        api.get("Items", {}, {})
    server.failures = ["cut"] * 5
    with pytest.raises(SourceError, match="connection fails"):
        api.get("Items", {}, {})
    assert waits == [1, 2, 7, 8, 1, 2, 4, 8]


def test_a_slow_server_is_said_to_be_slow() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("slow", request=request)

    waits: list[float] = []
    api = Api(read_address("jellyfin://nas"), wait=waits.append, transport=httpx.MockTransport(answer))
    with pytest.raises(SourceError, match="does not answer in time"):
        api.get("Items", {}, {})
    assert len(waits) == 4


def test_answers_of_another_form_are_refused_in_a_sentence(
    library: Library, server: FakeServer, answers: jellyfin.Jellyfin
) -> None:
    _index(library, server)
    answers.items = [{**MOON, "RunTimeTicks": "long"}]
    with pytest.raises(SourceError, match="form that is not known"):
        _index(library, server)
    assert library.catalogue.count() == 5


def test_pages_that_shift_lose_nothing(library: Library, server: FakeServer, answers: jellyfin.Jellyfin) -> None:
    films = [{**MOON, "Id": f"f{number:03}", "Name": f"Film {number}"} for number in range(450)]
    answers.items = list(films)
    answers.before_page = [lambda: answers.items.pop(0)]
    _index(library, server)
    assert len(library.catalogue.get([str(film["Id"]) for film in films[1:]])) == 449


def test_a_wrong_token_is_said_without_it(tmp_path: Path, server: FakeServer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    with open_library(tmp_path / "other", jellyfin_token="wrong-secret") as library:
        with pytest.raises(SourceError, match="USHER_JELLYFIN_TOKEN") as caught:
            _index(library, server)
        assert "wrong-secret" not in str(caught.value) + repr(library.settings) + caplog.text
    assert "wrong-secret" not in "".join(server.asked)


def test_the_token_is_written_nowhere(library: Library, server: FakeServer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    _index(library, server)
    assert TOKEN not in caplog.text
    assert _holding(TOKEN, _files(library.path)) == []


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def _holding(secret: str, files: list[Path]) -> list[Path]:
    return [path for path in files if secret.encode() in path.read_bytes()]


def test_without_a_token_the_cure_is_said(tmp_path: Path) -> None:
    with open_library(tmp_path / "other") as library, pytest.raises(SourceError, match="Set USHER_JELLYFIN_TOKEN"):
        list(index(library, ["jellyfin://127.0.0.1:1"]))


def test_addresses() -> None:
    assert read_address("jellyfin://nas.local").url == "http://nas.local:8096"
    assert read_address("jellyfin+https://nas.local/media/").url == "https://nas.local:443/media"
    assert read_address("jellyfin://[::1]:8920").name == "jellyfin://[::1]:8920"
    assert read_address("jellyfin+https://nas:9000").name == "jellyfin+https://nas:9000"
    assert read_address("jellyfin+https://nas:8920").name == "jellyfin://nas:8920"
    assert not is_address("/films")
    for bad in ("jellyfin://ann:secret@nas", "jellyfin://nas?api_key=secret", "jellyfin://", "jellyfin://nas:secret"):
        with pytest.raises(SourceError) as caught:
            read_address(bad)
        assert "secret" not in str(caught.value)
