"""Which clauses an item breaks, said with its own value."""

from __future__ import annotations

from collections.abc import Iterator

from indexers.models import Item
from tools.candidates.wish import Wish
from tools.evidence.ledger import Ledger
from tools.evidence.text.naming import (
    country_name,
    joined,
    language_name,
    medium_name,
    with_article,
)
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
        text = f"{_broken(clause, item)}{' That is your standing rule.' if clause.is_rule else ''}"
        yield ledger.add(_KINDS.get(bare, "rule"), text, field_name(clause.slot), item.id)
    if item.id in wish.request.like:
        text = f"You named {item.title} yourself, so it is not suggested back."
        yield ledger.add("similar", text, "you said", item.id)
    elif not wish.limits.fresh[row]:
        had = "has not been seen or rated by you yet" if wish.request.seen == "only" else "is among what you have had"
        yield ledger.add("history", f"{item.title} {had}.", "your history", item.id)
    if not wish.limits.offered[row]:
        text = f"{item.title} is a part of a larger work, and parts come up only when asked for."
        yield ledger.add("medium", text, "medium", item.id)


def _broken(clause: Clause, item: Item) -> str:
    """ "Alien runs 117 minutes; you asked for at most 100.\""""
    slot, title = clause.slot, item.title
    asked = joined([str(value) for value in clause.values], "or")
    own = own_value(clause, item)
    if slot == "exclude":
        return f"You ruled {title} out yourself."
    if slot == "not_query":
        return f"What is written about {title} comes too near to {asked}, which you did not want."
    if slot != "people" and own in (None, []):
        field = field_name(slot)
        verb = "are" if field in ("genres", "people") else "is"
        return f"The {field} of {title} {verb} not recorded, so it cannot be held against your limit."
    return _told(clause, title, own, asked)


def _told(clause: Clause, title: str, own: object, asked: str) -> str:
    slot = clause.slot
    values = [str(value) for value in own] if isinstance(own, list) else []
    names = {
        "minutes_max": f"{title} runs {own} minutes; you asked for at most {asked}.",
        "minutes_min": f"{title} runs {own} minutes; you asked for at least {asked}.",
        "year_min": f"{title} is from {own}; you asked for {asked} or later.",
        "year_max": f"{title} is from {own}; you asked for {asked} or earlier.",
        "rating_min": f"{title} is rated {own}; you asked for at least {asked}.",
        "age_max": f"{title} is for ages {own} and up; your limit was {asked}.",
        "added_after": f"{title} was added on {str(own)[:10]}; you asked for what came after {asked}.",
        "media": f"{title} is {with_article(medium_name(str(own)))}; you asked for {asked}.",
        "not_media": f"{title} is {with_article(medium_name(str(own)))}, which you did not want.",
        "genres": f"The genres of {title} are {joined(values)}; you asked for {asked}.",
        "not_genres": f"The genres of {title} are {joined(values)}; you wanted no {asked}.",
        "people": f"{title} does not list {asked}.",
    }
    if slot in names:
        return names[slot]
    return _told_codes(clause, title, values)


def _told_codes(clause: Clause, title: str, values: list[str]) -> str:
    """Languages, countries and unwanted people."""
    slot, bare = clause.slot, clause.slot.removeprefix("not_")
    name = {"languages": language_name, "countries": country_name}.get(bare, str)
    own, asked = joined([name(value) for value in values]), joined([name(str(v)) for v in clause.values], "or")
    has = {"languages": f"The language of {title} is {own}", "countries": f"{title} comes from {own}"}
    said = has.get(bare, f"{title} has {joined(list(map(str, clause.values)))}")
    return f"{said}; you {'wanted no' if slot != bare else 'asked for'} {asked}."
