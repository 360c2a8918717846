"""What became of each clause for one item, with the item's own value."""

from __future__ import annotations

from typing import Any, Literal

from indexers.models import Item
from indexers.reading.fold import fold
from tools.limits.clauses import Clause
from tools.limits.limits import Limits, Tested
from tools.models import Receipt

Status = Literal["met", "relaxed", "impossible"]
_FIELDS = {
    "year": "year", "minutes": "minutes", "rating": "rating", "age": "age_min", "added": "added",
    "genres": "genres", "languages": "languages", "countries": "countries", "media": "medium", "level": "level",
}  # fmt: skip


def receipts(limits: Limits, row: int, item: Item) -> tuple[Receipt, ...]:
    """One receipt a clause, hard ones first. `row` is the item's in `limits.columns`."""
    return tuple(_receipt(limits, test, row, item) for test in limits.tested)


def _receipt(limits: Limits, test: Tested, row: int, item: Item) -> Receipt:
    clause = test.clause
    status: Status = "met" if test.kept[row] else "relaxed"
    if clause.slot == "genres":
        status = _genre_status(clause, item, both=limits.request.wants_all_genres)
    if status == "relaxed" and not limits.is_possible(clause):
        status = "impossible"
    return Receipt(clause=clause.text, status=status, value=own_value(clause, item), note=_note(clause, test, row))


def _genre_status(clause: Clause, item: Item, *, both: bool) -> Status:
    shared = sum(genre in item.genres for genre in clause.values)
    return "met" if shared >= (len(clause.values) if both else 1) else "relaxed"


def own_value(clause: Clause, item: Item) -> Any:
    """The item's own value for the field that a clause speaks of; None if it is not recorded."""
    bare = clause.slot.removeprefix("not_")
    if bare == "people":
        wanted = {fold(str(name)) for name in clause.values}
        names = [credit.name for credit in item.people]
        return [name for name in names if fold(name) in wanted] if clause.slot == bare else names
    field = _FIELDS.get(bare) or _FIELDS.get(bare.split("_")[0])
    if field is None:
        return None
    return _plain(getattr(item, field))


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value) or None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


def _note(clause: Clause, test: Tested, row: int) -> str:
    if not test.known[row]:
        return "not recorded"
    if clause.slot == "not_query" and test.kept[row]:
        return "not found in its description"
    return "your standing rule" if clause.is_rule else ""
