"""Histories in usher's own form: one JSON object a line."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from indexers.history.export import Export, Member, Part, Said
from indexers.models import Interaction, Kind
from indexers.people.names import LONGEST_NAME
from indexers.reading.items import YEARS
from indexers.reading.lines import Line, LineError, name_of, number_of, text_of, time_of, whole_of
from indexers.sources.jsonl import read_stream

KINDS: tuple[Kind, ...] = get_args(Kind)


def parts_of(export: Export) -> list[Part]:
    """Files of JSON lines that say what somebody did; one that a person names may be called anything."""
    single = len(export.members) == 1
    found = [m for m in export.members if (single or m.suffix in (".jsonl", ".ndjson")) and _has_kind(m.head)]
    return [Part(member, _lines, read_interaction) for member in found]


def _has_kind(head: bytes) -> bool:
    """Whether some line is an object with `kind`; what stands in the others is told line by line."""
    return any(line.lstrip().startswith(b"{") and b'"kind"' in line for line in head.splitlines())


def _lines(member: Member) -> Iterator[Line]:
    with member.open_bytes() as file:
        yield from read_stream(file)


def read_interaction(record: Mapping[str, Any]) -> list[Said]:
    """The person named in the row or "", and what they did. Raises LineError with the cause."""
    interaction = Interaction(
        item=_item(record),
        kind=_kind(record),
        value=number_of(record, "value", -1e9, 1e9),
        scale=number_of(record, "scale", 1e-9, 1e9),
        at=time_of(record, "at"),
        text=text_of(record, "text"),
        title=text_of(record, "title", 1_000),
        year=whole_of(record, "year", *YEARS),
        artist=text_of(record, "artist", 1_000),
        series=text_of(record, "series", 1_000),
        season=whole_of(record, "season", 0, 100_000),
        number=whole_of(record, "number", 0, 10_000_000),
        source="jsonl",
    )
    _check(interaction)
    return [(name_of(text_of(record, "user", LONGEST_NAME)), interaction)]


def _item(record: Mapping[str, Any]) -> str | None:
    value = record.get("item")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return text_of(record, "item", 1_000) or None


def _kind(record: Mapping[str, Any]) -> Kind:
    kind = text_of(record, "kind", 100)
    if kind not in KINDS:
        raise LineError(f"kind is {kind!r}, but must be one of {', '.join(KINDS)}")
    return kind


def _check(row: Interaction) -> None:
    if row.kind == "search":
        if not row.text:
            raise LineError("a search must have text")
    elif not (row.item or row.title or (row.series and row.number is not None)):
        raise LineError("names no item: it needs item, title, or series with number")
    if row.kind == "rating":
        if row.value is None:
            raise LineError("a rating must have a value")
        if not 0 <= row.value <= (row.scale or 5):
            raise LineError(f"value is {row.value:g}, but must be between 0 and {row.scale or 5:g}")
    if row.kind == "view" and row.value is not None and not (0 <= row.value <= 1 and math.isfinite(row.value)):
        raise LineError(f"value is {row.value:g}, but a view's is the share watched, 0 to 1")
