"""Media servers are read again while usher serves."""

from __future__ import annotations

import threading
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
        with refreshing(usher, minutes=1e-4):
            assert read.wait(_LIMIT_S)
        read.clear()
        with refreshing(usher, minutes=0):
            assert not read.is_set()
        server.failures = [(404, {})] * 9
        notes = [event["note"] for event in usher.refresh() if "note" in event]
        assert len(notes) == 1
        assert library.catalogue.count() == 5
