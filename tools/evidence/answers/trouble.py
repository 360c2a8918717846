"""Which clauses an item breaks, said with its own value."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from indexers.models import Item
from tools.candidates.wish import Wish
from tools.evidence.ledger import Ledger
from tools.evidence.text.naming import (
    country_name,
    joined,
    language_name,
    medium_name,
    name_of,
    with_article,
)
from tools.evidence.text.sentences import sentence
from tools.limits import Clause
from tools.limits.receipts import own_value
from tools.models import EvidenceKind

_KINDS: dict[str, EvidenceKind] = {
    "minutes": "length", "year": "year", "rating": "rating", "genres": "genre", "languages": "language",
    "countries": "country", "people": "person", "media": "medium", "query": "theme",
}  # fmt: skip
_FIELDS = {
    "minutes": "running time", "year": "year", "rating": "rating", "age": "age rating", "added": "day of adding",
    "genres": "genres", "languages": "language", "countries": "country", "people": "people", "media": "medium",
    "query": "description", "exclude": "title",
}  # fmt: skip


def field_name(slot: str) -> str:
    """What a slot asks about: "minutes_max" -> "running time"."""
    bare = slot.removeprefix("not_").split("_")[0]
    return _FIELDS.get(bare, bare)


def broken_facts(wish: Wish, row: int, item: Item, ledger: Ledger) -> Iterator[str]:
    """Ids of one fact for each clause that shuts the item out, and for its having been seen or named."""
    for clause in wish.limits.broken(row):
        bare = clause.slot.removeprefix("not_").split("_")[0]
        text = _broken(clause, item) + (f" {sentence('broken', _rule(clause))}" if clause.is_rule else "")
        yield ledger.add(_KINDS.get(bare, "rule"), text, field_name(clause.slot), item.id)
    if item.id in wish.request.like:
        yield ledger.add("similar", sentence("broken", "named", title=name_of(item)), "you said", item.id)
    elif not wish.limits.fresh[row] and not wish.limits.is_told(row):
        yield ledger.add("rule", sentence("broken", "others", title=name_of(item)), "the group", item.id)
    elif not wish.limits.fresh[row]:
        key = "not_seen" if wish.request.seen == "only" else "seen"
        yield ledger.add("history", sentence("broken", key, title=name_of(item)), "your history", item.id)
    if not wish.limits.offered[row]:
        yield ledger.add(
            "medium",
            sentence("broken", "ad" if item.medium == "ad" else "part", title=name_of(item)),
            "medium",
            item.id,
        )


def _broken(clause: Clause, item: Item) -> str:
    """The clause with the item's own value: 117 minutes against at most 100."""
    slot, own = clause.slot, own_value(clause, item)
    name = _NAMES.get(slot.removeprefix("not_"), str)
    asked = joined([name(str(value)) for value in clause.values], "or")
    if slot not in ("people", "exclude", "not_query") and own in (None, []):
        field = field_name(slot)
        are = "are" if field in ("genres", "people") else "is"
        return sentence("broken", "unknown", title=name_of(item), field=field, are=are)
    return sentence("broken", slot, title=name_of(item), asked=asked, own=_own(own, name))


def _rule(clause: Clause) -> str:
    return "rule" if clause.is_own else "rule of others"


def _own(own: object, name: Callable[[str], str]) -> str:
    if isinstance(own, list):
        return joined([name(str(value)) for value in own])
    return name(str(own).partition("T")[0] if str(own)[:4].isdigit() else str(own))


_NAMES: dict[str, Callable[[str], str]] = {
    "languages": language_name,
    "countries": country_name,
    "media": lambda medium: with_article(medium_name(medium)),
}
