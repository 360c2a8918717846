"""What a tool sees of the turn it runs in."""

from __future__ import annotations

from dataclasses import dataclass

from indexers.reading.fold import fold
from tools.context import Context
from tools.evidence.answers.quoted import subject_asked
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

    @property
    def new_unknown(self) -> tuple[str, ...]:
        """Liked titles that are not here and that this very message names: they are owned up to once."""
        said = fold(self.state.message)
        return tuple(title for title in self.state.request.like_unknown if fold(title) in said)

    @property
    def asks_what_is_said(self) -> str:
        """ "What does she say about the sea?" -> "the sea"; "" for any other message, or where no file was read."""
        has_findings = self.context.library.catalogue.findings.generation > 0
        return subject_asked(self.state.message) if has_findings and self.state.request.intent == "details" else ""

    @property
    def tells_taste(self) -> bool:
        """Works are praised, or judged after a list: a hint to go by, so it gets picks in return."""
        return bool(self.state.feedback if self.state.ever_shown else self.state.request.like)
