"""The facts that a model may tell of the picks: short, since reading them is what a small model's time goes into."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexers.models import Item
from tools.calls.turn import Turn
from tools.evidence.text.quotes import sentences
from tools.models import Evidence, Pick, Result

_MAX_WORDS = 32  # of a description; a longer first sentence is cut where a clause ends
_CLAUSE = re.compile(r"[;:,–—]\s")


def briefed(turn: Turn, result: Result) -> tuple[str, Result]:
    """The text for the model, and the result with the descriptions that it quotes as evidence."""
    shown = result.picks[: turn.shown]
    if not shown:
        return "Nothing fits. Say so, and offer what is nearest.", result
    items = {item.id: item for item in turn.context.library.catalogue.get([pick.id for pick in shown])}
    evidence = dict(result.evidence)
    lines = [_line(place, pick, items[pick.id], evidence) for place, pick in enumerate(shown, 1)]
    return "\n".join(lines), result.model_copy(update={"evidence": evidence})


def _line(place: int, pick: Pick, item: Item, evidence: dict[str, Evidence]) -> str:
    told = opening_of(item.description)
    if not told:
        cited = next((e for reason in pick.reasons for e in reason.evidence if e in evidence), "")
        return f"{place}: {evidence[cited].text if cited else pick.title}"
    said = f"The description of {pick.title} begins “{told}”"
    evidence[f"d{place}"] = Evidence(kind="theme", text=said, source="description", item=item.id)
    return f"{place}: {told}"


def opening_of(text: str) -> str:
    """The first sentence of a description, cut at a clause where it is long."""
    first: Sequence[str] = sentences(text)[:1]
    words = first[0].split() if first else []
    if len(words) <= _MAX_WORDS:
        return " ".join(words)
    kept = " ".join(words[:_MAX_WORDS])
    clauses = [match.start() for match in _CLAUSE.finditer(kept)]
    return kept[: clauses[-1]] + "." if clauses else kept + " …"
