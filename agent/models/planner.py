"""The built-in planner: a chat model without weights, for machines and moments where no other can run.

It stands behind LangChain's BaseChatModel, so that the same graph, tools and checks serve it. What it says is
`agent.reply.compose`; what it calls is what the parser read.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, ToolMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable
from pydantic import ConfigDict

from agent.reply.compose import compose
from agent.turn.routes import called, next_tool, parsed_call
from tools.calls.turn import Turn


class Planner(BaseChatModel):
    """Answers one turn. `turn` is what the words mean; the messages add only what the tools returned."""

    model_config = ConfigDict(arbitrary_types_allowed=True)
    turn: Turn

    @property
    def _llm_type(self) -> str:
        return "usher-planner"

    def bind_tools(self, tools: Sequence[Any], **kwargs: Any) -> Runnable[Any, AIMessage]:
        """It knows the tools; binding changes nothing."""
        return self

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        answer = self._answer(messages)
        return ChatResult(generations=[ChatGeneration(message=answer)])

    def _answer(self, messages: list[BaseMessage]) -> AIMessage:
        tool = next_tool(self.turn, called(messages))
        if tool is None:
            found = [message.artifact for message in messages if isinstance(message, ToolMessage)]
            return AIMessage(compose(self.turn, found[-1] if found else None).text)
        call = {"name": tool, "args": parsed_call(self.turn, tool), "id": f"{tool}-{self.turn.id}"}
        return AIMessage("", tool_calls=[call])
