"""usher doctor --repair: what is broken in a library's folder is mended or named, and nothing is lost."""

from __future__ import annotations

import json
import os
import resource
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from indexers.library import Library
from indexers.safekeeping.repair import writable
from tests.agent.conftest import Run


@pytest.fixture
def broken(library_path: Path, tmp_path: Path) -> Path:
    """A library of the shelf, for a test to break."""
    shutil.copytree(library_path, tmp_path / "library")
    return tmp_path / "library"


def _lose_chroma(path: Path) -> None:
    shutil.rmtree(path / "chroma")


def _spoil_chroma(path: Path) -> None:
    (path / "chroma" / "chroma.sqlite3").write_bytes(b"\x00nothing" * 1000)


def _empty_chroma(path: Path) -> None:
    with closing(sqlite3.connect(path / "chroma" / "chroma.sqlite3")) as connection:
        connection.execute("DELETE FROM collections")
        connection.commit()


def _lose_sidecar(path: Path) -> None:
    for file in (path / "vectors").glob("*.f32"):
        file.unlink()


def _cut_sidecar(path: Path) -> None:
    for file in (path / "vectors").glob("*.f32"):
        os.truncate(file, file.stat().st_size // 2)


def _lose_all_vectors(path: Path) -> None:
    _lose_chroma(path)
    shutil.rmtree(path / "vectors")


def _leave_parts(path: Path) -> None:
    (path / "vectors" / "text.f32.part").write_bytes(b"half")


def _found(run: Run, path: Path) -> list[str]:
    ran = run("search", "a lone worker on the moon", "--json", library=path)
    return [pick["id"] for pick in json.loads(ran.out)["picks"]]


@pytest.mark.parametrize(
    "harm",
    [_lose_chroma, _spoil_chroma, _empty_chroma, _lose_sidecar, _cut_sidecar, _lose_all_vectors, _leave_parts],
)
def test_broken_vectors_are_mended_and_find_the_same(
    run: Run, library_path: Path, broken: Path, harm: Callable[[Path], None]
) -> None:
    harm(broken)
    ran = run("doctor", "--repair", "--json", library=broken)
    assert ran.code == 0, ran.out + ran.err
    told = {one["name"]: one for one in json.loads(ran.out)["findings"] if one["section"] in ("Repair", "Library")}
    assert told["vectors"]["ok"] and all(one["ok"] for one in told.values())
    assert _found(run, broken) == _found(run, library_path)
    assert not list(broken.rglob("*.part"))


@pytest.mark.parametrize("name", ["catalogue.db", "people.db"])
def test_a_database_that_does_not_mend_is_named_and_left(run: Run, broken: Path, name: str) -> None:
    (broken / name).write_bytes(b"\x00nothing" * 1000)
    ran = run("doctor", "--repair", library=broken)
    assert ran.code == 1
    assert f"!! {name}: damaged" in ran.out and "usher restore" in ran.out
    assert (broken / name).read_bytes() == b"\x00nothing" * 1000


def test_a_library_in_use_is_not_repaired(run: Run, broken: Path) -> None:
    with Library.open(broken):
        ran = run("doctor", "--repair", library=broken)
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert "in use by process" in ran.err


def test_a_clock_that_went_back_is_named(run: Run, broken: Path) -> None:
    with Library.open(broken) as library:
        library.person("ann").save_turn("t", "c", datetime.now(UTC) + timedelta(days=400), {})
    ran = run("doctor", "--repair", library=broken)
    assert ran.code == 1
    assert "!! clock: the last turn was kept at" in ran.out
    with Library.open(broken) as library:
        assert library.person("ann").turn("t") == {}


def test_a_full_disk_is_named(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        found = writable(tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (found.ok, found.value) == (False, f"The disk that holds {tmp_path} is full.")
    assert not list(tmp_path.iterdir())


def test_too_many_open_files_are_named(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, hard))
    try:
        found = writable(tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert "Too many open files" in found.value
