"""A refusal in the form that OpenAI clients read, which every address here gives; only who is not known outside /v1
gets a problem detail (RFC 9457)."""

from __future__ import annotations

from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from indexers.errors import NotFound, UsageError, UsherError

_WORDS = {404: "There is nothing at this address.", 405: "This address does not take that method."}


class RequestError(Exception):
    """A request that cannot be answered: status, one sentence, the parameter at fault."""

    def __init__(self, status: int, message: str, *, param: str | None = None, code: str | None = None) -> None:
        super().__init__(message)
        self.status, self.message, self.param, self.code = status, message, param, code

    @property
    def as_json(self) -> dict[str, Any]:
        kind = "invalid_request_error" if self.status < 500 else "server_error"
        return {"error": {"message": self.message, "type": kind, "param": self.param, "code": self.code}}

    @property
    def response(self) -> Response:
        return JSONResponse(self.as_json, status_code=self.status)


class Unauthorized(RequestError):
    """Nobody is known by the request's token, or it has none: OpenAI's form under /v1, else a problem detail."""

    def __init__(self, path: str, *, is_unknown: bool) -> None:
        said = "This token is not known here." if is_unknown else "A token is needed (Authorization: Bearer TOKEN)."
        super().__init__(401, f"{said} Make one with: usher token create NAME", code="invalid_api_key")
        self._is_openai = path == "/v1" or path.startswith("/v1/")

    @property
    def response(self) -> Response:
        headers = {"WWW-Authenticate": "Bearer"}
        if self._is_openai:
            return JSONResponse(self.as_json, self.status, headers)
        problem = {"type": "about:blank", "title": "Unauthorized", "status": self.status, "detail": self.message}
        return JSONResponse(problem, self.status, headers, media_type="application/problem+json")


def request_error(error: UsherError) -> RequestError:
    """What an error of usher's is over HTTP."""
    status = 400 if isinstance(error, UsageError) else 404 if isinstance(error, NotFound) else 503
    return RequestError(status, str(error))


async def refused(request: Request, error: Exception) -> Response:
    """The handler of RequestError."""
    assert isinstance(error, RequestError)
    return error.response


async def not_here(request: Request, error: Exception) -> Response:
    """The handler of Starlette's own errors: no such path, no such method."""
    assert isinstance(error, HTTPException)
    response = RequestError(error.status_code, _WORDS.get(error.status_code, error.detail)).response
    response.headers.update(error.headers or {})
    return response


async def failed(request: Request, error: Exception) -> Response:
    """The handler of everything else; the traceback goes to the log."""
    return RequestError(500, "usher failed at this; its log says how.").response
