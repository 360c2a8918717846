"""A sample of the campaign `kill`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from indexers.encoders import TextEncoder
from tests.campaigns.kill import run_case

ITEMS = 300


def _source(folder: Path) -> Path:
    path = folder / "items.jsonl"
    lines = (
        {"id": f"i{n}", "title": f"Work {n}", "medium": "film", "description": f"number {n}"} for n in range(ITEMS)
    )
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf8")
    return path


def test_a_killed_index_loses_nothing_and_goes_on(tmp_path: Path, minilm: TextEncoder) -> None:
    """The fixture is what skips this where the encoder's weights are missing."""
    assert "killed with" in run_case(3, _source(tmp_path), whole_s=3.5)
    shutil.rmtree(tmp_path)
