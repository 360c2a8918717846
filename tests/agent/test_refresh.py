"""Media servers are read again while usher serves."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from agent.faces.http.refresh import refreshing
from agent.settings import Settings
from agent.usher import Usher
from tests.fakes import jellyfin
from tests.fakes.server import FakeServer
from tests.indexers.conftest import open_library

_LIMIT_S = 30


def test_a_server_is_read_again_and_its_failure_is_a_note(tmp_path: Path) -> None:
    answers, read = jellyfin.Jellyfin(), threading.Event()

    def answer(path: str, given: dict[str, str], headers: dict[str, str]) -> tuple[int, Any]:
        if armed.is_set() and path == "Items":
            read.set()
        return answers(path, given, headers)

    armed = threading.Event()
    with open_library(tmp_path / "library", jellyfin_token=jellyfin.TOKEN) as library, FakeServer(answer) as server:
        usher = Usher(library, Settings())
        list(usher.index([f"jellyfin://{server.place}"], ["text"]))
        armed.set()
        with refreshing(usher, 1e-4, 0):
            assert read.wait(_LIMIT_S)
        read.clear()
        with refreshing(usher, 0, 0):
            assert not read.is_set()
        server.failures = [(404, {})] * 9
        notes = [event["note"] for event in usher.refresh() if "note" in event]
        assert len(notes) == 1
        assert library.catalogue.count() == 5


def test_after_a_whole_reading_only_changes_are_read_and_once_a_day_everything(tmp_path: Path) -> None:
    answers, clock = jellyfin.Jellyfin(), [datetime(2026, 6, 1, 12, tzinfo=UTC)]
    with open_library(tmp_path / "library", jellyfin_token=jellyfin.TOKEN) as library, FakeServer(answers) as server:
        usher = Usher(library, Settings(), now=lambda: clock[0])
        list(usher.index([f"jellyfin://{server.place}"], ["text"]))

        def refreshed(**later: float) -> tuple[int, int, int, int]:
            clock[0] += timedelta(**later)
            report, _ = [event["report"] for event in usher.refresh() if "report" in event]
            return report["added"], report["changed"], report["removed"], report["unchanged"]

        assert refreshed() == (0, 0, 0, 5)
        assert refreshed(minutes=15) == (0, 0, 0, 0)
        moon = {**jellyfin.MOON, "Overview": "Alone."}
        answers.items = [moon, jellyfin.SHOW, jellyfin.ALBUM, jellyfin.TRACK]
        answers.saved = {moon["Id"]: clock[0].isoformat()}
        assert refreshed(minutes=15) == (0, 1, 1, 0)
        answers.items.remove(jellyfin.TRACK)
        assert refreshed(minutes=15) == (0, 0, 1, 1)  # an hour is read again, as clocks differ
        answers.items.remove(jellyfin.ALBUM)
        answers.saved.clear()
        assert refreshed(minutes=15) == (0, 0, 1, 0)  # nothing changed, and one is gone
        server.failures = [(404, {})]
        assert "note" in list(usher.refresh())[-1]
        answers.items.clear()
        assert refreshed(minutes=15) == (0, 0, 0, 0)  # a server that lists nothing takes nothing
        answers.items += [moon, {**jellyfin.SHOW, "Overview": "Not dated."}]
        assert refreshed(hours=24) == (0, 1, 0, 1)
