"""The turn on one screen: the parser has read the words, the model calls a tool, the tool searches, the model
tells. LangChain's agent carries it; the middleware here decides what the model is asked and shown.

    parse -> [model: which call?] -> [tool] -> [model: in words] -> check -> reply

Each model call may fail; the planner then gives that step, so that the turn always ends well.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, cast

from langchain.agents import create_agent
from langchain.agents.middleware import AgentMiddleware, ModelRequest, ModelResponse, ToolErrorMiddleware
from langchain_core.messages import AIMessage, AnyMessage, BaseMessage, ToolMessage
from langgraph.graph.state import CompiledStateGraph

from agent.models.choose import Chosen
from agent.models.planner import Planner
from agent.models.structured import call_tool
from agent.turn.prompting import call_messages, talk_messages, word_messages, words_schema
from agent.turn.routes import called, is_certain, next_tool, parsed_call, writing_tool
from tools.calls import TOOLS
from tools.calls.turn import Turn
from tools.models import Result

_MAX_REPLY_TOKENS = 260
Handler = Callable[[ModelRequest[Turn]], ModelResponse[Any]]
Response = ModelResponse[Any] | AIMessage


class Lead(AgentMiddleware[Any, Turn]):
    """Asks the model for one thing at a time: a call first, words after a tool has answered."""

    def __init__(self, chosen: Chosen) -> None:
        super().__init__()
        self._adapter, self._budget, self._asks_always = chosen.adapter, chosen.budget_tokens, chosen.asks_always

    def wrap_model_call(self, request: ModelRequest[Turn], handler: Handler) -> Response:
        turn: Turn = request.runtime.context
        last = request.messages[-1]
        if isinstance(request.model, Planner):
            return _timed(lambda: handler(request))
        tool = next_tool(turn, called(request.messages))
        if tool is not None:
            return self._call(request, turn, tool)
        if isinstance(last, ToolMessage):
            return self._tell(request, handler, turn, last)
        if writing_tool(turn) is None and turn.state.language == "en":
            return self._words(request, handler, talk_messages(request.messages, self._budget), {})
        return AIMessage("")

    def _call(self, request: ModelRequest[Turn], turn: Turn, tool: str) -> AIMessage:
        sure = AIMessage("", tool_calls=[{"name": tool, "args": parsed_call(turn, tool), "id": _id_of(turn, tool)}])
        if is_certain(turn, tool, may_add=self._asks_always):
            return sure
        begun = time.monotonic()
        offered = [one for one in TOOLS if one.name == tool]
        messages = call_messages(turn, request.messages, self._budget)
        try:
            answer = call_tool(request.model, messages, offered, self._adapter, _id_of(turn, tool))
        except Exception as error:  # whatever a client raises: the words were parsed, the turn goes on
            sure.response_metadata["failed"] = _cause(error)
            answer = sure
        if not answer.tool_calls:
            answer = sure
            answer.response_metadata["failed"] = "its tool call could not be read"
        answer.response_metadata["model_ms"] = 1000 * (time.monotonic() - begun)
        return answer

    def _tell(self, request: ModelRequest[Turn], handler: Handler, turn: Turn, found: ToolMessage) -> Response:
        """A sentence for each pick. A question of fact has one true answer, which the tool has put in words."""
        if turn.state.language != "en":
            return AIMessage("")  # what a model says is checked in English; other languages have the planner's words
        picks = len(found.artifact.picks[: turn.shown]) if isinstance(found.artifact, Result) else 0
        if not picks:
            return AIMessage("")
        form = {"type": "json_schema", "json_schema": {"name": "words", "schema": words_schema(picks), "strict": True}}
        settings = {"response_format": form} if self._adapter == "schema" else {}
        return self._words(request, handler, word_messages(turn, found), settings)

    def _words(
        self, request: ModelRequest[Turn], handler: Handler, messages: list[BaseMessage], settings: dict[str, Any]
    ) -> Response:
        settings = {**settings, "max_tokens": _MAX_REPLY_TOKENS}
        asked = request.override(
            messages=cast("list[AnyMessage]", messages), tools=[], system_message=None, model_settings=settings
        )
        try:
            return _timed(lambda: handler(asked))
        except Exception as error:  # whatever a client raises: the planner has the words
            return AIMessage("", response_metadata={"failed": _cause(error)})


def build(chosen: Chosen, turn: Turn) -> CompiledStateGraph[Any, Turn, Any, Any]:
    """The agent for one turn with the model that was chosen."""
    return create_agent(
        chosen.chat or Planner(turn=turn),
        list(TOOLS),
        middleware=[Lead(chosen), ToolErrorMiddleware(on_error=_tell)],
        context_schema=Turn,
    )


def _id_of(turn: Turn, tool: str) -> str:
    return f"{tool}-{turn.id}"


def _tell(error: Exception, request: Any) -> str:
    """What the model is told when a tool fails; the person gets the planner's sentence."""
    return f"The tool failed ({type(error).__name__}). Do not call it again; say that it did not work."


def _timed(call: Callable[[], ModelResponse[Any]]) -> ModelResponse[Any]:
    begun = time.monotonic()
    response = call()
    for message in response.result:
        if isinstance(message, AIMessage):
            message.response_metadata["model_ms"] = 1000 * (time.monotonic() - begun)
    return response


def _cause(error: Exception) -> str:
    """Why the model did not answer, in a few words that a person can read."""
    name = type(error).__name__
    if "Timeout" in name:
        return "it did not answer in time"
    if "Connection" in name or "Connect" in name or "Protocol" in name:
        return "it could not be reached"
    return f"it failed ({name})"
