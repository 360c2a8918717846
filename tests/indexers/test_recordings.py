"""The starter's recordings: their files are there, and what the stages find in them comes with them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from indexers.media.fingerprint import FACT
from indexers.pipeline import index
from indexers.sources import open_source
from indexers.sources.starter import FINDINGS, FOLDER
from indexers.stages import choose_stages, make_stages, shipped
from indexers.weights import Weights
from tests.indexers.conftest import open_library
from tests.indexers.staging import run_stages


def test_the_recordings_are_found_without_opening_a_file(tmp_path: Path) -> None:
    with open_library(tmp_path / "library") as library:
        index(library, open_source(FOLDER / "recordings.jsonl"))
        shipped.put(library)
        moments = library.catalogue.findings.words("gluten", 3)
        (passage,) = library.catalogue.findings.passages([moments[0][0]])
        assert passage.item == "recording-how-bread-rises"
        assert passage.start_s > 10
        generation = library.catalogue.findings.generation
        shipped.put(library)
        assert library.catalogue.findings.generation == generation
        stages, _ = make_stages(library, choose_stages(None))
        assert all(report.unchanged == 14 for report in run_stages(library, *stages))


def test_the_recordings_files_are_there(tmp_path: Path) -> None:
    with open_library(tmp_path / "library") as library:
        index(library, open_source(FOLDER / "recordings.jsonl"))
        items = list(library.catalogue.with_files())
    assert len(items) == 14
    assert all(Path(item.path or "").is_file() for item in items)
    assert sum(Path(item.path or "").stat().st_size for item in items) < 5_000_000


def _rounded(facts: Mapping[str, object]) -> dict[str, object]:
    """Numbers to three digits: one machine's last bit is not another's. Fingerprints are for files of one's own."""
    facts = {name: value for name, value in facts.items() if name != FACT}
    return {name: float(f"{value:.3g}") if isinstance(value, float) else value for name, value in facts.items()}


def test_the_media_extra_finds_the_same_anew(tmp_path: Path) -> None:
    """Facts to three digits, texts to the letter, seconds within half a one; tags need the weights of musicnn."""
    shipped_lines = [json.loads(line) for line in FINDINGS.read_text(encoding="utf8").splitlines()]
    with open_library(tmp_path / "library") as library:
        index(library, open_source(FOLDER / "recordings.jsonl"))
        stages, _ = make_stages(library, choose_stages(None))
        run_stages(library, *stages)
        found = library.catalogue.findings
        for line in shipped_lines:
            one = found.of([line["item"]])[line["item"]][line["stage"]]
            assert _rounded(one.facts) == _rounded(line["facts"])
            if Weights(None, offline=True).state("musicnn") == "here":
                assert list(one.phrases) == line["phrases"]
            moments = found.passages_of(line["item"], line["stage"])
            assert [moment.text for moment in moments] == [moment["text"] for moment in line["moments"]]
            starts = [moment["start_s"] for moment in line["moments"]]
            assert [moment.start_s for moment in moments] == pytest.approx(starts, abs=0.5)
