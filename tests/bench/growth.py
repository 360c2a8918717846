"""Ten times the items: what becomes of a search. Items are recombined from real texts."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench.queries import queries
from tests.bench.searching import brute, exactly, nearest, search
from tests.bench.timing import medians_ms, recall
from tests.measure.data import Data, read_lines
from tests.measure.libraries import Libraries
from tests.measure.record import table

SIZES = (10_000, 100_000)


def make_items(data: Data, count: int) -> Path:
    """`count` items: title, plot and tags each of another film. The smaller set begins the larger one."""
    path = data.cache / f"mixed-{count}.jsonl"
    if not path.exists():
        films = [film for film in read_lines(data.items("films")) if len(film["description"].split()) > 10]
        path.write_text("".join(json.dumps(item) + "\n" for item in mixed(films, count)), encoding="utf8")
    return path


def mixed(films: list[dict[str, Any]], count: int) -> Iterator[dict[str, Any]]:
    draw = random.Random(0)
    for number in range(count):
        name, plot, tags, people = draw.choices(films, k=4)
        yield {
            **{key: tags[key] for key in ("genres", "languages", "countries", "minutes", "rating", "popularity")},
            "id": f"m{number}",
            "title": f"{name['title']} {number % 97}",
            "medium": "film",
            "year": plot["year"],
            "keywords": tags["keywords"][:4],
            "people": people["people"][:3],
            "description": ". ".join(plot["description"].split(". ")[:2])[:200],
        }


def run(data: Data, libraries: Libraries) -> str:
    asked = queries(data)
    rows: list[list[object]] = []
    times: list[float] = []
    for size in SIZES:
        make_items(data, size)
        with libraries.usher(f"mixed-{size}") as usher:
            times.append(medians_ms({"search": search(usher)}, asked)["search"])
            picks = recall(search(usher), search(exactly(usher)), asked)
            vectors = recall(nearest(usher, None), brute(usher, None), asked)
        rows.append([size, times[-1], f"{times[-1] / times[0]:.2f}", f"{picks:.3f}", f"{vectors:.3f}"])
    header = ["items", "median ms of a search", "x", "recall@10 of picks", "recall@10 of vectors"]
    return f"{len(asked)} real queries, the same at both sizes.\n\n{table(header, rows)}"
