"""How far each stage is, how fast, and when the last of them will have read everything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from indexers.media.models import StageName
from indexers.stages.tasks import Task

_A_FILE_S = 10.0  # of media, that opening a file is worth, and a file of unknown length


class Counts(Protocol):
    """Of a stage's report. `seconds`: of its own work, so that a pause does not count."""

    done: int
    skipped: int
    failed: int
    seconds: float
    media_s: float


class Pace:
    """`work`: what each stage had to read when it began."""

    def __init__(self, work: Mapping[StageName, Sequence[Task]], reports: Mapping[StageName, Counts]) -> None:
        self._work, self._reports = {name: tasks for name, tasks in work.items() if tasks}, reports

    def told(self) -> str:
        """ "look 12/40 31x, speech 2/40 6x": files, and seconds of media a second."""
        return ", ".join(
            f"{name} {self._read(name)}/{len(tasks)}{self._rate(name)}" for name, tasks in self._work.items()
        )

    def left_s(self) -> float | None:
        """Of the stage that takes longest; None before each has read something."""
        lefts = [self._left_s(name) for name in self._work]
        known = [left for left in lefts if left is not None]
        return max(known) if len(known) == len(lefts) and known else None

    def _read(self, name: StageName) -> int:
        report = self._reports[name]
        return report.done + report.skipped + report.failed

    def _rate(self, name: StageName) -> str:
        report = self._reports[name]
        return f" {report.media_s / report.seconds:.0f}x" if report.seconds > 1 and report.media_s else ""

    def _left_s(self, name: StageName) -> float | None:
        """At the pace so far, by length and number of what was read and of what is left."""
        report, read = self._reports[name], self._read(name)
        if not read:
            return None
        whole = sum(60 * (task.item.minutes or 0) + _A_FILE_S for task in self._work[name])
        behind = report.media_s + _A_FILE_S * read
        return report.seconds * max(0.0, whole - behind) / behind
