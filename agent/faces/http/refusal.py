"""A refusal in the form that OpenAI clients read: the one shape of an error that any address here gives."""

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
