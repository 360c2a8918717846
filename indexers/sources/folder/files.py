"""Reads the files of a scope: each once, with what lies beside it; what has not changed comes from memory."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indexers.errors import Undecodable
from indexers.reading.filenames import read_video_name
from indexers.reading.nfo import read_nfo
from indexers.reading.sidecars import chapters_of, read_chapters, read_description, read_json
from indexers.reading.subtitles import describe_tail
from indexers.reading.suffixes import (
    IMAGE,
    SUBTITLE,
    TEXT,
    is_extra,
    is_media,
    is_unfinished,
    kind_of,
    stem_of,
    suffix_of,
)
from indexers.sources.folder.memory import Memory, Reading
from indexers.sources.folder.piece import Piece
from indexers.sources.folder.scope import Place, Scope
from indexers.sources.folder.walk import File, join

if TYPE_CHECKING:
    from indexers.media.models import Probe

_READER = 1  # grows when the same file is read differently
_COVERS = ("poster", "cover", "folder", "front", "albumart", "movie", "default", "thumb")
_OF_FOLDER = frozenset({"tvshow.nfo", "season.nfo", "album.nfo", "artist.nfo"})
_MOST_TAG = 4_000  # characters
_LOUD_TAGS = frozenset({"major_brand", "minor_version", "compatible_brands", "handler_name", "vendor_id"})


class Files:
    """`probe`: raises Undecodable. `memory`: None reads everything anew."""

    def __init__(self, root: Path, probe: Callable[[Path], Probe], memory: Memory | None) -> None:
        self._root, self._probe, self._memory = root, probe, memory

    def pieces(self, scope: Scope) -> list[Piece]:
        """The works and parts of works among the scope's files, in the order of their names."""
        found: list[Piece] = []
        subtitles = [(place, file) for place in scope.places if place.is_subtitles for file in place.folder.files]
        for place in scope.places:
            if not place.is_extra and not place.is_subtitles:
                found.extend(self._of_place(place, subtitles))
        return found

    def _of_place(self, place: Place, subtitles: Sequence[tuple[Place, File]]) -> list[Piece]:
        names = {file.name for file in place.folder.files}
        media = [file for file in place.folder.files if is_media(file.name) and not is_unfinished(file.name, names)]
        works = [file for file in media if not is_extra(file.name)] or media
        works = _main_title(works) if place.is_image else works
        beside = _beside(place.folder.files, works)
        if len(works) == 1:
            beside[works[0].name].extend(file for _, file in subtitles if suffix_of(file.name) in SUBTITLE)
        readings = self._readings(place, works, beside)
        is_shared = len(works) > 1 and kind_of(works[0].name) == "video"
        general = [] if is_shared else _covers(file.name for file in place.folder.files)
        return [
            Piece(
                self._root, place, file, readings[file.name],
                [join(place.folder.relative, name) for name in (*_own_covers(file, beside[file.name]), *general)],
            )
            for file in works if file.name in readings
        ]  # fmt: skip

    def _readings(self, place: Place, works: Sequence[File], beside: dict[str, list[File]]) -> dict[str, Reading]:
        folder = place.folder.relative
        known = self._memory.recall(folder) if self._memory else {}
        readings: dict[str, Reading] = {}
        new: dict[str, tuple[bytes, Reading]] = {}
        for file in works:
            stamp = _stamp(file, beside[file.name])
            stamped, text = known.get(file.name, (b"", ""))
            if stamped == stamp:
                readings[file.name] = json.loads(text)
                continue
            readings[file.name] = self._read(place, file, beside[file.name])
            new[file.name] = (stamp, readings[file.name])
            if len(new) >= 200:
                new = self._keep(folder, new, ())
        gone = known.keys() - readings.keys()
        if new or gone:
            self._keep(folder, new, gone)
        return {name: reading for name, reading in readings.items() if not _is_no_media(name, reading)}

    def _keep(self, folder: str, new: dict[str, tuple[bytes, Reading]], gone: Iterable[str]) -> dict[str, Any]:
        if self._memory is not None:
            self._memory.remember(folder, new, gone)
        return {}

    def _read(self, place: Place, file: File, beside: Sequence[File]) -> Reading:
        folder = self._root / place.folder.relative
        reading: Reading = self._probed(folder / file.name, file)
        for other in beside:
            try:
                _take(reading, folder / other.name, stem_of(file.name))
            except OSError:
                continue  # the file beside it is gone or locked; the media file is not worse for it
        if kind_of(file.name) == "video":
            stem = stem_of(file.name)
            name = read_video_name(_imaged(place) if place.is_image else stem)
            reading["name"] = {key: value for key, value in asdict(name).items() if value not in (None, "", (), False)}
            reading["name"]["title"] = name.title
        else:
            reading["name"] = {"title": stem_of(file.name)}
        return reading

    def _probed(self, path: Path, file: File) -> Reading:
        if file.size == 0:
            return {"trouble": "The file is empty."}
        try:
            return _reading(self._probe(path))
        except Undecodable as error:
            return {"trouble": str(error)}


