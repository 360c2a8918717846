"""Who may speak to the port: only this machine, never a web page from elsewhere.

Pure ASGI, since Starlette's BaseHTTPMiddleware hides a client that leaves.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_MAX_BODY_BYTES = 4_000_000
SOCKET_HOST = "usher.socket"  # what a second command sends as Host over the library's own socket


class LocalOnly:
    """Refuses requests whose Host or Origin is not this machine, and bodies that are not JSON or are too large."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refusal = _refusal(scope) if scope["type"] == "http" else None
        if refusal is None:
            await self._app(scope, receive, send)
            return
        status, why = refusal
        body = {"error": {"message": why, "type": "invalid_request_error", "code": None, "param": None}}
        await JSONResponse(body, status_code=status)(scope, receive, send)


def _refusal(scope: Scope) -> tuple[int, str] | None:
    headers = {key.decode("latin-1").lower(): value.decode("latin-1") for key, value in scope["headers"]}
    host = _host_name(headers.get("host", ""))
    if host not in _LOOPBACK and host != SOCKET_HOST:
        return 403, "This address answers only to this machine's own name."
    origin = headers.get("origin")
    if origin and _host_name(urlsplit(origin).netloc) not in _LOOPBACK:
        return 403, "A page from elsewhere may not use this address."
    if scope["method"] in ("POST", "PUT", "PATCH", "DELETE"):
        if not headers.get("content-type", "").split(";")[0].strip() == "application/json":
            return 415, "The body must be application/json."
        if int(headers.get("content-length") or 0) > _MAX_BODY_BYTES:
            return 413, f"The body is larger than {_MAX_BODY_BYTES} bytes."
    return None


def _host_name(netloc: str) -> str:
    """The name without its port, brackets of IPv6 removed."""
    try:
        return (urlsplit(f"//{netloc}").hostname or "").lower()
    except ValueError:
        return ""
