"""`usher index` killed at random moments: nothing that was committed is lost, nothing doubled, the lock is free."""

from __future__ import annotations

import json
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from indexers.library import Library
from tests.bench.memory import tree
from tests.campaigns.campaign import Campaign, Case, Failed
from tests.measure.data import read_lines
from tests.measure.libraries import Libraries
from tests.measure.record import ROOT

ITEMS = 1_500
_MOST_KILLS = 3
_GONE_S = 2.0  # a child of the killed process may take so long to notice


@contextmanager
def prepare(libraries: Libraries) -> Iterator[Case]:
    """A catalogue of films, and how long an undisturbed index of it takes here."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "items.jsonl"
        with libraries.data.items("tmdb").open(encoding="utf8") as lines:
            source.write_text("".join(islice(lines, ITEMS)), encoding="utf8")
        begun = time.monotonic()
        finish(source, Path(folder) / "undisturbed")
        whole_s = time.monotonic() - begun
        yield lambda number: run_case(number, source, whole_s)


def run_case(number: int, source: Path, whole_s: float) -> str:
    """Kill an index once to three times, look after each kill, then let it end. Raises Failed."""
    draw = random.Random(f"kill-{number}")
    moments_s = [draw.uniform(0.02, 1.0) * whole_s for _ in range(draw.randint(1, _MOST_KILLS))]
    folder = Path(tempfile.mkdtemp())
    library, told = folder / "library", []
    try:
        for moment_s in moments_s:
            committed = kill_at(moment_s, source, library)
            told.append(f"{len(committed)} at {moment_s:.1f} s")
            if (library / "catalogue.db").exists():
                look(library, committed)
        finish(source, library)
        count = sum(1 for _ in read_lines(source))
        look(library, {row["id"] for row in read_lines(source)}, count)
        if (again := finish(source, library))["unchanged"] != count:
            raise Failed(f"indexed again: {again}")
    finally:
        shutil.rmtree(folder)
    return f"killed with {', '.join(told)}"


def kill_at(moment_s: float, source: Path, library: Path) -> set[str]:
    """Start an index, kill -9 its main process after `moment_s`; the ids committed by then. Raises Failed."""
    running = subprocess.Popen(_index(source, library), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        running.wait(moment_s)
    except subprocess.TimeoutExpired:
        family = tree(running.pid)
        committed = committed_ids(library)
        running.send_signal(signal.SIGKILL)
        running.wait()
        if Library.owner(library) is not None:
            raise Failed(f"the lock is held after a kill at {moment_s:.1f} s") from None
        _see_gone(family[1:])
        return committed
    return committed_ids(library)


def finish(source: Path, library: Path) -> dict[str, Any]:
    """Index to the end; the report. Raises Failed."""
    ran = subprocess.run([*_index(source, library), "--json"], cwd=ROOT, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise Failed(f"usher index left with {ran.returncode}: {ran.stderr[-200:]}")
    report: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return report


def look(library: Path, expected: set[str], count: int | None = None) -> None:
    """In a fresh process: every expected item is there once and found by its own vector. Raises Failed."""
    command = [sys.executable, "-m", "tests.campaigns.soundness", str(library)]
    ran = subprocess.run(
        command, cwd=ROOT, input=json.dumps(sorted(expected)), capture_output=True, text=True, check=False
    )
    if ran.returncode:
        raise Failed(f"the library does not open: {ran.stderr[-200:]}")
    found = json.loads(ran.stdout)
    if found["lost"] or found["unfindable"] or found["vectors"] != found["items"]:
        raise Failed(str(found))
    if count is not None and found["items"] != count:
        raise Failed(f"{found['items']} items instead of {count}")


def committed_ids(library: Path) -> set[str]:
    """What another process can read of the catalogue at this moment: no kill may take it back."""
    file = library / "catalogue.db"
    if not file.exists():
        return set()
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=5)) as connection:
            return {id_ for (id_,) in connection.execute("SELECT id FROM items")}
    except sqlite3.OperationalError:  # its tables are not there yet
        return set()


def _see_gone(children: list[int]) -> None:
    until = time.monotonic() + _GONE_S
    alive = children
    while alive and time.monotonic() < until:
        time.sleep(0.02)
        alive = [pid for pid in alive if Path(f"/proc/{pid}").exists()]
    if alive:
        raise Failed(f"{len(alive)} children of the killed process live on")


def _index(source: Path, library: Path) -> list[str]:
    command = [str(Path(sys.executable).parent / "usher"), "index", str(source)]
    return [*command, "--library", str(library), "--offline"]


CAMPAIGN = Campaign(
    f"`usher index` of {ITEMS:,} films is killed (-9) at one to three random moments. After each kill, in a fresh"
    " process: what another process could read before the kill is still there, each item is found by its own vector,"
    " catalogue and vectors count the same, no child lives on and the lock is free. At the end all items are there"
    " once, and indexing again changes nothing.",
    100,
    prepare,
)
