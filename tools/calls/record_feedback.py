"""record_feedback: keep what the person said of works, or take back what was kept last."""

from __future__ import annotations

from langchain.tools import ToolRuntime
from langchain_core.tools import tool

from indexers.models import Interaction
from tools.calls.turn import Turn
from tools.models import Kept, Noted
from tools.request import Feedback

_SOURCE = "usher"


@tool(response_format="content_and_artifact")
def record_feedback(runtime: ToolRuntime[Turn]) -> tuple[str, Kept]:
    """Keep what this person's own message says of works (liked, rated, seen, for later, not now), or undo the last."""
    turn = runtime.context
    if turn.state.undo:
        return _undo(turn)
    if not turn.may_write:
        return "Nothing is kept of this person.", Kept()
    said = [one for one in turn.state.feedback if one.is_said]
    rows = [] if turn.is_dry else [_row(one, turn) for one in said]
    new = turn.context.person.add(rows, turn.message_keys[-1])
    noted = tuple(Noted(item=one.item, kind=one.kind, stars=one.stars) for one in said)
    return f"{new} kept.", Kept(noted=noted)


def _row(one: Feedback, turn: Turn) -> Interaction:
    value, scale = (one.stars, 5.0) if one.kind == "rating" else (None, None)
    return Interaction(
        item=one.item, kind=one.kind, value=value, scale=scale, at=turn.context.now, text=turn.state.message,
        source=_SOURCE,
    )  # fmt: skip


def _undo(turn: Turn) -> tuple[str, Kept]:
    """What the latest message of this conversation that wrote anything wrote is taken back."""
    for key in reversed(turn.message_keys[:-1]):
        if turn.may_write and not turn.is_dry and (gone := turn.context.person.take_back_said(key)):
            return f"{gone} taken back.", Kept(undone=gone)
    return "There is nothing to take back.", Kept()
