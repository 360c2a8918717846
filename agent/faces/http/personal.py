"""/api/me and /api/items: what the page asks beside the talk. See docs/api.md.

Each call is one of `Usher`'s, for the caller alone, and answers with one JSON object; an error is a problem detail.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from agent.faces.http.identity import caller_of
from agent.faces.http.refusal import RequestError, request_error
from agent.faces.http.wire import explanation_json
from agent.usher import Usher
from indexers.errors import NotFound, UsherError
from indexers.models import Item

_MOST_ITEMS, _MOST_ROWS, _ROWS = 50, 1_000, 100
_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
_PEOPLE = 3
Answered = Callable[[Usher, Request], Awaitable[dict[str, Any]]]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


class _Feedback(_Body):
    item: str
    kind: Literal["like", "dislike", "rating", "view", "skip", "want", "unwant", "not_now"]
    stars: float | None = None


class _Undo(_Body):
    key: str


class _Rule(_Body):
    text: str = Field(min_length=1, max_length=2_000)


_Read = TypeVar("_Read", bound=_Body)


async def _items(usher: Usher, request: Request) -> dict[str, Any]:
    ids = request.query_params.getlist("id")
    if not 0 < len(ids) <= _MOST_ITEMS:
        raise RequestError(400, f"id: from one to {_MOST_ITEMS} of them.", param="id")
    return {"items": await run_in_threadpool(_found, usher, ids)}


def _found(usher: Usher, ids: list[str]) -> list[dict[str, Any]]:
    """What a card shows; an id that is not here is left out."""
    items = []
    for id_ in dict.fromkeys(ids):
        try:
            items.append(usher.item(id_))
        except NotFound:
            continue
    return [_card(item) for item in items]


def _card(item: Item) -> dict[str, Any]:
    shown = item.model_dump(mode="json", include={"id", "title", "year", "medium", "minutes", "genres", "url"})
    people = list(dict.fromkeys(credit.name for credit in item.people))[:_PEOPLE]
    return shown | {"people": people, "has_picture": bool(item.image or item.path)}


async def _why(usher: Usher, request: Request) -> dict[str, Any]:
    item, turn = request.query_params.get("item"), request.query_params.get("turn")
    if not item:
        raise RequestError(400, "item: an id, or a title that is unique.", param="item")
    return explanation_json(await run_in_threadpool(usher.why, item, person=_whose(request), turn=turn))


async def _feedback(usher: Usher, request: Request) -> dict[str, Any]:
    given = await _body(request, _Feedback)
    who = _whose(request)
    return {"key": await run_in_threadpool(usher.feedback, given.item, given.kind, given.stars, person=who)}


async def _undo(usher: Usher, request: Request) -> dict[str, Any]:
    given = await _body(request, _Undo)
    return {"undone": await run_in_threadpool(usher.undo, given.key, person=_whose(request))}


async def _rules(usher: Usher, request: Request) -> dict[str, Any]:
    return {"rules": await run_in_threadpool(usher.rules, person=_whose(request))}


async def _add_rules(usher: Usher, request: Request) -> dict[str, Any]:
    given = await _body(request, _Rule)
    return {"rules": await run_in_threadpool(usher.add_rules, given.text, person=_whose(request))}


async def _end_rule(usher: Usher, request: Request) -> dict[str, Any]:
    number = request.path_params["number"]
    if not await run_in_threadpool(usher.end_rule, number, person=_whose(request)):
        raise RequestError(404, f"No rule {number} stands.", param="number")
    return {"ended": number}


async def _history(usher: Usher, request: Request) -> dict[str, Any]:
    asked = request.query_params.get("limit", str(_ROWS))
    if not asked.isdecimal() or not 0 < int(asked[:9]) <= _MOST_ROWS:
        raise RequestError(400, f"limit: a number from 1 to {_MOST_ROWS}.", param="limit")
    rows = await run_in_threadpool(usher.history, _whose(request))
    return {"rows": rows[: -int(asked) - 1 : -1], "total": len(rows)}


def _whose(request: Request) -> str | None:
    return caller_of(request.scope).person


async def _body(request: Request, kind: type[_Read]) -> _Read:
    """Raises RequestError, naming the field at fault."""
    try:
        return kind.model_validate_json(await request.body() or b"{}")
    except ValidationError as error:
        first = error.errors()[0]
        param = ".".join(str(part) for part in first["loc"])
        raise RequestError(400, f"{param or 'body'}: {first['msg']}.", param=param or None) from None


def routes(usher: Usher) -> list[Route]:
    return [
        _route(usher, "/api/items", "GET", _items),
        _route(usher, "/api/me/why", "GET", _why),
        _route(usher, "/api/me/feedback", "POST", _feedback),
        _route(usher, "/api/me/undo", "POST", _undo),
        _route(usher, "/api/me/rules", "GET", _rules),
        _route(usher, "/api/me/rules", "POST", _add_rules),
        _route(usher, "/api/me/rules/{number:int}", "DELETE", _end_rule),
        _route(usher, "/api/me/history", "GET", _history),
    ]


def _route(usher: Usher, path: str, method: str, answered: Answered) -> Route:
    async def answer(request: Request) -> Response:
        try:
            return JSONResponse(await answered(usher, request), headers=_HEADERS)
        except RequestError as refusal:
            return _problem(refusal)
        except UsherError as error:
            return _problem(request_error(error))

    return Route(path, answer, methods=[method])


def _problem(refusal: RequestError) -> Response:
    """RFC 9457; `error` beside it is the form of the other addresses."""
    problem = {
        "type": "about:blank",
        "title": HTTPStatus(refusal.status).phrase,
        "status": refusal.status,
        "detail": refusal.message,
    }
    return JSONResponse(problem | refusal.as_json, refusal.status, _HEADERS, media_type="application/problem+json")