def _reading(probe: Probe) -> Reading:
    """The part of a Probe that is kept."""
    tags = {name: value[:_MOST_TAG] for name, value in probe.tags.items() if value and name not in _LOUD_TAGS}
    kinds = list(dict.fromkeys(stream.kind for stream in probe.streams))
    reading: Reading = {"seconds": probe.duration_s, "tags": tags, "kinds": kinds}
    for kind, name in (("audio", "spoken"), ("subtitle", "subtitles")):
        codes = [stream.language for stream in probe.streams if stream.kind == kind and stream.language]
        reading[name] = list(dict.fromkeys(codes))
    reading["chapters"] = [[one.start_s, one.end_s, one.title] for one in probe.chapters]
    return {name: value for name, value in reading.items() if value}


def _take(reading: Reading, path: Path, stem: str) -> None:
    """Add what a file beside the media file says. Raises OSError."""
    suffix, tail = suffix_of(path.name), stem_of(path.name)[len(stem) :].lower()
    if suffix == "nfo":
        reading["nfo"] = [[nfo.kind, nfo.fields, nfo.ids] for nfo in read_nfo(path)]
    elif suffix == "json" and "transcript" not in tail:
        fields = read_json(path)
        chapters = chapters_of(fields.pop("chapters", None))
        reading["json"] = {**reading.get("json", {}), **({} if "chapter" in tail else fields)}
        reading["chapters"] = chapters or reading.get("chapters", [])
    elif "chapter" in tail and suffix in ("txt", "vtt"):
        reading["chapters"] = read_chapters(path)
    elif suffix in SUBTITLE:
        language, kind = describe_tail(stem_of(path.name)[len(stem) :] or stem_of(path.name), path.name)
        if language and kind != "lyrics":
            reading["subtitles"] = list(dict.fromkeys([*reading.get("subtitles", []), language]))
    elif suffix in TEXT:
        reading["text"] = read_description(path)


def _stamp(file: File, beside: Sequence[File]) -> bytes:
    parts = [f"{_READER}", *(f"{one.name}\0{one.size}\0{one.mtime_ns}" for one in (file, *beside))]
    return hashlib.blake2b("\0\0".join(parts).encode("utf8", "surrogateescape"), digest_size=16).digest()


def _beside(files: Sequence[File], works: Sequence[File]) -> dict[str, list[File]]:
    """Each work's name -> the files named after it; where there is one work alone, all that describe."""
    stems = {stem_of(file.name).casefold(): file.name for file in works}
    beside: dict[str, list[File]] = {file.name: [] for file in works}
    for file in files:
        suffix = suffix_of(file.name)
        if suffix not in IMAGE and suffix not in SUBTITLE and suffix not in TEXT and suffix not in ("nfo", "json"):
            continue
        name = _named_after(file.name, stems)
        if name is None and len(works) == 1 and suffix not in IMAGE and file.name.lower() not in _OF_FOLDER:
            name = works[0].name
        if name is not None:
            beside[name].append(file)
    return beside


def _named_after(name: str, stems: dict[str, str]) -> str | None:
    """The media file whose stem the name begins with: `Moon.en.srt`, `Moon-poster.jpg`; the longest such stem."""
    base = stem_of(name).casefold()
    while base:
        if base in stems:
            return stems[base]
        cut = max(base.rfind("."), base.rfind("-"), base.rfind("_"), base.rfind("("), base.rfind("["))
        base = base[: max(cut, 0)].rstrip()
    return None


def _own_covers(file: File, beside: Iterable[File]) -> Iterator[str]:
    pictures = [other.name for other in beside if suffix_of(other.name) in IMAGE]
    stem = stem_of(file.name)
    order = ("", "-poster", "-cover", "-thumb")
    tails = {name: stem_of(name)[len(stem) :].lower().replace(".", "-").replace("_", "-") for name in pictures}
    yield from sorted((name for name in pictures if tails[name] in order), key=lambda name: order.index(tails[name]))


def _covers(names: Iterable[str]) -> list[str]:
    """Pictures that stand for the whole folder, the likeliest first."""
    found = [(name, stem_of(name).lower()) for name in names if suffix_of(name) in IMAGE]
    ranked = [(_COVERS.index(stem), name) for name, stem in found if stem in _COVERS]
    return [name for _, name in sorted(ranked)]


def _main_title(files: Sequence[File]) -> list[File]:
    """Of a DVD or Blu-ray the largest title set; its first file stands for the film."""
    sets: dict[str, list[File]] = {}
    for file in files:
        if suffix_of(file.name) in ("vob", "m2ts", "mts"):
            is_menu = file.name.upper().endswith("_0.VOB") or file.name.upper() == "VIDEO_TS.VOB"
            if not is_menu:
                key = file.name.upper().rpartition("_")[0] if file.name.upper().startswith("VTS_") else file.name
                sets.setdefault(key, []).append(file)
    if not sets:
        return []
    largest = max(sets.values(), key=lambda some: sum(file.size for file in some))
    return largest[:1]


def _is_no_media(name: str, reading: Reading) -> bool:
    """TypeScript's files are called as MPEG's transport streams."""
    return suffix_of(name) in ("ts", "mts", "dv", "au", "iso") and "trouble" in reading and "nfo" not in reading


def _imaged(place: Place) -> str:
    """The name of the folder that holds the DVD or Blu-ray."""
    return place.folder.parent.removesuffix("/BDMV").rpartition("/")[2]
