"""Folders and files watched for changes by looking at names, sizes and times: that works on network drives too."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path


def changes(
    sources: Sequence[Path], *, every_s: float, settle_s: float, sleep: Callable[[float], None] = time.sleep
) -> Iterator[None]:
    """Yields each time that something under `sources` has changed and then stayed the same for `settle_s`.

    Looks every `every_s` seconds. A source that is away counts as unchanged until it is back.
    """
    seen = fingerprint(sources)
    while True:
        sleep(every_s)
        now = fingerprint(sources)
        if now in (seen, None):
            continue
        while True:
            sleep(settle_s)
            later = fingerprint(sources)
            if later == now:
                break
            now = later
        seen = now
        yield


def fingerprint(sources: Sequence[Path]) -> bytes | None:
    """A digest of all names, sizes and times; None while a source is away. .5 s for 100,000 files in the cache."""
    digest = hashlib.blake2b(digest_size=16)
    for source in sources:
        if not source.exists():
            return None
        for line in sorted(_lines(source)):
            digest.update(line.encode("utf8", "surrogateescape"))
    return digest.digest()


def _lines(source: Path) -> Iterator[str]:
    if source.is_file():
        yield _line(str(source), source.stat())
        return
    try:
        with os.scandir(source) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    yield from _lines(Path(entry.path))
                elif entry.is_file():
                    yield _line(entry.path, entry.stat())
    except OSError:  # gone since it was listed, or not ours to read
        return


def _line(path: str, stat: os.stat_result) -> str:
    return f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}\n"
