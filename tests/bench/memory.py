"""Peak memory of the process that owns a library and serves it, its children counted."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx

from tests.bench.queries import queries
from tests.measure.data import Data
from tests.measure.libraries import Libraries
from tests.measure.record import ROOT, table

_REQUESTS, _START_S = 100, 60
_PEAK = re.compile(r"VmHWM:\s*(\d+) kB")


def run(data: Data, libraries: Libraries) -> str:
    """`usher serve` with the planner over all films, asked a hundred real questions."""
    path, port = libraries.path("films"), _free_port()
    command = [_usher(), "serve", "--library", str(path), "--model", "planner", "--offline", "--port", str(port)]
    served = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        _wait(port)
        for query in queries(data, _REQUESTS):
            _ask(port, query)
        peaks = [_peak_mb(pid) for pid in tree(served.pid)]
    finally:
        served.terminate()
        served.wait(20)
    rows: list[list[object]] = [["usher serve, planner, 36,273 films", len(peaks), sum(peaks)]]
    return f"After {_REQUESTS} questions.\n\n{table(['what', 'processes', 'peak MB, summed'], rows)}"


def tree(pid: int) -> list[int]:
    """A process and all that descend from it (Linux)."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf8").rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(stat.parent.name)] = int(fields[1])
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def _peak_mb(pid: int) -> float:
    found = _PEAK.search(Path(f"/proc/{pid}/status").read_text(encoding="utf8"))
    return int(found[1]) / 1024 if found else 0.0


def _usher() -> str:
    beside = Path(sys.executable).parent / "usher"
    return str(beside) if beside.exists() else shutil.which("usher") or "usher"


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait(port: int) -> None:
    until = time.monotonic() + _START_S
    while time.monotonic() < until:
        try:
            httpx.get(f"http://127.0.0.1:{port}/v1/models", timeout=5).raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError("usher serve did not answer")


def _ask(port: int, text: str) -> None:
    body = {"model": "usher", "messages": [{"role": "user", "content": text}]}
    httpx.post(f"http://127.0.0.1:{port}/v1/chat/completions", json=body, timeout=60).raise_for_status()
