"""item_details: the catalogue's facts about one work, or the differences between several."""

from __future__ import annotations

from typing import Annotated

from langchain.tools import ToolRuntime
from langchain_core.tools import tool

from tools import search
from tools.calls.turn import Turn
from tools.models import Statement


@tool(response_format="content_and_artifact")
def item_details(
    runtime: ToolRuntime[Turn],
    titles: Annotated[list[str] | None, "The works asked about, as the person named them"] = None,
) -> tuple[str, Statement]:
    """Facts about works: running time, year, people, genres, what it is about; or how two works differ."""
    turn = runtime.context
    ids = turn.state.about or linked(turn, titles or [])
    asks_which = (turn.state.attribute or "").startswith("which")
    if subject := turn.asks_what_is_said:
        statement = search.said_about(turn.context, ids, subject)
    elif turn.state.request.intent == "compare" and len(ids) > 1 and not asks_which:
        statement = search.compare(turn.context, ids)
    else:
        statement = search.details(turn.context, ids, turn.state.attribute)
    return " ".join(s.text for s in statement.sentences), statement


def linked(turn: Turn, titles: list[str]) -> tuple[str, ...]:
    """The item of each title that is in the catalogue, likeliest first."""
    catalogue = turn.context.library.catalogue
    rows = [found[0] for title in titles if (found := catalogue.titles().exact(title))]
    return tuple(catalogue.columns().ids[row] for row in rows)
