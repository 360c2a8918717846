"""A chat completion on the wire: the request read and checked, the response and its chunks written."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from agent.answer import Answer
from agent.faces.http.markdown import escape, unescape
from agent.faces.http.refusal import RequestError

MODEL_NAME = "usher"
_SPOKEN = ("user", "assistant")
_UNSPOKEN = ("system", "developer", "tool", "function")  # the client's own; usher keeps to its own rules


@dataclass(frozen=True)
class Completion:
    """What was asked, and the JSON that answers it."""

    talk: list[dict[str, str]]
    stream: bool
    wants_usage: bool = False  # in the last chunk of a stream
    user: Any = None  # as it came: only a frontend's is looked at
    id: str = field(default_factory=lambda: f"chatcmpl-{uuid.uuid4().hex}")

    def whole(self, answer: Answer) -> dict[str, Any]:
        message = {"role": "assistant", "content": escape(answer.reply), "refusal": None}
        choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
        whole = self._named("chat.completion", int(time.time()), choice)
        return whole | {"usage": usage(answer), "usher": answer.as_json()}

    def chunk(self, created: int, delta: Mapping[str, str], finish: str | None, **extra: Any) -> str:
        """A server-sent event. Every one has a choice, since many clients read the first unasked."""
        choice = {"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}
        return _event(self._named("chat.completion.chunk", created, choice) | extra)

    def failed(self, refusal: RequestError) -> str:
        """An error after the stream has begun."""
        return _event(refusal.as_json)

    def _named(self, kind: str, created: int, choice: Mapping[str, Any]) -> dict[str, Any]:
        return {"id": self.id, "object": kind, "created": created, "model": MODEL_NAME, "choices": [choice]}


def usage(answer: Answer) -> dict[str, Any]:
    """Tokens as OpenAI names them; `counted_by` says whether a model counted them or they are words."""
    used = answer.usage
    total = used.prompt + used.completion
    counts = {"prompt_tokens": used.prompt, "completion_tokens": used.completion, "total_tokens": total}
    return counts | {"counted_by": used.counted_by}


def _event(data: Mapping[str, Any]) -> str:
    return f"data: {json.dumps(data, ensure_ascii=False)}\n\n"


def read(raw: bytes) -> Completion:
    """The body of a request. Raises RequestError, naming the parameter at fault."""
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError):
        raise RequestError(400, "The body is not JSON.") from None
    if not isinstance(body, dict):
        raise RequestError(400, "The body must be a JSON object.")
    _check(body)
    wants_usage = bool((body.get("stream_options") or {}).get("include_usage"))
    return Completion(_talk(body.get("messages")), bool(body.get("stream")), wants_usage, body.get("user"))


def _check(body: Mapping[str, Any]) -> None:
    model = body.get("model", MODEL_NAME)
    if not isinstance(model, str):
        raise RequestError(400, "model must be a name.", param="model")
    if model != MODEL_NAME:
        message = f"There is no model {model!r} here; the only one is {MODEL_NAME!r}."
        raise RequestError(404, message, param="model", code="model_not_found")
    if not isinstance(body.get("stream"), bool | None):
        raise RequestError(400, "stream must be true or false.", param="stream")
    if body.get("stream_options") is not None and not body.get("stream"):
        raise RequestError(400, "stream_options may be given only with stream: true.", param="stream_options")
    if not isinstance(body.get("stream_options"), dict | None):
        raise RequestError(400, "stream_options must be an object.", param="stream_options")
    if body.get("n") not in (None, 1):
        raise RequestError(400, "n must be 1: usher gives one answer.", param="n")


def _talk(given: Any) -> list[dict[str, str]]:
    """User and assistant messages as plain text, the last one the user's."""
    if not isinstance(given, list) or not given:
        raise RequestError(400, "messages must be a list that is not empty.", param="messages")
    talk = [_message(place, message) for place, message in enumerate(given)]
    spoken = [message for message in talk if message["role"] in _SPOKEN]
    if not spoken or spoken[-1]["role"] != "user":
        raise RequestError(400, "The last message must be the user's.", param="messages")
    return spoken


def _message(place: int, message: Any) -> dict[str, str]:
    where = f"messages[{place}]"
    if not isinstance(message, dict) or message.get("role") not in (*_SPOKEN, *_UNSPOKEN):
        roles = ", ".join((*_SPOKEN, *_UNSPOKEN))
        raise RequestError(400, f"{where} must be an object whose role is one of {roles}.", param=f"{where}.role")
    text = _text(message.get("content"), f"{where}.content")
    return {"role": message["role"], "content": unescape(text) if message["role"] == "assistant" else text}


def _text(content: Any, where: str) -> str:
    """The words of a message; parts that are not text (an image) say nothing to usher."""
    if content is None or isinstance(content, str):
        return content or ""
    if not isinstance(content, list) or not all(isinstance(part, dict) for part in content):
        raise RequestError(400, f"{where} must be text or a list of parts.", param=where)
    return "\n".join(str(part.get("text") or "") for part in content if part.get("type") == "text")
