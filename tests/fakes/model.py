"""A model server on loopback that says what a test scripts, well or badly: OpenAI's API, no model behind it."""

from __future__ import annotations

import json
import select
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Say = Callable[[dict[str, Any]], str]
CUT, HANG, REFUSE = "\x00cut", "\x00hang", "\x00refuse"  # what a script may say instead of text
_PIECE = 6  # characters a chunk


class ModelServer:
    """`url` ends in /v1. `asked` holds the request bodies. A script gives the text of each answer."""

    def __init__(self, call: Say, words: Say) -> None:
        self.asked: list[dict[str, Any]] = []
        self._call, self._words = call, words
        self.released = threading.Event()
        self.hangs, self.left = threading.Event(), threading.Event()  # it says nothing more; who asked has gone
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"

    def text(self, body: dict[str, Any]) -> str:
        self.asked.append(body)
        form = body.get("response_format", {}).get("json_schema", {}).get("name")
        return (self._call if form == "call" else self._words)(body)

    def start(self) -> None:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def model_server(*, call: Say | str = "{}", words: Say | str = "") -> Iterator[ModelServer]:
    """`call`: the answer to a question for a tool call; `words`: to a question for words."""
    server = ModelServer(call if callable(call) else lambda _: call, words if callable(words) else lambda _: words)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def _handler(server: ModelServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            return

        def do_GET(self) -> None:
            self._json({"object": "list", "data": [{"id": "scripted", "object": "model"}]})

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            text = server.text(body)
            if text == REFUSE:
                self.send_error(500)
            elif text == HANG:
                self._hang()
            elif body.get("stream"):
                self._stream(text)
            else:
                message = {"role": "assistant", "content": text.removesuffix(CUT)}
                self._json(
                    {**_base("chat.completion"), "choices": [{"index": 0, "message": message, "finish_reason": "stop"}]}
                )

        def _hang(self) -> None:
            server.hangs.set()
            while not server.released.wait(0.01):
                if select.select([self.connection], [], [], 0)[0] and not self.connection.recv(1, socket.MSG_PEEK):
                    server.left.set()
                    return

        def _json(self, data: dict[str, Any]) -> None:
            raw = json.dumps(data).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def _stream(self, text: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            whole = text.removesuffix(CUT).removesuffix(HANG)
            self._chunk({"role": "assistant", "content": ""}, None)
            for at in range(0, len(whole), _PIECE):
                self._chunk({"content": whole[at : at + _PIECE]}, None)
            if text.endswith(HANG):
                self._hang()
            elif not text.endswith(CUT):
                self._chunk({}, "stop")
                self.wfile.write(b"data: [DONE]\n\n")

        def _chunk(self, delta: dict[str, str], finish: str | None) -> None:
            choice = {"index": 0, "delta": delta, "finish_reason": finish}
            data = json.dumps({**_base("chat.completion.chunk"), "choices": [choice]})
            self.wfile.write(f"data: {data}\n\n".encode())

    return Handler


def _base(kind: str) -> dict[str, Any]:
    return {"id": "x", "object": kind, "created": 0, "model": "scripted"}
