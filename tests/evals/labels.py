"""Labelled sets: read, resolved against a catalogue, and compared with what the reader says, slot by slot."""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from indexers.catalogue.columns import Columns, build_columns
from indexers.catalogue.titles import TitleIndex
from indexers.reading.fold import fold
from tools.models import Request
from tools.request import State

SETS = Path(__file__).parent / "sets"
NOW = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
FREE = frozenset(("query", "not_query", "words"))  # free text is not for exact scoring
SLOTS = tuple(
    name for name in Request.model_fields
    if name not in FREE | {"genres_all", "not_countries", "like_unknown", "exclude_unknown"}
)  # fmt: skip
_TITLE = re.compile(r"^(?P<title>.+?)(?: \((?P<year>\d{4})\))?$")


@dataclass(frozen=True)
class Catalogue:
    columns: Columns
    titles: TitleIndex

    @classmethod
    def of_files(cls, files: Iterable[Path]) -> Catalogue:
        """The items of JSONL files, in memory."""
        lines = (json.loads(line) for file in files for line in file.read_text(encoding="utf8").splitlines())
        known = ({k: v for k, v in item.items() if v not in (None, [], "")} for item in lines)
        columns = build_columns(1, ((n, json.dumps(item)) for n, item in enumerate(known)))
        return cls(columns, TitleIndex(columns))

    @classmethod
    def of_library(cls, path: Path) -> Catalogue:
        from indexers.library import Library

        with Library.open(path) as library:
            return cls(library.catalogue.columns(), library.catalogue.titles())

    def names(self, ids: Sequence[str], unknown: Sequence[str]) -> list[frozenset[str]]:
        """For each work the keys under which a label may name it."""
        rows = [self.columns.row_of[i] for i in ids]
        return [self._keys(row) for row in rows] + [_unknown_keys(t) for t in unknown]

    def _keys(self, row: int) -> frozenset[str]:
        titles = (self.columns.titles[row], *self.columns.aliases.get(row, ()))
        year = int(self.columns.year[row])
        keys = {canonical(t) for t in titles}
        return frozenset(keys | {f"{k} {y}" for k in keys for y in (year - 1, year, year + 1)})

    def known_as(self, label: str) -> str:
        """The label; without its year where the catalogue has works of that title, but none of that year."""
        match = _TITLE.match(label)
        assert match
        rows = self.titles.exact(match["title"])
        return match["title"] if rows and not any(_key(label) in self._keys(r) for r in rows) else label


def canonical(title: str) -> str:
    """`title` folded, without its article."""
    words = fold(title).split()
    words = words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words
    return " ".join({"ii": "2", "iii": "3"}.get(w, w) for w in words)


def _key(label: str) -> str:
    match = _TITLE.match(label)
    assert match
    return f"{canonical(match['title'])} {match['year']}" if match["year"] else canonical(match["title"])


def title_of(label: str) -> str:
    """The label without its year."""
    match = _TITLE.match(label)
    assert match
    return match["title"]


def _unknown_keys(title: str) -> frozenset[str]:
    match = _TITLE.match(title)
    assert match
    bare = canonical(match["title"])
    return frozenset((bare, *((f"{bare} {match['year']}",) if match["year"] else (f"{bare} *",))))


