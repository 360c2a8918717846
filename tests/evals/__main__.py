"""python -m tests.evals: how well usher understands, keeps limits, speaks and ranks, into RESULTS.md beside this file.

Figures are of the report part; `--part tune` prints examples as well and writes nothing.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from tests.evals import (
    attention,
    fingerprints,
    hearing,
    limits,
    matching,
    media,
    merging,
    models,
    replies,
    understanding,
)
from tests.evals.ranking import recall
from tests.evals.taste import run as taste
from tests.measure.data import DEFAULT, Data, DataMissingError
from tests.measure.libraries import CACHE, Libraries
from tests.measure.record import Record

MOST_CASES = 900
ABOUT = "Each section is one run of `python -m tests.evals`; `--only` names parts. Goals are those of the issue."
Run = Callable[[Data, Libraries, str, bool], str]
PARTS: dict[str, tuple[str, Run]] = {
    "media": ("Found by what is said, heard and seen", lambda data, _, part, show: media.run(data, part, show)),
    "wer": ("Words heard", lambda data, *_: hearing.run(data)),
    "slots": ("Slots of single requests", lambda data, _, part, show: understanding.run_slots(data, part, show)),
    "zh": ("Slots of Chinese requests", lambda data, _, part, show: understanding.run_chinese(data, part, show)),
    "dialogues": ("Turns of dialogues", lambda data, _, part, show: understanding.run_dialogues(data, part, show)),
    "limits": ("Limits kept", lambda _, libraries, part, show: limits.run(libraries, part, show)),
    "replies": ("Replies of the planner", lambda _, libraries, part, show: replies.run(libraries, show)),
    "redial": ("ReDial", lambda data, libraries, *_: recall.run_redial(data, libraries, MOST_CASES)),
    "inspired": ("INSPIRED", lambda data, libraries, *_: recall.run_inspired(data, libraries, MOST_CASES)),
    "taste": ("What a person will like", lambda data, libraries, part, _: taste.run(data, libraries, part)),
    "matching": ("Rows of histories to items", lambda data, _, part, show: matching.run(data, part, show)),
    "merging": ("Works of several sources", lambda data, _, part, show: merging.run(data, part, show)),
    "fingerprints": ("One recording in several files", lambda data, *_: fingerprints.run(data)),
    "attention": ("Occlusion and attention", lambda data, *_: attention.run(data)),
    "models": ("Planner and local model", lambda _, libraries, part, show: models.run(libraries, part, show)),
}


def main() -> int:
    given = _arguments()
    data = Data(given.data, given.cache)
    libraries = Libraries(data)
    record = Record(Path(__file__).with_name("RESULTS.md"), "What usher understands, keeps, says and finds", ABOUT)
    for name in given.only:
        title, run = PARTS[name]
        try:
            body = run(data, libraries, given.part, given.part == "tune")
        except DataMissingError as missing:
            print(f"skipped {name}: {missing}", file=sys.stderr)
            continue
        if given.part == "report":
            record.write(title, body, f"python -m tests.evals --only {name}")
        print(f"\n{title} ({given.part})\n\n{body}", flush=True)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.evals", description=__doc__)
    parser.add_argument("--part", choices=("tune", "report"), default="report")
    parser.add_argument("--only", type=lambda text: text.split(","), default=list(PARTS), help=", ".join(PARTS))
    parser.add_argument("--data", type=Path, default=DEFAULT, help="the data folder")
    parser.add_argument("--cache", type=Path, default=CACHE, help="where items and libraries are kept between runs")
    given = parser.parse_args()
    if unknown := set(given.only) - set(PARTS):
        parser.error(f"unknown part {', '.join(unknown)}; there are {', '.join(PARTS)}")
    return given


if __name__ == "__main__":
    raise SystemExit(main())
