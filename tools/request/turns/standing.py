"""What stands between two messages of a conversation."""

from __future__ import annotations

from dataclasses import dataclass, field

from tools.models import Intent, Request
from tools.request.state import Handle, Role, TitleMention
from tools.request.turns.talk import Talk

QUESTIONS = frozenset(("why", "why_not", "compare", "details"))  # about works: they change nothing


@dataclass(frozen=True)
class Standing:
    """Works are handles until the end, so that they keep their titles."""

    request: Request = field(default_factory=Request)
    like: tuple[Handle, ...] = ()
    exclude: tuple[Handle, ...] = ()
    talk: Talk = field(default_factory=Talk)
    intent: Intent = "recommend"  # of the last message that was no mere talk
    before: Standing | None = None  # to undo the last change
    ambiguous: tuple[TitleMention, ...] = ()  # titles named last that several works share


@dataclass(frozen=True)
class Said:
    """A work that a message speaks of, and what it says of it."""

    work: Handle
    role: Role
    start: int = -1  # the token where it is named; -1: a sentence of its own says it of what was spoken of
