"""How long and how large the reading of one media file may grow."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Times count only while the parent waits for the child: a slow consumer spends none of them."""

    silent_s: float = 30.0  # no word for so long: the child is ended
    whole_s: float = 4 * 3600.0  # waited for in all, for one request
    memory_mb: int = 2048  # address space beyond the child's own; 4K with 16 reference frames needs 0.5 GB, 8K 1.7 GB
    threads: int = 1  # that decode one picture stream
    nice: int = 0  # of the child, as Unix has it: 0 to 19, which gives way to all else
    requests: int = 500  # to one child before a fresh one takes over, so that what libav leaks stays small
