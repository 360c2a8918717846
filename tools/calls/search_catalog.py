"""search_catalog: find works for what the person asked, or count them."""

from __future__ import annotations

from typing import Annotated

from langchain.tools import ToolRuntime
from langchain_core.tools import tool

from tools import search
from tools.calls.briefing import briefed
from tools.calls.turn import Turn
from tools.models import Request, Result, Statement
from tools.playlist import is_playlist, minutes_asked, playlist
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
    return briefed(turn, _found(turn, _request(turn, query, like or [])))


def _found(turn: Turn, request: Request) -> Result:
    """What was shown stays out as long as anything else fits: all of it where more is asked for, else what is worn.

    A playlist has tracks.
    """
    if is_playlist(turn.state.message):
        tracks = playlist(turn.context, request, minutes_asked(turn.state.message)).result
        if tracks.picks:
            return tracks.model_copy(update={"request": request})
    found = search.search(turn.context, request, turn.n)
    known = turn.state.ever_shown if turn.state.more else turn.state.worn
    if any(pick.id in known for pick in found.picks):
        unseen = request.model_copy(update={"exclude": (*request.exclude, *known)})
        others = search.search(turn.context, unseen, turn.n)
        if others.picks and others.poor <= found.poor:
            return others.model_copy(update={"request": request})
    return found


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
