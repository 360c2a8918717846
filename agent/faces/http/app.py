"""The HTTP application: /v1 (OpenAI), /api (commands), / (the page). `usher serve` and every owner serve it."""

from __future__ import annotations

import contextlib
import socket
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from agent.faces.http import openai, rest
from agent.faces.http.access import LocalOnly
from agent.usher import Usher

_WEB = Path(__file__).parents[1] / "web"
_PAGE_FILES = {"": "index.html", "page.js": "page.js", "page.css": "page.css"}
_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'"
_STOP_S = 3


def application(usher: Usher) -> Starlette:
    return Starlette(
        routes=[*openai.routes(usher), *rest.routes(usher), Route("/healthz", _healthy), Route("/{file:path}", _page)],
        middleware=[Middleware(LocalOnly)],
    )


async def _healthy(request: Request) -> Response:
    return JSONResponse({"status": "ok"})


async def _page(request: Request) -> Response:
    file = _PAGE_FILES.get(request.path_params["file"])
    if file is None:
        return JSONResponse({"error": {"message": "There is nothing at this address."}}, status_code=404)
    headers = {"Content-Security-Policy": _POLICY, "X-Content-Type-Options": "nosniff", "Cache-Control": "no-cache"}
    return FileResponse(_WEB / file, headers=headers)


def serve(usher: Usher, host: str, port: int) -> None:
    """Serve until stopped by Ctrl-C or SIGTERM; running turns get a few seconds to end."""
    uvicorn.Server(_config(usher, host=host, port=port)).run()


@contextlib.contextmanager
def served_in_background(usher: Usher, *, host: str | None = None, port: int | None = None) -> Iterator[str]:
    """Serve from a thread while the block runs: at host and port, else at a socket of the library's own.

    Gives the address; the socket's is also written beside the lock, for second commands.
    """
    folder = tempfile.TemporaryDirectory(prefix="usher-")
    path = str(Path(folder.name) / "owner.sock")
    server = uvicorn.Server(_config(usher, host=host, port=port) if host else _config(usher, uds=path))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    if not host:
        usher.library.announce(path)
    try:
        yield f"http://{host}:{port}" if host else path
    finally:
        server.should_exit = True
        thread.join(_STOP_S + 2)
        folder.cleanup()


def _config(usher: Usher, **where: object) -> uvicorn.Config:
    return uvicorn.Config(
        application(usher),
        log_level="error",
        timeout_graceful_shutdown=_STOP_S,
        lifespan="off",
        **where,  # type: ignore[arg-type]
    )


def is_free(host: str, port: int) -> bool:
    """Whether the port can be listened at."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
