"""A stage for tests, and a process that runs it until it is killed: python -m tests.indexers.staging LIBRARY WHERE.

WHERE: `before-commit:N` or `after-commit:N` dies by SIGKILL at the Nth file, its vectors written but not its row, or
both; `run` goes on to the end.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from indexers.library import Library
from indexers.media.decode import Media
from indexers.media.models import Finding, Moment, StageName
from indexers.models import Item
from indexers.stages import Stage, run
from tests.indexers.conftest import open_library


@dataclass(frozen=True)
class Axes:
    """A space of three numbers: red, green, blue."""

    name: str = "axes"
    revision: str = "1"
    dim: int = 3


class ColourStage:
    """Names the strongest colour of each second of a film."""

    name: StageName = "look"
    speed = 1000.0

    def __init__(self, version: str = "1", encoder: Axes | None = None) -> None:
        self.version, self.encoder = version, encoder
        self.read_items: list[str] = []

    def read(self, item: Item, media: Media) -> Finding:
        self.read_items.append(item.id)
        if not media.probe.has("video"):
            return Finding(skipped="has no picture")
        frames = list(media.frames(1.0, 32))
        means = np.array([frame.rgb.mean(axis=(0, 1)) for frame in frames], np.float32)
        colours = [("red", "green", "blue")[int(mean.argmax())] for mean in means]
        unit = means / np.linalg.norm(means, axis=1, keepdims=True)
        whole = unit.mean(axis=0)
        return Finding(
            facts={"red_share": float(means[:, 0].mean() / 255)},
            phrases=tuple(dict.fromkeys(f"{colour} picture" for colour in colours)),
            vector=whole / np.linalg.norm(whole) if self.encoder else None,
            moments=tuple(
                Moment(frame.t_s, frame.t_s + 1, f"a {colour} second", vector=vector if self.encoder else None)
                for frame, colour, vector in zip(frames, colours, unit, strict=True)
            ),
        )

    def close(self) -> None:
        """There is nothing to free."""


def run_stages(library: Library, *stages: Stage) -> list[run.StageReport]:
    steps = run.stream(library, stages)
    while True:
        try:
            next(steps)
        except StopIteration as done:
            reports: list[run.StageReport] = done.value
            return reports


def main(library_path: str, where: str) -> None:
    with open_library(Path(library_path)) as library:
        moment, _, count = where.partition(":")
        if count:
            _die_at(library, moment, int(count))
        run_stages(library, ColourStage())


def _die_at(library: Library, moment: str, count: int) -> None:
    """The moments of a file are the last of its vectors; the next file's come after its row is committed."""
    stamp = library.vectors.stamp
    calls = iter(range(1, 1_000))

    def watch(name: str) -> None:
        collection = library.vectors.space(name)
        add: Callable[..., None] = collection.add

        def add_and_die(*given: Any) -> None:
            number = next(calls)
            if moment == "after-commit" and number == count + 1:
                os.kill(os.getpid(), signal.SIGKILL)
            add(*given)
            if moment == "before-commit" and number == count:
                os.kill(os.getpid(), signal.SIGKILL)

        collection.add = add_and_die  # type: ignore[method-assign]

    def stamp_and_watch(name: str, value: Any) -> None:
        stamp(name, value)
        if name == "moments":
            watch(name)

    library.vectors.stamp = stamp_and_watch  # type: ignore[method-assign]
    if library.vectors.space("moments").stamp:
        watch("moments")


if __name__ == "__main__":
    main(*sys.argv[1:])
