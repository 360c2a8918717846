"""A shelf of thirty works, as a file and as a library, and ushers over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

import pytest

from agent.faces.cli import main
from agent.faces.http import identity
from agent.settings import Settings
from agent.usher import Usher
from indexers.encoders import TextEncoder
from indexers.library import Library
from tests.fakes.encoder import FakeEncoder

SHELF = Path(__file__).parents[1] / "fakes" / "shelf.jsonl"


@pytest.fixture
def shelf() -> Path:
    """A file of thirty items; one of them tries to command its reader."""
    return SHELF


@pytest.fixture(scope="session")
def usher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Usher]:
    """The shelf behind the planner and a fake encoder; only for what writes nothing but turns."""
    library = Library.open(tmp_path_factory.mktemp("usher") / "library", create=True, encoder=FakeEncoder())
    with Usher(library, Settings()) as opened:
        list(opened.index([SHELF]))
        yield opened


@pytest.fixture(scope="session")
def library_path(tmp_path_factory: pytest.TempPathFactory, minilm: TextEncoder) -> Path:
    """A library of the shelf with the real text encoder, made by the command."""
    path = tmp_path_factory.mktemp("cli") / "library"
    with pytest.raises(SystemExit) as left:
        main(["index", str(SHELF), "--library", str(path)])
    assert left.value.code == 0
    return path


class Ran(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(library_path: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    """A command run in this process over the shelf's library, with the planner unless `model` says otherwise."""

    def command(*arguments: str, library: Path = library_path, model: str = "planner") -> Ran:
        chosen = [] if arguments[0] == "models" else ["--library", str(library), "--model", model]
        with pytest.raises(SystemExit) as left:
            main([*arguments, *chosen])
        out, err = capfd.readouterr()
        return Ran(int(left.value.code or 0), out, err)

    return command


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long wrong tokens would have waited."""
    waited: list[float] = []

    async def sleep(delay_s: float) -> None:
        waited.append(delay_s)

    monkeypatch.setattr(identity, "anyio", SimpleNamespace(sleep=sleep))
    return waited
