"""A conversation folded into its state: one pure function over the messages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from indexers.catalogue.columns import Columns
from indexers.catalogue.titles import TitleIndex
from indexers.models import Rule
from tools.request.languages import in_english, language_of
from tools.request.parse import parse
from tools.request.spans.link import Linker
from tools.request.spans.text import clean
from tools.request.state import State
from tools.request.turns.outcome import state_of
from tools.request.turns.standing import QUESTIONS, Standing
from tools.request.turns.turn import Turn, take

LONGEST_CONVERSATION = 400  # messages that are replayed; older ones are forgotten


def read(
    messages: Sequence[dict[str, str]],
    columns: Columns,
    titles: TitleIndex,
    rules: Sequence[Rule] = (),
    *,
    now: datetime,
) -> State:
    """The state after the last of `messages` (dicts with `role` and `content`).

    Pure: the same messages, catalogue and `now` give the same state. `rules` that were stored before are not shown in
    the request; a rule spoken in this conversation stands in its slot.
    """
    linker = Linker(columns, titles)
    standing: Standing = Standing()
    turn: Turn | None = None
    for message in messages[-LONGEST_CONVERSATION:]:
        if message.get("role") == "user":
            turn = _heard(message["content"], standing, linker, now)
            standing = turn.after
        elif message.get("role") == "assistant":
            standing = _answered(message["content"], standing, linker)
    last = messages[-1] if messages else {}
    said = clean(last["content"]) if last.get("role") == "user" else ""
    return replace(state_of(standing, turn, said, linker, now), language=language_of(said))


def _heard(content: str, standing: Standing, linker: Linker, now: datetime) -> Turn:
    talk = standing.talk
    parsed = parse(in_english(content, linker), linker, now, talk.works, len(talk.latest), talk.ever_people)
    return take(parsed, standing, linker, now)


def _answered(content: str, standing: Standing, linker: Linker) -> Standing:
    talk = standing.talk.after_reply(content, linker, standing.request.media, is_answer=standing.intent in QUESTIONS)
    return replace(standing, talk=talk)
