"""Opening a library: missing, newer, damaged, read-only, made with another encoder."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from indexers.errors import LibraryDamaged, LibraryError, LibraryMissing, LibraryTooNew, SettingError, WeightsError
from indexers.library import Library
from indexers.models import Interaction
from indexers.pipeline import index
from indexers.settings import LibrarySettings
from indexers.sources import open_source
from tests.fakes.encoder import FakeEncoder
from tests.indexers.conftest import FILMS, open_library, write_lines

NOBODY = 65534


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A library that was used and closed."""
    path = tmp_path / "library"
    with open_library(path) as library:
        index(library, open_source(write_lines(tmp_path / "items.jsonl", FILMS)))
        library.person("ann").add([Interaction(item="603", kind="like")])
    return path


def _contents(folder: Path) -> dict[str, tuple[str, int]]:
    return {
        str(file): (hashlib.sha256(file.read_bytes()).hexdigest(), file.stat().st_mtime_ns)
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def test_a_library_that_is_not_there_is_not_made_by_asking(tmp_path: Path) -> None:
    with pytest.raises(LibraryMissing, match="usher index"):
        Library.open(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()
    assert Library.owner(tmp_path / "nowhere") is None


@pytest.mark.parametrize("database", ["catalogue.db", "people.db"])
def test_a_library_of_a_newer_version_is_refused_untouched(path: Path, database: str) -> None:
    connection = sqlite3.connect(path / database)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    before = _contents(path)
    with pytest.raises(LibraryTooNew) as error:
        open_library(path)
    assert str(error.value) == f"The library {path} was written by a newer usher. Update usher."
    assert _contents(path) == before


@pytest.mark.parametrize("database", ["catalogue.db", "people.db"])
def test_a_file_that_is_no_database_is_damage(path: Path, database: str) -> None:
    (path / database).write_bytes(b"\x00binary" * 1000)
    with pytest.raises(LibraryDamaged, match="is damaged"):
        open_library(path)


def test_a_half_written_catalogue_is_damage(path: Path) -> None:
    size = (path / "catalogue.db").stat().st_size
    os.truncate(path / "catalogue.db", size // 2)
    with pytest.raises(LibraryDamaged, match="is damaged"), open_library(path) as library:
        library.catalogue.columns()
        library.catalogue.words("moon", 5)


def test_a_library_that_was_only_begun_can_be_used(path: Path) -> None:
    for file in path.glob("catalogue.db*"):
        file.write_bytes(b"")
    with open_library(path) as library:
        assert library.catalogue.count() == 0


def test_a_library_keeps_to_the_encoder_that_made_it(path: Path) -> None:
    class Other(FakeEncoder):
        name = "other"

    with pytest.raises(SettingError, match="'fake', which made this library"):
        Library.open(path, encoder=Other())
    with Library.open(path, encoder=FakeEncoder()) as library:
        assert library.encoder_name == "fake"


def test_reading_needs_no_encoder_and_searching_says_which_weights_are_missing(tmp_path: Path) -> None:
    settings = LibrarySettings(weights=tmp_path / "weights", offline=True)
    with Library.open(tmp_path / "library", settings, create=True) as library:
        assert library.catalogue.columns().n == 0
        with pytest.raises(WeightsError, match="minilm"):
            _ = library.encoder


def test_an_encoder_that_is_unknown_is_named_with_those_that_are_known(tmp_path: Path) -> None:
    with (
        Library.open(tmp_path / "library", LibrarySettings(text="nothing"), create=True) as library,
        pytest.raises(SettingError, match="minilm"),
    ):
        _ = library.encoder


@contextmanager
def _read_only(folder: Path) -> Iterator[None]:
    """The folder and its files as somebody sees them who may only read; root may write everywhere, so not as root."""
    for entry in [folder, *folder.rglob("*")]:
        entry.chmod(0o555 if entry.is_dir() else 0o444)
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)
        for entry in [folder, *folder.rglob("*")]:
            entry.chmod(0o755)


def test_a_read_only_library_is_one_sentence() -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        path = Path(folder) / "library"
        open_library(path).close()
        with _read_only(path), pytest.raises(LibraryError, match="cannot be written: Permission denied"):
            open_library(path)
        with _read_only(path), pytest.raises(LibraryError, match="cannot be written: Permission denied"):
            open_library(path / "new")


def test_a_file_in_the_place_of_the_library_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "library").write_text("")
    with pytest.raises(LibraryError, match="cannot be used"):
        open_library(tmp_path / "library")
