"""user_history: what the person has seen, rated and liked."""

from __future__ import annotations

from langchain.tools import ToolRuntime
from langchain_core.tools import tool

from tools import search
from tools.calls.turn import Turn
from tools.models import Statement


@tool(response_format="content_and_artifact")
def user_history(runtime: ToolRuntime[Turn]) -> tuple[str, Statement]:
    """What this person has watched, rated or liked, newest first."""
    turn = runtime.context
    statement = search.history(turn.context, turn.state.about)
    return " ".join(s.text for s in statement.sentences), statement
