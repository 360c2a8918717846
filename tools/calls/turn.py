"""What a tool sees of the turn it runs in."""

from __future__ import annotations

from dataclasses import dataclass

from indexers.reading.fold import fold
from tools.context import Context
from tools.evidence.answers.quoted import subject_asked
from tools.models import Kept
from tools.request import State

_PUT = ("want", "unwant", "not_now")  # what says where a work goes, not what it is worth


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
    said: tuple[str, ...] = ()  # each message of the person, the last one included
    knows_undo: bool = False  # an earlier answer said how to take back what is kept
    with_others: bool = True  # the words may name company
    is_kept: bool = True  # what is said may be kept; a batch keeps nothing unless it is told to
    kept: Kept | None = None  # what the turn has kept by now
    is_dry: bool = False  # answered again: all is told as if it were kept, and nothing is
    by_planner: bool = True  # the built-in planner leads, and says so once
    suggested_model: str = ""

    @property
    def may_write(self) -> bool:
        """Whether anything that this message says may be kept."""
        return self.is_kept and self.context.person.remembers

    @property
    def message_keys(self) -> tuple[str, ...]:
        """What each message of the person is known by: all they said up to it. Sent twice, it is the same message."""
        return tuple("\n".join(self.said[: place + 1]) for place in range(len(self.said)))

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
        told = [one for one in self.state.feedback if one.kind not in _PUT]
        put = len(told) < len(self.state.feedback)
        return bool(told if self.state.ever_shown else self.state.request.like and not put)
