"""Transcripts that a feed names are fetched from the public net alone, and found by what is said in them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from indexers.enriching import fetch, transcripts
from indexers.enriching.fetch import Fetcher, Refused, public
from indexers.errors import SourceError
from indexers.library import Library
from indexers.pipeline import index
from indexers.progress import Step
from indexers.sources import open_source
from tests.fakes.server import FakeServer

VTT = b"""WEBVTT

00:01.000 --> 00:05.000
<v Ada>Nobody knows why cats twitch in their sleep.

00:05.000 --> 00:09.000
Perhaps they hunt.
"""
CHAPTERS = {"version": "1.2.0", "chapters": [{"startTime": 0, "title": "Cats"}]}


def _feed(place: str, *transcripts: str) -> str:
    said = "".join(transcripts)
    return f"""<rss version="2.0" xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel>
<title>Small Hours</title><language>en</language><item><title>Cats</title><guid>1</guid>
<enclosure url="https://example.org/1.mp3" type="audio/mpeg"/>{said}
<podcast:chapters url="http://{place}/chapters.json" type="application/json+chapters"/></item></channel></rss>"""


def _named(address: str, kind: str = "text/vtt", more: str = "") -> str:
    return f'<podcast:transcript url="{address}" type="{kind}" {more}/>'


@pytest.fixture
def server() -> Iterator[FakeServer]:
    def answer(path: str, given: dict[str, str], headers: dict[str, str]) -> tuple[int, Any]:
        found = {"cats.vtt": VTT, "chapters.json": CHAPTERS, "page": b"<html>no</html>", "big": b"x" * 3_000}
        return (200, found[path]) if path in found else (404, b"")

    with FakeServer(answer) as server:
        yield server


def _fetcher(**places: str) -> Fetcher:
    """Every host is the fake server, but those in `places`."""

    def resolve(host: str, port: int) -> Sequence[str]:
        return [places.get(host, "127.0.0.1")]

    return Fetcher(resolve, lambda address: address == "127.0.0.1" or public(address))


def _read(library: Library, path: Path) -> transcripts.Fetched:
    index(library, open_source(path))
    wanted = transcripts.plan(library, [open_source(path).name])
    steps = transcripts.stream(library, wanted, _fetcher())
    try:
        while isinstance(next(steps), Step):
            pass
    except StopIteration as done:
        report: transcripts.Fetched = done.value
        return report
    raise AssertionError


@pytest.fixture
def feed(tmp_path: Path, server: FakeServer) -> Path:
    place = server.place.replace("127.0.0.1", "pod.example")
    path = tmp_path / "feed.xml"
    others = _named("http://other.example/1.html", "text/html"), _named(f"http://{place}/de.vtt", more='language="de"')
    path.write_text(_feed(place, *others, _named(f"http://{place}/cats.vtt", more='language="en"')), encoding="utf8")
    return path


def test_a_transcript_of_an_episode_that_is_not_here_is_found_by_what_is_said(library: Library, feed: Path) -> None:
    pytest.importorskip("pysubs2", reason="the media extra is not installed")
    report = _read(library, feed)
    assert (report.asked, report.read, report.notes) == (1, 1, [])
    ((moment, _),) = library.catalogue.findings.words("twitch", 5)
    (passage,) = library.catalogue.findings.passages([moment])
    assert (passage.item, passage.start_s, passage.facts["chapter"]) == ("podcast-small-hours/1", 1.0, "Cats")
    assert _read(library, feed).asked == 0
    assert library.catalogue.findings.words("twitch", 5)


def test_which_hosts_are_asked_is_said_first(library: Library, feed: Path) -> None:
    index(library, open_source(feed))
    (said,) = transcripts.announce(transcripts.plan(library, [open_source(feed).name]))
    assert said.startswith("Transcripts of 1 episode are fetched from pod.example (1)")
    assert list(transcripts.announce([])) == []


@pytest.mark.parametrize(
    ("path", "kind", "cause", "again"),
    [
        ("none.vtt", "text/vtt", "answers with 404", 0),
        ("page", "application/json", "holds no transcript", 0),
    ],
)
def test_what_is_no_transcript_is_told_and_not_asked_again(
    library: Library, tmp_path: Path, server: FakeServer, path: str, kind: str, cause: str, again: int
) -> None:
    pytest.importorskip("pysubs2", reason="the media extra is not installed")
    file = tmp_path / "feed.xml"
    file.write_text(_feed(server.place, _named(f"http://{server.place}/{path}", kind)), encoding="utf8")
    report = _read(library, file)
    assert report.read == 0 and cause in report.notes[0]
    assert _read(library, file).asked == again


def test_a_server_that_fails_is_asked_another_day(library: Library, feed: Path, server: FakeServer) -> None:
    server.failures = [(503, {})]
    assert _read(library, feed).read == 0
    assert _read(library, feed).read == 1


def test_nobody_on_ones_own_net_is_asked(server: FakeServer) -> None:
    port = server.place.rpartition(":")[2]
    with _fetcher(inside="10.0.0.1", metadata="169.254.169.254", local="::1") as fetcher:
        for host in ("inside", "metadata", "local"):
            with pytest.raises(Refused, match="no host of the public net"):
                fetcher.get(f"http://{host}:{port}/cats.vtt")
            server.failures = [(302, {"Location": f"http://{host}:{port}/cats.vtt"})]
            with pytest.raises(Refused, match="no host of the public net"):
                fetcher.get(f"http://pod.example:{port}/moved")
    assert len(server.asked) == 3
    with Fetcher() as fetcher, pytest.raises(Refused, match="public net"):
        fetcher.get(f"http://{server.place}/cats.vtt")


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://a.example/x", "http://me:secret@a.example/x", "no address", ""]
)
def test_only_plain_addresses_of_the_web_are_asked(address: str) -> None:
    with _fetcher() as fetcher, pytest.raises(Refused):
        fetcher.get(address)


def test_redirects_and_sizes_have_an_end(server: FakeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "MOST_BYTES", 2_000)
    with _fetcher() as fetcher:
        server.failures = [(301, {"Location": "/cats.vtt"})]
        assert fetcher.get(f"http://{server.place}/moved") == VTT
        server.failures = [(302, {"Location": "/round"})] * 9
        with pytest.raises(Refused, match="from one address to the next"):
            fetcher.get(f"http://{server.place}/round")
        server.failures = []
        with pytest.raises(Refused, match="sends more than"):
            fetcher.get(f"http://{server.place}/big")
        server.failures = ["cut"]
        with pytest.raises(SourceError, match="stops in its answer"):
            fetcher.get(f"http://{server.place}/cats.vtt")


@pytest.mark.parametrize(
    ("address", "is_public"),
    [("93.184.216.34", True), ("2606:4700::1111", True), ("127.0.0.1", False), ("10.1.2.3", False), ("0.0.0.0", False),
     ("169.254.169.254", False), ("100.64.0.1", False), ("224.0.0.1", False), ("::1", False), ("fe80::1%eth0", False),
     ("fd00::1", False), ("::ffff:192.168.0.1", False), ("64:ff9b::7f00:1", False), ("2002:7f00:1::", False)],
)  # fmt: skip
def test_which_addresses_are_public(address: str, is_public: bool) -> None:
    assert public(address) == is_public


def test_the_host_s_own_name_is_sent_to_the_checked_address() -> None:
    seen: list[dict[str, str]] = []

    def answer(path: str, given: dict[str, str], headers: dict[str, str]) -> tuple[int, Any]:
        seen.append(headers)
        return 200, json.dumps({}).encode()

    with FakeServer(answer) as server, _fetcher() as fetcher:
        fetcher.get(f"http://pod.example:{server.place.rpartition(':')[2]}/x")
    assert seen[0]["host"].startswith("pod.example:")
