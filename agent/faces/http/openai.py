"""/v1: what OpenAI clients speak. Conversations are stateless by their messages."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from typing import Any

from starlette.concurrency import iterate_in_threadpool, run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from agent.answer import Done, Said
from agent.usher import Usher
from indexers.errors import UsherError

MODEL_NAME = "usher"


def routes(usher: Usher) -> list[Route]:
    async def models(request: Request) -> Response:
        entry = {"id": MODEL_NAME, "object": "model", "created": 0, "owned_by": "usher"}
        return JSONResponse({"object": "list", "data": [entry]})

    async def completions(request: Request) -> Response:
        try:
            body = _body(await request.body())
            messages = _messages(body)
        except ValueError as error:
            return _refused(str(error))
        if body.get("stream"):
            lines = _stream(usher, messages)
            return StreamingResponse(iterate_in_threadpool(lines), media_type="text/event-stream")
        try:
            answer = await run_in_threadpool(usher.ask, messages)
        except UsherError as error:
            return _refused(str(error))
        return JSONResponse(_completion(answer.turn, answer.reply) | {"usher": answer.as_json()})

    return [
        Route("/v1/models", models, methods=["GET"]),
        Route("/v1/chat/completions", completions, methods=["POST"]),
    ]


def _body(raw: bytes) -> dict[str, Any]:
    try:
        body = json.loads(raw)
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError):
        raise ValueError("The body is not JSON.") from None
    if not isinstance(body, dict):
        raise ValueError("The body must be a JSON object.")
    if body.get("n") not in (None, 1):
        raise ValueError("n must be 1.")
    return body


def _messages(body: Mapping[str, Any]) -> list[dict[str, str]]:
    """User and assistant messages as plain text; system prompts of the client are not usher's."""
    given = body.get("messages")
    if not isinstance(given, list) or not given:
        raise ValueError("messages must be a list that is not empty.")
    talk = []
    for message in given:
        if not isinstance(message, dict) or not isinstance(message.get("role"), str):
            raise ValueError("Each message needs a role and content.")
        if message["role"] in ("user", "assistant"):
            talk.append({"role": message["role"], "content": _text(message.get("content"))})
    if not talk or talk[-1]["role"] != "user":
        raise ValueError("The last message must be the user's.")
    return talk


def _text(content: Any) -> str:
    if isinstance(content, list):
        parts = (p.get("text", "") for p in content if isinstance(p, dict) and p.get("type") == "text")
        return "\n".join(str(part) for part in parts)
    if content is not None and not isinstance(content, str):
        raise ValueError("content must be text or a list of parts.")
    return content or ""


def _stream(usher: Usher, messages: list[dict[str, str]]) -> Iterator[str]:
    identity = f"chatcmpl-{time.time_ns():x}"
    yield _event(identity, {"role": "assistant", "content": ""})
    try:
        for event in usher.stream(messages):
            if isinstance(event, Said):
                yield _event(identity, {"content": event.text})
            elif isinstance(event, Done):
                yield _event(identity, {}, finish="stop", usher=event.answer.as_json())
    except UsherError as error:
        yield f"data: {json.dumps(_error(str(error)))}\n\n"
    yield "data: [DONE]\n\n"


def _event(identity: str, delta: dict[str, str], finish: str | None = None, **extra: Any) -> str:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    chunk = {
        "id": identity,
        "object": "chat.completion.chunk",
        "created": int(time.time()),
        "model": MODEL_NAME,
        "choices": [choice],
        **extra,
    }
    return f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n"


def _completion(turn: str, reply: str) -> dict[str, Any]:
    message = {"role": "assistant", "content": reply}
    return {
        "id": f"chatcmpl-{turn}",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": MODEL_NAME,
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
    }


def _error(message: str) -> dict[str, Any]:
    return {"error": {"message": message, "type": "invalid_request_error", "param": None, "code": None}}


def _refused(message: str) -> Response:
    return JSONResponse(_error(message), status_code=400)
