"""What a long piece of work says of itself while it goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

PAUSED = "paused"  # what is being done in a pause


@dataclass(frozen=True)
class Step:
    """`done` of `total` (0: not known), and what is being done. Rate and time left are for who shows it."""

    done: int
    total: int
    doing: str


Progress = Callable[[int, int, str], None]  # done, total, doing; the same as for fetching weights


def silent(done: int, total: int, doing: str) -> None:
    """Progress that nobody watches."""
