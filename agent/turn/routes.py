"""Which tool an intent wants, and the call that the parser itself would make."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from langchain_core.messages import BaseMessage, ToolMessage

from tools.calls.turn import Turn
from tools.models import Intent

_TOOL: dict[Intent, str] = {
    "recommend": "search_catalog",
    "similar": "search_catalog",
    "count": "search_catalog",
    "details": "item_details",
    "compare": "item_details",
    "why": "explain_pick",
    "why_not": "explain_pick",
    "history": "user_history",
}


def tool_for(turn: Turn) -> str | None:
    """The one tool for this turn, or None: talk, feedback and rules want none, nor a question about a
    work that is not here."""
    intent = turn.state.request.intent
    if turn.asks_what_is_said:
        return "item_details"
    if intent in ("details", "compare", "why", "why_not") and not turn.state.about:
        return None
    if intent == "feedback" and turn.tells_taste:
        return "search_catalog"
    return _TOOL.get(intent)


def writing_tool(turn: Turn) -> str | None:
    """The tool that keeps what the message says to be kept, or takes it back; None where it says nothing such."""
    state = turn.state
    if state.request.intent == "rule" or state.ruling or state.learning:
        return "set_rule"
    return "record_feedback" if state.undo or any(one.is_said for one in state.feedback) else None


def next_tool(turn: Turn, called: Sequence[str]) -> str | None:
    """The tool that comes next after those called: first what is kept, then what is looked for."""
    wanted = (writing_tool(turn), tool_for(turn))
    return next((tool for tool in wanted if tool is not None and tool not in called), None)


def called(messages: Sequence[BaseMessage]) -> list[str]:
    """The tools that have answered in this turn."""
    return [str(message.name) for message in messages if isinstance(message, ToolMessage)]


def parsed_call(turn: Turn, tool: str) -> dict[str, Any]:
    """The arguments that the person's words give, without any model."""
    return {"query": turn.state.request.query} if tool == "search_catalog" else {}


def is_certain(turn: Turn, tool: str, *, may_add: bool) -> bool:
    """Whether to make the call without asking the model.

    Its arguments count for nothing where the tool takes none. A quick model is asked in all other cases
    (`may_add`); a slow one only for a title that is not here, of which it may know what it is like.
    """
    if tool != "search_catalog" or turn.state.request.intent == "count":
        return True
    return not may_add and not turn.new_unknown
