"""A child process that reads media files, seen from the parent: a crash, a hang or a flood in libav ends it alone."""

from __future__ import annotations

import atexit
import contextlib
import importlib.util
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from indexers.errors import Undecodable, UsherError
from indexers.media.limits import Limits
from indexers.media.pipe import Ended, Message, Silence, receive, send

_ROOT = Path(__file__).parents[2]
_START_S = 60.0  # python, numpy and av from a cold disk
_REAP_S = 5.0  # a child that hangs in the kernel (a lost mount) is left to it


class Reader:
    """Serves one request at a time, for any number of files. Not safe to share between threads."""

    def __init__(self, limits: Limits) -> None:
        self.limits, self.requests, self.is_busy = limits, 0, False
        if importlib.util.find_spec("av") is None:
            raise UsherError("Media files cannot be read here.", cure="Install usher with its extra: media.")
        self._child = subprocess.Popen(
            [sys.executable, "-m", "indexers.media.child", *map(str, (limits.memory_mb, limits.threads, limits.nice))],
            cwd=_ROOT,  # where `indexers` is found, however the parent found it
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            process_group=0,  # Ctrl-C is the parent's to handle
        )

    @property
    def pid(self) -> int:
        return self._child.pid

    @property
    def is_usable(self) -> bool:
        """It waits for a request, and has not served so many that it should be replaced."""
        return not self.is_busy and self._child.poll() is None and self.requests < self.limits.requests

    def ask(self, what: str, path: Path, **options: Any) -> Iterator[Message]:
        """What the child sends for one request. Raises Undecodable. Left in the midst, it ends the child."""
        path = path.absolute()
        self.is_busy, self.requests = True, self.requests + 1
        try:
            send(self._stdin, {"what": what, "path": str(path), **options})
            yield from self._answers(path)
        except (Ended, OSError):
            raise Undecodable(f"{path.name} cannot be read: {self._cause_of_death()}.") from None
        except Silence:
            raise Undecodable(f"{path.name} cannot be read: it took too long, and was given up.") from None
        finally:
            if self.is_busy:
                self.close()

    def _answers(self, path: Path) -> Iterator[Message]:
        waited_s, first_s = 0.0, _START_S if self.requests == 1 else 0.0
        while waited_s < self.limits.whole_s:
            begun_s = time.monotonic()
            message = receive(self._stdout.fileno(), first_s + self.limits.silent_s)
            waited_s, first_s = waited_s + time.monotonic() - begun_s, 0.0
            kind = message.head["kind"]
            if kind == "end":
                self.is_busy = False
                return
            if kind == "failed":
                self.is_busy = False
                raise Undecodable(f"{path.name} {message.head['cause']}")
            if kind != "beat":
                yield message
        raise Silence

    def close(self) -> None:
        """End the child, whatever it does."""
        self._child.kill()
        for pipe in (self._stdin, self._stdout):
            with contextlib.suppress(OSError):
                pipe.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._child.wait(_REAP_S)

    def _cause_of_death(self) -> str:
        self.close()
        code = self._child.returncode
        if code is not None and code < 0 and -code != signal.SIGKILL:
            return f"the decoder crashed on it ({signal.Signals(-code).name})"
        return "the decoder ended on it"

    @property
    def _stdin(self) -> Any:
        return self._child.stdin

    @property
    def _stdout(self) -> Any:
        return self._child.stdout


class Pool:
    """Readers that wait for their next file: starting one takes .2 s, reading a short file .01 s. Shared by threads."""

    def __init__(self, most: int = 4) -> None:
        self._most, self._lock = most, threading.Lock()
        self._idle: list[Reader] = []
        atexit.register(self.close)

    @contextlib.contextmanager
    def reader(self, limits: Limits) -> Iterator[Reader]:
        """One for the caller alone; a child that was ended meanwhile is not used again."""
        reader = self._take(limits) or Reader(limits)
        try:
            yield reader
        finally:
            self._give(reader)

    def _take(self, limits: Limits) -> Reader | None:
        with self._lock:
            for reader in self._idle:
                if reader.limits == limits:
                    self._idle.remove(reader)
                    return reader
        return None

    def _give(self, reader: Reader) -> None:
        with self._lock:
            if reader.is_usable:
                self._idle.append(reader)
            over = self._idle[: -self._most] if reader.is_usable else [reader]
            self._idle = [one for one in self._idle if one not in over]
        for one in over:
            one.close()

    def close(self) -> None:
        """End the waiting children."""
        with self._lock:
            idle, self._idle = self._idle, []
        for reader in idle:
            reader.close()
