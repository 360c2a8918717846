"""python -m tests.campaigns NAME: run a campaign where it was left, recording each case in NAME.md."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.campaigns import kill, media_fuzz, talk
from tests.campaigns.campaign import Campaign, run
from tests.measure.data import DEFAULT, Data, DataMissingError
from tests.measure.libraries import CACHE, Libraries

CAMPAIGNS: dict[str, Campaign] = {"kill": kill.CAMPAIGN, "media-fuzz": media_fuzz.CAMPAIGN, "talk": talk.CAMPAIGN}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.campaigns", description=__doc__)
    parser.add_argument("name", choices=CAMPAIGNS)
    parser.add_argument("--cases", type=int, help="how many are planned; by default the campaign's own number")
    parser.add_argument("--limit", type=int, default=sys.maxsize, help="stop after so many; the next run goes on")
    parser.add_argument("--again", choices=("failed", "older"), default="", help="run these cases anew as well")
    parser.add_argument("--data", type=Path, default=DEFAULT)
    parser.add_argument("--cache", type=Path, default=CACHE)
    given = parser.parse_args()
    path = Path(__file__).parent / f"{given.name}.md"
    libraries = Libraries(Data(given.data, given.cache))
    try:
        good = run(CAMPAIGNS[given.name], libraries, path, cases=given.cases, limit=given.limit, again=given.again)
    except DataMissingError as missing:
        print(f"skipped: {missing}", file=sys.stderr)
        return 0
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main())
