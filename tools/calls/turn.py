"""What a tool sees of the turn it runs in."""

from __future__ import annotations

from dataclasses import dataclass

from tools.context import Context
from tools.request import State


@dataclass(frozen=True)
class Turn:
    """One message being answered: the library and person, what the words mean, how many picks are wanted."""

    context: Context
    state: State
    words: str  # all that the person said, a message a line
    n: int
    shown: int
    id: str
    conversation: str
    by_planner: bool = True  # the built-in planner leads, and says so once
    suggested_model: str = ""
