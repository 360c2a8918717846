"""user_history: what the person has seen, rated, liked, searched for and saved."""

from __future__ import annotations

from langchain.tools import ToolRuntime
from langchain_core.tools import tool

from tools import search
from tools.calls.turn import Turn
from tools.models import Statement


@tool(response_format="content_and_artifact")
def user_history(runtime: ToolRuntime[Turn]) -> tuple[str, Statement]:
    """What this person has watched, rated, liked, searched for or put on their list, by time and kind."""
    turn = runtime.context
    statement = search.history(turn.context, turn.state)
    return " ".join(s.text for s in statement.sentences), statement
