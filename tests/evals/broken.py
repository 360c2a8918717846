"""Does an item keep what was asked? The contract's hard clauses, written out plainly over the item's own facts.

Apart from the program's own check on purpose: the two must agree, and neither may lean on the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from indexers.models import Item
from indexers.reading.fold import fold

_NUMBERS = {"year": "year", "minutes": "minutes", "rating": "rating", "age": "age_min"}
_SETS = ("media", "languages", "countries", "people", "genres")
HARD = (
    "media", "not_media", "languages", "not_languages", "countries", "not_countries", "people", "not_people",
    "not_genres", "year_min", "year_max", "minutes_min", "minutes_max", "rating_min", "age_max", "added_after",
    "exclude", "not_query",
)  # fmt: skip


def broken(item: Item, request: Mapping[str, Any]) -> list[str]:
    """The hard clauses of `request` (JSON of the contract) that the item does not keep, as `slot value`."""
    asked = [(slot, request.get(slot)) for slot in HARD if request.get(slot) not in (None, "", [], ())]
    return [f"{slot} {value}" for slot, value in asked if not keeps(item, slot, value)]


def keeps(item: Item, slot: str, value: Any) -> bool:
    """Does the item keep one hard clause? A fact that is not recorded keeps none."""
    if slot == "exclude":
        return item.id not in value
    if slot == "not_query":
        return bool(text_of(item)) and not any(carries(item, phrase) for phrase in phrases(value))
    if slot == "added_after":
        return item.added is not None and _moment(item.added) >= _moment(datetime.fromisoformat(str(value)))
    bare = slot.removeprefix("not_")
    if bare in _SETS:
        own, wanted = facts(item, bare), {_same(bare, v) for v in value}
        return bool(own) and bool(own & wanted) != slot.startswith("not_")
    return _within(item, slot, float(value))


def facts(item: Item, slot: str) -> set[str]:
    """The item's values for a slot that holds a list, in one spelling."""
    own: Iterable[str] = {
        "media": [item.medium],
        "languages": item.languages,
        "countries": item.countries,
        "people": [credit.name for credit in item.people],
        "genres": item.genres,
    }[slot]
    return {_same(slot, value) for value in own if value}


def text_of(item: Item) -> str:
    """Description and keywords: where a word can be looked for."""
    return " ".join([item.description, *item.keywords]).strip()


def phrases(not_query: str) -> list[str]:
    return [part.strip() for part in re.split(r"[,;]", not_query) if part.strip()]


def carries(item: Item, phrase: str) -> bool:
    """Does title, description or a keyword hold the phrase, in singular or plural?"""
    words = [re.escape(word.removesuffix("s")) + "(?:s|es)?" for word in fold(phrase).split()]
    places = [item.title, item.description, *item.keywords]
    return bool(words) and any(re.search(rf"\b{' '.join(words)}\b", fold(place)) for place in places)


def _within(item: Item, slot: str, bound: float) -> bool:
    field, _, side = slot.rpartition("_")
    own = getattr(item, _NUMBERS[field])
    if own is None:
        return False
    return bool(own <= bound if side == "max" else own >= bound)


def _same(slot: str, value: str) -> str:
    return fold(value) if slot == "people" else value.casefold()


def _moment(value: datetime) -> datetime:
    return value if value.tzinfo else value.replace(tzinfo=UTC)
