"""What is kept of people: the part of `Usher` that writes it at a person's wish, tells it and takes it back."""

from __future__ import annotations

import re
import threading
import uuid
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from agent import intake
from agent.company import named
from indexers.errors import UsageError
from indexers.history.corrections import correct
from indexers.library import Library
from indexers.models import Interaction
from indexers.people import Token
from indexers.safekeeping import carrying
from tools.ranking.taste.store import erasing
from tools.request import State

_SAYS_RULE = re.compile(r"from now on|always|never|until|rule", re.IGNORECASE)


class Keeping(ABC):
    """Use `Usher`."""

    library: Library
    _now: Callable[[], datetime]
    _intake_lock: threading.Lock

    @abstractmethod
    def resolve(self, item: str) -> str:
        """The id of an item named by id or by a unique title. Raises NotFound."""

    @abstractmethod
    def understand(self, messages: str, person: str | None = "me") -> State:
        """What the words mean."""

    def feedback(self, item: str, kind: str, stars: float | None = None, *, person: str | None = "me") -> str:
        """Keep what a person does with a work (like, dislike, rating with `stars` 0..5, view, skip, want, unwant,
        not_now); what `undo` takes. Raises NotFound, UsageError."""
        who, key = self.library.person(person), f"deed {uuid.uuid4().hex}"
        if not who.remembers:
            raise UsageError("Nothing is kept of this person: a stranger, a child, or learning is paused.")
        value, scale = (stars, 5.0) if kind == "rating" else (None, None)
        given = {"item": self.resolve(item), "kind": kind, "value": value, "scale": scale, "source": "usher"}
        try:
            one = Interaction.model_validate({**given, "at": self._now()})
        except ValidationError:
            raise UsageError(f"There is no such feedback: {kind!r}.") from None
        if kind == "rating" and (stars is None or not 0 <= stars <= 5):
            raise UsageError("A rating is from 0 to 5 stars.")
        who.add([one], key)
        return key

    def undo(self, key: str, *, person: str | None = "me") -> int:
        """Take back what `feedback` or a rule kept under `key`; how many rows."""
        return self.library.person(person).take_back_said(key)

    def rules(self, *, person: str | None = "me") -> list[intake.Told]:
        """The ledger of a person's rules: {"number", "slot", "value", "said", "at", "until", "ended", "holds"}."""
        who, now = self.library.person(person), self._now()
        return [
            {
                "number": one.number,
                **one.rule.model_dump(mode="json"),
                "ended": one.ended.isoformat() if one.ended else None,
                "holds": one.ended is None and one.rule.holds(now),
            }
            for one in who.ledger()
        ]

    def add_rules(self, text: str, *, person: str | None = "me") -> list[intake.Told]:
        """Lay down the rules that the words say ("no horror until May"); those laid down. Raises UsageError."""
        said = text if _SAYS_RULE.search(text) else f"{text}, from now on"
        rules = self.understand(said, person).new_rules
        if not rules:
            raise UsageError(f"No limit is understood in {text!r}.", cure='Say it like "no horror until May".')
        who = self.library.person(person)
        before = {one.number for one in who.ledger()}
        for rule in rules:
            who.add_rule(rule.model_copy(update={"said": text}))
        return [told for told in self.rules(person=person) if told["number"] not in before]

    def end_rule(self, number: int, *, person: str | None = "me") -> bool:
        """Withdraw rule `number`; whether it stood."""
        return self.library.person(person).end_rule(number, self._now())

    def export(self, file: Path, *, person: str) -> int:
        """All that is kept of a person, as a zip; how many interactions it holds."""
        return carrying.export(self.library.person(person), file)

    def erase(self, *, person: str) -> intake.Told:
        """Forget a person: history, rules, conversations and accounts, and what was learned from them.

        {"rows", "unlearned": the ranker went too, as their history was part of it}. Cut in the middle, it is finished
        when the library is opened next.
        """
        with self._intake_lock, erasing(self.library):
            rows = self.library.person(person).erase()
        return {"rows": rows, "unlearned": True}

    def create_token(self, name: str, *, frontend: bool = False) -> intake.Told:
        """Let a person in over HTTP, or a frontend, which names its people: {"id", "name", "kind", "created", "used",
        "token"}. `token` is kept nowhere. Raises UsageError."""
        kind: Literal["person", "frontend"] = "frontend" if frontend else "person"
        made, text = self.library.people.tokens.create(name, kind, self._now().date())
        return {**asdict(made), "token": text}

    def tokens(self) -> list[intake.Told]:
        """Those that are known: {"id", "name", "kind", "created", "used"}."""
        return [asdict(one) for one in self.library.people.tokens.all()]

    def revoke_token(self, which: str) -> list[intake.Told]:
        """Let nobody in by the token of this id, or all of this name, any more; these. Raises NotFound."""
        return [asdict(one) for one in self.library.people.tokens.revoke(which)]

    def token(self, text: str) -> Token | None:
        """The token whose text this is, if it is known; that it was used today is noted."""
        return self.library.people.tokens.find(text, self._now().date())

    @property
    def asks_for_tokens(self) -> bool:
        """Whether a token was ever made; before that, whoever reaches this machine is its owner."""
        return self.library.people.tokens.were_made

    def set_child(self, age_max: int | None, *, person: str) -> None:
        """Make this person a child: nothing above `age_max` years, nothing recorded. None: no child any more."""
        self.library.person(person).set_setting("child", None if age_max is None else str(age_max))

    def conversations(self, person: str | None = "me") -> list[tuple[str, datetime, int]]:
        return self.library.person(person).conversations()

    def knows(self, person: str, *, any_case: bool = False) -> bool:
        """Whether anything is stored about this person; `any_case`: about somebody of that name in any spelling."""
        return named(self.library, person) is not None if any_case else self.library.person(person).exists

    def history(self, person: str | None = "me", *, unmatched: bool = False) -> list[intake.Told]:
        """The rows of a person's history, oldest first: {"row", "title_here", ...}. `unmatched`: those that wait."""
        return intake.history(self.library, person, unmatched=unmatched)

    def correct(self, row: int, item: str | None, person: str = "me") -> int:
        """The row means this item (id, or a title that is unique; None: nothing here); how many rows changed.

        Remembered for what is imported later. Raises NotFound.
        """
        with self._intake_lock:
            return correct(self.library, person, row, self.resolve(item) if item is not None else None)
