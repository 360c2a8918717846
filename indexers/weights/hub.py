"""Fetches a file from the model hub, going on where an earlier try stopped."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from pathlib import Path

from indexers.weights.manifest import HubSource

URL = "https://huggingface.co"
REACH_S = 5.0  # a machine without a hub loses this once, not a minute for each file
STALL_S = 30.0
_SHA256 = re.compile("[0-9a-f]{64}")
TRIES = 5  # cut connections without a byte gained


class FetchError(Exception):
    """This source did not give the file; the next one may. The text is half a sentence."""


class Hub:
    """A model hub. Once it has failed to answer it is not asked again by this object."""

    def __init__(self, url: str = URL) -> None:
        self._url = url.rstrip("/")
        self._answers: bool | None = None

    def look_up(self, source: HubSource) -> tuple[int, str]:
        """Size in bytes and SHA-256 of a file as the hub publishes them, the latter "" if not. Raises FetchError."""
        url = self._address(source)
        self._greet(url)
        return _published(url)

    def fetch(self, source: HubSource, part: Path, size: int, progress: Callable[[int], None]) -> None:
        """Append to `part` until it holds `size` bytes, telling `progress` how many. Raises FetchError."""
        url = self._address(source)
        tries = 0
        while (before := _length(part)) < size:
            self._greet(url)
            reason = _continue(url, part, before, size, progress)
            tries = 0 if _length(part) > before else tries + 1
            if tries == TRIES:
                raise FetchError(reason or "the model hub sends nothing")

    def _address(self, source: HubSource) -> str:
        return f"{self._url}/{source.repo}/resolve/{source.revision}/{source.path}"

    def _greet(self, url: str) -> None:
        if self._answers is None:
            self._answers = _reach(url)
        if not self._answers:
            raise FetchError("the model hub does not answer")


def _reach(url: str) -> bool:
    """Whether the hub answers at all. Looking up a name has no time limit of its own, hence the thread."""
    import httpx

    answered = threading.Event()

    def ask() -> None:
        try:
            httpx.head(url, timeout=REACH_S, follow_redirects=False)
        except httpx.HTTPError:
            return
        answered.set()

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(REACH_S)
    return answered.is_set()


def _published(url: str) -> tuple[int, str]:
    """The headers of the first answer count: a large file lies elsewhere, and the hub sends one on to it."""
    import httpx

    try:
        answer = httpx.head(url, timeout=STALL_S, follow_redirects=True, headers={"Accept-Encoding": "identity"})
    except httpx.HTTPError as error:
        raise FetchError(f"the connection to the model hub broke ({type(error).__name__})") from error
    if answer.status_code >= 400:
        raise FetchError(f"the model hub answers {answer.status_code}")
    headers = [one.headers for one in (*answer.history, answer)]
    sizes = [h[name] for name in ("x-linked-size", "content-length") for h in reversed(headers) if name in h]
    hashes = [h["x-linked-etag"].strip('"') for h in headers if "x-linked-etag" in h]
    if not sizes or not sizes[0].isdigit():
        raise FetchError("the model hub does not say how large the file is")
    return int(sizes[0]), next((sha for sha in hashes if _SHA256.fullmatch(sha)), "")


def _continue(url: str, part: Path, start: int, size: int, progress: Callable[[int], None]) -> str:
    """One connection's worth of bytes. Returns why it ended early ("" if it did not say)."""
    import httpx

    headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={start}-"} if start else {})
    timeout = httpx.Timeout(STALL_S, connect=REACH_S)
    try:
        with httpx.stream("GET", url, headers=headers, timeout=timeout, follow_redirects=True) as response:
            if response.status_code >= 400:
                raise FetchError(f"the model hub answers {response.status_code}")
            resumed = response.status_code == 206
            _write(response, part, start if resumed else 0, size, progress)
    except httpx.HTTPError as error:
        return f"the connection to the model hub broke ({type(error).__name__})"
    return ""


def _write(response: object, part: Path, start: int, size: int, progress: Callable[[int], None]) -> None:
    with part.open("ab") as stream:
        stream.truncate(start)
        for chunk in response.iter_raw():  # type: ignore[attr-defined]
            start += len(chunk)
            if start > size:
                raise FetchError("the model hub sends more than the file holds")
            stream.write(chunk)
            progress(start)


def _length(part: Path) -> int:
    return part.stat().st_size if part.exists() else 0
