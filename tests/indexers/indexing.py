"""A process that indexes, for tests that kill it: python -m tests.indexers.indexing LIBRARY FILE WHERE.

WHERE: `before-commit:N` or `after-commit:N` dies at the Nth batch by SIGKILL, its vectors written but not its items,
or both; `run` prints a line a step and goes on to the end; `hold` prints a line and keeps the library open.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from indexers.library import Library
from indexers.pipeline import index
from indexers.sources import open_source
from tests.indexers.conftest import open_library

BATCH = 50


def main(library_path: str, file: str, where: str) -> None:
    with open_library(Path(library_path), batch=BATCH) as library:
        if where == "hold":
            library.announce("/run/usher.sock")
            print("open", flush=True)
            signal.pause()
        moment, _, count = where.partition(":")
        if count:
            _die_at(library, moment, int(count))
        index(library, open_source(Path(file)), lambda done, total, doing: print(done, doing, flush=True))


def _die_at(library: Library, moment: str, count: int) -> None:
    """Vectors are written within the transaction: the call before the Nth follows the commit of the one before."""
    text = library.vectors.text
    if text.stamp is None:
        library.stamp_encoder()
        text = library.vectors.text
    add: Callable[..., None] = text.add
    calls = iter(range(1, 1_000))

    def add_and_die(*given: Any) -> None:
        number = next(calls)
        if moment == "after-commit" and number == count + 1:
            os.kill(os.getpid(), signal.SIGKILL)
        add(*given)
        if moment == "before-commit" and number == count:
            os.kill(os.getpid(), signal.SIGKILL)

    text.add = add_and_die  # type: ignore[method-assign]


if __name__ == "__main__":
    main(*sys.argv[1:])
