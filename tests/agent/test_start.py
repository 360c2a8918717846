"""`usher start`, which `make run` calls: a library to try, and an answer, from nothing."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from agent.faces.cli import main
from indexers.sources import starter
from tests.agent.conftest import SHELF

ASKED = "Something like Moon, under two hours"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library_path: Path) -> Path:
    """A person's empty data folder; the starter is the shelf, for speed."""
    monkeypatch.setattr(starter, "FILES", (SHELF,))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return tmp_path


def start(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as left:
        main(["start", "--model", "planner", *arguments])
    return int(left.value.code or 0), *capfd.readouterr()


def test_a_question_is_answered_from_nothing_and_again(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    first = start(capfd, "--ask", ASKED)
    again = start(capfd, "--ask", ASKED)
    assert first == again
    assert (first[0], "\n1. " in first[1], first[2]) == (0, True, "")


def test_the_starter_is_a_library_apart(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    start(capfd, "--ask", ASKED)
    assert [path.name for path in (home / "usher").iterdir()] == ["starter"]


def test_without_a_terminal_the_lines_of_the_input_are_answered(
    home: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{ASKED}\nHow long is the second?\n"))
    code, out, err = start(capfd)
    assert (code, err) == (0, "")
    assert "\n1. " in out
    assert "minutes" in out.rsplit("\n\n", 2)[-2]


def test_a_library_of_one_s_own_gets_no_starter(
    home: Path, capfd: pytest.CaptureFixture[str], library_path: Path
) -> None:
    assert start(capfd, "--ask", ASKED, "--library", str(library_path))[0] == 0
    code, _, err = start(capfd, "--ask", ASKED, "--library", str(home / "none"))
    assert (code, "There is no library at" in err) == (1, True)
    assert not (home / "none").exists()


def test_an_empty_question_is_no_question(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert start(capfd, "--ask", "  ")[::2] == (2, "usher: The message is empty.\n")
