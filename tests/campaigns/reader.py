"""Reads conversations in a process of its own: python -m tests.campaigns.reader LIBRARY, messages a line on stdin."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from agent.settings import Settings
from agent.usher import Usher
from tests.measure.record import ROOT


class Reader:
    """A child with another hash seed and a copy of the library: what it makes of the same messages."""

    def __init__(self, child: subprocess.Popen[str]) -> None:
        self._child = child

    def request(self, messages: Sequence[dict[str, str]]) -> dict[str, Any]:
        """The request that stands after `messages`, as JSON has it."""
        assert self._child.stdin is not None and self._child.stdout is not None
        self._child.stdin.write(json.dumps(list(messages)) + "\n")
        self._child.stdin.flush()
        found: dict[str, Any] = json.loads(self._child.stdout.readline())
        return found


@contextmanager
def reader(library: Path) -> Iterator[Reader]:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "library"
        shutil.copytree(library, copy)
        command = [sys.executable, "-m", "tests.campaigns.reader", str(copy)]
        child = subprocess.Popen(
            ["env", "PYTHONHASHSEED=4711", *command],
            cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        with child:
            try:
                yield Reader(child)
            finally:
                assert child.stdin is not None
                child.stdin.close()
                child.wait(20)


def main() -> None:
    with Usher.open(Path(sys.argv[1]), Settings()) as usher:
        for line in sys.stdin:
            state = usher.understand(json.loads(line), person=None)
            print(json.dumps(state.request.model_dump(mode="json")), flush=True)


if __name__ == "__main__":
    main()
