"""What can be said for a pick, each fact in the ledger before a sentence may use it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from indexers.models import Item
from tools.candidates.wish import Wish
from tools.evidence.ledger import Ledger
from tools.evidence.start import Start, start_of
from tools.evidence.text.naming import as_asked, medium_name, name_of
from tools.evidence.text.sentences import sentence
from tools.limits import Clause


@dataclass(frozen=True)
class Fact:
    """`form` names its templates in the phrase book, `values` fill them. `weight`: how much it has to say.

    `quote`: words of the description that the sentence is led by; its evidence is the last of `evidence`.
    """

    form: str
    values: dict[str, str]
    evidence: tuple[str, ...]
    weight: float
    is_tied: bool = True  # to this request; else it would be true of the work whatever was asked
    quote: str = ""


@dataclass(frozen=True)
class Subject:
    """The pick that facts are gathered for. `row` is its row in the columns, `near` its nearness in meaning 0..1."""

    item: Item
    row: int
    wish: Wish
    ledger: Ledger
    features: dict[str, float] = field(default_factory=dict)
    place: int = 0  # 1-based, by score
    parts: dict[str, float] = field(default_factory=dict)  # of its score

    @property
    def asked(self) -> str:
        """The wish as the thing it asks for, to stand after "your" or "the": "cosy film", "film about robots"."""
        return as_asked(self.wish.said, medium_name(self.item.medium), self.wish.request.words)

    @cached_property
    def start(self) -> Start:
        return start_of(self.wish, self.row, self.features)

    @property
    def title(self) -> str:
        return name_of(self.item)

    def told(self, key: str, **values: object) -> str:
        """A sentence of the evidence about this pick."""
        return sentence("pick", key, title=self.title, **values)

    def kept(self) -> Iterator[Clause]:
        """The clauses of the request (not of rules) that this item keeps."""
        for test in self.wish.limits.tested:
            if test.kept[self.row] and not test.clause.is_rule:
                yield test.clause
