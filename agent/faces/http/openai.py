"""/v1: what OpenAI clients speak. A conversation is its messages; nothing else is kept between requests.

Parameters that steer a model (temperature, tools, max_tokens, ...) are accepted and change nothing: usher words
and checks its replies itself. `usage` counts what the model of the turn counted; where the planner answers, words.
Beside OpenAI's own fields a response, and the last chunk of a stream, carry `usher`: the JSON of the answer. In a
stream an earlier chunk without content carries `usher` with the picks alone, as soon as they are found. The words are
escaped for readers of Markdown, and plain in `usher`.
"""

from __future__ import annotations

import asyncio
import logging
import time
from typing import Any, TypedDict

from starlette.concurrency import iterate_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from agent.answer import Done, Picked, Said
from agent.faces.http.completion import MODEL_NAME, Completion, read, usage
from agent.faces.http.identity import caller_of
from agent.faces.http.lines import Lines, stop_when_left, streamed
from agent.faces.http.markdown import escape
from agent.faces.http.refusal import RequestError, request_error
from agent.faces.http.wire import result_json
from agent.stopping import Stop, use
from agent.usher import Usher
from indexers.errors import UsherError

_LOG = logging.getLogger(__name__)
_MODEL = {"id": MODEL_NAME, "object": "model", "created": 0, "owned_by": MODEL_NAME}
_END = "data: [DONE]\n\n"


class Whose(TypedDict):
    """Whose a turn is, and whether its words may name others for whom it is, too."""

    person: str | None
    with_others: bool


def routes(usher: Usher) -> list[Route]:
    async def models(request: Request) -> Response:
        return JSONResponse({"object": "list", "data": [_MODEL]})

    async def model(request: Request) -> Response:
        if request.path_params["name"] != MODEL_NAME:
            raise RequestError(404, f"The only model here is {MODEL_NAME!r}.", param="model", code="model_not_found")
        return JSONResponse(_MODEL)

    async def completions(request: Request) -> Response:
        asked = read(await request.body())
        caller = caller_of(request.scope)
        whose = Whose(person=caller.user(asked.user), with_others=caller.with_others)
        if asked.stream:
            return streamed(_chunks(usher, asked, whose), "text/event-stream")
        return await _whole(usher, asked, whose, request)

    return [
        Route("/v1/models", models, methods=["GET"]),
        Route("/v1/models/{name:path}", model, methods=["GET"]),
        Route("/v1/chat/completions", completions, methods=["POST"]),
    ]


async def _whole(usher: Usher, asked: Completion, whose: Whose, request: Request) -> Response:
    """The answer in one piece; given up if the client leaves."""
    stop = Stop()
    use(stop)
    watch = asyncio.create_task(stop_when_left(request, stop))
    try:
        async for event in iterate_in_threadpool(usher.stream(asked.talk, **whose)):
            if isinstance(event, Done):
                return JSONResponse(asked.whole(event.answer))
            if stop.is_set:
                break
    except UsherError as error:
        raise request_error(error) from None
    finally:
        watch.cancel()
    return Response(status_code=499)  # nobody reads it


def _chunks(usher: Usher, asked: Completion, whose: Whose) -> Lines:
    begun = int(time.time())

    def chunk(delta: dict[str, str], finish: str | None = None, **extra: Any) -> str:
        return asked.chunk(begun, delta, finish, **extra)

    yield chunk({"role": "assistant", "content": ""})
    try:
        for event in usher.stream(asked.talk, **whose):
            if isinstance(event, Said):
                yield chunk({"content": escape(event.text)})
            elif isinstance(event, Picked):
                found = result_json(event.result)
                yield chunk({}, usher={key: found[key] for key in ("picks", "alternatives")} | {"shown": event.shown})
            else:
                used = {"usage": usage(event.answer)} if asked.wants_usage else {}
                yield chunk({}, "stop", usher=event.answer.as_json(), **used)
    except UsherError as error:
        yield asked.failed(request_error(error))
    except Exception as error:  # the stream has begun: its client is told before it ends
        _LOG.exception("a stream failed")
        yield asked.failed(RequestError(500, f"This failed: {type(error).__name__}."))
    yield _END
