"""A model hub on the loopback address: ranges, files that are not there, connections that break."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class FakeHub:
    """`files`: URL path to bytes. `cut_after`: bytes until an answer breaks. `ranges`: what was asked."""

    def __init__(self, files: dict[str, bytes], *, cut_after: int | None = None) -> None:
        self.files, self.cut_after = files, cut_after
        self.ranges: list[str] = []
        self.url = ""


@contextmanager
def serve(hub: FakeHub) -> Iterator[FakeHub]:
    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.send_response(200 if self.path in hub.files else 404)
            self.send_header("Content-Length", str(len(hub.files.get(self.path, b""))))
            self.end_headers()

        def do_GET(self) -> None:
            _answer(self, hub)

        def log_message(self, *args: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    hub.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _answer(handler: BaseHTTPRequestHandler, hub: FakeHub) -> None:
    if handler.path not in hub.files:
        handler.send_error(404)
        return
    asked = handler.headers.get("Range", "")
    hub.ranges.append(asked)
    start = int(asked.removeprefix("bytes=").removesuffix("-")) if asked else 0
    body = hub.files[handler.path][start:]
    handler.send_response(206 if asked else 200)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body[: hub.cut_after])
    handler.close_connection = True
