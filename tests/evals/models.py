"""The local model beside the planner, on the same requests: slots, limits, what its words rest on, and times."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean, median
from typing import Any

from agent.answer import Answer, Done, Picked, Said
from agent.models.choose import choose
from agent.models.settings import ModelSettings
from agent.usher import Usher
from indexers.models import Item
from indexers.weights import Weights
from tests.evals import stated
from tests.evals.broken import broken
from tests.evals.grounded import loose_numbers, loose_words, spoken_of
from tests.evals.labels import Catalogue, lines, wrong_slots
from tests.evals.stated import Stated
from tests.measure.libraries import Libraries
from tests.measure.record import table
from tools.models import Pick
from tools.request import State

REQUESTS = 60


@dataclass(frozen=True)
class Led:
    """One request as a model led it. `told`: shown picks whose reason is in the model's own words."""

    answer: Answer
    items: tuple[Item, ...]
    others: tuple[Item, ...]  # that the evidence speaks of
    picks_s: float
    words_s: float
    whole_s: float
    told: int


def lead(usher: Usher, text: str) -> Led:
    begun = time.monotonic()
    picks_s = words_s = 0.0
    found: Sequence[Pick] = ()
    for event in usher.stream(text, person=None, remember=False):
        now = time.monotonic() - begun
        if isinstance(event, Picked):
            picks_s, found = now, event.result.picks
        elif isinstance(event, Said):
            words_s = words_s or now
        elif isinstance(event, Done):
            answer = event.answer
    shown = (answer.picks or answer.alternatives)[: answer.shown]
    before = {pick.id: pick.reasons for pick in found}
    told = sum(pick.id in before and pick.reasons != before[pick.id] for pick in shown)
    items = tuple(usher.library.catalogue.get([pick.id for pick in shown]))
    others = tuple(usher.library.catalogue.get(spoken_of(answer)))
    return Led(answer, items, others, picks_s, words_s, time.monotonic() - begun, told)


def run(libraries: Libraries, part: str, show: bool = False, count: int = REQUESTS) -> str:
    """Requests drawn from the labelled singles, the same for both models, over TMDB's films."""
    cases = random.Random(0).sample(list(stated.singles(part)), count)
    rows, notes = [], []
    with libraries.usher("tmdb") as usher:
        names = Catalogue(usher.library.catalogue.columns(), usher.library.catalogue.titles())
        for model in ("planner", "local"):
            if model == "local":
                usher.use(choose(ModelSettings(model="local"), Weights(offline=True)))
                lead(usher, "a quiet film")
            led = [lead(usher, case.messages[0]["content"]) for case in cases]
            rows.append([usher.chosen.name, *figures(cases, led, names, part)])
            notes += [f"{usher.chosen.name}: {note}" for note in examples(cases, led)]
    if show:
        print("\n".join(notes))
    header = [
        "model", "slots exact", "picks that break a limit", "replies without loose numbers",
        "replies without loose words", "loose words a reply", "picks told in its words", "finished by the planner",
        "picks after s", "words after s", "whole turn s",
    ]  # fmt: skip
    note = (
        f"{count} single requests. Loose: found neither in the facts of the work spoken of, nor the evidence, nor the"
        " person's words (`tests/evals/grounded.py`). Seconds are medians."
    )
    return f"{note}\n\n{table(header, rows)}"


def figures(cases: Sequence[Stated], led: Sequence[Led], names: Catalogue, part: str) -> list[object]:
    labels = {row["id"]: row for row in lines("singles", part)}
    pairs = list(zip(cases, led, strict=True))
    loose = [loose_words(one.answer, one.items, case.messages[0]["content"], one.others) for case, one in pairs]
    shown = sum(len(one.items) for one in led)
    return [
        _share(not _wrong(one.answer, labels[case.id], names) for case, one in pairs),
        sum(1 for case, one in pairs for _ in _breaking(case, one)),
        _share(not loose_numbers(one.answer) for one in led),
        _share(not words for words in loose),
        fmean(len(words) for words in loose),
        f"{100 * sum(one.told for one in led) / max(1, shown):.0f}%",
        sum("finished" in one.answer.model.note for one in led),
        median([one.picks_s for one in led if one.items] or [0.0]),
        median(one.words_s for one in led),
        median(one.whole_s for one in led),
    ]


def examples(cases: Sequence[Stated], led: Sequence[Led]) -> Iterator[str]:
    """Loose words and numbers, and turns that the planner had to finish."""
    for case, one in zip(cases, led, strict=True):
        text = case.messages[0]["content"]
        numbers, words = loose_numbers(one.answer), loose_words(one.answer, one.items, text, one.others)
        if numbers or words:
            yield f"{text!r}: {numbers} {words} in {one.answer.reply!r}"
        if one.answer.model.note:
            yield f"{text!r}: {one.answer.model.note}"


def _wrong(answer: Answer, label: dict[str, Any], names: Catalogue) -> dict[str, Any]:
    return wrong_slots(State(request=answer.request), label["request"], label.get("accept") or {}, names)


def _breaking(case: Stated, one: Led) -> Iterator[Item]:
    """Shown picks that break the answer's own request or the label."""
    request = one.answer.request.model_dump(mode="json")
    picked = {pick.id for pick in one.answer.picks}
    yield from (item for item in one.items if item.id in picked and (broken(item, request) or case.broken(item)))


def _share(found: Iterator[bool]) -> str:
    every = list(found)
    return f"{sum(every) / max(1, len(every)):.3f}"
