"""Backups, exports, erasures and replays, as commands make them."""

from __future__ import annotations

import itertools
import json
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from agent.faces.cli.app import app
from agent.settings import Settings
from agent.usher import Usher
from indexers.errors import LibraryDamaged, LibraryError, LibraryTooNew, UsageError
from indexers.library import Library
from indexers.models import Interaction, Rule
from indexers.safekeeping import backups
from tests.fakes.encoder import FakeEncoder
from tests.tools.conftest import open_library
from tools.ranking.taste import store

NOW = datetime(2026, 11, 24, 20, tzinfo=UTC)
MARK = "quokka{}quokka"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path, FakeEncoder(64)) as opened:
        yield opened


@pytest.fixture
def usher(library: Library) -> Usher:
    return Usher(library, Settings(), now=lambda: NOW)


def content(library: Library) -> tuple[int, int, list[str]]:
    ids = [pick.id for pick in Usher(library, Settings()).recommend(person="ann", n=5).picks]
    return library.catalogue.count(), library.vectors.text.count(), ids


def test_a_backup_is_restored_whole_with_what_was_written_before_it(
    library: Library, usher: Usher, tmp_path: Path
) -> None:
    library.person("ann").add([Interaction(item="moon", kind="like", at=NOW)])
    before = content(library)
    first = usher.back_up(tmp_path / "backup")
    library.person("ann").add([Interaction(item="alien", kind="like", at=NOW)])
    found = backups.restore(tmp_path / "backup", tmp_path / "restored", NOW)
    assert found.name == first["snapshot"]
    with Library.open(tmp_path / "restored", encoder=FakeEncoder(64)) as again:
        assert content(again) == before
        assert [row.item for row in again.person("ann").interactions()] == ["moon"]


def test_a_second_backup_copies_only_what_changed(library: Library, usher: Usher, tmp_path: Path) -> None:
    first, second = usher.back_up(tmp_path / "backup"), usher.back_up(tmp_path / "backup")
    assert first["copied"] == first["files"] and second["copied"] < first["copied"] / 2
    library.person("ann").add([Interaction(item="moon", kind="like", at=NOW)])
    assert 1 <= usher.back_up(tmp_path / "backup")["copied"] <= second["copied"] + 1


def test_what_is_there_is_moved_aside_and_only_if_asked(usher: Usher, tmp_path: Path) -> None:
    usher.back_up(tmp_path / "backup")
    other = tmp_path / "other"
    other.mkdir()
    (other / "precious").write_text("kept")
    with pytest.raises(UsageError, match="not empty"):
        backups.restore(tmp_path / "backup", other, NOW)
    found = backups.restore(tmp_path / "backup", other, NOW, over=True)
    assert found.moved_aside is not None and (found.moved_aside / "precious").read_text() == "kept"
    assert (other / "catalogue.db").exists() and not (other / "precious").exists()


def _spoil(folder: Path) -> None:
    held = max((folder / "objects").iterdir(), key=lambda path: path.stat().st_size)
    held.write_bytes(held.read_bytes()[:-1] + b"?")


def _lose(folder: Path) -> None:
    next((folder / "objects").iterdir()).unlink()


def _outside(folder: Path) -> None:
    (path,) = (folder / "snapshots").iterdir()
    about = json.loads(path.read_text())
    about["files"]["../escaped"] = next(iter(about["files"].values()))
    path.write_text(json.dumps(about))


def _newer(folder: Path) -> None:
    (path,) = (folder / "snapshots").iterdir()
    path.write_text(path.read_text().replace('"format": 1', '"format": 99'))


@pytest.mark.parametrize(
    ("damage", "error"),
    [(_spoil, LibraryDamaged), (_lose, LibraryDamaged), (_outside, LibraryDamaged), (_newer, LibraryTooNew)],
)
def test_a_backup_that_does_not_hold_is_refused_and_nothing_is_touched(
    usher: Usher, tmp_path: Path, damage: Callable[[Path], None], error: type[LibraryError]
) -> None:
    usher.back_up(tmp_path / "backup")
    damage(tmp_path / "backup")
    with pytest.raises(error):
        backups.restore(tmp_path / "backup", tmp_path / "restored", NOW)
    assert not (tmp_path / "restored").exists() and not (tmp_path / "escaped").exists()


def test_there_is_no_backup_where_none_was_made(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="no backup"):
        backups.restore(tmp_path, tmp_path / "restored", NOW)


