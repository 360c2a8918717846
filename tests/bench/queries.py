"""Real queries: what people wrote in ReDial and INSPIRED, and pairs of TMDB's keywords. The same 200 in each run."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from tests.measure.data import Data, read_lines, read_table

COUNT = 200
_WORDS = range(4, 25)
_MENTION = re.compile(r"@\d+|QUOTATION_MARK")


def queries(data: Data, count: int = COUNT) -> list[str]:
    """Distinct, a third of each kind."""
    kinds = [list(dict.fromkeys(kind(data))) for kind in (_redial, _inspired, _keywords)]
    draw = random.Random(0)
    share = -(-count // len(kinds))
    chosen = [query for kind in kinds for query in draw.sample(kind, share)]
    return list(dict.fromkeys(chosen))[:count]


def _redial(data: Data) -> Iterator[str]:
    for row in read_lines(data.file("redial-valid", "valid_data.jsonl")):
        for message in row["messages"]:
            if message["senderWorkerId"] == row["initiatorWorkerId"]:
                yield from _usable(message["text"])


def _inspired(data: Data) -> Iterator[str]:
    for row in read_table(data.file("inspired-dev", "dev.tsv")):
        if row["speaker"] == "SEEKER":
            yield from _usable(row["text"])


def _keywords(data: Data) -> Iterator[str]:
    for row in read_lines(data.items("tmdb")):
        if len(row["keywords"]) > 1:
            yield " ".join(row["keywords"][:2])


def _usable(text: str) -> Iterator[str]:
    plain = " ".join(_MENTION.sub(" ", text).split())
    if len(plain.split()) in _WORDS:
        yield plain
