"""explain_pick: why a work was suggested, or why it was not."""

from __future__ import annotations

from typing import Annotated

from langchain.tools import ToolRuntime
from langchain_core.tools import tool

from tools import search
from tools.calls.item_details import linked
from tools.calls.turn import Turn
from tools.models import Explanation, Statement


@tool(response_format="content_and_artifact")
def explain_pick(
    runtime: ToolRuntime[Turn],
    title: Annotated[str, "The work asked about, as the person named it"] = "",
) -> tuple[str, Explanation | Statement]:
    """Why a work was suggested (what its score is made of), or why it was left out."""
    turn = runtime.context
    ids = turn.state.about or linked(turn, [title])
    request = turn.state.request
    if not ids:
        return "That work is not in the catalogue. Say so.", Statement()
    if request.intent == "why_not":
        statement = search.why_not(turn.context, ids[0], request)
        return " ".join(s.text for s in statement.sentences), statement
    explanation = search.explain(turn.context, ids[0], request)
    return explanation.text, explanation
