"""The HTTP application: /v1 (OpenAI), /mcp, /api (commands), / (the page). `usher serve` and every owner serve it."""

from __future__ import annotations

import contextlib
import hashlib
import ipaddress
import os
import shutil
import socket
import stat
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from agent.faces.http import openai, personal, rest
from agent.faces.http.access import LocalOnly
from agent.faces.http.identity import Identified
from agent.faces.http.refusal import RequestError, failed, not_here, refused, request_error
from agent.usher import Usher
from indexers.errors import SettingError, UsherError
from indexers.sources.artwork import Artwork

if TYPE_CHECKING:
    from agent.faces.mcp.server import Endpoint

_WEB = Path(__file__).parents[1] / "web"
_PAGE = {"/": "index.html"} | {
    f"/{file.name}": file.name for kind in ("js", "css", "svg") for file in _WEB.glob(f"*.{kind}")
}
_PUBLIC = frozenset({"/healthz", *_PAGE})
_PAGE_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
_IMAGE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, max-age=3600",
}
_STOP_S = 3


def application(usher: Usher, *, with_files: bool = False, is_local: bool = True) -> Starlette:
    """`with_files`: for the owner's own socket, which has no /mcp: also take calls that name files of the owner's, and
    ask for no token.

    `is_local`: served at loopback alone, where nobody needs a token before the first is made.
    """
    endpoint = None if with_files else _mcp(usher)
    known = None if with_files else usher
    return Starlette(
        routes=[
            *([Route("/mcp", endpoint, methods=["POST"])] if endpoint else []),
            *openai.routes(usher),
            *personal.routes(usher),
            *rest.routes(usher, with_files=with_files),
            Route("/healthz", _healthy),
            Route("/image/{item:path}", _pictures(lambda asked: usher.artwork(asked.path_params["item"]))),
            Route("/attention/{item:path}", _pictures(lambda asked: _attention(usher, asked))),
            *(Route(path, _page) for path in _PAGE),
        ],
        middleware=[
            Middleware(LocalOnly, is_local=is_local),
            Middleware(Identified, usher=known, is_local=is_local, public=_PUBLIC),
        ],
        lifespan=(lambda app: endpoint.running()) if endpoint else None,
        exception_handlers={RequestError: refused, HTTPException: not_here, Exception: failed},
    )


def _mcp(usher: Usher) -> Endpoint:
    from agent.faces.mcp.server import Endpoint  # the SDK: 0.7 s, of which a command that owns a library has no need

    return Endpoint(usher)


async def _healthy(request: Request) -> Response:
    return JSONResponse({"status": "ok"})


def _pictures(found: Callable[[Request], Artwork]) -> Callable[[Request], Response]:
    def picture(request: Request) -> Response:  # on a thread: a media server may be asked, a file decoded
        try:
            one = found(request)
        except UsherError as error:
            raise request_error(error) from None
        return Response(one.data, media_type=one.type, headers=_IMAGE_HEADERS)

    return picture


def _attention(usher: Usher, request: Request) -> Artwork:
    try:
        at_s = float(request.query_params.get("at_s", "0"))
    except ValueError:
        raise RequestError(400, "at_s: the second of the frame, a number.", param="at_s") from None
    return Artwork("image/png", usher.attention(request.path_params["item"], at_s))


async def _page(request: Request) -> Response:
    return FileResponse(_WEB / _PAGE[request.url.path], headers=_PAGE_HEADERS)


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens at host and port; 0 is any free port. Raises SettingError if that is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()
    except OSError:
        listener.close()
        raise SettingError("port", port, "a port that nobody listens at", "--port") from None
    return listener


def is_local(listener: socket.socket) -> bool:
    """Whether only this machine reaches the listener."""
    return ipaddress.ip_address(listener.getsockname()[0]).is_loopback


def address_of(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def serve(usher: Usher, listener: socket.socket) -> None:
    """Serve until stopped by Ctrl-C or SIGTERM; running turns get a few seconds to end."""
    _server(application(usher, is_local=is_local(listener))).run([listener])


@contextlib.contextmanager
def served_in_background(usher: Usher, listener: socket.socket) -> Iterator[str]:
    """Serve from a thread while the block runs; gives the address."""
    with _running(application(usher, is_local=is_local(listener)), listener):
        yield address_of(listener)


@contextlib.contextmanager
def served_to_commands(usher: Usher) -> Iterator[str]:
    """Answer second commands while the block runs, at a socket that only this user can reach.

    Its path is written beside the library's lock, and given.
    """
    with _socket_folder(usher.library.path) as folder, socket.socket(socket.AF_UNIX) as listener:
        path = str(folder / "owner.sock")
        listener.bind(path)
        listener.listen()
        with _running(application(usher, with_files=True), listener):
            usher.library.announce(path)
            yield path


@contextlib.contextmanager
def _socket_folder(library: Path) -> Iterator[Path]:
    """A folder that only this user can enter, with a short path: a socket's has 108 bytes at most.

    One for each library, so that what a killed owner left is taken over by the next.
    """
    digest = hashlib.blake2b(str(library.absolute()).encode("utf8", "surrogateescape"), digest_size=8).hexdigest()
    folder = Path(tempfile.gettempdir()) / f"usher-{os.getuid()}-{digest}"
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    found = folder.lstat()
    if found.st_uid != os.getuid() or stat.S_IMODE(found.st_mode) != 0o700 or not stat.S_ISDIR(found.st_mode):
        folder = Path(tempfile.mkdtemp(prefix="usher-"))  # the name is taken by somebody else
    shutil.rmtree(folder)
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _running(app: Starlette, listener: socket.socket) -> Iterator[None]:
    server = _server(app)
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(_STOP_S + 2)


def _server(app: Starlette) -> uvicorn.Server:
    config = uvicorn.Config(
        app,
        log_level="error",
        timeout_graceful_shutdown=_STOP_S,
        lifespan="on",
        server_header=False,
        proxy_headers=False,  # where a client sits is not for the client to say
    )
    return uvicorn.Server(config)
