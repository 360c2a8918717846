"""Stages over the library's files: a thread a stage, each finding committed as it comes; resumable at any instant.

The stages run beside each other, so that the slowest hides the others. Each hands its findings over through a queue
of two; whoever takes the steps commits them, one item and stage a transaction. A kill costs the items at hand.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from queue import Empty, Full, Queue
from typing import Any

from indexers.catalogue.findings import Outcome, StageRow
from indexers.errors import Undecodable
from indexers.library import Library
from indexers.media.decode import Media
from indexers.media.limits import Limits
from indexers.media.models import Finding, StageName
from indexers.media.pipe import Message
from indexers.progress import PAUSED, Pause, Step
from indexers.stages import Stage
from indexers.stages.pace import Pace
from indexers.stages.store import Store
from indexers.stages.tasks import Task, Tasks, pending

_WAIT_S = 0.2
_AHEAD = 2  # findings that wait to be committed, a stage


@dataclass(frozen=True)
class Failure:
    item: str
    cause: str


@dataclass
class StageReport:
    """What became of the files that a stage had to read."""

    stage: StageName
    done: int = 0
    skipped: int = 0
    failed: int = 0
    unchanged: int = 0
    seconds: float = 0.0  # of the stage's own work
    media_s: float = 0.0  # of the files read, as long as their items say
    causes: dict[str, int] = field(default_factory=dict)  # why files were skipped -> how many
    failures: list[Failure] = field(default_factory=list)


@dataclass(frozen=True)
class _Result:
    stage: Stage
    task: Task
    outcome: Outcome
    finding: Finding
    cause: str
    seconds: float


def stream(library: Library, stages: Sequence[Stage]) -> Generator[Step, None, list[StageReport]]:
    """Let each stage read what is new to it, what was shown last first. Yields a Step a finding; may be closed at any.

    Raises LibraryError, WeightsError.
    """
    reports = {stage.name: StageReport(stage.name) for stage in stages}
    work: dict[StageName, list[Task]] = {}
    for stage in stages:
        work[stage.name], reports[stage.name].unchanged = pending(library, stage)
    total, done = sum(map(len, work.values())), 0
    yield Step(0, total, "looking and listening")
    if not total:
        return list(reports.values())
    with library.vectors.writing(), Store(library, stages) as store, _Crew(library, stages, work) as crew:
        for result in crew.results():
            if result is None:
                yield Step(done, total, PAUSED)
                continue
            store.put(_row(result))
            _count(reports[result.stage.name], result)
            done += 1
            pace = Pace(work, reports)
            yield Step(done, total, f"{pace.told()}: {result.task.item.title}", pace.left_s())
        store.finish()
    return list(reports.values())


def warn(library: Library, stages: Sequence[Stage]) -> list[str]:
    """A sentence for each stage that will take more than an hour."""
    notes = []
    for stage in stages:
        tasks, _ = pending(library, stage)
        hours = sum(task.item.minutes or 0 for task in tasks) / 60 / stage.speed
        if hours > 1:
            others = ",".join(one.name for one in stages if one.name != stage.name)
            notes.append(
                f"{stage.name} will take about {hours:.0f} hours for {len(tasks)} files; "
                f"search works meanwhile, and `--only {others or 'text'}` leaves it out."
            )
    return notes


def _row(result: _Result) -> StageRow:
    task = result.task
    return StageRow(task.item.id, result.stage.name, task.digest, result.outcome, result.cause, result.finding)


def _count(report: StageReport, result: _Result) -> None:
    setattr(report, result.outcome, getattr(report, result.outcome) + 1)
    report.seconds += result.seconds
    report.media_s += 60 * (result.task.item.minutes or 0)
    if result.outcome == "skipped":
        report.causes[result.cause] = report.causes.get(result.cause, 0) + 1
    if result.outcome == "failed":
        report.failures.append(Failure(result.task.item.id, result.cause))


class _Stopped(Exception):
    """The crew is sent home in the midst of a file."""


class _Watched(Media):
    """A file whose reading rests in a pause, and ends when the crew is sent home."""

    stopped: threading.Event
    pause: Pause

    def _ask(self, what: str, **options: Any) -> Iterator[Message]:
        for message in super()._ask(what, **options):
            self.pause.wait(self.stopped)
            if self.stopped.is_set():
                raise _Stopped
            yield message


class _Crew:
    """A thread a stage. `results` ends when all have read their files; leaving ends them at once."""

    def __init__(self, library: Library, stages: Sequence[Stage], work: dict[StageName, list[Task]]) -> None:
        self._stopped, self._pause, self._nice = threading.Event(), library.pause, library.settings.nice
        self._shown = library.shown
        self._results: Queue[_Result | BaseException | None] = Queue(_AHEAD * len(stages))
        self._threads = [
            threading.Thread(target=self._work, args=(stage, work[stage.name]), name=stage.name, daemon=True)
            for stage in stages
        ]

    def __enter__(self) -> _Crew:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._stopped.set()
        for thread in self._threads:
            thread.join()

    def results(self) -> Iterator[_Result | None]:
        """None now and then while they rest in a pause."""
        at_work = len(self._threads)
        while at_work:
            try:
                result = self._results.get(timeout=_WAIT_S)
            except Empty:
                if self._pause.is_on:
                    yield None
                continue
            if isinstance(result, BaseException):
                raise result
            if result is None:
                at_work -= 1
            else:
                yield result

    def _work(self, stage: Stage, tasks: list[Task]) -> None:
        try:
            _give_way(self._nice)
            left = Tasks(tasks, self._shown)
            while (task := left.pop()) is not None:
                self._pause.wait(self._stopped)
                if self._stopped.is_set():
                    return
                self._tell(self._read(stage, task))
            self._tell(None)
        except BaseException as error:  # said by whoever takes the results
            self._tell(error)

    def _read(self, stage: Stage, task: Task) -> _Result:
        begun = time.monotonic()
        try:
            with _Watched.open(task.path, Limits(nice=self._nice)) as media:
                media.stopped, media.pause = self._stopped, self._pause
                finding = stage.read(task.item, media)
            outcome: Outcome = "skipped" if finding.skipped else "done"
            cause = finding.skipped
        except Undecodable as error:
            finding, outcome, cause = Finding(), "failed", error.message
        return _Result(stage, task, outcome, finding, cause, time.monotonic() - begun)

    def _tell(self, result: _Result | BaseException | None) -> None:
        while not self._stopped.is_set():
            try:
                self._results.put(result, timeout=_WAIT_S)
            except Full:
                continue
            return


def _give_way(nice: int) -> None:
    """This thread, and those that it starts: Linux alone has a niceness for each. The children have their own."""
    if sys.platform == "linux":
        own = threading.get_native_id()
        os.setpriority(os.PRIO_PROCESS, own, max(nice, os.getpriority(os.PRIO_PROCESS, own)))
