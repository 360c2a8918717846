"""Works as a conversation holds them: by their title, and by their row where the catalogue has them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from tools.request.spans.link import Linker
from tools.request.state import Handle, TitleMention


def unique(handles: Iterable[Handle]) -> tuple[Handle, ...]:
    found: list[Handle] = []
    for handle in handles:
        if not any(handle.is_same(other) for other in found):
            found.append(handle)
    return tuple(found)


def without(handles: Iterable[Handle], others: Iterable[Handle]) -> tuple[Handle, ...]:
    """`handles` less those that are among `others`."""
    gone = tuple(others)
    return tuple(h for h in handles if not any(h.is_same(o) for o in gone))


def within(handles: Iterable[Handle], others: Iterable[Handle]) -> tuple[Handle, ...]:
    """`handles` that are among `others`."""
    kept = tuple(others)
    return tuple(h for h in handles if any(h.is_same(o) for o in kept))


def handle_of(title: TitleMention, linker: Linker, media: tuple[str, ...] = (), blurb: str = "") -> Handle:
    """The work that a title names: of several the one of the medium asked for, else the likeliest."""
    if not title.rows:
        return Handle(title.text.strip("\"'*_ "), None, title.year, blurb)
    row = next((r for r in title.rows if linker.columns.medium_of(r) in media), richest(title.rows, linker))
    assert row is not None
    year = int(linker.columns.year[row])
    return Handle(linker.columns.titles[row], row, year if year > 0 else None, blurb, minutes_of(row, linker))


def row_of(title: str, year: int | None, linker: Linker, media: tuple[str, ...] = ()) -> int | None:
    """The work of that title and year (or the year beside); of film and album, the one of the medium asked for."""
    rows = linker.index.exact(title)
    rows = [r for r in rows if linker.columns.medium_of(r) in media] or rows
    if year is None:
        return richest(rows, linker)
    exact = [r for r in rows if linker.columns.year[r] == year]
    near = [r for r in rows if abs(int(linker.columns.year[r]) - year) <= 1]
    return richest(exact or near, linker)


def richest(rows: Sequence[int], linker: Linker) -> int | None:
    """Of rows that may be one work kept twice (same year as the first), the one that more is known of."""
    if not rows:
        return None
    columns = linker.columns
    same = [
        r for r in rows if columns.year[r] == columns.year[rows[0]] and columns.medium[r] == columns.medium[rows[0]]
    ]
    return max(same, key=lambda r: (r in columns.makers) + (not math.isnan(columns.minutes[r])))


def minutes_of(row: int | None, linker: Linker) -> float | None:
    minutes = float(linker.columns.minutes[row]) if row is not None else math.nan
    return None if math.isnan(minutes) else minutes
