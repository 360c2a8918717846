"""Which of a service's works is ours: by an id that both know, else by the rules for two sources; never a guess."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from indexers.merging.alike import alike
from indexers.merging.record import Record
from indexers.models import Item, Medium
from indexers.reading.items import read_item
from indexers.reading.lines import LineError

Fields = dict[str, Any]
_OURS = ("id", "medium", "parent", "path", "added", "season", "number", "popularity")


@dataclass(frozen=True)
class Found:
    """`reference`: the service's id of the work; `fields`: as in an item."""

    reference: str
    fields: Fields


class Service(Protocol):
    """`name`: in `extra.sources`; `title`: for people; `media`: that it knows."""

    name: str
    title: str
    media: frozenset[Medium]

    def find(self, work: Item) -> Found | None:
        """The same work there. Raises SourceError."""
        ...

    def close(self) -> None: ...


def only(work: Item, candidates: Iterable[Found]) -> Found | None:
    """The one candidate that is this work; None where there is none, or more than one."""
    ours = _record("ours", work)
    fitting = []
    for found in candidates:
        try:
            item = read_item({**found.fields, "id": found.reference, "medium": work.medium})
        except LineError:
            continue
        theirs = _record("theirs", item)
        if ours.ids & theirs.ids:
            return Found(found.reference, _given(item))
        if ours.titles & theirs.titles and alike(ours, theirs):
            fitting.append(Found(found.reference, _given(item)))
    return fitting[0] if len(fitting) == 1 else None


def cleaned(work: Item, found: Found) -> Found:
    """The fields as an item has them; empty where one of them cannot be read."""
    try:
        item = read_item({**found.fields, "id": found.reference, "medium": work.medium})
    except LineError:
        return Found(found.reference, {})
    return Found(found.reference, _given(item))


def ids_of(work: Item) -> dict[str, str]:
    """What others call it."""
    said = work.extra.get("ids")
    return {name: str(value) for name, value in said.items()} if isinstance(said, Mapping) else {}


def _record(source: str, item: Item) -> Record:
    return Record(0, item.id, source, json.loads(item.model_dump_json(exclude_defaults=True)))


def _given(item: Item) -> Fields:
    """What an item may take from it."""
    fields: Fields = json.loads(item.model_dump_json(exclude_defaults=True))
    return {name: value for name, value in fields.items() if name not in _OURS}