@dataclass
class Tally:
    """Counts over a set: exact answers, and hits, misses and false alarms a slot."""

    exact: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    hits: Counter[str] = field(default_factory=Counter)
    misses: Counter[str] = field(default_factory=Counter)
    alarms: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    first: Counter[str] = field(default_factory=Counter)  # the slots that a dialogue lost first
    lost: Counter[str] = field(default_factory=Counter)  # slot and how it was lost

    def add(self, groups: Iterable[str], wrong: dict[str, tuple[Any, Any]], label: dict[str, Any], text: str) -> None:
        """One answer: `wrong` maps each wrong slot to (wanted, got)."""
        for group in groups:
            self.total[group] += 1
            self.exact[group] += not wrong
        for slot in SLOTS:
            if slot in wrong:
                wanted, got = wrong[slot]
                self.misses[slot] += not is_default(slot, wanted)
                self.alarms[slot] += not is_default(slot, got)
            elif not is_default(slot, label.get(slot)):
                self.hits[slot] += 1
        self.lost.update(f"{slot} {loss(slot, wanted, got)}" for slot, (wanted, got) in wrong.items())
        if wrong:
            said = "; ".join(f"{slot}: wanted {wanted!r}, got {got!r}" for slot, (wanted, got) in wrong.items())
            self.failures.append(f"{text}\n      {said}")

    def report(self, show_failures: bool) -> None:
        if show_failures:
            print("\n".join(self.failures), "\n")
        for group in sorted(self.total, key=lambda g: (g != "all", g)):
            print(
                f"{group:24} {self.exact[group]:4}/{self.total[group]:<4} {self.exact[group] / self.total[group]:.3f}"
            )
        print("\nlost:", ", ".join(f"{slot} {count}" for slot, count in self.lost.most_common()))
        if self.first:
            print(
                "\nfirst lost in a dialogue:", ", ".join(f"{slot} {count}" for slot, count in self.first.most_common())
            )
        print(f"\n{'slot':16} precision recall")
        for slot in SLOTS:
            hit, miss, alarm = self.hits[slot], self.misses[slot], self.alarms[slot]
            if hit + miss + alarm:
                print(
                    f"{slot:16} {hit / max(hit + alarm, 1):9.3f} {hit / max(hit + miss, 1):6.3f}"
                    f"   ({hit + miss} labelled)"
                )


def loss(slot: str, wanted: Any, got: Any) -> str:
    """How a slot was lost: "missed" (not found), "invented" (found where none is) or "other" (another value)."""
    return "missed" if is_default(slot, got) else "invented" if is_default(slot, wanted) else "other"


def is_default(slot: str, value: Any) -> bool:
    return value in (None, "", [], ()) or value == Request.model_fields[slot].default


def wrong_slots(
    state: State, label: dict[str, Any], accept: dict[str, Any], catalogue: Catalogue
) -> dict[str, tuple[Any, Any]]:
    """The slots in which `state` differs from the label and from every accepted reading."""
    wrong: dict[str, tuple[Any, Any]] = {}
    for slot in SLOTS:
        readings = [label.get(slot), *accept.get(slot, ())]
        if slot in ("like", "exclude"):
            readings += accept.get(f"{slot}_unknown", ())
            wanted = [*(label.get(slot) or ()), *(label.get(f"{slot}_unknown") or ())]
            readings[0] = wanted
            got = catalogue.names(getattr(state.request, slot), getattr(state.request, f"{slot}_unknown"))
            if not any(same_works([catalogue.known_as(t) for t in reading or ()], got) for reading in readings):
                wrong[slot] = (wanted, [min(keys, key=len) for keys in got])
        elif not any(_same(slot, reading, getattr(state.request, slot)) for reading in readings):
            wrong[slot] = (label.get(slot), getattr(state.request, slot))
    return wrong


def same_works(wanted: Sequence[str], got: list[frozenset[str]]) -> bool:
    if len(wanted) != len(got):
        return False
    keys = [_key(w) for w in wanted]
    return all(any(k in g or (f"{re.sub(r' [0-9]{4}$', '', k)} *" in g) for g in got) for k in keys) and all(
        any(k in g or (f"{re.sub(r' [0-9]{4}$', '', k)} *" in g) for k in keys) for g in got
    )


def _same(slot: str, wanted: Any, got: Any) -> bool:
    if isinstance(got, tuple):
        fix = fold if "people" in slot else str
        return {fix(v) for v in wanted or ()} == {fix(v) for v in got}
    if is_default(slot, wanted):
        return is_default(slot, got)
    return bool(wanted == got)


def lines(name: str, part: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SETS / f"{name}.{part}.jsonl").read_text(encoding="utf8").splitlines()]


def arguments(description: str | None) -> tuple[Catalogue, str]:
    """The catalogue and the part ("tune", "report") that the command line names."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--library", type=Path)
    parser.add_argument("--items", type=Path, nargs="*", default=[])
    parser.add_argument("--part", choices=("tune", "tune2", "report"), default="tune")
    given = parser.parse_args()
    starter = sorted((Path(__file__).parents[2] / "indexers" / "starter").glob("*.jsonl"))
    catalogue = Catalogue.of_library(given.library) if given.library else Catalogue.of_files([*given.items, *starter])
    return catalogue, given.part
