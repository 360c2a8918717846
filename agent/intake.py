"""Items and histories taken into a library, told step by step: for commands, and for calls over the socket."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from indexers import pipeline
from indexers.history.imports import import_history
from indexers.library import Library
from indexers.progress import Step
from indexers.sources import open_source

Told = dict[str, Any]  # {"done", "total", "doing"} while it goes on, {"report": {...}} at the end of each source


def index(library: Library, sources: Sequence[Path]) -> Iterator[Told]:
    """Bring the library up to each source. All are looked at before the first is read.

    Raises SourceError, LibraryError, WeightsError. Closed at any step, it keeps what was committed.
    """
    for source in [open_source(Path(path)) for path in sources]:
        report = yield from _told(pipeline.stream(library, source))
        yield {"report": asdict(report)}


def _told(steps: Generator[Step, None, pipeline.IndexReport]) -> Generator[Told, None, pipeline.IndexReport]:
    try:
        while True:
            yield asdict(next(steps))
    except StopIteration as done:
        report: pipeline.IndexReport = done.value
        return report
    finally:
        steps.close()


def read_history(library: Library, kind: str, file: Path, person: str | None) -> Iterator[Told]:
    """Read a file of history. Raises UsageError for an unknown kind, SourceError."""
    yield {"done": 0, "total": 0, "doing": "importing"}
    yield {"report": {"source": str(file), **asdict(import_history(library, kind, file, person))}}
