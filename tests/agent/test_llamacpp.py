"""A real model, the weakest there is, through llama.cpp: it leads, it may die, and nothing of it stays."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.models.choose import Chosen, choose
from agent.models.settings import ModelSettings
from agent.usher import Usher
from indexers.errors import ModelError
from indexers.weights import Weights

WISH = "a quiet film about space, under two hours, no horror"
NAME = "smollm2-135m-instruct"


@pytest.fixture(scope="module")
def chosen(smollm_path: Path) -> Iterator[Chosen]:
    pytest.importorskip("xllamacpp")
    made = choose(ModelSettings(model=NAME, context=2048), Weights(offline=True))
    yield made
    made.close()


def test_the_weakest_model_leads_and_every_limit_is_kept(usher: Usher, chosen: Chosen) -> None:
    before, usher.chosen = usher.chosen, chosen
    try:
        answer = usher.ask(WISH, person=None)
    finally:
        usher.chosen = before
    assert answer.model.name == NAME and answer.model.server == "llama.cpp"
    assert answer.shown >= 3 and "alien" not in [pick.id for pick in answer.picks]
    assert all(r.status != "relaxed" for pick in answer.picks for r in pick.receipts)


def test_a_model_that_died_leaves_the_turn_to_the_planner(usher: Usher, smollm_path: Path) -> None:
    pytest.importorskip("xllamacpp")
    dead = choose(ModelSettings(model=NAME, context=2048), Weights(offline=True))
    dead.close()
    before, usher.chosen = usher.chosen, dead
    try:
        answer = usher.ask(WISH, person=None)
    finally:
        usher.chosen = before
    assert answer.shown >= 3 and answer.model.server == "planner"
    assert "could not be reached" in answer.model.note


def test_no_server_outlives_a_killed_usher(smollm_path: Path) -> None:
    pytest.importorskip("xllamacpp")
    script = (
        "import json, sys; from pathlib import Path; from agent.serving.llamacpp import LlamaServer\n"
        f"s = LlamaServer.start(Path({str(smollm_path)!r}), name='x', threads=1, context=1024)\n"
        "print(json.dumps(s.pid), flush=True); sys.stdin.read()"
    )
    usher = subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert usher.stdout and usher.stdin
    pid = json.loads(usher.stdout.readline())
    usher.kill()
    usher.wait()
    usher.stdin.close()
    usher.stdout.close()
    _wait_until_gone(pid)


def test_weights_that_are_not_there_are_named(tmp_path: Path) -> None:
    from agent.serving.llamacpp import LlamaServer

    with pytest.raises(ModelError, match="is not there"):
        LlamaServer.start(tmp_path / "x.gguf", name="x", threads=1, context=1024)


def test_a_file_that_is_no_model_ends_in_a_sentence(tmp_path: Path) -> None:
    pytest.importorskip("xllamacpp")
    from agent.serving.llamacpp import LlamaServer

    (tmp_path / "x.gguf").write_bytes(b"GGUF but not really")
    with pytest.raises(ModelError, match="while loading x"):
        LlamaServer.start(tmp_path / "x.gguf", name="x", threads=1, context=1024)


def _wait_until_gone(pid: int) -> None:
    """Ends when the process is gone (or a zombie that nobody reaped); the test's time limit is the bound."""
    descriptor = os.pidfd_open(pid) if hasattr(os, "pidfd_open") and Path(f"/proc/{pid}").exists() else None
    if descriptor is not None:
        import select

        assert select.select([descriptor], [], [], 20)[0], "the model server is still there"
        os.close(descriptor)
