"""Rows of a history against a catalogue: Netflix's names, as its exports write them ("Dark: Season 1: Pilot"),
against films of TMDB and Wikipedia, and the films and series of the starter.

What a name means is told by what the matcher does not see: the cast, the running time, and the year where the row has
none. Names of which these say nothing are left out, and counted. With the name alone, no matcher can tell a film from
another of its name that is not here.
"""

from __future__ import annotations

import csv
import hashlib
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from indexers.catalogue import Catalogue
from indexers.catalogue.store import Entry
from indexers.history.match import matcher
from indexers.history.netflix import interaction
from indexers.models import Interaction
from indexers.reading.fold import fold
from indexers.reading.items import read_item
from tests.measure.data import Data, read_lines
from tests.measure.record import table

GOALS = "Goals: precision .97 at recall .90."
_SHOWN_EXAMPLES = 25
_ALIKE, _ALMOST, _SAME = 60, 75, 90  # of 100: titles that may be one, that are likely one, that are
_MINUTES_APART = 3
_SERIES = -1  # in place of a year
# Films of one cast and year under another title, told by hand: show to film of Wikipedia.
RENAMED = {
    "s455": "w1980-675", "s927": "w2000-1386", "s3148": "w2010-815", "s6088": "w2010-318", "s6261": "w1990-2011",
    "s6606": "w2010-2147", "s7062": "w2010-1861", "s7952": "w2010-1318", "s8011": "w2000-2262", "s8159": "w2000-1540",
}  # fmt: skip
Film = Mapping[str, Any]
Row = Mapping[str, str]


@dataclass(frozen=True)
class Case:
    """A name with what it means: an id, None for nothing here."""

    name: str
    year: int | None
    at: datetime | None
    means: str | None
    row: str = ""  # the id that it has in the table of names


@dataclass
class Tally:
    cases: int = 0
    here: int = 0  # cases that mean an item of the catalogue
    answered: int = 0
    right: int = 0
    examples: list[str] = field(default_factory=list)

    def row(self, name: str) -> list[object]:
        precision, recall = self.right / max(self.answered, 1), self.right / max(self.here, 1)
        return [name, self.cases, self.here, self.answered, f"{precision:.3f}", f"{recall:.3f}"]


def run(data: Data, part: str, show: bool = False) -> str:
    """The table. `show` prints examples: for the tuning part only."""
    rows, left_out = [], []
    for name, label in (("films", by_cast), ("tmdb", by_length), ("starter", by_cast)):
        films = list(read_lines(data.items(name)))
        cases, undecided = cases_of(netflix_rows(data, part), films, label)
        left_out.append(f"{undecided} against {name}")
        with tempfile.TemporaryDirectory() as folder:
            match = matcher(_catalogue(Path(folder), films))
            ways = (("name alone", _as_listed, match), ("name and year", _with_year, match),
                    ("name alone, the one title (floor)", _as_listed, _floor(films)))  # fmt: skip
            for form, read, find in ways:
                tally = judge(cases, read, find)
                rows.append(tally.row(f"{name}, {form}"))
                if show:
                    print("\n".join(tally.examples[:_SHOWN_EXAMPLES]))
    header = ["catalogue, row", "names", "mean an item", "answered", "precision", "recall"]
    return f"{__doc__}\n{GOALS} Left out: {', '.join(left_out)}.\n\n{table(header, rows)}"


def judge(
    cases: Sequence[Case], read: Callable[[Case], Interaction], match: Callable[[Interaction], str | None]
) -> Tally:
    tally = Tally()
    for case in cases:
        found = match(read(case))
        tally.cases += 1
        tally.here += case.means is not None
        tally.answered += found is not None
        tally.right += found is not None and found == case.means
        if found != case.means:
            tally.examples.append(f"{case.name!r} ({case.year}): {found}, means {case.means}")
    return tally


def _floor(films: Sequence[Film]) -> Callable[[Interaction], str | None]:
    """What is called just so, if it is the only one."""
    called: dict[str, list[str]] = defaultdict(list)
    for film in films:
        called[fold(film["title"])].append(film["id"])
    return lambda row: found[0] if len(found := called.get(fold(row.series or row.title), [])) == 1 else None


def _as_listed(case: Case) -> Interaction:
    """As in NetflixViewingHistory.csv: no year."""
    return interaction("view", case.name, at=case.at)


def _with_year(case: Case) -> Interaction:
    """As other services export it."""
    return interaction("view", case.name, at=case.at).model_copy(update={"year": case.year})


