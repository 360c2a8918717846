"""What containers say before anything is decoded: tags, length, chapters, streams. Quick enough for every file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from indexers.errors import Undecodable
from indexers.media.limits import Limits
from indexers.media.models import Chapter, Probe, Stream
from indexers.media.reader import Reader
from indexers.reading.labels import languages

_LIMITS = Limits(whole_s=60.0, requests=20_000)  # a disk that sleeps takes 10 s to answer


class Prober:
    """One child process that reads headers; started anew when a file ended it, so that this file alone is lost."""

    def __init__(self, limits: Limits = _LIMITS) -> None:
        self._limits = limits
        self._reader: Reader | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def probe(self, path: Path) -> Probe:
        """Raises Undecodable: one sentence. `path` may be a picture, which has one video stream and no duration."""
        if self._reader is None or not self._reader.is_usable:
            self.close()
            self._reader = Reader(self._limits)
        return ask_probe(self._reader, path)

    @property
    def pid(self) -> int | None:
        """Of the child that runs now."""
        return self._reader.pid if self._reader else None

    def close(self) -> None:
        if self._reader is not None:
            self._reader.close()
            self._reader = None


def probe(path: Path) -> Probe:
    """One file. Raises Undecodable. For many, a Prober starts its child once."""
    with Prober() as prober:
        return prober.probe(path)


def ask_probe(reader: Reader, path: Path) -> Probe:
    """Raises Undecodable."""
    for message in list(reader.ask("probe", path)):
        return _probe(message.head)
    raise Undecodable(f"{path.name} says nothing of itself.")


def _probe(head: Mapping[str, Any]) -> Probe:
    return Probe(
        container=head["container"],
        duration_s=head["duration_s"],
        tags=head["tags"],
        chapters=tuple(Chapter(**chapter) for chapter in head["chapters"]),
        streams=tuple(Stream(**{**stream, "language": _language(stream["language"])}) for stream in head["streams"]),
    )


def _language(code: str) -> str:
    """ISO 639-1 of what the container says (`eng`, `ger`, `pt-BR`); "" where it says nothing or what nobody knows."""
    known = languages([code]) if code and code != "und" else ()
    return known[0] if known and len(known[0]) == 2 else ""
