"""Pairs of records that are one work, the surest first, each with why."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import combinations, takewhile
from types import MappingProxyType
from typing import NamedTuple

from indexers.media.fingerprint import SAME, Print, difference
from indexers.merging.alike import APART, alike, contradict
from indexers.merging.files import same_files
from indexers.merging.record import Record
from indexers.reading.fold import fold

_NUMBERED = re.compile(r"(?:.*\b)?(?:episode|chapter|part|track|folge|s\d+e|season)?\s*\d+|")


class Pair(NamedTuple):
    one: Record
    other: Record
    why: str


def works(records: Sequence[Record], prints: Mapping[str, Print] = MappingProxyType({})) -> Iterator[Pair]:
    """Of records that are no parts: by file, then by ids, by title, by sound. `prints`: id -> fingerprint."""
    whole = [record for record in records if record.parent is None]
    for why, group in same_files(whole):
        yield from _across(group, why)
    by_id: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in whole:
        for name, value in record.ids:
            by_id[f"{name} {record.medium}", value].append(record)
    for (name, value), group in by_id.items():
        why = f"{name.split(' ')[0]} {value}"
        yield from (pair for pair in _across(group, why) if not _is_mistaken(pair.one, pair.other))
    yield from _titled(whole)
    yield from same_recordings(whole, prints)


def parts(
    records: Iterable[Record], work_of: Mapping[str, str], prints: Mapping[str, Print] = MappingProxyType({})
) -> Iterator[Pair]:
    """Of the parts of works that are one: by file, by sound, else by number, where their titles do not differ."""
    children: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        if record.parent is not None and record.parent in work_of:
            children[work_of[record.parent]].append(record)
    for group in children.values():
        for why, same in same_files(group):
            yield from _across(same, why)
        yield from same_recordings(group, prints)
        numbered: dict[tuple[object, ...], list[Record]] = defaultdict(list)
        for record in group:
            if record.place[1] is not None:
                numbered[record.medium, *record.place].append(record)
        for same in numbered.values():
            yield from (pair for pair in _across(same, "number and title") if _titles_agree(pair.one, pair.other))


def same_recordings(records: Iterable[Record], prints: Mapping[str, Print]) -> Iterator[Pair]:
    """Tracks, talks and clips of two sources, as long as each other, that sound the same from their beginning on."""
    heard = [one for one in records if one.minutes and one.id in prints and one.medium in _RECORDINGS]
    heard.sort(key=lambda record: record.minutes or 0)
    alike: dict[Record, dict[Record, str]] = defaultdict(dict)
    for place, one in enumerate(heard):
        for other in takewhile(partial(_as_long, one), heard[place + 1 :]):
            if one.source == other.source or contradict(one, other):
                continue
            if difference(prints[one.id], prints[other.id]) <= SAME:
                alike[one][other] = alike[other][one] = "the same recording"
    yield from _mutual(alike)


_RECORDINGS = frozenset(("track", "lecture", "clip"))  # a file without tags is a clip, whatever it holds
_APART_MIN = 2.0 / 60  # silence at an end, what an encoder adds


def _as_long(one: Record, other: Record) -> bool:
    return (other.minutes or 0) - (one.minutes or 0) <= _APART_MIN


def _is_mistaken(one: Record, other: Record) -> bool:
    """An id that was written down for another work: nothing that they are called is the same, nor their time."""
    return (
        bool(one.year and other.year) and abs((one.year or 0) - (other.year or 0)) > 2 and not one.titles & other.titles
    )


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
