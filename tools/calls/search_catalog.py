"""search_catalog: find works for what the person asked, or count them."""

from __future__ import annotations

from typing import Annotated

from langchain.tools import ToolRuntime
from langchain_core.tools import tool

from tools import search
from tools.calls.briefing import briefed
from tools.calls.turn import Turn
from tools.models import Request, Result, Statement
from tools.request.merge import merge


@tool(response_format="content_and_artifact")
def search_catalog(
    runtime: ToolRuntime[Turn],
    query: Annotated[str, "Mood, theme or subject in a few words; empty if only titles or limits"] = "",
    like: Annotated[list[str] | None, "Titles that the picks should resemble, as the person wrote"] = None,
) -> tuple[str, Result | Statement]:
    """Find works in the person's catalogue for a wish, or works like a title. Limits (years, length,
    language, what to leave out) are read from the person's own words and always kept."""
    turn = runtime.context
    if turn.state.request.intent == "count":
        statement = search.count(turn.context, turn.state.request)
        return " ".join(s.text for s in statement.sentences), statement
    result = search.search(turn.context, _request(turn, query, like or []), turn.n)
    return briefed(turn, result)


def _request(turn: Turn, query: str, like: list[str]) -> Request:
    catalogue = turn.context.library.catalogue
    return merge(
        turn.state.request,
        query=query,
        like=like,
        words=turn.words,
        ids=catalogue.columns().ids,
        titles=catalogue.titles(),
    )
