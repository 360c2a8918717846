"""The child process: `python -m indexers.media.child MEMORY_MB THREADS NICE`. It ends when its standard input does."""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any, BinaryIO

from indexers.media.pipe import receive_request, send

_BEAT_S = 1.0


def main(memory_mb: int, threads: int, nice: int) -> None:
    """Serve one request after another. What libraries print goes nowhere, so that it cannot mix with the answers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(max(0, nice - os.nice(0)))
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    requests: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(requests,), daemon=True).start()
    from indexers.media.libav import REQUESTS, describe, silence

    silence()
    _limit_memory(memory_mb)
    while True:
        request = requests.get()
        try:
            _serve(REQUESTS[request.pop("what")](threads=threads, **request), answers)
        except OSError as error:
            if isinstance(error, BrokenPipeError) and not hasattr(error, "log"):  # ours, not libav's
                return
            send(answers, {"kind": "failed", "cause": describe(error)})
        except Exception as error:  # the file is to blame, and the next one may be sound
            send(answers, {"kind": "failed", "cause": describe(error)})


def _listen(requests: queue.SimpleQueue[dict[str, Any]]) -> None:
    """Take requests until the parent closes the pipe or is gone; then end at once, even in the midst of decoding."""
    with contextlib.suppress(OSError):
        while (request := receive_request(sys.stdin.buffer)) is not None:
            requests.put(request)
    os._exit(0)


def _serve(messages: Any, answers: BinaryIO) -> None:
    """Send what a request yields. None stands for work that is going on, told once a second at most."""
    told_s = time.monotonic()
    for message in messages:
        now_s = time.monotonic()
        if message is None and now_s - told_s < _BEAT_S:
            continue
        head, body = message or ({"kind": "beat"}, b"")
        send(answers, head, body)
        told_s = time.monotonic()
    send(answers, {"kind": "end"})


def _limit_memory(memory_mb: int) -> None:
    """On top of what it has now, where the system can: macOS and Windows know no limit of the address space."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        pages = int(Path("/proc/self/statm").read_text().split()[0])
        most = pages * resource.getpagesize() + (memory_mb << 20)
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
