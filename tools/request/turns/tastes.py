"""What stays of what was said of works: liked ones in `like`, seen and rejected ones in `exclude`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tools.request.spans.link import Linker
from tools.request.state import Parsed
from tools.request.turns.standing import QUESTIONS, Said, Standing
from tools.request.turns.targets import named
from tools.request.turns.works import without


def opinions(parsed: Parsed, said: Iterable[Said], standing: Standing, linker: Linker) -> tuple[Said, ...]:
    """Of what is said that which counts: a question about works says nothing of them, but a sentence beside it may."""
    told = tuple(s for s in said if s.role != "none")
    if parsed.intent not in QUESTIONS | {"history"}:
        return told
    if parsed.intent == "details" and len(parsed.text.sentences) > 1:
        return told
    asides = _asides(parsed, standing, linker)
    return tuple(s for s in told if any(s.work.is_same(a.work) for a in asides))


def _asides(parsed: Parsed, standing: Standing, linker: Linker) -> list[Said]:
    """ "Is it good? I liked Pineapple Express": titles in sentences that ask nothing."""
    text = parsed.text
    if len(text.sentences) < 2 or "?" not in text.raw:
        return []
    ends = [next((e for s, e in text.sentences if s <= title.start < e), 1) for title in parsed.titles]
    return [said for said, end in zip(named(parsed, standing, linker), ends, strict=True) if text.tokens[end - 1].raw != "?"]


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
