"""A MovieLens folder: movies.csv with what links.csv, tags.csv and the ratings beside it say of each film."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from indexers.reading.lines import Line
from indexers.reading.tables import read_table

MOVIES = "movies.csv"
_YEAR = re.compile(r"\s*\((\d{4})\)\s*$")
_ALIAS = re.compile(r"\s*\((?:a\.k\.a\. )?([^()]+)\)\s*$")
_ARTICLE = re.compile(r"^(.*), (The|A|An|Le|La|Les|L'|Der|Die|Das|Il|El|Los|Las)$")
_NO_GENRES = "(no genres listed)"
_LEAST_RATINGS = 5  # from which a film's mean says something
_MOST_TAGS = 20


def is_movielens(folder: Path) -> bool:
    """Whether the folder holds MovieLens's table of films."""
    path = folder / MOVIES
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(200).lstrip(b"\xef\xbb\xbf").lower().startswith(b"movieid,title,genres")


def ratings_of(folder: Path) -> list[Path]:
    """The tables of ratings in the folder."""
    return sorted(path for path in folder.glob("ratings*.csv") if path.is_file())


def read_lines(folder: Path) -> Iterator[Line]:
    """One Line a film; its id is MovieLens's. Raises OSError."""
    ids, tags, stars = _links(folder), _tags(folder), _stars(folder)
    for line in read_table(folder / MOVIES):
        if line.record is None:
            yield line
            continue
        movie = str(line.record.get("movieId", "")).strip()
        record = _named(str(line.record.get("title", "")))
        genres = [genre for genre in str(line.record.get("genres", "")).split("|") if genre != _NO_GENRES]
        record |= {"id": movie, "medium": "film", "genres": genres, "keywords": tags.get(movie, [])}
        rated = stars.get(movie)
        if rated:
            record["popularity"] = len(rated)
        if rated and len(rated) >= _LEAST_RATINGS:
            record["rating"] = round(2 * sum(rated) / len(rated), 2)
        if movie in ids:
            record["extra"] = {"ids": ids[movie]}
        yield Line(line.number, record)


def _named(title: str) -> dict[str, Any]:
    """ "Matrix, The (a.k.a. Reality) (1999)" -> title, aliases, year."""
    record: dict[str, Any] = {}
    if found := _YEAR.search(title):
        title, record["year"] = title[: found.start()], int(found[1])
    aliases: list[str] = []
    while found := _ALIAS.search(title):
        title, aliases = title[: found.start()], [found[1], *aliases]
    return record | {"title": _turned(title), "aliases": [_turned(alias) for alias in aliases]}


def _turned(title: str) -> str:
    found = _ARTICLE.match(title.strip())
    if not found:
        return title.strip()
    gap = "" if found[2].endswith("'") else " "
    return f"{found[2]}{gap}{found[1]}"


def _links(folder: Path) -> dict[str, dict[str, str]]:
    found = {}
    for record in _records(folder / "links.csv"):
        ids = {"imdb": f"tt{record['imdbId'].zfill(7)}"} if record.get("imdbId") else {}
        if record.get("tmdbId"):
            ids["tmdb"] = record["tmdbId"]
        found[record.get("movieId", "")] = ids
    return found


def _tags(folder: Path) -> dict[str, list[str]]:
    """What people tagged each film with, the commonest first."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for path in sorted(folder.glob("tags*.csv")):
        for record in _records(path):
            counts[record.get("movieId", "")][record.get("tag", "").strip().lower()] += 1
    return {movie: [tag for tag, _ in found.most_common(_MOST_TAGS) if tag] for movie, found in counts.items()}


def _stars(folder: Path) -> dict[str, list[float]]:
    found: dict[str, list[float]] = defaultdict(list)
    for path in ratings_of(folder):
        for record in _records(path):
            try:
                found[record["movieId"]].append(float(record["rating"]))
            except (KeyError, ValueError):
                continue  # the import of the ratings reports it
    return found


def _records(path: Path) -> Iterator[dict[str, str]]:
    if path.is_file():
        for line in read_table(path):
            if line.record is not None:
                yield {name: str(cell) for name, cell in line.record.items()}
