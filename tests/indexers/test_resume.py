"""An index that is killed, interrupted or out of room goes on where it was: nothing lost, nothing doubled."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from indexers.catalogue.text import item_text
from indexers.errors import LibraryBusy, LibraryError
from indexers.library import Library
from indexers.pipeline import IndexReport, index
from indexers.sources import open_source
from tests.indexers.conftest import open_library, write_lines
from tests.indexers.indexing import BATCH

COUNT = 400
RECORDS: list[dict[str, Any]] = [
    {"id": f"id{number}", "title": f"Work {number}", "medium": "film", "description": f"word{number} other{number}"}
    for number in range(COUNT)
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write_lines(tmp_path / "items.jsonl", RECORDS)


def _start(library: Path, file: Path, where: str) -> subprocess.Popen[str]:
    """A process in a group of its own, so that what it leaves behind can be seen."""
    command = [sys.executable, "-m", "tests.indexers.indexing", str(library), str(file), where]
    root = Path(__file__).parents[2]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True, cwd=root)


def _kill(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def _index(library: Library, file: Path) -> IndexReport:
    return index(library, open_source(file))


def _assert_whole(library: Library) -> None:
    """Every item is there once and is the first that its own text finds, in Chroma alone and by rows."""
    columns = library.catalogue.columns()
    assert sorted(columns.ids) == sorted(record["id"] for record in RECORDS)
    assert library.vectors.text.count() == COUNT
    items = library.catalogue.get(columns.ids)
    for row, vector in enumerate(library.encoder.encode([item_text(item) for item in items])):
        assert library.vectors.text.query(vector, 1)[0][0] == columns.ids[row]
        assert library.vectors.text.nearest(vector, 1)[0][0] == row


@pytest.mark.parametrize("where", ["before-commit:1", "before-commit:4", "after-commit:5"])
def test_after_kill_9_at_a_batch_the_index_goes_on(tmp_path: Path, file: Path, where: str) -> None:
    process = _start(tmp_path / "library", file, where)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    committed = (int(where[-1]) - where.startswith("before")) * BATCH
    with open_library(tmp_path / "library", batch=BATCH) as library:
        assert library.catalogue.count() == library.vectors.text.count() == committed
        report = _index(library, file)
        assert (report.added, report.unchanged) == (COUNT - committed, committed)
        _assert_whole(library)


def test_after_kill_9_at_any_instant_what_was_committed_stays(tmp_path: Path, file: Path) -> None:
    process = _start(tmp_path / "library", file, "run")
    assert process.stdout is not None
    for line in process.stdout:
        if int(line.split()[0]) >= 3 * BATCH:
            break
    _kill(process)
    with open_library(tmp_path / "library", batch=BATCH) as library:
        _index(library, file)
        _assert_whole(library)


def test_after_kill_9_the_lock_is_free_at_once_and_no_child_lives_on(tmp_path: Path, file: Path) -> None:
    path = tmp_path / "library"
    process = _start(path, file, "hold")
    assert process.stdout is not None and process.stdout.readline() == "open\n"
    owner = Library.owner(path)
    assert owner is not None and (owner.pid, owner.address) == (process.pid, "/run/usher.sock")
    with pytest.raises(LibraryBusy, match=f"in use by process {process.pid}") as busy:
        open_library(path)
    assert (busy.value.pid, busy.value.address) == (process.pid, "/run/usher.sock")
    _kill(process)
    assert Library.owner(path) is None
    open_library(path).close()
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


def test_ctrl_c_keeps_what_is_done(tmp_path: Path, file: Path) -> None:
    def stop(done: int, total: int, doing: str) -> None:
        if done >= 3 * BATCH:
            raise KeyboardInterrupt

    with open_library(tmp_path / "library", batch=BATCH) as library:
        with pytest.raises(KeyboardInterrupt):
            index(library, open_source(file), stop)
        assert library.catalogue.count() == library.vectors.text.count() == 3 * BATCH
        assert _index(library, file).added == COUNT - 3 * BATCH
        _assert_whole(library)


@contextmanager
def _room(size_bytes: int) -> Iterator[None]:
    """No file of this process may grow beyond this size, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("size_bytes", [40_000, 250_000])
def test_a_full_disk_is_one_sentence_and_the_index_goes_on_later(tmp_path: Path, file: Path, size_bytes: int) -> None:
    with open_library(tmp_path / "library", batch=BATCH) as library:
        with _room(size_bytes), pytest.raises(LibraryError) as error:
            _index(library, file)
        assert str(tmp_path / "library") in str(error.value) and "\n" not in str(error.value)
    with open_library(tmp_path / "library", batch=BATCH) as library:
        _index(library, file)
        _assert_whole(library)
