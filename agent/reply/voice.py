"""Who speaks: phrases chosen by a seed, and the titles that this turn is about."""

from __future__ import annotations

import hashlib
import random

import prompts
from tools.calls.turn import Turn
from tools.evidence.text.naming import joined, name_of

_BOOK = "replies"


class Voice:
    """Chooses phrases by a seed from the conversation's words, and knows the titles of this turn."""

    def __init__(self, turn: Turn) -> None:
        self.turn, self.request = turn, turn.state.request
        seed = hashlib.sha256(turn.words.encode()).digest()
        self._random = random.Random(seed)
        self._book = prompts.phrases(_BOOK)
        named = {
            *self.request.like,
            *turn.state.about,
            *(i for a in turn.state.ambiguous for i in (a.taken, *a.others)),
        }
        self.items = {item.id: item for item in turn.context.library.catalogue.get(sorted(named))}
        self.titles = {i: name_of(item) for i, item in self.items.items()}

    def say(self, key: str, /, **values: object) -> str:
        """A phrase of `key` ("found", "talk.hello")."""
        book = self._book
        for part in key.split("."):
            book = book[part]
        return prompts.fill(self._random.choice(list(book)), **values)

    @property
    def knows(self) -> frozenset[str]:
        """The kinds of talk that there are words for."""
        return frozenset(self._book["talk"])

    def field(self, clause: str) -> str:
        """The name of the field that a clause speaks of ("minutes_max 100" -> "running time")."""
        slot = clause.split(" ")[0].removeprefix("not_")
        names = self._book["field"]
        return str(next((names[k] for k in names if slot.startswith(k)), slot))

    def about_unknown(self) -> str:
        unknown = self.turn.state.about_unknown
        return self.say("about.unknown", titles=joined(unknown)) if unknown else self.say("about.which")
