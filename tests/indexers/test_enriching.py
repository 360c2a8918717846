"""Facts from services: the right work or none, kept with where they are from, never over what a person or file says."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from indexers.enriching.choose import Service
from indexers.enriching.musicbrainz import MusicBrainz
from indexers.enriching.run import Enriched, announce, plan, services_of, stream
from indexers.enriching.tmdb import Tmdb
from indexers.enriching.wikidata import Wikidata
from indexers.errors import UsageError
from indexers.library import Library
from indexers.merging.verdict import judge
from indexers.pipeline import index
from indexers.progress import Step
from indexers.settings import LibrarySettings
from indexers.sources import open_source
from tests.fakes import services
from tests.fakes.server import FakeServer
from tests.indexers.conftest import write_lines

MOON: dict[str, Any] = {"id": "moon", "title": "Moon", "year": 2009, "medium": "film", "minutes": 96.9}
DARK: dict[str, Any] = {"id": "dark", "title": "Dark", "year": 2017, "medium": "series"}
ALBUM: dict[str, Any] = {"id": "works", "title": "Selected Works", "year": 1994, "medium": "album",
                         "people": [{"name": "Bertha", "role": "artist"}]}  # fmt: skip
Ask = Callable[..., list[Enriched]]


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def wikidata(waits: list[float]) -> Iterator[tuple[Service, FakeServer]]:
    with FakeServer(services.wikidata) as server:
        service = Wikidata(f"http://{server.place}/w/api.php", wait=waits.append)
        yield service, server
        service.close()


@pytest.fixture
def ask(library: Library, tmp_path: Path) -> Ask:
    """Index the records and ask about them."""

    def enrich(service: Service, *records: dict[str, Any]) -> list[Enriched]:
        source = open_source(write_lines(tmp_path / "items.jsonl", records))
        index(library, source)
        return _all(stream(library, plan(library, [source.name], [service])))

    return enrich


def _all(steps: Generator[Step, None, list[Enriched]]) -> list[Enriched]:
    while True:
        try:
            next(steps)
        except StopIteration as done:
            reports: list[Enriched] = done.value
            return reports


def test_wikidata_fills_what_is_not_known(ask: Ask, library: Library, wikidata: tuple[Service, FakeServer]) -> None:
    (report,) = ask(wikidata[0], {**MOON, "people": [{"name": "Someone"}]})
    assert (report.asked, report.found, report.notes) == (1, 1, [])
    (moon,) = library.catalogue.get(["moon"])
    assert (moon.genres, moon.languages, moon.countries) == (("science fiction",), ("en",), ("GB",))
    assert moon.description == "2009 science fiction film directed by Duncan Jones"
    assert moon.minutes == 96.9 and [credit.name for credit in moon.people] == ["Someone"]  # the person's own
    assert moon.extra["sources"]["genres"] == "wikidata:Q1" and moon.extra["ids"]["imdb"] == "tt1182345"
    assert library.catalogue.columns().rows("genre", "science fiction").tolist() == [0]


def test_nothing_is_taken_where_no_work_there_is_surely_this_one(
    ask: Ask, library: Library, wikidata: tuple[Service, FakeServer]
) -> None:
    (report,) = ask(wikidata[0], {**MOON, "year": 1999}, {**MOON, "id": "2", "minutes": 30}, {**DARK, "title": "Lost"})
    assert (report.asked, report.found) == (3, 0)
    assert all(not item.genres for item in library.catalogue.get(["moon", "2", "dark"]))


def test_an_id_finds_the_work_whatever_its_title(
    ask: Ask, library: Library, wikidata: tuple[Service, FakeServer]
) -> None:
    ask(wikidata[0], {**MOON, "title": "La lune", "year": None, "extra": {"ids": {"imdb": "tt1182345"}}})
    assert library.catalogue.get(["moon"])[0].genres == ("science fiction",)


def test_what_leaves_the_machine_is_said_before(
    library: Library, tmp_path: Path, wikidata: tuple[Service, FakeServer]
) -> None:
    known = {**MOON, "id": "k", "genres": ["drama"], "languages": ["en"], "description": "Known."}
    source = open_source(write_lines(tmp_path / "items.jsonl", [MOON, known, {**DARK, "medium": "post"}]))
    index(library, source)
    said = list(announce(plan(library, [source.name], [wikidata[0]])))
    assert said == ["Wikidata is asked about 1 work; titles, years, makers and ids are sent:", "  Moon (2009)"]
    assert wikidata[1].asked == []


def test_no_question_is_asked_twice_until_a_month_has_passed(
    ask: Ask, library: Library, tmp_path: Path, wikidata: tuple[Service, FakeServer]
) -> None:
    service, server = wikidata
    records = [MOON, {**DARK, "title": "Lost"}]
    ask(service, *records)
    count, before = len(server.asked), library.catalogue.get(["moon"])
    assert ask(service, *records)[0].asked == 0 and len(server.asked) == count
    assert library.catalogue.get(["moon"]) == before
    later = datetime.now(UTC) + timedelta(days=31)
    ((_, works),) = plan(library, [str(tmp_path / "items.jsonl")], [service], later)
    assert [work.id for work in works] == ["dark"]


def test_an_interrupted_run_keeps_its_answers(
    library: Library, tmp_path: Path, wikidata: tuple[Service, FakeServer]
) -> None:
    source = open_source(write_lines(tmp_path / "items.jsonl", [MOON, DARK]))
    index(library, source)
    steps = stream(library, plan(library, [source.name], [wikidata[0]]))
    next(steps), next(steps)
    steps.close()
    assert list(library.catalogue.asked("wikidata")) == ["moon"]
    index(library, source)
    assert library.catalogue.get(["moon"])[0].genres == ("science fiction",)


@pytest.mark.parametrize("failure", [(429, {"Retry-After": "7"}), (503, {}), "cut"])
def test_a_busy_service_is_asked_again(
    ask: Ask, library: Library, wikidata: tuple[Service, FakeServer], waits: list[float], failure: Any
) -> None:
    wikidata[1].failures = [failure] * 3
    assert ask(wikidata[0], MOON)[0].found == 1
    assert len([wait for wait in waits if wait >= 1]) == 3 and (failure != (429, {"Retry-After": "7"}) or 7 in waits)


def test_a_service_that_stays_away_is_a_note(ask: Ask, library: Library, wikidata: tuple[Service, FakeServer]) -> None:
    wikidata[1].failures = [(500, {})] * 4
    (report,) = ask(wikidata[0], MOON, DARK)
    assert (report.asked, len(report.notes)) == (0, 1) and report.notes[0].startswith("Wikidata cannot be asked")
    assert library.catalogue.asked("wikidata") == {} and ask(wikidata[0], MOON, DARK)[0].asked == 2


def test_a_lagging_database_is_waited_for(ask: Ask, waits: list[float]) -> None:
    lags = [{"error": {"code": "maxlag", "info": "Waiting for db: 9 seconds lagged."}}]
    answer = services.wikidata
    with FakeServer(lambda *given: (200, lags.pop()) if lags else answer(*given)) as server:
        service = Wikidata(f"http://{server.place}/w/api.php", wait=waits.append)
        assert ask(service, MOON)[0].found == 1
        service.close()


def test_what_a_service_said_wrongly_can_be_taken_back(
    ask: Ask, library: Library, wikidata: tuple[Service, FakeServer]
) -> None:
    ask(wikidata[0], MOON)
    judge(library, "moon", "wikidata:Q1", same=False)
    assert library.catalogue.get(["moon"])[0].genres == ()
    ask(wikidata[0], {**MOON, "rating": 8})
    assert library.catalogue.get(["moon"])[0].genres == ()


def test_tmdb_says_more_with_a_key(ask: Ask, library: Library, waits: list[float]) -> None:
    with FakeServer(services.tmdb) as server:
        service = Tmdb(services.KEY, f"http://{server.place}", wait=waits.append)
        assert ask(service, MOON, DARK)[0].found == 2
        service.close()
    moon, dark = library.catalogue.get(["moon", "dark"])
    assert (moon.genres, moon.rating, moon.keywords) == (("science fiction", "drama"), 7.6, ("moon base",))
    assert [(credit.name, credit.role) for credit in moon.people] == [
        ("Duncan Jones", "director"),
        ("Sam Rockwell", "actor"),
    ]
    assert (dark.languages, dark.minutes, dark.people[0].role) == (("de",), 60, "creator")


def test_a_wrong_key_is_said_without_the_key(ask: Ask, waits: list[float]) -> None:
    with FakeServer(services.tmdb) as server:
        service = Tmdb("secret-key", f"http://{server.place}", wait=waits.append)
        (report,) = ask(service, MOON)
        service.close()
    assert report.notes == ["TMDB does not accept the key. Set it anew."]


def test_musicbrainz_knows_albums_and_is_asked_once_a_second(ask: Ask, library: Library) -> None:
    clock = [0.0]
    with FakeServer(services.musicbrainz) as server:
        service = MusicBrainz(
            "me@example.org",
            f"http://{server.place}",
            wait=lambda s: clock.__setitem__(0, clock[0] + s),
            now=lambda: clock[0],
        )
        assert ask(service, ALBUM, {**ALBUM, "id": "b", "people": [{"name": "Other", "role": "artist"}]})[0].found == 1
        service.close()
    assert clock[0] == pytest.approx(1.1 * (len(server.asked) - 1))
    works, other = library.catalogue.get(["works", "b"])
    assert works.genres[:1] == ("ambient",) and other.genres == ()


def test_which_services_are_asked() -> None:
    both = LibrarySettings(tmdb_key=SecretStr("k"), musicbrainz_contact="me@example.org")
    assert [service.title for service in services_of(both)] == ["TMDB", "MusicBrainz", "Wikidata"]
    assert [service.title for service in services_of(LibrarySettings())] == ["Wikidata"]
    with pytest.raises(UsageError, match="--offline"):
        services_of(LibrarySettings(offline=True))
