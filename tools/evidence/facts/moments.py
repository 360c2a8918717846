"""What is said in a file at the second where a pick starts, word for word; or what is seen and heard there."""

from __future__ import annotations

from collections.abc import Iterator

from tools.evidence.facts.fact import Fact, Subject
from tools.evidence.text.naming import clock
from tools.evidence.text.quotes import leading_quote, matching_quote
from tools.evidence.text.terms import content_stems
from tools.models import EvidenceKind

_OTHER: dict[str, tuple[str, EvidenceKind]] = {"look": ("seen_at", "look"), "sound": ("heard_at", "sound")}


def said_facts(subject: Subject) -> Iterator[Fact]:
    start = subject.start
    if start.passage is None or start.start_s is None:
        return
    at, within = clock(start.start_s), f" of {start.part.title}" if start.part else ""
    if start.passage.stage in _OTHER:
        form, kind = _OTHER[start.passage.stage]
        text = subject.told(form, clock=at, within=within, shown=start.passage.text)
        fact = subject.ledger.add(kind, text, "the file", subject.item.id)
        yield Fact(form, {"clock": at, "within": within, "shown": start.passage.text}, (fact,), 1.1)
    elif start.is_chapter:
        text = subject.told("chapter", clock=at, within=within, chapter=start.passage.text, wish=subject.wish.said)
        fact = subject.ledger.add("transcript", text, "chapters", subject.item.id)
        yield Fact("chapter", {"clock": at, "within": within, "chapter": start.passage.text}, (fact,), 1.1)
    elif quote := _quote(subject):
        text = subject.told("said_at", clock=at, within=within, quote=quote, wish=subject.wish.said)
        fact = subject.ledger.add("transcript", text, "transcript", subject.item.id)
        yield Fact("said", {"clock": at, "within": within}, (fact,), 1.15, quote=quote)


def _quote(subject: Subject) -> str | None:
    """What may be repeated of the line, else of the passage."""
    start = subject.start
    assert start.passage is not None
    for text in (start.line.text if start.line else "", start.passage.text):
        found = matching_quote(text, content_stems(subject.wish.cues.text))
        if quote := found.text if found else leading_quote(text):
            return quote
    return None
