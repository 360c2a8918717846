"""A media file with what was read of it and of what lies beside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from indexers.reading.filenames import Name, TrackName, read_track_name
from indexers.reading.suffixes import kind_of, stem_of
from indexers.sources.folder.scope import Place
from indexers.sources.folder.walk import File, join

Fields = dict[str, Any]


@dataclass
class Piece:
    """`reading`: as `files.Files` makes it. `covers`: pictures beside it or of its folder, the best first."""

    root: Path
    place: Place
    file: File
    reading: Fields
    covers: list[str]  # relative

    @cached_property
    def relative(self) -> str:
        return join(self.place.folder.relative, self.file.name)

    @cached_property
    def path(self) -> Path:
        return self.root / self.relative

    @cached_property
    def stem(self) -> str:
        return stem_of(self.file.name)

    @cached_property
    def is_video(self) -> bool:
        """By its streams; by its name where it could not be read. A cover is no video."""
        kinds = self.reading.get("kinds")
        return "video" in kinds if kinds else kind_of(self.file.name) == "video"

    @property
    def seconds(self) -> float | None:
        found = self.reading.get("seconds")
        return float(found) if found else None

    @property
    def tags(self) -> dict[str, str]:
        return self.reading.get("tags") or {}

    @property
    def json(self) -> Fields:
        return self.reading.get("json") or {}

    @property
    def nfo(self) -> list[tuple[str, Fields, dict[str, str]]]:
        """(kind, fields, ids) of the records beside it."""
        return self.reading.get("nfo") or []

    @property
    def nfo_kind(self) -> str:
        return self.nfo[0][0] if self.nfo else ""

    @cached_property
    def name(self) -> Name:
        """What its name says if it is a film or an episode."""
        found = dict(self.reading["name"])
        found["numbers"] = tuple(found.get("numbers", ()))
        found["ids"] = tuple(tuple(one) for one in found.get("ids", ()))
        return Name(**found)

    @cached_property
    def track(self) -> TrackName:
        """What its name says if it is a track or a lecture."""
        return read_track_name(self.stem)
