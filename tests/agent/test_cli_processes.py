"""Commands as processes: one owner a library, what ends them, and how soon they begin."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from agent.faces.cli import door
from indexers.library import Library
from indexers.lock import Lock
from tests.agent.conftest import Run

ROOT = Path(__file__).parents[2]
USHER = [sys.executable, "-c", "from agent.faces.cli import main; main()"]


def start(*arguments: str, **more: str) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    environment = {**os.environ, **more}
    return subprocess.Popen(
        [*USHER, *arguments], cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, stderr=pipe, text=True
    )


@pytest.fixture
def server(library_path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server that owns the library, and its address."""
    process = start("serve", "--port", "0", "--library", str(library_path), "--model", "planner")
    assert process.stderr
    said = process.stderr.readline()
    found = re.search(r"http://\S+", said)
    assert found, said + process.stderr.read()
    with process:
        yield process, found[0]
        process.kill()


def test_a_second_command_prints_the_same_through_the_owner(
    run: Run, server: tuple[subprocess.Popen[str], str], tmp_path: Path
) -> None:
    through = {
        name: run(*name, "--json").out for name in [("search", "quiet space"), ("similar", "moon"), ("why", "moon")]
    }
    asked = json.loads(run("ask", "Something like Moon", "--json").out)
    server[0].terminate()
    assert server[0].wait(10) == 0
    assert {name: run(*name, "--json").out for name in through} == through
    assert json.loads(run("ask", "Something like Moon", "--json").out)["reply"] == asked["reply"]


def test_the_server_answers_and_a_second_server_is_refused(run: Run, server: tuple[subprocess.Popen[str], str]) -> None:
    assert httpx.get(f"{server[1]}/v1/models").json()["data"][0]["id"] == "usher"
    ran = run("serve", "--port", "0")
    assert (ran.code, f"in use by process {server[0].pid}" in ran.err) == (1, True)
    port = server[1].rsplit(":", 1)[1]
    assert "a port that nobody listens at" in run("serve", "--port", port).err


def test_a_killed_owner_leaves_the_library_free(
    run: Run, server: tuple[subprocess.Popen[str], str], library_path: Path
) -> None:
    server[0].kill()
    server[0].wait()
    assert Library.owner(library_path) is None
    assert run("search", "space").code == 0


def test_an_owner_that_does_not_answer_is_named(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = tmp_path / "library"
    Library.open(library, create=True).close()
    monkeypatch.setattr(door, "_PATIENCE_S", 0.2)
    lock = Lock(library)
    try:
        ran = run("search", "space", library=library)
    finally:
        lock.release()
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == f"usher: The library {library} is in use by process {os.getpid()}. Stop it or wait for it.\n"


def test_a_library_of_a_newer_usher_is_left_alone(run: Run, tmp_path: Path) -> None:
    Library.open(tmp_path, create=True).close()
    with sqlite3.connect(tmp_path / "catalogue.db") as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    before = (tmp_path / "catalogue.db").read_bytes()
    ran = run("search", "space", library=tmp_path)
    assert (ran.code, "newer usher" in ran.err) == (1, True)
    assert (tmp_path / "catalogue.db").read_bytes() == before


def test_a_damaged_library_is_said_to_be_so(run: Run, tmp_path: Path) -> None:
    Library.open(tmp_path, create=True).close()
    (tmp_path / "catalogue.db").write_bytes(b"nonsense" * 1000)
    ran = run("search", "space", library=tmp_path)
    assert (ran.code, "damaged" in ran.err, ran.err.count("\n")) == (1, True, 1)


@pytest.mark.parametrize("content", [None, b"not the weights"])
def test_missing_or_wrong_weights_are_not_fetched_offline(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    if content:
        (tmp_path / "minilm").mkdir()
        (tmp_path / "minilm" / "model.safetensors").write_bytes(content)
    monkeypatch.setenv("USHER_WEIGHTS", str(tmp_path))
    ran = run("search", "space", "--offline")
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert "usher models get minilm" in ran.err


def test_a_setting_that_cannot_be_is_named_with_its_source(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("USHER_THREADS", "many")
    ran = run("search", "space")
    assert (ran.code, ran.err) == (1, "usher: threads is 'many' (from USHER_THREADS), but must be a valid integer, "
                                      "unable to parse string as an integer.\n")  # fmt: skip


def test_a_piped_chat_answers_line_by_line(library_path: Path) -> None:
    process = start("chat", "--library", str(library_path), "--model", "planner", "--user", "pia")
    out, err = process.communicate(
        "Something like Moon, under two hours\n\nHow long is the first?\n/why 1\n/new\n/quit\n"
    )
    assert process.returncode == 0, err
    assert "\n1. " in out
    assert "What speaks for" in out
    assert "\x1b" not in out
    assert "A new conversation." in out


def test_a_piped_chat_ends_with_1_if_a_line_failed(library_path: Path) -> None:
    process = start("chat", "--library", str(library_path), "--model", "planner")
    out, err = process.communicate("\x00\x01\x02\nHello\n")
    assert (process.returncode, err) == (1, "usher: The message is empty.\n")
    assert out.strip()


def test_a_stopped_index_keeps_what_it_read_and_goes_on(tmp_path: Path, library_path: Path) -> None:
    items = tmp_path / "items.jsonl"
    rows = ({"id": str(n), "title": f"Film {n}", "medium": "film", "description": "word " * 150} for n in range(3000))
    items.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf8")
    library = tmp_path / "library"
    process = start("index", str(items), "--library", str(library), USHER_BATCH="16")
    _wait_for_items(library)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    assert (process.returncode, out) == (130, "")
    assert "What was read is kept; run the same command to go on." in err
    assert Library.owner(library) is None
    with Library.open(library) as opened:
        kept = len(opened.catalogue.columns().ids)
        assert 0 < kept < 3000
        assert opened.vectors.text.count() == kept


def _wait_for_items(library: Path) -> None:
    """Until something is committed. The file may be there before its tables are."""
    for _ in range(600):
        if (library / "catalogue.db").exists():
            try:
                with sqlite3.connect(f"file:{library}/catalogue.db?mode=ro", uri=True) as database:
                    if database.execute("SELECT count(*) FROM items").fetchone()[0]:
                        return
            except sqlite3.OperationalError:
                pass
            finally:
                database.close()
        time.sleep(0.05)
    raise AssertionError("nothing was indexed")


def test_the_help_comes_at_once() -> None:
    heavy = {"chromadb", "langchain", "langgraph", "numpy", "httpx", "rich", "starlette", "onnxruntime"}
    code = f"import sys, agent.faces.cli; print(sorted({heavy!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    helped = subprocess.run([*USHER, "--help"], cwd=ROOT, capture_output=True, text=True, check=True)
    for command in (
        "chat",
        "ask",
        "recommend",
        "similar",
        "why",
        "search",
        "index",
        "import",
        "models",
        "serve",
        "mcp",
        "doctor",
    ):
        assert f"  {command} " in helped.stdout


def test_a_reader_that_leaves_ends_a_command_in_silence(library_path: Path) -> None:
    process = start("search", "space", "-n", "20", "--json", "--library", str(library_path))
    assert process.stdout and process.stderr and process.stdin
    process.stdout.close()
    process.stdin.close()
    assert process.stderr.read() == ""
    process.stderr.close()
    assert process.wait() == 0
