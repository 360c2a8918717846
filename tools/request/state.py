"""What reading gives: `Parsed` for one message, `State` for a whole conversation."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from indexers.models import Rule
from indexers.reading.fold import fold
from tools.models import Intent, Request
from tools.request.keeping.periods import Period
from tools.request.spans.text import Text

Recalled = Literal["overview", "list", "searched", "best", "worst", "rated", "liked", "disliked", "seen"]
Role = Literal["like", "seen", "reject", "none"]
Number = Literal["one", "all", "none"]


@dataclass(frozen=True)
class Mention:
    """A slot and a value at tokens start..end-1. `mode`: how the words speak of it."""

    slot: str
    values: tuple[Any, ...]
    start: int
    end: int
    is_noun: bool = True  # "a thriller" takes the place of another genre, "thrilling" joins it
    mode: Literal["want", "not", "drop", "allow", "none"] = "want"
    bare: float | None = None  # a number that no word makes a bound: "an hour is fine too" moves the one that stands


@dataclass(frozen=True)
class Handle:
    """A work spoken of: its row, or None where the catalogue lacks it; `blurb`: what was said of it."""

    title: str
    row: int | None
    year: int | None = None
    blurb: str = ""
    minutes: float | None = None

    def is_same(self, other: Handle) -> bool:
        if self.row is not None or other.row is not None:
            return self.row == other.row
        return fold(self.title) == fold(other.title) and (self.year == other.year or None in (self.year, other.year))


@dataclass(frozen=True)
class TitleMention:
    """A title at tokens start..end-1: rows of the catalogue (likeliest first), none if it is not there."""

    text: str
    rows: tuple[int, ...]
    start: int
    end: int
    role: Role = "none"
    year: int | None = None
    stars: float | None = None
    work: Handle | None = None  # a work spoken of before, which the words name again


@dataclass(frozen=True)
class Place:
    """A place in the last list (1-based; negative from its end) and what is said of it."""

    place: int
    start: int
    end: int
    role: Role


@dataclass(frozen=True)
class References:
    """What a message points at."""

    places: tuple[Place, ...] = ()
    pronoun: Number = "none"  # "it" or "them" where no place and no title is named
    pronoun_role: Role = "none"  # what is said of what it points at
    person: Literal["", "director", "actor", "someone"] = ""
    relative: str | None = None  # an order: "shorter than the first"
    is_bound: bool = False  # "nothing longer than the first": as long at most
    like_it: bool = False  # "more like that"
    loose: tuple[Number, Role] = ("none", "none")  # what a sentence that names no work says of those spoken of


@dataclass(frozen=True)
class Feedback:
    """What the person said of an item. `stars` of a rating: 0..5. `unwant`: it comes off the list.

    `is_said`: in words of theirs; else it only follows from the wish, as "something like Moon" speaks well of Moon.
    """

    item: str
    kind: Literal["like", "dislike", "view", "rating", "skip", "want", "unwant", "not_now"]
    stars: float | None = None
    is_said: bool = True


@dataclass(frozen=True)
class Ambiguity:
    """`text` names several items: the likelier was taken."""

    text: str
    taken: str
    others: tuple[str, ...]


@dataclass(frozen=True)
class Parsed:
    """One message, read once. What needs the conversation is left as a reference."""

    text: Text
    intent: Intent
    mentions: tuple[Mention, ...] = ()
    titles: tuple[TitleMention, ...] = ()
    references: References = field(default_factory=References)
    query: tuple[str, ...] = ()
    not_query: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()  # free words that may be there after all
    drops: frozenset[str] = frozenset()  # slots withdrawn by name ("any length"); "all": start over
    undo: bool = False
    adds: bool = False  # "too", "as well": joins what stands
    replaces: bool = False  # "instead", "make that": takes its place
    attribute: str | None = None
    talk: str = ""
    seen: Literal["exclude", "only", "any"] | None = None
    more: bool = False  # "any others?": the same wish again
    stars: float | None = None
    follows: bool = False  # "and from the fifties?": goes on with the last question


@dataclass(frozen=True)
class State:
    """What stands after the last message (see the contract's `request`), and what that message speaks of."""

    request: Request
    message: str = ""  # the last user message, cleaned
    language: str = "en"  # of that message
    about: tuple[str, ...] = ()  # item ids that why, why_not, compare, details and feedback speak of
    about_unknown: tuple[str, ...] = ()
    attribute: str | None = None  # details: which fact is asked for
    shown: tuple[str, ...] = ()  # the last numbered list, in its order
    ever_shown: tuple[str, ...] = ()
    worn: tuple[str, ...] = ()  # stood in three lists, and nothing was said of them
    fresh: frozenset[str] = frozenset()  # the slots that this message set or changed
    feedback: tuple[Feedback, ...] = ()
    new_rules: tuple[Rule, ...] = ()
    ruling: Literal["", "list", "end", "end_all"] = ""  # what the message wants of the rules that stand
    once: bool = False  # the rules that are in the way do not count this time
    learning: Literal["", "paused", "on"] = ""  # whether what is said is to be kept from now on
    undo: bool = False  # the last change is taken back
    within: Request = field(default_factory=Request)  # the limits that a question after their history sets
    recall: Recalled = "overview"  # what a question after their history asks for
    period: Period | None = None  # the stretch of the past that the message names
    ambiguous: tuple[Ambiguity, ...] = ()
    contradictions: tuple[tuple[str, str], ...] = ()
    talk: str = ""  # intent chat: "hello", "thanks", "bye", "help", "who", "remark"
    more: bool = False  # "any others?": what was shown is not wanted again
    notes: tuple[str, ...] = field(default=())
    company: tuple[str, ...] = ()  # who is to like it too: people known in the library
