"""Folders of media: stages beside each other against the slowest alone, memory on a long file, many small files."""

from __future__ import annotations

import multiprocessing
import os
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from indexers.library import Library
from indexers.media.models import StageName
from indexers.pipeline import index
from indexers.sources import open_source
from indexers.stages import make_stages, run
from tests.fakes.encoder import FakeEncoder
from tests.fakes.media import make_audio, tone
from tests.measure.data import Data
from tests.measure.libraries import Libraries
from tests.measure.record import table

GOAL_BESIDE, GOAL_MEMORY_MB, GOAL_NAMES_S, GOAL_AGAIN_S = 1.15, 1_500, 120, 60
_NAMES: tuple[StageName, ...] = ("look", "sound", "speech")
_HOURS, _FEW, _MANY, _A_FOLDER = 20, 10_000, 100_000, 100


def run_stages(data: Data, libraries: Libraries) -> str:
    """Each stage alone and all beside each other, over the same files."""
    folder = data.file("media")
    alone = {name: _time(folder, [name]) for name in _NAMES}
    together_s = _time(folder, _NAMES)[0]
    slowest = max(alone, key=lambda name: alone[name][0])
    hours = max(seconds for _, seconds in alone.values()) / 3600
    rows = [[name, seconds, hours / (seconds / 3600)] for name, (seconds, _) in alone.items()]
    ratio = together_s / alone[slowest][0]
    first = table(["stage", "seconds alone", "hours of media an hour"], rows)
    second = table(
        ["", "seconds", f"against the slowest alone, {slowest} (goal {GOAL_BESIDE})"],
        [["all beside each other", together_s, ratio]],
    )
    return f"{hours * 60:.1f} minutes of media, {len(os.sched_getaffinity(0))} cores.\n\n{first}\n\n{second}"


def _time(folder: Path, names: Sequence[StageName]) -> tuple[float, float]:
    """(seconds of these stages over the folder, seconds of media)."""
    with tempfile.TemporaryDirectory() as place, Library.open(Path(place), create=True) as library:
        index(library, open_source(folder))
        library.encoder.encode(["warm"])
        stages, _ = make_stages(library, names)
        begun = time.monotonic()
        for _ in run.stream(library, stages):
            pass
        seconds = time.monotonic() - begun
        media_s = sum(60 * (item.minutes or 0) for item in library.catalogue.with_files())
    return seconds, media_s


def run_long(data: Data, libraries: Libraries) -> str:
    """The process's memory before and after a file of 20 hours has gone through look and sound."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "media"
        folder.mkdir()
        writer = multiprocessing.get_context("spawn").Process(target=_write_long, args=(folder / "long night.flac",))
        writer.start()  # apart, so that its memory is not counted
        writer.join()
        with Library.open(Path(place) / "library", create=True) as library:
            index(library, open_source(folder))
            library.encoder.encode(["warm"])
            stages, _ = make_stages(library, ("sound",))
            begun, before = time.monotonic(), _peak_mb()
            for _ in run.stream(library, stages):
                pass
            seconds, after = time.monotonic() - begun, _peak_mb()
    rows = [[f"{_HOURS} hours of sound", seconds, before, after]]
    head = ["file", "seconds", "peak MB before", f"peak MB after (goal {GOAL_MEMORY_MB})"]
    return table(head, rows)


def _write_long(path: Path) -> None:
    """Quiet tones, minute by minute."""
    minutes = np.concatenate([tone(60, 110.0 * 2 ** (n / 12), 8_000, 0.1) for n in range(60)])
    make_audio(path, np.tile(minutes, _HOURS), rate_hz=8_000)


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run_many(data: Data, libraries: Libraries) -> str:
    """Names and tags of many small files, and a second run over the unchanged tree; the large one without encoding."""
    rows = [_many(_FEW, None), _many(_MANY, FakeEncoder())]
    head = ["files", "encoder", "first run, s", "files/s", "second run, s"]
    goals = (
        f"Goals: the first run over {_FEW:,} files {GOAL_NAMES_S} s, the second over {_MANY:,} files {GOAL_AGAIN_S} s."
    )
    return f"{goals}\n\n{table(head, rows)}"


def _many(count: int, encoder: FakeEncoder | None) -> list[object]:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "media"
        sample = make_audio(Path(place) / "sample.mp3", tone(0.3)).read_bytes()
        for path in _paths(folder, count):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(sample)
        with Library.open(Path(place) / "library", create=True, encoder=encoder) as library:
            first, again = (_index_s(library, folder) for _ in range(2))
    return [count, encoder.name if encoder else "minilm", first, count / first, again]


def _index_s(library: Library, folder: Path) -> float:
    begun = time.monotonic()
    index(library, open_source(folder, library))
    return time.monotonic() - begun


def _paths(folder: Path, count: int) -> Iterator[Path]:
    for number in range(count):
        yield folder / f"Artist {number % (count // _A_FOLDER)}" / f"Song {number} of the morning.mp3"
