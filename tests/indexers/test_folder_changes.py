"""A folder that is read again: what is gone goes, what cannot be seen now stays, what is the same is not opened."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from indexers.errors import SourceError
from indexers.library import Library
from indexers.pipeline import IndexReport, index
from indexers.sources import open_source
from indexers.sources.folder import FolderSource
from indexers.sources.folder.absence import Absence
from indexers.sources.folder.memory import Memory
from indexers.sources.folder.paths import opened
from indexers.sources.folder.walk import walk
from tests.fakes.media import make_audio, make_video, tone
from tests.indexers.conftest import write_lines
from tests.indexers.trees import plant, records, write


def _index(library: Library, root: Path, *, several: bool = False) -> IndexReport:
    report = index(library, open_source(root, library, several=several))
    assert report.bad == []
    return report


def _ids(library: Library) -> set[str]:
    return set(library.catalogue.columns().ids)


def test_what_is_gone_goes_and_what_is_new_comes(library: Library, tmp_path: Path) -> None:
    root = plant(tmp_path / "media", "Moon (2009).mkv", "Alien (1979).mkv")
    assert _index(library, root).added == 2
    (root / "Moon (2009).mkv").unlink()
    plant(root, "Heat (1995).mkv")
    report = _index(library, root)
    assert (report.added, report.removed, report.unchanged) == (1, 1, 1)
    assert _ids(library) == {"Alien (1979).mkv", "Heat (1995).mkv"}


def test_an_unchanged_file_is_not_opened_again(library: Library, tmp_path: Path) -> None:
    root = tmp_path / "media"
    root.mkdir()
    path = make_audio(root / "a.mp3", tone(1), tags={"title": "First", "artist": "Ann"})
    _index(library, root)
    status = path.stat()
    path.write_bytes(b"x" * status.st_size)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert _index(library, root).unchanged == 1
    assert library.catalogue.get(["a.mp3"])[0].title == "First"
    make_audio(path, tone(1), tags={"title": "Second", "artist": "Ann"})
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + 1))
    assert _index(library, root).changed == 1
    assert library.catalogue.get(["a.mp3"])[0].title == "Second"


def test_a_file_beside_it_that_changed_is_read(library: Library, tmp_path: Path) -> None:
    root = write(tmp_path / "media", {"a.mkv": b"", "a.nfo": "<movie><title>One</title></movie>"})
    _index(library, root)
    write(root, {"a.nfo": "<movie><title>Another</title></movie>"})
    assert _index(library, root).changed == 1
    assert library.catalogue.get(["a.mkv"])[0].title == "Another"


def test_an_empty_root_deletes_nothing_and_is_reported(library: Library, tmp_path: Path) -> None:
    root = plant(tmp_path / "nas", "Moon (2009).mkv")
    _index(library, root)
    (root / "Moon (2009).mkv").unlink()
    report = _index(library, root)
    assert report.removed == 0 and "Moon (2009).mkv" in _ids(library)
    assert "is empty now" in report.notes[0]


def test_a_root_that_is_missing_deletes_nothing(library: Library, tmp_path: Path) -> None:
    root = plant(tmp_path / "nas", "Moon (2009).mkv")
    source = open_source(root, library)
    index(library, source)
    shutil.rmtree(root)
    with pytest.raises(SourceError, match="not there"):
        index(library, source)
    with pytest.raises(SourceError):
        open_source(root, library)
    assert _ids(library) == {"Moon (2009).mkv"}


def test_an_empty_folder_where_a_mount_was_keeps_its_items(library: Library, tmp_path: Path) -> None:
    root = plant(tmp_path / "media", "nas/Moon (2009).mkv", "nas/TV/Lost S01E01.mkv", "Heat (1995).mkv")
    _index(library, root)
    before = _ids(library)
    shutil.rmtree(root / "nas")
    (root / "nas").mkdir()
    report = _index(library, root)
    assert _ids(library) == before and "nas" in report.notes[0]
    (root / "nas").rmdir()
    assert _index(library, root).removed == 3
    assert _ids(library) == {"Heat (1995).mkv"}


def test_a_folder_that_cannot_be_listed_keeps_its_items(tmp_path: Path) -> None:
    root = plant(tmp_path / "media", "locked/Moon (2009).mkv", "lock/Heat (1995).mkv")
    tree = walk(root)
    del tree.folders["locked"]
    tree.unlisted["locked"] = "Permission denied"
    absence = Absence(root, tree)
    assert absence.keeps("locked/Moon (2009).mkv") and absence.keeps("locked")
    assert not absence.keeps("lock/Heat (1995).mkv")
    assert absence.sentences() == [
        f"{root / 'locked'} cannot be read (Permission denied); what the library has from it is kept."
    ]


def test_a_mount_that_is_no_longer_there_keeps_its_items(library: Library, tmp_path: Path) -> None:
    root = plant(tmp_path / "media", "disk/Moon (2009).mkv", "Heat (1995).mkv")
    _index(library, root)
    memory = Memory(library.path, str(root))
    memory.note("mounts", ["disk"])  # as a disk of its own, which no test can make
    memory.close()
    shutil.rmtree(root / "disk")
    for _ in range(2):
        report = _index(library, root)
        assert report.removed == 0 and "was a mount" in report.notes[0]


def test_links_are_not_followed_and_hard_links_are_read_once(tmp_path: Path) -> None:
    outside = plant(tmp_path / "outside", "Secret (2001).mkv")
    root = plant(tmp_path / "media", "Moon (2009).mkv")
    (root / "loop").symlink_to(root)
    (root / "inside.mkv").symlink_to(root / "Moon (2009).mkv")
    (root / "out").symlink_to(outside)
    (root / "gone.mkv").symlink_to(tmp_path / "nowhere.mkv")
    os.link(root / "Moon (2009).mkv", root / "Moon again.mkv")
    source = FolderSource(root)
    assert [line.place for line in source.read()] == ["Moon (2009).mkv"]
    links, same = source.notes()
    assert "1 link out of" in links and "Moon again.mkv" in same


def test_names_of_any_bytes_lead_back_to_their_files(library: Library, tmp_path: Path) -> None:
    root = tmp_path / "media"
    root.mkdir()
    names = [
        b"a\xff (2001).mkv",
        b"b\xfe (2001).mkv",
        b"two\nlines (2002).mkv",
        b"end (2003) .mkv",
        "é (2004).mkv".encode(),
    ]
    for name in names:
        (root / os.fsdecode(name)).write_bytes(name)
    assert _index(library, root).added == len(names)
    items = library.catalogue.get(sorted(_ids(library)))
    assert {opened(item.path or "").read_bytes() for item in items} == set(names)
    assert all(item.id.isprintable() and item.title.isprintable() for item in items)
    assert _index(library, root).unchanged == len(names)


def test_a_very_deep_path_has_an_id_that_fits(library: Library, tmp_path: Path) -> None:
    root = tmp_path / "media"
    deep = root.joinpath(*["d" * 200] * 6)
    deep.mkdir(parents=True)
    for name in ("Moon (2009).mkv", "Heat (1995).mkv"):
        (deep / name).touch()
    assert _index(library, root).added == 2


def test_several_folders_have_ids_that_begin_with_their_names(library: Library, tmp_path: Path) -> None:
    one, two = (plant(tmp_path / name, "Moon (2009).mkv", "Lost/Season 1/S01E01.mkv") for name in ("one", "two"))
    for root in (one, two):
        _index(library, root, several=True)
    assert {"one/Moon (2009).mkv", "two/Moon (2009).mkv", "one/Lost"} <= library.catalogue.seqs().keys()
    assert library.catalogue.get(["one/Lost/Season 1/S01E01.mkv"])[0].parent == "one/Lost"
    assert _index(library, one).unchanged == 3  # read alone, it keeps its ids
    third = plant(tmp_path / "other" / "one", "Moon (2009).mkv")
    _index(library, third)
    assert "other/one/Moon (2009).mkv" in library.catalogue.seqs()


def test_a_bare_film_takes_its_facts_from_a_work_of_its_title_year_and_length(library: Library, tmp_path: Path) -> None:
    lines = [
        {"id": "x1", "title": "Short Moon", "year": 2009, "medium": "film", "minutes": 1, "genres": ["drama"],
         "languages": ["en"], "description": "A moon."},
        {"id": "x2", "title": "Long Moon", "year": 2009, "medium": "film", "minutes": 97, "genres": ["drama"]},
        {"id": "x3", "title": "Twin", "year": 2009, "medium": "film", "minutes": 1, "genres": ["drama"]},
        {"id": "x4", "title": "Twin", "year": 2009, "medium": "film", "minutes": 2, "genres": ["horror"]},
    ]  # fmt: skip
    index(library, open_source(write_lines(tmp_path / "items.jsonl", lines)))
    root = tmp_path / "media"
    root.mkdir()
    for title in ("Short Moon (2009)", "Long Moon (2009)", "Twin (2009)", "Short Moon (2010)"):
        make_video(root / f"{title}.mkv", 2)
    _index(library, root)
    short, long, twin, other = library.catalogue.get(
        ["Short Moon (2009).mkv", "Long Moon (2009).mkv", "Twin (2009).mkv", "Short Moon (2010).mkv"]
    )
    assert (short.genres, short.languages, short.description) == (("drama",), ("en",), "A moon.")
    assert short.extra["sources"]["genres"] == "library:x1" and short.minutes == pytest.approx(0.03, abs=0.01)
    assert long.genres == twin.genres == other.genres == ()
    assert _index(library, root).unchanged == 4


def test_the_starter_lends_facts_too(tmp_path: Path) -> None:
    nfo = "<movie><title>The Kid</title><year>1921</year><runtime>68</runtime></movie>"
    write(tmp_path, {"kid.mkv": b"", "kid.nfo": nfo})
    (record,) = records(tmp_path).values()
    assert "comedy" in record["genres"] and record["extra"]["sources"]["genres"] == "starter:film-the-kid-1921"
