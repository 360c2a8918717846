"""Tool calls from a model: native where a probe showed that they work, else by JSON schema, else fenced JSON.

All three give the same thing, an AIMessage with `tool_calls`; cut or broken JSON gives `invalid_tool_calls`,
never an exception.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any, Literal

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.tools import BaseTool
from langchain_core.utils.function_calling import convert_to_openai_tool

Adapter = Literal["native", "schema", "fenced"]
_FENCE = re.compile(r"```(?:json|tool_call)?\s*(.*?)```", re.DOTALL)
_MAX_CALL_TOKENS = 160
_MAX_TEXT = 120  # characters of one string argument


def call_tool(
    model: BaseChatModel,
    messages: Sequence[BaseMessage],
    tools: Sequence[BaseTool],
    adapter: Adapter,
    id_: str,
) -> AIMessage:
    """Ask `model` for one call of one of `tools`. Raises what the model's client raises."""
    quiet = model.model_copy(update={"tags": ["nostream"], "disable_streaming": True})
    if adapter == "native":
        answer = quiet.bind_tools(list(tools), tool_choice="required", max_tokens=_MAX_CALL_TOKENS).invoke(
            list(messages)
        )
        return answer if answer.tool_calls else read_call(str(answer.content), tools, id_)
    if adapter == "schema":
        form = {
            "type": "json_schema",
            "json_schema": {"name": "call", "schema": _schema(tools), "strict": True},
        }
        bound = quiet.bind(response_format=form, max_tokens=_MAX_CALL_TOKENS)
    else:
        bound = quiet.bind(max_tokens=_MAX_CALL_TOKENS)
    answer = bound.invoke(list(messages))
    found = read_call(str(answer.content), tools, id_)
    found.usage_metadata = answer.usage_metadata
    return found


def read_call(text: str, tools: Sequence[BaseTool], id_: str) -> AIMessage:
    """The call in `text`: bare JSON, JSON in a fence, or JSON within prose."""
    data = _json_in(text)
    names = {tool.name for tool in tools}
    if isinstance(data, dict):
        name = data.pop("tool", data.pop("name", None)) or (next(iter(names)) if len(names) == 1 else None)
        arguments = data.pop("arguments", data.pop("args", data))
        if name in names and isinstance(arguments, dict):
            return AIMessage("", tool_calls=[{"name": name, "args": arguments, "id": id_}])
    broken = {
        "type": "invalid_tool_call",
        "name": None,
        "args": text[:2000],
        "id": id_,
        "error": "not a tool call",
    }
    return AIMessage("", invalid_tool_calls=[broken])


def _schema(tools: Sequence[BaseTool]) -> dict[str, Any]:
    branches = [_branch(tool) for tool in tools]
    return branches[0] if len(branches) == 1 else {"anyOf": branches}


def _branch(tool: BaseTool) -> dict[str, Any]:
    parameters = convert_to_openai_tool(tool)["function"]["parameters"]
    properties = {
        "tool": {"const": tool.name},
        **{k: _bounded(v) for k, v in parameters["properties"].items()},
    }
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _bounded(schema: dict[str, Any]) -> dict[str, Any]:
    """An argument's schema with lengths, so that a babbling model is stopped by the grammar."""
    options = schema.get("anyOf", [schema])
    kind = next((o for o in options if o.get("type") != "null"), options[0])
    if kind.get("type") == "array":
        return {"type": "array", "items": {"type": "string", "maxLength": _MAX_TEXT}, "maxItems": 5}
    return {
        "type": kind.get("type", "string"),
        **({"maxLength": _MAX_TEXT} if kind.get("type", "string") == "string" else {}),
    }


def _json_in(text: str) -> Any:
    for candidate in (text, *_FENCE.findall(text), text[text.find("{") : text.rfind("}") + 1]):
        try:
            return json.loads(candidate)
        except (json.JSONDecodeError, RecursionError):
            continue
    return None
