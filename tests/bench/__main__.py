"""python -m tests.bench: speed and memory, as ratios within one run, into RESULTS.md beside this file."""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")  # numpy reads it when it is first imported
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from tests.bench import growth, indexing, media, memory, merging, searching, turns
from tests.measure.data import DEFAULT, Data, DataMissingError
from tests.measure.libraries import CACHE, Libraries
from tests.measure.record import Record

PARTS: dict[str, tuple[str, Callable[[Data, Libraries], str]]] = {
    "search": ("Search", searching.run),
    "index": ("Indexing", indexing.run),
    "whole": ("Indexing 36,273 films", indexing.run_whole),
    "merging": ("Merging 36,273 and 4,803 films", merging.run),
    "memory": ("Memory", memory.run),
    "growth": ("Growth", growth.run),
    "stages": ("Stages over a folder of media", media.run_stages),
    "long": ("A file of twenty hours", media.run_long),
    "many": ("Many small files", media.run_many),
    "turn": ("A turn with the local model", turns.run),
}
ABOUT = "Each section is one run of `python -m tests.bench`; `--only` names parts. Goals are those of the issue."


def main() -> int:
    given = _arguments()
    data = Data(given.data, given.cache)
    libraries = Libraries(data)
    record = Record(Path(__file__).with_name("RESULTS.md"), "Speed and memory", ABOUT)
    for name in given.only:
        title, run = PARTS[name]
        try:
            body = run(data, libraries)
        except DataMissingError as missing:
            print(f"skipped {name}: {missing}", file=sys.stderr)
            continue
        record.write(title, body, f"python -m tests.bench --only {name}")
        print(f"\n{title}\n\n{body}", flush=True)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--only", type=lambda text: text.split(","), default=list(PARTS), help=", ".join(PARTS))
    parser.add_argument("--data", type=Path, default=DEFAULT, help="the data folder")
    parser.add_argument("--cache", type=Path, default=CACHE, help="where items and libraries are kept between runs")
    given = parser.parse_args()
    if unknown := set(given.only) - set(PARTS):
        parser.error(f"unknown part {', '.join(unknown)}; there are {', '.join(PARTS)}")
    return given


if __name__ == "__main__":
    raise SystemExit(main())
