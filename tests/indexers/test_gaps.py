"""Indexing ends with what the works lack, and what that costs."""

from __future__ import annotations

from pathlib import Path

from indexers.library import Library
from indexers.pipeline import index
from indexers.sources import open_source
from tests.indexers.conftest import Index
from tests.indexers.trees import plant


def test_what_is_missing_is_said_with_its_cost(index_lines: Index) -> None:
    films = [{"id": str(n), "title": f"Film {n}", "medium": "film", "year": 2000, "minutes": 90} for n in range(3)]
    part = {"id": "e", "title": "Part", "medium": "film", "parent": "0"}
    full = {**films[0], "id": "full", "genres": ["drama"], "languages": ["en"]}
    assert index_lines([*films, full, part]).notes == [
        "3 of 4 films have no genre: 'no horror' leaves them out; cure: add it to the items and index them again.",
        "3 of 4 films have no language: 'in French' leaves them out; cure: add it to the items and index them again.",
    ]
    assert index_lines([full]).notes == []


def test_a_folder_names_its_own_cure(library: Library, tmp_path: Path) -> None:
    root = plant(tmp_path / "media", "A Film of Ours (2009).mkv")
    notes = index(library, open_source(root, library)).notes
    assert [note.split(":")[0] for note in notes] == [
        f"The only film has no {name}" for name in ("genre", "language", "running time")
    ]
    assert all(".nfo" in note for note in notes)
