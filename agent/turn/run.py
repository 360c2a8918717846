"""Run one turn through the graph: events as they come, the Answer at the end."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, cast

from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, HumanMessage, ToolMessage

from agent.answer import Answer, Done, Event, ModelInfo, Picked, Said, Timing, Usage
from agent.models.choose import PLANNER, Chosen
from agent.reply.compose import Outcome, compose
from agent.reply.draft import Draft, small_talk
from agent.reply.layout import Layout
from agent.stopping import current
from agent.turn.graph import build
from tools.calls.turn import Turn
from tools.models import Evidence, Explanation, Kept, Pick, Reason, Result, Statement


def run(turn: Turn, messages: list[dict[str, str]], chosen: Chosen, limit_s: float) -> Iterator[Event]:
    """The events of a turn; the last is Done. Never raises for what a model does."""
    begun, stop = time.monotonic(), current()
    telling = _Telling(turn, chosen)
    graph = build(chosen, turn)
    stream = graph.stream({"messages": _as_langchain(messages)}, context=turn, stream_mode=["messages", "updates"])
    for mode, event in cast("Iterator[tuple[str, Any]]", stream):
        if mode == "messages":
            yield from telling.heard(*event)
        else:
            yield from telling.stepped(event)
        if not chosen.is_planner and time.monotonic() - begun > limit_s:
            telling.fail("it did not answer in time")
            stop()
            break
    stream.close()  # type: ignore[attr-defined]
    yield from telling.finish()
    yield Done(telling.answer(1000 * (time.monotonic() - begun)), tuple(telling.calls))


class _Telling:
    """What has been found and said so far in one turn."""

    def __init__(self, turn: Turn, chosen: Chosen) -> None:
        self._turn, self._chosen = turn, chosen
        self.calls: list[dict[str, Any]] = []
        self._outcome: Outcome = None
        self._draft: Draft | None = None
        self._free = ""
        self._said: list[str] = []
        self._model_ms = self._tools_ms = 0.0
        self._prompt_tokens = self._completion_tokens = 0
        self._failed = ""
        self._tool_begun = 0.0

    def fail(self, why: str) -> None:
        self._failed = self._failed or why

    def heard(self, message: BaseMessage, metadata: dict[str, Any]) -> Iterator[Event]:
        """A token of the model's words."""
        if self._chosen.is_planner or not isinstance(message, AIMessageChunk) or "nostream" in metadata.get("tags", []):
            return
        text = message.content if isinstance(message.content, str) else ""
        if self._layout_has_picks:
            assert self._draft is not None
            yield from self._say(self._draft.feed(text))
        else:
            self._free += text

    def stepped(self, update: dict[str, Any]) -> Iterator[Event]:
        """A node of the graph is done: note what it took, and show picks as soon as they are there."""
        for change in update.values():
            for message in (change or {}).get("messages", []):
                if isinstance(message, ToolMessage):
                    self._tools_ms += 1000 * (time.monotonic() - self._tool_begun)
                    yield from self._found(message)
                elif isinstance(message, AIMessage):
                    self._tool_begun = time.monotonic()
                    self._model_ms += message.response_metadata.get("model_ms", 0)
                    self.fail(message.response_metadata.get("failed", ""))
                    if used := message.usage_metadata:
                        self._prompt_tokens += used["input_tokens"]
                        self._completion_tokens += used["output_tokens"]
                    self.calls += [{"name": call["name"], "args": call["args"]} for call in message.tool_calls]

    def finish(self) -> Iterator[Event]:
        if self._draft is None:
            self._draft = self._begin(compose(self._turn, self._outcome))
        if not self._draft.layout.picks:
            yield from self._say(iter([self._words_without_picks(self._draft.layout)]))
            return
        yield from self._say(self._draft.close())

    def answer(self, total_ms: float) -> Answer:
        assert self._draft is not None
        layout, outcome = self._draft.layout, self._outcome
        evidence = {**getattr(outcome, "evidence", {}), **layout.extra}
        result = outcome if isinstance(outcome, Result) else None
        return Answer(
            conversation=self._turn.conversation,
            turn=self._turn.id,
            reply="".join(self._said),
            shown=layout.shown,
            request=result.request if result else self._turn.state.request,
            picks=self._with_cited(result.picks) if result else (),
            alternatives=result.alternatives if result else (),
            unmet=result.unmet if result else (),
            evidence=evidence,
            model=self._info(),
            timing_ms=Timing(
                total=total_ms, model=0 if self._chosen.is_planner else self._model_ms, tools=self._tools_ms
            ),
            usage=self._usage(),
        )

    @property
    def _layout_has_picks(self) -> bool:
        return self._draft is not None and bool(self._draft.layout.picks)

    def _found(self, message: ToolMessage) -> Iterator[Event]:
        if message.status == "error":
            self.fail("a tool failed")
            return
        if isinstance(message.artifact, Kept):
            self._turn = replace(self._turn, kept=message.artifact)
            return
        self._outcome = message.artifact
        if isinstance(self._outcome, Result):
            layout = compose(self._turn, self._outcome)
            self._draft = self._begin(layout)
            yield Picked(self._outcome, len(layout.picks))
            if layout.picks:
                yield from self._say(self._draft.open())

    def _begin(self, layout: Layout) -> Draft:
        evidence: dict[str, Evidence] = dict(getattr(self._outcome, "evidence", {}))
        return Draft(layout, evidence)

    def _words_without_picks(self, layout: Layout) -> str:
        """A model's answer to a question or to talk, as far as it is carried; else the planner's."""
        outcome = self._outcome
        if self._chosen.is_planner or isinstance(outcome, Result) or not self._free:
            return layout.text
        if isinstance(outcome, Statement | Explanation):
            return layout.text  # a question of fact has one true answer, and it is already in words
        return small_talk(self._free) or layout.text

    def _say(self, pieces: Iterator[str]) -> Iterator[Event]:
        for piece in pieces:
            self._said.append(piece)
            yield Said(piece)

    def _with_cited(self, picks: tuple[Pick, ...]) -> tuple[Pick, ...]:
        """Picks whose reason was told in the model's words carry those words, with the evidence checked."""
        assert self._draft is not None
        told = self._draft.told
        return tuple(
            pick.model_copy(update={"reasons": (Reason(text=told[n][0], evidence=told[n][1]), *pick.reasons)})
            if n in told
            else pick
            for n, pick in enumerate(picks, 1)
        )

    def _usage(self) -> Usage:
        if self._prompt_tokens:
            return Usage(prompt=self._prompt_tokens, completion=self._completion_tokens, counted_by="model")
        read, written = len(self._turn.words.split()), len("".join(self._said).split())
        return Usage(prompt=read, completion=written)

    def _info(self) -> ModelInfo:
        note = f"{self._chosen.name}: {self._failed}; the built-in planner finished." if self._failed else ""
        nothing_kept = self._failed and not (self._draft and self._draft.told)
        if self._chosen.is_planner or nothing_kept:
            return ModelInfo(name=PLANNER, server="planner", note=note or self._chosen.why_not_better)
        return ModelInfo(name=self._chosen.name, server=self._chosen.server, note=note)


def with_leader(turn: Turn, chosen: Chosen, suggested: str) -> Turn:
    return replace(turn, by_planner=chosen.is_planner, suggested_model=suggested)


def _as_langchain(messages: list[dict[str, str]]) -> list[BaseMessage]:
    kinds = {"user": HumanMessage, "assistant": AIMessage}
    return [kinds[m["role"]](m["content"]) for m in messages if m["role"] in kinds]
