"""Recall at 1, 10 and 50 of usher's picks beside the crowd's, films named before removed from each."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Sequence
from statistics import fmean
from typing import Protocol

from agent.usher import Usher
from indexers.errors import UsherError
from indexers.reading.fold import fold
from tests.evals.ranking.conversations import (
    Case,
    Conversation,
    by_title,
    cases,
    inspired,
    is_train,
    redial,
    renamed,
)
from tests.evals.ranking.crowd import CoOccurrence, Popularity
from tests.measure.data import Data, read_lines
from tests.measure.libraries import Libraries
from tests.measure.record import table

CUTS = (1, 10, 50)
_WANTED = CUTS[-1] + 30  # since films named before are removed


class Ranker(Protocol):
    name: str

    def rank(self, case: Case) -> Sequence[str]:
        """Item ids, best first."""
        ...


class Asked:
    """Usher with the planner, given the whole conversation; where nobody has spoken yet, its cold recommendation."""

    name = "usher"

    def __init__(self, usher: Usher) -> None:
        self._usher = usher
        self.without_picks: list[Case] = []
        self.ms: list[float] = []

    def rank(self, case: Case) -> Sequence[str]:
        begun = time.monotonic()
        picks = self._picks(case)
        self.ms.append(1000 * (time.monotonic() - begun))
        if not picks:
            self.without_picks.append(case)
        return picks

    def _picks(self, case: Case) -> list[str]:
        if not (messages := _up_to_the_seeker(case)):
            return [pick.id for pick in self._usher.recommend(person=None, n=_WANTED).picks]
        try:
            answer = self._usher.ask(messages, person=None, n=_WANTED, remember=False)
        except UsherError as error:
            print(f"{error}: {messages[-1]['content']!r}", file=sys.stderr)
            return []
        return [pick.id for pick in answer.picks or answer.alternatives]


class Searched:
    """What usher finds for the request that stands, even where the last words were a remark and asked for nothing."""

    name = "usher, searching at every turn"

    def __init__(self, usher: Usher) -> None:
        self._usher = usher

    def rank(self, case: Case) -> Sequence[str]:
        if not (messages := _up_to_the_seeker(case)):
            return [pick.id for pick in self._usher.recommend(person=None, n=_WANTED).picks]
        try:
            request = self._usher.understand(messages, person=None).request
        except UsherError:
            return []
        found = self._usher.search(request.model_copy(update={"intent": "recommend"}), person=None, n=_WANTED)
        return [pick.id for pick in found.picks or found.alternatives]


def _up_to_the_seeker(case: Case) -> Sequence[dict[str, str]]:
    """The messages up to the last one of the person who seeks."""
    messages = list(case.messages)
    while messages and messages[-1]["role"] != "user":
        messages.pop()
    return messages


def recalls(ranker: Ranker, judged: Sequence[Case]) -> list[float]:
    """Mean share of a case's targets among the first 1, 10, 50."""
    found: list[list[float]] = []
    for case in judged:
        ranked = [item for item in ranker.rank(case) if item not in case.named]
        found.append([len(set(ranked[:cut]) & set(case.targets)) / len(case.targets) for cut in CUTS])
    return [fmean(column) for column in zip(*found, strict=True)]


def run_redial(data: Data, libraries: Libraries, limit: int) -> str:
    """The crowd from 70 of a hundred conversations, figures on the others."""
    conversations = redial(data)
    train = [c for c in conversations if is_train(c)]
    test = [c for c in conversations if not is_train(c)]
    about = f"{len(train)} conversations for the crowd, {len(test)} judged"
    return _run(libraries, "redial", train, test, limit, about)


def run_inspired(data: Data, libraries: Libraries, limit: int) -> str:
    """All of INSPIRED's development part, over the 36,273 films; the crowd is ReDial's, linked by title and year."""
    films = by_title(read_lines(data.items("films")))
    same = {row["id"]: films.get((fold(row["title"]), row["year"] or 0)) for row in read_lines(data.items("redial"))}
    train = [renamed(c, same) for c in redial(data) if is_train(c)]
    test = inspired(data, films)
    about = f"crowd from {len(train)} conversations of ReDial, {len(test)} of INSPIRED judged"
    return _run(libraries, "films", train, test, limit, about)


def _run(
    libraries: Libraries,
    name: str,
    train: Sequence[Conversation],
    test: Sequence[Conversation],
    limit: int,
    about: str,
) -> str:
    with libraries.usher(name) as usher:
        known = usher.library.catalogue.columns().row_of
        every = [case for conversation in test for case in cases(conversation, known.__contains__)]
        judged = sample(every, limit)
        asked = Asked(usher)
        rankers: list[Ranker] = [Popularity(train), CoOccurrence(train), asked, Searched(usher)]
        rows = [[ranker.name, *recalls(ranker, judged)] for ranker in rankers]
    note = f"{about}; {len(judged)} of {len(every)} cases; usher gave no picks in {len(asked.without_picks)}"
    for case in asked.without_picks[:10]:
        print(f"no picks: {case.messages[-1]['content']!r}", file=sys.stderr)
    speed = f"median {sorted(asked.ms)[len(asked.ms) // 2]:.0f} ms a turn with {_WANTED} picks"
    header = ["ranker", *(f"recall@{cut}" for cut in CUTS)]
    return f"{note}; {speed}.\n\n{table(header, rows)}"


def sample(every: Sequence[Case], limit: int) -> list[Case]:
    """All cases, or `limit` of them drawn the same way each time."""
    if len(every) <= limit:
        return list(every)
    return random.Random(0).sample(list(every), limit)
