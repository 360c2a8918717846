"""Turns of dialogues: `python -m tests.evals.dialogues [--items FILE ...] [--part report]`; report prints totals only.

Each turn is read anew from the plain messages before it; the assistant's lines are the script's.
"""

from __future__ import annotations

from typing import Any

from tests.evals.labels import NOW, Catalogue, Tally, arguments, lines, loss, same_works, wrong_slots
from tools.request import State, read

_QUESTIONS = ("why", "why_not", "compare", "details")


def score(catalogue: Catalogue, part: str) -> Tally:
    tally = Tally()
    for dialogue in lines("dialogues", part):
        is_whole = True
        messages: list[dict[str, str]] = []
        for number, turn in enumerate(dialogue["turns"], start=1):
            messages.append({"role": "user", "content": turn["user"]})
            state = read(messages, catalogue.columns, catalogue.titles, now=NOW)
            accept = turn.get("accept") or {}
            wrong = wrong_slots(state, turn["request"], accept, catalogue)
            tally.add(
                ("all", f"intent {turn['request']['intent']}"),
                wrong,
                turn["request"],
                f"{dialogue['id']}.{number}{' (first loss)' if wrong and is_whole else ''} {turn['user']}",
            )
            if wrong and is_whole:
                tally.first.update(f"{slot} {loss(slot, wanted, got)}" for slot, (wanted, got) in wrong.items())
                is_whole = False
            _score_about(tally, state, turn, catalogue)
            messages.append({"role": "assistant", "content": turn.get("assistant") or ""})
    return tally


def _score_about(tally: Tally, state: State, turn: dict[str, Any], catalogue: Catalogue) -> None:
    """Whether a question about works found the right ones (counted apart from the slots)."""
    if turn["request"]["intent"] not in _QUESTIONS or not turn.get("about"):
        return
    got = catalogue.names(state.about, state.about_unknown)
    right = same_works(turn["about"], got)
    tally.total["about"] += 1
    tally.exact["about"] += right
    if not right:
        tally.failures.append(
            f"{turn['user']}\n      about: wanted {turn['about']}, got {[min(k, key=len) for k in got]}"
        )


if __name__ == "__main__":
    CATALOGUE, PART = arguments(__doc__)
    score(CATALOGUE, PART).report(show_failures=PART != "report")
