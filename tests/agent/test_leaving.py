"""A client that leaves ends the turn at its next event."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from agent.faces.http.lines import Lines, streamed


class Endless:
    """An application whose one answer never ends of itself."""

    def __init__(self) -> None:
        self.has_ended = threading.Event()

    def lines(self) -> Lines:
        try:
            while True:
                yield "on\n"
                time.sleep(0.001)  # as a model would, it takes its time
        finally:
            self.has_ended.set()

    async def answer(self, request: Request) -> Response:
        return streamed(self.lines(), "text/plain")


@pytest.fixture
def endless() -> Iterator[tuple[Endless, str]]:
    app = Endless()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        routes = [Route("/", app.answer)]
        server = uvicorn.Server(uvicorn.Config(Starlette(routes=routes), log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, args=([listener],))
        thread.start()
        yield app, f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join()


def test_a_stream_ends_when_its_reader_leaves(endless: tuple[Endless, str]) -> None:
    app, address = endless
    with httpx.stream("GET", address) as response:
        assert next(response.iter_lines()) == "on"
        assert not app.has_ended.is_set()
    assert app.has_ended.wait(5)
