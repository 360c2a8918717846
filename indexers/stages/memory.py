"""What glibc's malloc is told before long files are read."""

from __future__ import annotations

import ctypes
import sys

_M_MMAP_THRESHOLD = -3
_LARGE_BYTES = 256 << 10


def give_back_large_blocks() -> None:
    """Let large arrays return to the system when they are freed.

    glibc learns from the first large blocks that are freed to keep such ones in the heap, where small ones that live
    on nail them down: four hours of sound left 1,190 MB behind, and twenty hours 3,800; so 505 MB, whatever the length.
    """
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # other C libraries have none, and need none
        if mallopt is not None:
            mallopt(_M_MMAP_THRESHOLD, _LARGE_BYTES)
