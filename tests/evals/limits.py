"""Picks that break what was stated: over labelled requests, dialogues and combinations. The goal is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from agent.answer import Answer
from agent.usher import Usher
from tests.evals import stated
from tests.evals.broken import broken
from tests.evals.stated import Stated
from tests.measure.libraries import Libraries
from tests.measure.record import table

COMBINATIONS = 300
_SHOWN_EXAMPLES = 10


@dataclass
class Tally:
    """Over one set and library. `own`: picks against the answer's own request; `said`: against the label."""

    turns: int = 0
    with_picks: int = 0
    picks: int = 0
    own: int = 0
    said: int = 0
    clauses: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    def row(self, name: str) -> list[object]:
        worst = ", ".join(f"{slot} {n}" for slot, n in self.clauses.most_common(5)) or "none"
        return [name, self.turns, self.with_picks, self.picks, self.own, self.said, worst]


def judge(usher: Usher, cases: Iterable[Stated]) -> Tally:
    """Ask each conversation afresh, as a stranger, and look at every pick."""
    tally = Tally()
    for case in cases:
        answer = usher.ask(case.messages, person=None, n=5, remember=False)
        tally.turns += 1
        tally.with_picks += bool(answer.picks)
        _look(usher, case, answer, tally)
    return tally


def _look(usher: Usher, case: Stated, answer: Answer, tally: Tally) -> None:
    request = answer.request.model_dump(mode="json")
    for item in usher.library.catalogue.get([pick.id for pick in answer.picks]):
        own, said = broken(item, request), case.broken(item)
        tally.picks += 1
        tally.own += bool(own)
        tally.said += bool(said)
        tally.clauses.update(clause.split()[0] for clause in {*own, *said})
        if own or said:
            words = case.messages[-1]["content"]
            tally.examples.append(f"{case.id} {words!r} -> {item.title} ({item.year}): own {own}, said {said}")


def run(libraries: Libraries, part: str, show: bool = False) -> str:
    """The table. `show` prints examples: for the tuning part only."""
    rows = []
    for name in ("tmdb", "starter"):
        with libraries.usher(name) as usher:
            sets = {
                "singles": stated.singles(part),
                "dialogues": stated.dialogues(part),
                "combinations": stated.combinations(COMBINATIONS),
            }
            for label, cases in sets.items():
                tally = judge(usher, cases)
                rows.append(tally.row(f"{label}, {name}"))
                if show:
                    print("\n".join(tally.examples[:_SHOWN_EXAMPLES]))
    header = ["set, library", "turns", "with picks", "picks", "break own request", "break label", "clauses broken"]
    note = (
        "Picks judged by `tests/evals/broken.py`, which shares no code with the search: against the request in the"
        " answer itself, and against the label (every accepted reading broken; free words and titles without a year"
        " left out)."
    )
    return f"{note}\n\n{table(header, rows)}"
