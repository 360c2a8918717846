"""Who may speak to the port: where it is loopback only this machine, never a web page from elsewhere.

Pure ASGI, since Starlette's BaseHTTPMiddleware hides a client that leaves.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from agent.faces.http.refusal import RequestError

MAX_BODY_BYTES = 4_000_000
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_WITH_BODY = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class LocalOnly:
    """Refuses requests whose Host is not this machine, whose Origin is another page's, or whose body is not JSON
    or is too large. `is_local` False: any Host may be, since no page has a token by being called so."""

    def __init__(self, app: ASGIApp, is_local: bool) -> None:
        self._app, self._is_local = app, is_local

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            _check(scope, self._is_local)
        except RequestError as refusal:
            await refusal.response(scope, receive, send)
            return
        await self._app(scope, _limited(receive), send)


def _check(scope: Scope, is_local: bool) -> None:
    """Raises RequestError."""
    headers = {key.decode("latin-1").lower(): value.decode("latin-1") for key, value in scope["headers"]}
    host = headers.get("host", "")
    if is_local and _host_name(host) not in _LOOPBACK:
        raise RequestError(403, "This address answers only to this machine's own name.")
    if "origin" in headers and urlsplit(headers["origin"]).netloc != host:
        raise RequestError(403, "A page from elsewhere may not use this address.")
    if scope["method"] in _WITH_BODY:
        _check_body(headers)


def _check_body(headers: Mapping[str, str]) -> None:
    if headers.get("content-type", "").split(";")[0].strip().lower() != "application/json":
        raise RequestError(415, "The body must be application/json.")
    length = headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > MAX_BODY_BYTES:
        raise _too_large()


def _limited(receive: Receive) -> Receive:
    """The body as it comes, cut off by a RequestError: a chunked one names no length beforehand."""
    read = 0

    async def counted() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > MAX_BODY_BYTES:
            raise _too_large()
        return message

    return counted


def _too_large() -> RequestError:
    return RequestError(413, f"The body is larger than {MAX_BODY_BYTES:,} bytes.")


def _host_name(netloc: str) -> str:
    """The name without its port, brackets of IPv6 removed."""
    try:
        return (urlsplit(f"//{netloc}").hostname or "").lower()
    except ValueError:
        return ""
