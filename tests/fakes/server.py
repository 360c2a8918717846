"""A media server on a real socket: answers from a function, and fails as it is told to before that."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

Failure = tuple[int, dict[str, str]] | str  # a status with headers, or "cut": the connection ends in the answer
Answer = Callable[
    [str, dict[str, str], dict[str, str]], tuple[int, Any]
]  # path without its first slash, parameters, headers in lower case


def _given(query: str, body: str) -> dict[str, Any]:
    """What the address and the body say, a form or JSON; what a form says several times is joined by commas."""
    if body.startswith("{"):
        return {**dict(parse_qsl(query)), **json.loads(body)}
    given: dict[str, Any] = {}
    for name, value in parse_qsl(query) + parse_qsl(body):
        given[name] = f"{given[name]},{value}" if name in given else value
    return given


class FakeServer:
    """Use as a context manager. `failures` are spent one a request; `asked` are the addresses asked for."""

    def __init__(self, answer: Answer) -> None:
        self.failures: list[Failure] = []
        self.asked: list[str] = []
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                fake.asked.append(self.path)
                parts = urlsplit(self.path)
                given = _given(parts.query, self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode())
                headers: dict[str, str] = {}
                failure = fake.failures.pop(0) if fake.failures else None
                if isinstance(failure, tuple):
                    (status, headers), body = failure, b"<html>busy</html>"
                else:
                    status, found = answer(
                        parts.path.removeprefix("/"), given, {k.lower(): v for k, v in self.headers.items()}
                    )
                    body = found if isinstance(found, bytes) else json.dumps(found).encode()
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body[: len(body) // 2] if failure == "cut" else body)

            do_POST = do_GET  # noqa: N815

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    @property
    def place(self) -> str:
        """Host and port."""
        return f"127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> FakeServer:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