def test_a_person_is_carried_to_another_library(library: Library, usher: Usher, tmp_path: Path) -> None:
    ann = library.person("ann")
    ann.add([Interaction(item="moon", kind="rating", value=4, scale=5, at=NOW, text="Sam Rockwell alone")])
    ann.add([Interaction(title="Not Here", year=1999, kind="want", at=NOW)])
    ann.add_rule(
        Rule(slot="not_genres", value="horror", said="no horror until May", at=NOW, until=NOW.replace(year=2027))
    )
    assert usher.export(tmp_path / "ann.zip", person="ann") == 2
    (tmp_path / "there").mkdir()
    with open_library(tmp_path / "there", FakeEncoder(64)) as other:
        for _ in range(2):
            list(Usher(other, Settings()).import_history("auto", tmp_path / "ann.zip", "anna"))
        taken = other.person("anna")
        told = [(row.item, row.title, row.kind, row.stars, row.text, row.at) for row in taken.interactions()]
        assert told == [(row.item, row.title, row.kind, row.stars, row.text, row.at) for row in ann.interactions()]
        assert taken.rules(NOW) == ann.rules(NOW) and len(taken.ledger()) == 1


def marked(usher: Usher) -> None:
    """Everything of bob that can hold a string holds one."""
    bob = usher.library.person("bob" + MARK.format("name"))
    numbers = iter(range(1_000))
    for kind in ("search", "review", "like"):
        text = MARK.format(next(numbers))
        bob.add([Interaction(item="moon" if kind != "search" else None, kind=kind, text=text, at=NOW)], key=text)
    bob.add([Interaction(title=MARK.format(next(numbers)), kind="want", artist=MARK.format(next(numbers)), at=NOW)])
    bob.add_rule(Rule(slot="not_query", value=MARK.format(next(numbers)), said=MARK.format(next(numbers)), at=NOW))
    bob.set_setting("learning", MARK.format(next(numbers)))
    bob.set_setting("learning", None)
    usher.library.people.give_account("jellyfin", MARK.format(next(numbers)), bob.name, "jellyfin://x")
    for _ in range(40):
        usher.ask(f"a film about {MARK.format(next(numbers))}", person=bob.name, conversation=MARK.format("c"))


def left(library: Library) -> list[str]:
    files = (path for path in library.path.rglob("*") if path.is_file())
    return [path.name for path in files if b"quokka" in path.read_bytes()]


def test_nothing_of_an_erased_person_is_left_anywhere(library: Library, usher: Usher) -> None:
    marked(usher)
    library.person("ann").add([Interaction(item="moon", kind="like", at=NOW)])
    (library.path / store.FOLDER).mkdir()
    (library.path / store.FOLDER / "crowd").write_text("learned from quokka")
    assert left(library)
    assert usher.erase(person="bob" + MARK.format("name"))["rows"] > 40
    assert left(library) == []
    assert [row.item for row in library.person("ann").interactions()] == ["moon"]
    assert not library.person("bob" + MARK.format("name")).exists


def test_an_erasure_that_was_cut_is_finished_when_the_library_is_opened_next(usher: Usher, tmp_path: Path) -> None:
    marked(usher)
    name = "bob" + MARK.format("name")
    (usher.library.path / store.FOLDER).mkdir()
    (usher.library.path / store.FOLDER / "crowd").write_text("learned from quokka")
    (usher.library.path / store._ERASING).touch()
    usher.library.person(name).erase()
    killed = tmp_path / "killed"
    shutil.copytree(usher.library.path, killed, ignore=shutil.ignore_patterns("library.lock"))
    with Library.open(killed, encoder=FakeEncoder(64)) as again:
        Usher(again, Settings())
        assert left(again) == [] and not (killed / store._ERASING).exists()


def test_a_kept_turn_is_answered_the_same_again(library: Library) -> None:
    minutes = itertools.count()
    usher = Usher(library, Settings(), now=lambda: NOW + timedelta(minutes=next(minutes)))
    first = usher.ask("a quiet space film", person="ann", conversation="c")
    second = usher.ask("under 100 minutes", person="ann", conversation="c")
    praise = usher.ask("I loved Alien", person="ann", conversation="d")
    rule = usher.ask("no horror until May", person="ann", conversation="d")
    for answer in (first, second, praise, rule):
        told = usher.replay(answer.turn, person="ann")
        assert told["same"], told["differs"]
    assert [row.kind for row in usher.library.person("ann").interactions()].count("like") == 1
    usher.library.remove([second.picks[0].id])
    assert "picks" in usher.replay(second.turn, person="ann")["differs"]


def test_erasing_wants_a_yes_where_nobody_can_be_asked(tmp_path: Path) -> None:
    found = CliRunner().invoke(app, ["erase", "--user", "ann", "--library", str(tmp_path)])
    assert found.exit_code == 2
