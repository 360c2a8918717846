"""Findings that come with the starter library's recordings, so that they are found without the media extra.

One JSON object a line: item, stage, language, facts, phrases, moments. `write` makes the file from a library whose
stages have read the recordings.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from indexers.catalogue.findings import Outcome, StageRow
from indexers.library import Library
from indexers.media.models import Finding, Moment
from indexers.sources.starter import FINDINGS
from indexers.stages.store import Store

MARK = b"shipped:"  # such a digest is never out of date: the file is read by nobody else


def put(library: Library, path: Path = FINDINGS) -> None:
    """Store what is new in the file, for the items that are here."""
    lines = [line for line in path.read_text(encoding="utf8").splitlines() if line] if path.exists() else []
    rows = [_row(line) for line in lines]
    here = {item.id for item in library.catalogue.get([row.item for row in rows])}
    known = {stage: library.catalogue.findings.digests(stage) for stage in {row.stage for row in rows}}
    new = [row for row in rows if row.item in here and known[row.stage].get(row.item, (b"",))[0] != row.digest]
    if new:
        with library.vectors.writing(), Store(library, ()) as store:
            for row in new:
                store.put(row)


def write(library: Library, items: list[str], path: Path = FINDINGS) -> None:
    """Write what the stages found in the items' files."""
    path.write_text("".join(f"{line}\n" for line in _lines(library, items)), encoding="utf8")


def _lines(library: Library, items: list[str]) -> Iterator[str]:
    findings = library.catalogue.findings
    found = findings.of(items)
    for item in items:
        for stage, one in sorted(found.get(item, {}).items()):
            moments = [
                {"start_s": m.start_s, "end_s": m.end_s, "text": m.text, "facts": m.facts}
                for m in findings.passages_of(item, stage)
            ]
            record: dict[str, Any] = {"item": item, "stage": stage, "cause": one.cause, "language": one.language}
            record |= {"facts": one.facts, "phrases": one.phrases, "moments": moments}
            yield json.dumps(record, ensure_ascii=False)


def _row(line: str) -> StageRow:
    record: dict[str, Any] = json.loads(line)
    moments = tuple(Moment(**moment) for moment in record["moments"])
    finding = Finding(record["facts"], tuple(record["phrases"]), None, moments, record["language"], record["cause"])
    digest = MARK + hashlib.blake2b(line.encode(), digest_size=16).digest()
    outcome: Outcome = "skipped" if record["cause"] else "done"
    return StageRow(record["item"], record["stage"], digest, outcome, record["cause"], finding)
