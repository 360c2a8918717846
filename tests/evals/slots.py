"""Slots of single requests: `python -m tests.evals.slots [--items FILE ...] [--part report]` (totals only)."""

from __future__ import annotations

from tests.evals.labels import NOW, Catalogue, Tally, arguments, lines, wrong_slots
from tools.request import read


def score(catalogue: Catalogue, part: str, name: str = "singles") -> Tally:
    """Each request of a set alone, as the first message of a conversation."""
    tally = Tally()
    for case in lines(name, part):
        state = read([{"role": "user", "content": case["text"]}], catalogue.columns, catalogue.titles, now=NOW)
        wrong = wrong_slots(state, case["request"], case.get("accept") or {}, catalogue)
        tally.add(("all", f"source {case['source']}"), wrong, case["request"], f"{case['id']} {case['text']}")
    return tally


if __name__ == "__main__":
    CATALOGUE, PART = arguments(__doc__)
    score(CATALOGUE, PART).report(show_failures=PART != "report")
