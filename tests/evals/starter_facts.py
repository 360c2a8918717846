"""Compare the starter library's facts with two public film sets and one of series.

    python -m tests.evals.starter_facts --data DIR

DIR holds `tmdb5000/tmdb_5000_movies.csv.zip`, `wikipedia-movies/movies.tar.xz` and `netflix-titles/netflix_titles.csv`.
A work is found by title (or alias) and year, one year off allowed. A namesake up to five years off counts as a wrong
year, one further off as another work. Netflix dates a series by its latest season, so there only the found are counted.
"""

import argparse
import csv
import io
import json
import re
import tarfile
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

STARTER = Path(__file__).resolve().parents[2] / "indexers" / "starter"


class Fact(NamedTuple):
    """What a public set says about one work."""

    title: str
    year: int
    minutes: int | None = None
    language: str | None = None


def title_key(title: str) -> str:
    """Fold case, accents, punctuation and a leading article away."""
    text = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "", re.sub(r"^(the|a|an) ", "", text))


def tmdb(data: Path) -> Iterator[Fact]:
    with zipfile.ZipFile(data / "tmdb5000" / "tmdb_5000_movies.csv.zip") as archive:
        text = io.StringIO(archive.read(archive.namelist()[0]).decode("utf-8"))
    for row in csv.DictReader(text):
        if row["release_date"]:
            minutes = int(float(row["runtime"] or 0)) or None
            yield Fact(row["title"], int(row["release_date"][:4]), minutes, row["original_language"])


def wikipedia(data: Path) -> Iterator[Fact]:
    with tarfile.open(data / "wikipedia-movies" / "movies.tar.xz") as archive:
        for member in archive:
            if member.isfile() and (raw := archive.extractfile(member)):
                yield from (Fact(row["title"], int(row["year"])) for row in json.load(raw) if row["year"])


def netflix(data: Path) -> Iterator[Fact]:
    with (data / "netflix-titles" / "netflix_titles.csv").open(encoding="utf-8") as lines:
        yield from (Fact(r["title"], int(r["release_year"])) for r in csv.DictReader(lines) if r["type"] == "TV Show")


def by_title(facts: Iterator[Fact]) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        found[title_key(fact.title)].append(fact)
    return found


def compare(works: list[dict[str, Any]], facts: dict[str, list[Fact]], name: str) -> None:
    """Print what disagrees with one set, then agreed/compared for each field."""
    tally: dict[str, list[bool]] = defaultdict(list)
    found = 0
    for work in (work for work in works if work["year"]):
        keys = {title_key(title) for title in (work["title"], *work["aliases"])} - {""}
        near = [fact for key in keys for fact in facts.get(key, []) if abs(fact.year - work["year"]) <= 5]
        same = [fact for fact in near if abs(fact.year - work["year"]) <= 1]
        found += bool(same)
        checks = {
            "year": [fact in same for fact in near],
            "minutes": [abs(f.minutes - work["minutes"]) <= 5 for f in same if f.minutes and work["minutes"]],
            "language": [f.language == work["languages"][0] for f in same if f.language and work["languages"]],
        }
        for field, agreed in checks.items():
            if agreed and name != "netflix":
                tally[field].append(any(agreed))
                if not any(agreed):
                    ours = work["minutes"], work["languages"]
                    print(f"{name}: {field} of {work['id']} {ours}: {same or near}")
    print(f"{name}: {found} of {len(works)} found by title and year")
    for field, results in tally.items():
        print(f"{name}: {field}: {sum(results)}/{len(results)} = {sum(results) / len(results):.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds the three sets")
    data: Path = parser.parse_args().data
    lines = (line for path in sorted(STARTER.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines())
    works = [json.loads(line) for line in lines if line.strip()]
    films = [work for work in works if work["medium"] == "film"]
    print(f"{len(films)} films, {len(works) - len(films)} other works")
    compare(films, by_title(tmdb(data)), "tmdb")
    compare(films, by_title(wikipedia(data)), "wikipedia")
    compare([work for work in works if work["medium"] == "series"], by_title(netflix(data)), "netflix")


if __name__ == "__main__":
    main()
