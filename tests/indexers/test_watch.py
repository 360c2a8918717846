"""A watched folder is indexed again when something in it has changed and settled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from indexers.sources.watch import changes, fingerprint


def _acting(*acts: Callable[[], object]) -> Callable[[float], None]:
    """A clock whose ticks do these things one after the other, and then end the watch."""
    left: Iterator[Callable[[], object]] = iter(acts)

    def sleep(seconds: float) -> None:
        try:
            next(left)()
        except StopIteration:
            raise KeyboardInterrupt from None

    return sleep


def _count(folder: Path, *acts: Callable[[], object]) -> int:
    found = 0
    try:
        for _ in changes([folder], every_s=1, settle_s=1, sleep=_acting(*acts)):
            found += 1
    except KeyboardInterrupt:
        return found
    return found


def test_a_new_file_is_noticed_once_it_has_settled(tmp_path: Path) -> None:
    film = tmp_path / "deep" / "film.mkv"

    def grow() -> None:
        film.parent.mkdir(exist_ok=True)
        with film.open("ab") as file:
            file.write(b"more")

    def wait() -> None:
        """Nothing happens."""

    assert _count(tmp_path, wait, wait) == 0
    assert _count(tmp_path, grow, grow, grow, wait, wait) == 1
    assert _count(tmp_path, film.unlink, wait, wait) == 1


def test_a_drive_that_is_away_is_no_change(tmp_path: Path) -> None:
    drive, away = tmp_path / "drive", tmp_path / "away"
    drive.mkdir()
    (drive / "film.mkv").touch()
    assert _count(drive, lambda: drive.rename(away), lambda: away.rename(drive)) == 0
    assert fingerprint([tmp_path / "nothing"]) is None
