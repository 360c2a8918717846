"""A client that leaves ends the turn, and frees the model that it waited for."""

from __future__ import annotations

import json
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

from agent.faces.http import app as http
from agent.faces.http.lines import Lines, streamed
from agent.models.choose import choose
from agent.models.settings import ModelSettings
from agent.stopping import Stop, use
from agent.usher import Usher
from indexers.weights import Weights
from tests.fakes.model import HANG, model_server


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


@pytest.mark.parametrize("stream", [True, False])
def test_a_model_is_free_as_soon_as_who_asked_has_left(usher: Usher, stream: bool) -> None:
    body = {"messages": [{"role": "user", "content": "a quiet film about space"}], "stream": stream}
    with model_server(words=HANG) as model, http.listen("127.0.0.1", 0) as listener:
        before, usher.chosen = usher.chosen, choose(ModelSettings(model=model.url), Weights(offline=True))
        try:
            with http.served_in_background(usher, listener) as address, socket.socket() as reader:
                reader.connect(("127.0.0.1", listener.getsockname()[1]))
                content = json.dumps(body).encode()
                head = f"POST /v1/chat/completions HTTP/1.1\r\nHost: {address.removeprefix('http://')}\r\n"
                head += f"Content-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n"
                reader.sendall(head.encode() + content)
                assert model.hangs.wait(20)
                assert not model.left.is_set()
                reader.close()
                assert model.left.wait(10)
        finally:
            usher.chosen = before


def test_a_chat_that_stops_frees_the_model(usher: Usher) -> None:
    stop, said = Stop(), threading.Event()

    def listen() -> None:
        use(stop)
        list(usher.stream("a quiet film about space", person=None))
        said.set()

    with model_server(words=HANG) as model:
        before, usher.chosen = usher.chosen, choose(ModelSettings(model=model.url), Weights(offline=True))
        try:
            threading.Thread(target=listen).start()
            assert model.hangs.wait(20)
            stop()
            assert model.left.wait(10) and said.wait(10)
        finally:
            usher.chosen = before
