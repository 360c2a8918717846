"""A library of MovieLens with some people's histories, made for one measurement."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from agent.settings import Settings
from agent.usher import Usher
from tests.evals.taste.split import Half
from tests.measure.libraries import Libraries
from tools.settings import SearchSettings


@contextmanager
def usher_of(
    libraries: Libraries, people: Sequence[Half], *, as_view: bool = False, train: bool = True
) -> Iterator[tuple[Usher, dict[str, Any]]]:
    """The door, and what the training says; the variety step is on, as for everybody."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library"
        shutil.copytree(libraries.path("movielens"), path)
        with Usher.open(path, Settings()) as usher:
            add(usher, people, as_view=as_view)
            report: dict[str, Any] = {}
            for event in usher.train() if train else ():
                report = event.get("report", report)
            yield usher, report


def add(usher: Usher, people: Sequence[Half], *, as_view: bool = False) -> None:
    for half in people:
        usher.library.person(half.name).add([one.told(as_view=as_view) for one in half.known])


def recommended(usher: Usher, people: Sequence[Half], n: int = 10) -> list[list[str]]:
    return [[pick.id for pick in usher.recommend(person=half.name, n=n).picks] for half in people]


def without_variety(usher: Usher) -> Usher:
    """The same library by score alone."""
    return Usher(usher.library, Settings(search=SearchSettings(vary=False)))
