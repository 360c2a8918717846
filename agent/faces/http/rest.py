"""/api: what the commands ask of the process that owns the library, and what scripts may ask too.

A call is POST /api/NAME with the arguments of the method of `Usher` as JSON; the answer is NDJSON, one line
for each event, so that progress and words come as they are made.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from starlette.concurrency import iterate_in_threadpool
from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from agent.faces.http.wire import error_json, explanation_json, guarded, result_json, to_wire
from agent.usher import Usher
from indexers.errors import UsageError
from tools.models import Request

Arguments = dict[str, Any]
Call = Callable[[Usher, Arguments], Iterator[dict[str, Any]]]


def _ask(usher: Usher, given: Arguments) -> Iterator[dict[str, Any]]:
    for event in usher.stream(given.pop("messages"), **given):
        yield to_wire(event)


def _search(usher: Usher, given: Arguments) -> Iterator[dict[str, Any]]:
    yield {"result": result_json(usher.search(Request.model_validate(given.pop("request")), **given))}


def _recommend(usher: Usher, given: Arguments) -> Iterator[dict[str, Any]]:
    yield {"result": result_json(usher.recommend(**given))}


def _similar(usher: Usher, given: Arguments) -> Iterator[dict[str, Any]]:
    yield {"result": result_json(usher.similar(**given))}


def _why(usher: Usher, given: Arguments) -> Iterator[dict[str, Any]]:
    yield {"explanation": explanation_json(usher.why(**given))}


def _index(usher: Usher, given: Arguments) -> Iterator[dict[str, Any]]:
    yield from usher.index([Path(p) for p in given["sources"]])


def _import(usher: Usher, given: Arguments) -> Iterator[dict[str, Any]]:
    yield from usher.import_history(given["kind"], Path(given["file"]), given.get("person"))


CALLS: dict[str, Call] = {
    "ask": _ask,
    "search": _search,
    "recommend": _recommend,
    "similar": _similar,
    "why": _why,
    "index": _index,
    "import": _import,
}


def routes(usher: Usher) -> list[Route]:
    async def call(request: HttpRequest) -> Response:
        name = request.path_params["name"]
        if name not in CALLS:
            return JSONResponse({"error": {"message": f"There is no call {name!r}."}}, status_code=404)
        try:
            given = json.loads(await request.body() or b"{}")
        except (json.JSONDecodeError, UnicodeDecodeError, RecursionError):
            given = None
        if not isinstance(given, dict):
            error = UsageError("The body must be a JSON object.")
            return JSONResponse({"error": error_json(error)}, status_code=400)
        lines = (json.dumps(line, ensure_ascii=False) + "\n" for line in guarded(_called(name, usher, given)))
        return StreamingResponse(iterate_in_threadpool(lines), media_type="application/x-ndjson")

    return [Route("/api/{name}", call, methods=["POST"])]


def _called(name: str, usher: Usher, given: Arguments) -> Iterator[dict[str, Any]]:
    """The call's events. Arguments that do not fit are a UsageError, not a broken connection."""
    try:
        yield from CALLS[name](usher, given)
    except (TypeError, KeyError, ValueError) as error:
        raise UsageError(f"The arguments of {name} do not fit: {error}.") from None
