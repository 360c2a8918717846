"""Works of two catalogues made one, judged by what merging is not shown.

TMDB and MovieLens: by MovieLens's table of TMDB's ids. Netflix with Wikipedia and with TMDB: by the casts, by the
running times, and by the year of another cut; of which these say nothing is left out, and counted. Wikipedia has none
of this in common with TMDB or MovieLens: what of both it joins is judged by MovieLens's table, so that a wrong pair of
either side counts; what Wikipedia does not have is missed there. "In both": pairs that there are.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import tarfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, count

from indexers.merging.record import Record
from indexers.merging.run import group
from indexers.reading.items import read_item
from indexers.reading.lines import LineError
from indexers.sources import movielens
from tests.evals.matching import Film, by_cast, by_length, cases_of, netflix_rows
from tests.measure.data import Data, read_lines
from tests.measure.record import table

GOALS = "Goal: precision .99, for a wrong merge hides a work; recall as far as that allows."
_SHOWN_EXAMPLES = 40
Means = Mapping[str, str | None]  # id -> id of the other catalogue's record of the same work, None: it has none
Pairs = Collection[tuple[str, str]]


@dataclass
class Tally:
    judged: int = 0
    here: int = 0
    merged: int = 0
    right: int = 0
    wrong: list[tuple[str, str]] = field(default_factory=list)
    missed: list[tuple[str, str]] = field(default_factory=list)

    def row(self, name: str, left_out: int) -> list[object]:
        precision, recall = self.right / max(self.merged, 1), self.right / max(self.here, 1)
        return [name, self.judged, left_out, self.here, self.merged, f"{precision:.3f}", f"{recall:.3f}"]


def run(data: Data, part: str, show: bool = False) -> str:
    """The table. `show` prints what is wrong and missed: for the tuning part only."""
    tmdb, films = _records("tmdb", read_lines(data.items("tmdb"))), _records("wikipedia", _wikipedia(data))
    netflix, lens = _records("netflix", read_lines(data.items("netflix"))), _records("movielens", _movielens(data))
    links = _links(data, part, {record.id for record in tmdb})
    rows: list[list[object]] = []

    def tell(name: str, means: Means, merged: Pairs, left_out: int = 0) -> None:
        tally = judge(means, merged)
        rows.append(tally.row(name, left_out))
        if show:
            _show(name, tally, {record.id: record for record in (*tmdb, *films, *netflix, *lens)})

    tell("MovieLens, TMDB", links, _merged(lens, tmdb))
    for name, others, label, hidden in (
        ("Netflix, Wikipedia, without people", films, by_cast, "people"),
        ("Netflix, TMDB, without lengths", tmdb, by_length, "minutes"),
    ):
        cases, left_out = cases_of(netflix_rows(data, part), [_film(record) for record in others], label)
        means = {_id("netflix", case.row): case.means and _id(others[0].source, case.means) for case in cases}
        tell(name, means, _merged(_but(netflix, hidden), _but(others, hidden)), left_out)
    joined = dict(_merged(films, tmdb))
    through = [(lens_id, joined[film]) for lens_id, film in _merged(lens, films) if film in joined]
    tell("MovieLens, TMDB, through Wikipedia", links, through)
    header = ["catalogues", "judged", "left out", "in both", "merged", "precision", "recall"]
    return f"{__doc__}\n{GOALS}\n\n{table(header, rows)}"


def judge(means: Means, merged: Pairs) -> Tally:
    """Of the pairs whose first record is judged."""
    tally = Tally(len(means), sum(meant is not None for meant in means.values()))
    found = {one: other for one, other in merged if one in means}
    for one, meant in means.items():
        other = found.get(one)
        tally.merged += other is not None
        tally.right += other is not None and other == meant
        if other is not None and other != meant:
            tally.wrong.append((one, other))
        elif meant is not None and other is None:
            tally.missed.append((one, meant))
    return tally


def _merged(ones: Sequence[Record], others: Sequence[Record]) -> list[tuple[str, str]]:
    """The pairs (one, other) that merging makes of two sources."""
    source = ones[0].source
    found = []
    for work in group([*others, *ones], {}):
        for one, other in combinations(sorted(work, key=lambda record: record.source != source), 2):
            found.append((one.id, other.id))
    return found


def _records(source: str, items: Iterable[Film]) -> list[Record]:
    """As the catalogue has them, under ids that no other source has; what cannot be read is left out."""
    found = []
    for item in items:
        try:
            fields = read_item(item).model_dump(mode="json", exclude_defaults=True)
        except LineError:
            continue
        found.append(Record(next(_SEQS), _id(source, str(item["id"])), source, fields))
    return found


_SEQS = count()


def _but(records: Sequence[Record], name: str) -> list[Record]:
    """The records without one of their fields."""
    return [replace(one, fields={key: value for key, value in one.fields.items() if key != name}) for one in records]


def _film(record: Record) -> Film:
    return {"people": (), **record.fields, "id": record.id.partition(" ")[2]}


def _id(source: str, own: str) -> str:
    return f"{source} {own}"


def _movielens(data: Data) -> Iterator[Film]:
    """Films as `usher index` reads the folder, without the ids that their table gives."""
    folder = data.file("movielens-small", movielens.MOVIES).parent
    for line in movielens.read_lines(folder):
        if line.record is not None:
            yield {name: value for name, value in line.record.items() if name != "extra"}


def _links(data: Data, part: str, here: Collection[str]) -> dict[str, str | None]:
    """Half of MovieLens's films, each with TMDB's record of it."""
    found = {}
    with data.file("movielens-small", "links.csv").open(encoding="utf8", newline="") as file:
        for row in csv.DictReader(file):
            if hashlib.sha256(row["movieId"].encode()).digest()[0] % 2 == (part == "report"):
                meant = _id("tmdb", row["tmdbId"])
                found[_id("movielens", row["movieId"])] = meant if meant in here else None
    return found


def _wikipedia(data: Data) -> Iterator[Film]:
    """Its films alone, with nothing of TMDB's."""
    with tarfile.open(data.file("wikipedia-movies", "movies.tar.xz")) as archive:
        for member in sorted(filter(tarfile.TarInfo.isfile, archive), key=lambda member: member.name):
            stream = archive.extractfile(member)
            assert stream is not None
            decade = re.sub(r"\D", "", member.name)
            for number, film in enumerate(json.load(stream)):
                people = [{"name": name, "role": "actor"} for name in film["cast"]]
                said = {"title": film["title"], "year": film["year"], "genres": film["genres"], "people": people}
                yield {"id": f"w{decade}-{number}", "medium": "film", **said}


def _show(name: str, tally: Tally, records: Mapping[str, Record]) -> None:
    for word, pairs in (("wrong", tally.wrong), ("missed", tally.missed)):
        print(f"{name}: {word} {len(pairs)}")
        for pair in pairs[:_SHOWN_EXAMPLES]:
            print("  ", " | ".join(_told(records[id_]) for id_ in pair))


def _told(record: Record) -> str:
    names = ("title", "aliases", "year", "minutes", "genres")
    return f"{record.id} " + ", ".join(str(record.fields[name]) for name in names if name in record.fields)
