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
    n: int
    shown: int
    id: str
    conversation: str

    @property
    def is_first(self) -> bool:
        return not self.state.ever_shown and self.state.turns <= 1
