"""What a container says of itself -> the fields of a Probe, as plain values for the pipe."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from av.container import InputContainer
from av.stream import Stream

from indexers.media.libav.container import is_cover, number, open_file, start_s

_MOST_TAGS, _MOST_LETTERS, _MOST_CHAPTERS = 300, 20_000, 5_000
_LANGUAGE_SUFFIX = re.compile(r"-[a-z]{3}$")
_NOT_WORD = re.compile(r"[^\w.]+")
# What a writer says of the file or of a stream, not of the work.
_OF_THE_FILE = set(
    "major_brand minor_version compatible_brands encoder handler_name vendor_id language duration".split()
)
_ALIASES = {"albumartist": "album_artist", "tracknumber": "track", "discnumber": "disc", "year": "date"}


def probe(path: str, threads: int = 1) -> Iterator[tuple[dict[str, Any], bytes] | None]:
    """Nothing is decoded but what libav itself needs to tell the streams apart."""
    with open_file(path) as container:
        yield {"kind": "probe", **read_header(container)}, b""


def read_header(container: InputContainer) -> dict[str, Any]:
    return {
        "container": container.format.name,
        "duration_s": _duration_s(container),
        "tags": _tags(container),
        "chapters": _chapters(container),
        "streams": [_stream(stream) for stream in container.streams],
    }


def _duration_s(container: InputContainer) -> float | None:
    if container.duration and container.duration > 0:
        return container.duration / 1_000_000
    ends = [float(s.duration * s.time_base) for s in container.streams if s.duration and s.time_base and s.duration > 0]
    return max(ends, default=None)


def _tags(container: InputContainer) -> dict[str, str]:
    """The container's own; Ogg keeps those of the work in its first stream."""
    tags = fold_tags(container.metadata)
    if container.format.name == "ogg" and container.streams:
        tags = fold_tags(container.streams[0].metadata) | tags
    return {key: text for key, text in tags.items() if key not in _OF_THE_FILE}


def fold_tags(metadata: Mapping[str, str]) -> dict[str, str]:
    """Keys in lower case with underscores (`album_artist`), without language suffixes; values cut to a sane length."""
    tags: dict[str, str] = {}
    for key, text in list(metadata.items())[:_MOST_TAGS]:
        folded = _NOT_WORD.sub("_", _LANGUAGE_SUFFIX.sub("", _readable(key).lower())).strip("_")[:100]
        cleaned = _readable(text)[:_MOST_LETTERS].replace("\0", " ").strip()
        if folded and cleaned:
            tags.setdefault(_ALIASES.get(folded, folded), cleaned)
    return tags


def _readable(text: str) -> str:
    """Bytes that are no UTF-8 are read as Windows' western code, the usual one of old tags."""
    if text.isprintable() or not any("\ud800" <= letter <= "\udfff" for letter in text):
        return text
    return text.encode("utf8", "surrogateescape").decode("cp1252", "replace")


def _chapters(container: InputContainer) -> list[dict[str, Any]]:
    chapters, zero_s = [], start_s(container)
    for chapter in container.chapters()[:_MOST_CHAPTERS]:
        base = float(chapter["time_base"] or 0)
        begin_s, end_s = (max(0.0, chapter[at] * base - zero_s) for at in ("start", "end"))
        title = fold_tags(chapter["metadata"]).get("title", "")
        chapters.append({"start_s": begin_s, "end_s": end_s if end_s > begin_s else None, "title": title})
    return chapters


def _stream(stream: Stream) -> dict[str, Any]:
    kind = "cover" if is_cover(stream) else stream.type if stream.type in ("video", "audio", "subtitle") else "other"
    context: Any = stream.codec_context
    said: dict[str, Any] = {
        "kind": kind,
        "index": stream.index,
        "codec": context.codec.canonical_name if context else "",
    }
    said["language"] = _readable(stream.metadata.get("language", ""))[:20]
    if context and stream.type == "video":
        said |= {"width": number(context.width), "height": number(context.height)}
    if context and stream.type == "audio":
        said |= {"rate_hz": number(context.sample_rate), "channels": number(context.channels)}
    return said
