"""What the model is shown: what never changes first, so that a prefix cache stays warm, and the task last."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage, ToolMessage

import prompts
from agent.reply.wish import limits, phrase
from tools.calls.turn import Turn
from tools.evidence.text.naming import joined

_CHARACTERS_A_TOKEN = 3.5
_RESERVED_TOKENS = 900  # for the task, its facts and the answer


def call_messages(turn: Turn, messages: Sequence[BaseMessage], budget_tokens: int) -> list[BaseMessage]:
    """The question "which search?", with what the parser has already read as a hint."""
    likes = joined(list(_titles(turn).values()))
    unknown = joined(turn.new_unknown)
    task = prompts.load("call", unknown=unknown, likes=likes, limits="; ".join(limits(turn.state.request)))
    return _with_task([*_example("system", "call"), *_talk(messages, budget_tokens)], task)


def word_messages(turn: Turn, result: ToolMessage) -> list[BaseMessage]:
    """The question "say each pick in a sentence". The talk is left out: the wish and the facts are all it needs."""
    wish = phrase(turn.state.request, _titles(turn)) or "something good"
    task = prompts.load("words", facts=str(result.content), wish=wish)
    return [*_example("words_system", "words"), HumanMessage(task)]


def talk_messages(messages: Sequence[BaseMessage], budget_tokens: int) -> list[BaseMessage]:
    """The question "answer this talk", where no work is spoken of: the last words are all it needs."""
    last = [m for m in messages if isinstance(m, HumanMessage)][-1:]
    return _with_task([SystemMessage(prompts.load("system")), *_talk(last, budget_tokens)], prompts.load("talk"))


def words_schema(picks: int) -> dict[str, Any]:
    """JSON schema of the answer to `word_messages`: a sentence for each place."""
    places = [str(place) for place in range(1, picks + 1)]
    sentence = {"type": "string", "maxLength": 220}
    return {
        "type": "object",
        "properties": dict.fromkeys(places, sentence),
        "required": places,
        "additionalProperties": False,
    }


def _example(system: str, kind: str) -> list[BaseMessage]:
    shown = prompts.phrases("examples")[kind]
    answer = json.dumps(shown["answer"], ensure_ascii=False)
    return [SystemMessage(prompts.load(system)), HumanMessage(shown["user"].strip()), AIMessage(answer)]


def _with_task(talk: list[BaseMessage], task: str) -> list[BaseMessage]:
    """The task goes at the end of the person's message: several chat templates refuse two in a row."""
    *before, last = talk
    return [*before, HumanMessage(f"{last.content}\n\n({task})")]


def _talk(messages: Sequence[BaseMessage], budget_tokens: int) -> list[BaseMessage]:
    """The newest messages that fit; the last is always there, cut if need be."""
    room = (budget_tokens - _RESERVED_TOKENS) * _CHARACTERS_A_TOKEN
    kept: list[BaseMessage] = []
    for message in reversed([m for m in messages if isinstance(m, HumanMessage | AIMessage) and m.content]):
        text = str(message.content)
        if kept and len(text) > room:
            break
        kept.append(message.model_copy(update={"content": text[: int(max(room, 500))]}))
        room -= len(text)
    return kept[::-1]


def _titles(turn: Turn) -> dict[str, str]:
    items = turn.context.library.catalogue.get(list(turn.state.request.like))
    return {item.id: item.title for item in items}