def netflix_rows(data: Data, part: str) -> Iterator[Row]:
    """Half of the titles, by their id."""
    with data.file("netflix-titles", "netflix_titles.csv").open(encoding="utf8", newline="") as file:
        for row in csv.DictReader(file):
            half = hashlib.sha256(row["show_id"].encode()).digest()[0] % 2
            if half == (part == "report"):
                yield row


def cases_of(
    rows: Iterator[Row], films: Sequence[Film], label: Callable[[_Named, _Named], bool | None]
) -> tuple[list[Case], int]:
    """The cases, and how many names were left out because nothing tells what they mean."""
    by_year: dict[int, list[_Named]] = defaultdict(list)
    for film in films:
        by_year[film.get("year") or 0 if film["medium"] == "film" else _SERIES].append(_Named.of_film(film))
    here, cases, undecided = {film["id"] for film in films}, [], 0
    for row in rows:
        year, at = int(row["release_year"]), _date(row["date_added"])
        named, is_film = _Named.of_row(row), row["type"] == "Movie"
        if is_film:
            told = {film: label(named, film) for near in range(-2, 3) for film in by_year[year + near]}
        else:
            told = {series: _is_series(named, series) for series in by_year[_SERIES]}
        name = row["title"] if is_film else f"{row['title']}: Season 1: Pilot"
        yes = sorted((film for film, is_it in told.items() if is_it), key=lambda film: -named.alike(film))
        renamed = RENAMED.get(row["show_id"])
        if renamed in here:
            cases.append(Case(name, year, at, renamed, row["show_id"]))
        elif (not yes and None in told.values()) or (yes[1:] and named.alike(yes[0]) == named.alike(yes[1])):
            undecided += 1
        else:
            cases.append(Case(name, year, at, yes[0].id if yes else None, row["show_id"]))
    return cases, undecided


@dataclass(frozen=True)
class _Named:
    """What labels are told by."""

    id: str
    title: str
    year: int
    cast: frozenset[str]
    minutes: float

    aliases: tuple[str, ...] = ()

    def alike(self, other: _Named) -> float:
        return max(float(fuzz.ratio(self.title, title)) for title in (other.title, *other.aliases))

    @classmethod
    def of_row(cls, row: Row) -> _Named:
        cast = frozenset(filter(None, map(fold, row["cast"].split(","))))
        return cls(row["show_id"], fold(row["title"]), int(row["release_year"]), cast, int(row["duration"] or 0))

    @classmethod
    def of_film(cls, film: Film) -> _Named:
        cast = frozenset(filter(None, (fold(one["name"]) for one in film["people"])))
        return cls(
            film["id"],
            fold(film["title"]),
            film.get("year") or 0,
            cast,
            film.get("minutes") or 0,
            tuple(map(fold, film.get("aliases", ()))),
        )


def by_cast(row: _Named, film: _Named) -> bool | None:
    """A title alike and two actors shared, or one where it is the same; two years apart only with three.

    Nothing is said of the same title where a cast is not known.
    """
    shared, alike = len(row.cast & film.cast), row.alike(film)
    if abs(row.year - film.year) > 1:
        return alike >= _SAME and shared >= 3 and row.title[-1:] == film.title[-1:]
    if (shared >= 2 and alike >= _ALIKE) or (shared == 1 and alike >= _SAME):
        return True
    if alike >= _SAME and not (row.cast and len(film.cast) > 1):
        return None
    return None if alike >= _ALIKE and shared else False


def _is_series(row: _Named, series: _Named) -> bool | None:
    """One title and an actor shared, in whatever year: a show's is that of its last season."""
    if row.alike(series) < _SAME:
        return False
    return True if row.cast & series.cast else None


def by_length(row: _Named, film: _Named) -> bool | None:
    """A title alike and the same running time; nothing is said where the title is the same and the time is not."""
    if abs(row.year - film.year) > 1:
        return False
    alike = fuzz.token_set_ratio(row.title, film.title, score_cutoff=_ALMOST)
    if not alike:
        return False
    apart = abs(row.minutes - film.minutes) if row.minutes and film.minutes else None
    if alike >= _SAME:
        return True if apart is not None and apart <= _MINUTES_APART else None
    return None if apart is not None and apart <= _MINUTES_APART else False


def _date(text: str) -> datetime | None:
    try:
        return datetime.strptime(text.strip(), "%B %d, %Y").replace(tzinfo=UTC)
    except ValueError:
        return None


def _catalogue(folder: Path, films: Sequence[Film]) -> Catalogue:
    """The items alone, without their vectors."""
    catalogue = Catalogue(folder / "catalogue.db")
    with catalogue.change() as change:
        change.put("films", [Entry(read_item(film), b"", b"") for film in films])
    return catalogue
