"""Learn the intent of messages: `python -m tests.evals.learning.intents --items FILE`.

From the labelled sets, each turn of a dialogue with what was said before it, and from short turns as people write them
(`turns.txt`), each after a list and after a single work. Prints what is right without having been learned from, beside
what the cues alone say; writes the weights.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.evals.labels import NOW, Catalogue, lines
from tests.evals.learning.fit import Example, fit, save, score
from tools.models import Intent
from tools.request import intent as intents
from tools.request import read

PARTS = ("tune", "tune2")
# What was said before a short turn.
BEFORE = (
    (
        ("user", "a funny film for tonight"),
        ("assistant", "Try these:\n1. Groundhog Day (1993)\n2. The Princess Bride (1987)\n3. Fargo (1996)"),
    ),
    (("user", "something with a train"), ("assistant", "You could watch Snowpiercer (2013), with Chris Evans.")),
)


@dataclass(frozen=True)
class Turn:
    """`right`: the intents that the label takes, the first its own."""

    noticed: tuple[str, ...]
    cued: str
    right: tuple[str, ...]
    group: str


def turns(catalogue: Catalogue) -> Iterator[Turn]:
    for part in PARTS:
        for case in lines("singles", part):
            yield _turn([{"role": "user", "content": case["text"]}], case, case["id"], catalogue)
        for case in lines("dialogues", part):
            messages: list[dict[str, str]] = []
            for label in case["turns"]:
                messages.append({"role": "user", "content": label["user"]})
                yield _turn(messages, label, case["id"], catalogue)
                messages.append({"role": "assistant", "content": label.get("assistant") or ""})
    for line in (Path(__file__).parent / "turns.txt").read_text(encoding="utf8").splitlines():
        intent, said = line.split("\t")
        for before in BEFORE:
            talk = [*({"role": role, "content": text} for role, text in before), {"role": "user", "content": said}]
            yield _turn(talk, {"request": {"intent": intent}}, said, catalogue)


def _turn(messages: Sequence[dict[str, str]], label: dict[str, Any], group: str, catalogue: Catalogue) -> Turn:
    seen: list[tuple[tuple[str, ...], str]] = [((), "chat")]

    def watch(said: Sequence[str], facts: intents.Facts, cued: Intent) -> Intent:
        seen.append((tuple(dict.fromkeys(intents.notice(said, facts, cued))), cued))
        return cued

    kept, intents.choose = intents.choose, watch
    try:
        read(messages, catalogue.columns, catalogue.titles, now=NOW)
    finally:
        intents.choose = kept
    right = [label["request"]["intent"], *(label.get("accept") or {}).get("intent", ())]
    return Turn(*seen[-1], tuple("recommend" if r == "similar" else r for r in right), group)


def learn(found: Sequence[Turn]) -> dict[str, dict[str, float]]:
    """Weights for each intent; an intent that the label takes beside its own is no example against."""
    return {
        answer: fit(
            [
                Example(t.noticed, answer == t.right[0], t.group)
                for t in found
                if answer == t.right[0] or answer not in t.right
            ],
            penalty=2.0,
            least=5,
        )
        for answer in sorted({t.right[0] for t in found})
    }


def _best(weights: dict[str, dict[str, float]], turn: Turn) -> str:
    return max(weights, key=lambda answer: score(weights[answer], turn.noticed))


def judge(found: Sequence[Turn], parts: int = 5) -> None:
    """Tell what is right when a message, or its whole dialogue, has not been learned from."""
    part = {group: i % parts for i, group in enumerate(sorted({t.group for t in found}))}
    right = 0
    for k in range(parts):
        weights = learn([t for t in found if part[t.group] != k])
        right += sum(_best(weights, t) in t.right for t in found if part[t.group] == k)
    cued = sum(t.cued in t.right for t in found)
    print(f"{len(found)} messages: by cues {cued / len(found):.3f}, learned {right / len(found):.3f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=Path, required=True)
    given = parser.parse_args()
    starter = sorted((Path(__file__).parents[3] / "indexers" / "starter").glob("*.jsonl"))
    FOUND = list(turns(Catalogue.of_files([given.items, *starter])))
    judge(FOUND)
    save("intents", learn(FOUND))
