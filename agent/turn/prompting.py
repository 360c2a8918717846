"""What the model is shown: system, the talk so far, the task last, so that a prefix cache stays warm."""

from __future__ import annotations

from collections.abc import Sequence

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage, ToolMessage

import prompts
from agent.reply.wish import joined, limits, phrase
from tools.calls.turn import Turn
from tools.models import Result

_CHARACTERS_A_TOKEN = 3.5
_RESERVED_TOKENS = 900  # for the task, its facts and the answer


def call_messages(turn: Turn, messages: Sequence[BaseMessage], budget_tokens: int) -> list[BaseMessage]:
    """The question "which search?", with what the parser has already read as a hint."""
    titles = _titles(turn)
    task = prompts.load("call", likes=joined(list(titles.values())), limits="; ".join(limits(turn.state.request)))
    return _with_task(_talk(messages, budget_tokens), task)


def word_messages(
    turn: Turn, messages: Sequence[BaseMessage], result: ToolMessage, budget_tokens: int
) -> list[BaseMessage]:
    """The question "tell them", with the facts that may be told."""
    outcome = result.artifact
    picks = len(outcome.picks[: turn.shown]) if isinstance(outcome, Result) else 0
    task = prompts.load(
        "words",
        facts=str(result.content),
        numbered=bool(picks),
        places=list(range(1, picks + 1)),
        wish=phrase(turn.state.request, _titles(turn)),
    )
    return _with_task(_talk(messages, budget_tokens), task)


def talk_messages(turn: Turn, messages: Sequence[BaseMessage], budget_tokens: int) -> list[BaseMessage]:
    return _with_task(_talk(messages, budget_tokens), prompts.load("talk"))


def _with_task(talk: list[BaseMessage], task: str) -> list[BaseMessage]:
    """The task goes at the end of the person's message: several chat templates refuse two in a row."""
    *before, last = talk
    return [*before, HumanMessage(f"{last.content}\n\n({task})")]


def _talk(messages: Sequence[BaseMessage], budget_tokens: int) -> list[BaseMessage]:
    """System prompt and the newest messages that fit, the person's words first among them."""
    room = (budget_tokens - _RESERVED_TOKENS) * _CHARACTERS_A_TOKEN
    kept: list[BaseMessage] = []
    for message in reversed([m for m in messages if isinstance(m, HumanMessage | AIMessage) and m.content]):
        text = str(message.content)
        if kept and len(text) > room:
            break
        kept.append(message.model_copy(update={"content": text[: int(max(room, 500))]}))
        room -= len(text)
    return [SystemMessage(prompts.load("system")), *reversed(kept)]


def _titles(turn: Turn) -> dict[str, str]:
    items = turn.context.library.catalogue.get(list(turn.state.request.like))
    return {item.id: item.title for item in items}
