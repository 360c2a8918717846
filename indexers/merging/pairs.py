"""Pairs of records that are one work, the surest first, each with why."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from indexers.merging.alike import APART, alike, contradict
from indexers.merging.files import same_files
from indexers.merging.record import Record
from indexers.reading.fold import fold

_NUMBERED = re.compile(r"(?:.*\b)?(?:episode|chapter|part|track|folge|s\d+e|season)?\s*\d+|")


class Pair(NamedTuple):
    one: Record
    other: Record
    why: str


def works(records: Sequence[Record]) -> Iterator[Pair]:
    """Of records that are no parts: by file, then by ids, then by title."""
    whole = [record for record in records if record.parent is None]
    for why, group in same_files(whole):
        yield from _across(group, why)
    by_id: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in whole:
        for name, value in record.ids:
            by_id[f"{name} {record.medium}", value].append(record)
    for (name, value), group in by_id.items():
        yield from _across(group, f"{name.split(' ')[0]} {value}")
    yield from _titled(whole)


def parts(records: Iterable[Record], work_of: Mapping[str, str]) -> Iterator[Pair]:
    """Of the parts of works that are one: by file, else by number, where their titles do not differ."""
    children: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        if record.parent is not None and record.parent in work_of:
            children[work_of[record.parent]].append(record)
    for group in children.values():
        for why, same in same_files(group):
            yield from _across(same, why)
        numbered: dict[tuple[object, ...], list[Record]] = defaultdict(list)
        for record in group:
            if record.place[1] is not None:
                numbered[record.medium, *record.place].append(record)
        for same in numbered.values():
            yield from (pair for pair in _across(same, "number and title") if _titles_agree(pair.one, pair.other))


def _across(group: Sequence[Record], why: str) -> Iterator[Pair]:
    """Pairs of different sources; a source that has several says by it which of them is meant to none."""
    for one, other in combinations(_singles(group), 2):
        if one.source != other.source:
            yield Pair(one, other, why)


def _singles(group: Sequence[Record]) -> list[Record]:
    counted: dict[str, int] = defaultdict(int)
    for record in group:
        counted[record.source] += 1
    return [record for record in group if counted[record.source] == 1]


def _titled(records: Iterable[Record]) -> Iterator[Pair]:
    shelves: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in records:
        for title in record.titles:
            shelves[record.medium, title].append(record)
    fitting: dict[Record, dict[Record, str]] = defaultdict(dict)
    for (_, title), shelf in shelves.items():
        for one, other in combinations(shelf, 2) if len(shelf) < _CROWD else ():
            if one.source == other.source or title not in (one.title, other.title):
                continue
            if why := alike(one, other):
                fitting[one][other] = fitting[other][one] = why
    exact = {one: {r: why for r, why in found.items() if APART not in why} for one, found in fitting.items()}
    yield from _mutual(exact)
    yield from _mutual({one: found for one, found in fitting.items() if not exact[one]})


_CROWD = 200  # records of one title ("Intro"): none of them is told by it


def _mutual(fitting: Mapping[Record, Mapping[Record, str]]) -> Iterator[Pair]:
    """The pairs in which each is the only one of its source that fits the other."""
    for one, found in fitting.items():
        for other in _singles(list(found)):
            if one.seq < other.seq and [r for r in fitting.get(other, ()) if r.source == one.source] == [one]:
                yield Pair(one, other, found[other])


def _titles_agree(one: Record, other: Record) -> bool:
    if one.titles & other.titles:
        return True
    return any(_NUMBERED.fullmatch(fold(record.fields["title"])) for record in (one, other)) and not contradict(
        one, other
    )
