"""What a turn gives back: the Answer of the contract, and the events that lead to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from tools.models import Evidence, Pick, Request, Result, Unmet


class ModelInfo(BaseModel):
    model_config = ConfigDict(frozen=True)
    name: str
    server: str  # vllm | llama.cpp | url | planner
    note: str = ""  # why another model finished the turn


class Timing(BaseModel):
    """Milliseconds."""

    model_config = ConfigDict(frozen=True)
    total: float = 0
    model: float = 0
    tools: float = 0


class Usage(BaseModel):
    """What a turn read and wrote. `counted_by`: "model" for its tokens, "words" where no model counted."""

    model_config = ConfigDict(frozen=True)
    prompt: int = 0
    completion: int = 0
    counted_by: Literal["model", "words"] = "words"


class Answer(BaseModel):
    """One turn's answer; `json()` is what the contract calls the JSON of an answer."""

    model_config = ConfigDict(frozen=True)
    conversation: str
    turn: str
    reply: str
    shown: int = 0
    request: Request
    picks: tuple[Pick, ...] = ()
    alternatives: tuple[Pick, ...] = ()
    unmet: tuple[Unmet, ...] = ()
    evidence: dict[str, Evidence] = Field(default_factory=dict)
    model: ModelInfo
    timing_ms: Timing = Timing()
    usage: Usage = Usage()

    def as_json(self) -> dict[str, Any]:
        return self.model_dump(mode="json", by_alias=True)


@dataclass(frozen=True)
class Picked:
    """The search has returned; the first `shown` of its picks are what the words will speak of."""

    result: Result
    shown: int


@dataclass(frozen=True)
class Said:
    """A checked piece of the reply; the pieces joined are the reply."""

    text: str


@dataclass(frozen=True)
class Done:
    """The turn is over. `calls`: the tools that were called, with their arguments, for the turn's record."""

    answer: Answer
    calls: tuple[dict[str, Any], ...] = ()


Event = Picked | Said | Done
