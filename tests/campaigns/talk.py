"""Random dialogues with the planner over the starter library: what is promised of each turn holds at each turn."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from agent.answer import Answer
from agent.usher import Usher
from indexers.models import Item
from tests.campaigns.campaign import Campaign, Case, Failed
from tests.campaigns.reader import Reader, reader
from tests.campaigns.walks import Walk, contradicts, misspelt
from tests.evals.broken import broken
from tests.evals.grounded import loose_numbers
from tests.measure.libraries import Libraries

_TURNS = range(4, 11)
_ENTRY = re.compile(r"^(\d+)\. (.*)$", re.MULTILINE)
Messages = list[dict[str, str]]


@contextmanager
def prepare(libraries: Libraries) -> Iterator[Case]:
    path = libraries.path("starter")
    with reader(path) as fresh, libraries.usher("starter") as usher:
        catalogue = usher.library.catalogue
        works = catalogue.get(catalogue.columns().ids)
        yield lambda number: run_case(number, usher, fresh, works)


def run_case(number: int, usher: Usher, fresh: Reader | None, works: Sequence[Item]) -> str:
    """One dialogue. `fresh`: a second process that reads the same messages. Raises Failed."""
    draw = random.Random(f"talk-{number}")
    walk, messages, shown = Walk(draw, works), Messages(), list[Item]()
    turns = draw.choice(_TURNS)
    for turn in range(turns):
        words = next_words(walk, shown if turn else None)
        messages.append({"role": "user", "content": words})
        answer = usher.ask(messages, person=None, remember=False)
        if trouble := "; ".join(troubles(usher, walk, messages, answer, fresh)):
            raise Failed(f"turn {turn + 1} {words!r}: {trouble}")
        messages.append({"role": "assistant", "content": answer.reply})
        shown = usher.library.catalogue.get(listed_ids(answer)) or shown
    return f"{turns} turns"


def next_words(walk: Walk, shown: Sequence[Item] | None) -> str:
    """`shown` None: the first message. Fingers slip only where no limit is at stake."""
    before = dict(walk.standing)
    words = walk.opening() if shown is None else walk.reply(shown)
    return misspelt(words, walk.draw) if walk.standing == before else words


def troubles(
    usher: Usher, walk: Walk, messages: Sequence[dict[str, str]], answer: Answer, fresh: Reader | None
) -> Iterator[str]:
    """Which promises this answer breaks."""
    request = answer.request.model_dump(mode="json")
    for item in usher.library.catalogue.get([pick.id for pick in answer.picks]):
        if clauses := broken(item, request):
            yield f"{item.title} breaks its own request: {clauses}"
        if clauses := [] if contradicts(walk.standing) else broken(item, walk.standing):
            yield f"{item.title} breaks what was said: {clauses}"
    yield from list_troubles(answer)
    if loose := loose_numbers(answer):
        yield f"numbers from nowhere: {loose} in {answer.reply!r}"
    if fresh is not None and (read := fresh.request(messages)) != request:
        yield f"read afresh it differs: {[k for k in request if read[k] != request[k]]}"


def list_troubles(answer: Answer) -> Iterator[str]:
    """The numbered list of a reply is the first `shown` picks, in order; other replies have none."""
    listed = _ENTRY.findall(answer.reply)
    picks = (answer.picks or answer.alternatives)[: answer.shown]
    heads = [f"{pick.title} ({pick.year})" if pick.year else pick.title for pick in picks]
    if len(listed) != len(heads):
        yield f"{len(listed)} numbered lines, {len(heads)} shown"
    for place, ((number, text), head) in enumerate(zip(listed, heads, strict=False), 1):
        if number != str(place) or not text.startswith(head):
            yield f"line {place} is {number}. {text[:40]!r}, not {head!r}"
    if len(answer.picks) >= 3 > answer.shown > 0 and answer.request.count is None:
        yield f"only {answer.shown} of {len(answer.picks)} shown"


def listed_ids(answer: Answer) -> list[str]:
    return [pick.id for pick in (answer.picks or answer.alternatives)[: answer.shown]]


CAMPAIGN = Campaign(
    "Random dialogues of 4 to 10 turns with the built-in planner over the starter library. At each turn: no exception,"
    " every pick keeps the request and what was said, the numbered list is the picks shown, each number of the reply"
    " stands in the answer, and another process reads the same request from the same messages.",
    500,
    prepare,
)
