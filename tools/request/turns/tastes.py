"""What stays of what was said of works: liked ones in `like`, seen and rejected ones in `exclude`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tools.request.state import Handle, Parsed
from tools.request.turns.standing import QUESTIONS, Said, Standing
from tools.request.turns.targets import clause_of
from tools.request.turns.works import within, without
from tools.request.words.en.dialogue import turns as en

_ASKS = re.compile(en.ASKS)
_PUT_BACK = re.compile(en.PUT_BACK)


def opinions(parsed: Parsed, said: Iterable[Said]) -> tuple[Said, ...]:
    """Of what is said that which counts: a question about works says nothing of them, but a sentence beside it may."""
    told = tuple(s for s in said if s.role != "none")
    if parsed.intent not in QUESTIONS | {"history"}:
        return told
    return tuple(s for s in told if not _is_asked(parsed, s.start))


def _is_asked(parsed: Parsed, start: int) -> bool:
    """Whether the clause of token `start` asks: "is it good? I liked Pineapple Express" says something of the second."""
    text = parsed.text
    if start < 0:  # a sentence of its own
        return len(text.sentences) < 2
    first, last = clause_of(text, start)
    is_whole = first == 0 and not any(t.is_word for t in text.tokens[last:])
    return is_whole or text.tokens[last - 1].raw == "?" or _ASKS.match(text.words(first, last)) is not None


def rate(standing: Standing, said: Iterable[Said]) -> Standing:
    """The last word on a work counts; one merely seen stays liked."""
    like, exclude = standing.like, standing.exclude
    for work, role in ((s.work, s.role) for s in said):
        like = without(like, (work,)) if role in ("like", "reject") else like
        exclude = without(exclude, (work,))
        if role == "like":
            like = (*like, work)
        elif not any(h.is_same(work) for h in like):
            exclude = (*exclude, work)
    return replace(standing, like=like, exclude=exclude)


def put_back(parsed: Parsed, standing: Standing, works: Sequence[Handle]) -> Standing:
    """ "Put it back": the work spoken of, else the one left out last, is allowed again."""
    if not standing.exclude or not _PUT_BACK.search(parsed.text.norm):
        return standing
    back = within(standing.exclude, works) or standing.exclude[-1:]
    return replace(standing, exclude=without(standing.exclude, back))
