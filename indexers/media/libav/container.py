"""A media file opened safely: only as a format that we read, only this file, whatever its name or content says."""

from __future__ import annotations

import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import av
from av.container import InputContainer
from av.stream import Discard, Disposition, Stream

# Demuxers that read one file. Left out: hls, dash, concat, image2 and others that open what a file names.
FORMATS = (
    "aac ac3 aiff amr ape asf au avi caf dsf dts eac3 flac flv h264 hevc ivf loas m4v matroska mov mp3 mp4 mpc mpc8"
    " mpeg mpegts mpegvideo mxf obu ogg opus rm tak tta voc vobsub w64 wav webm webvtt wv ass srt"
)
IMAGES = {  # first bytes, and the demuxer of one picture
    b"\xff\xd8\xff": "jpeg_pipe",
    b"\x89PNG\r\n\x1a\n": "png_pipe",
    b"GIF8": "gif",
    b"BM": "bmp_pipe",
    b"II*\0": "tiff_pipe",
    b"MM\0*": "tiff_pipe",
}
_CAUSES: tuple[tuple[type[BaseException], str], ...] = (
    (FileNotFoundError, "is not there."),
    (PermissionError, "may not be read."),
    (MemoryError, "needs more memory than it may have."),
    (av.error.EOFError, "cannot be read: it is empty, or ends before its content."),
    (av.error.ArgumentError, "is of a kind that is not read."),
    (av.error.InvalidDataError, "cannot be read: it is damaged, or no media file."),
)
_NAMES = {"video": "picture", "audio": "sound", "subtitle": "subtitles"}


class Unfit(Exception):
    """A file that is not for us; the message goes on after its name."""


def silence() -> None:
    """libav says much about damaged files on standard error; what matters comes as an error."""
    av.logging.set_level(None)
    av.logging.set_libav_level(av.logging.PANIC)


def describe(error: BaseException) -> str:
    """What follows the file's name in the one sentence for the person."""
    if isinstance(error, Unfit):
        return str(error)
    for kind, cause in _CAUSES:
        if isinstance(error, kind):
            return cause
    reason = getattr(error, "strerror", None) or type(error).__name__
    return f"cannot be read: {' '.join(str(reason).split())[:100]}."


def open_file(path: str, **options: str) -> InputContainer:
    """Raises Unfit, and av.error.FFmpegError."""
    found = Path(path).stat()
    if not stat.S_ISREG(found.st_mode):  # a pipe would wait for a writer
        raise Unfit("is not a file.")
    if not found.st_size:
        raise Unfit("is empty.")
    kind = _image_format(path)
    wanted = {
        "protocol_whitelist": "file",
        "format_whitelist": kind or ",".join(FORMATS.split()),
        "max_streams": "200",
        **options,
    }
    # Tags in no encoding come through as surrogates, which `header` resolves.
    container: InputContainer = av.open(f"file:{path}", format=kind, options=wanted, metadata_errors="surrogateescape")
    return container


def is_image(container: InputContainer) -> bool:
    return str(container.format.name).endswith("_pipe")


def is_encrypted(stream: Stream) -> bool:
    """Marked as protected in an MP4 (`encv`, `enca`, iTunes' `drmi`, `drms`)."""
    return stream.codec_context is not None and str(stream.codec_context.codec_tag) in ("encv", "enca", "drmi", "drms")


def is_cover(stream: Stream) -> bool:
    return stream.type == "video" and bool(
        stream.disposition & (Disposition.attached_pic | Disposition.timed_thumbnails)
    )


def start_s(container: InputContainer) -> float:
    """What the container calls its beginning: players show this as second 0."""
    return (container.start_time or 0) / 1_000_000


def choose(container: InputContainer, kind: str, wanted: Sequence[int] = ()) -> Stream | None:
    """The default stream of those `wanted` (indexes) or else of all, comments last; None: there is none."""
    streams = [stream for stream in container.streams if stream.type == kind and not is_cover(stream)]
    streams = [stream for stream in streams if stream.index in wanted] or streams
    return min(streams, key=_rank, default=None)


def _rank(stream: Stream) -> tuple[bool, bool, int]:
    beside = Disposition.comment | Disposition.visual_impaired | Disposition.clean_effects | Disposition.forced
    return bool(stream.disposition & beside), not stream.disposition & Disposition.default, stream.index


def decode(container: InputContainer, stream: Stream) -> Iterator[Any]:
    """Frames, and None for each packet read; damaged packets are passed over. Raises Unfit if nothing is sound."""
    name, got, is_locked = _NAMES[stream.type], False, is_encrypted(stream)
    first: Exception | None = None
    for packet in () if is_locked else _demux(container, stream):
        yield None
        if packet.has_sidedata("encryption_info"):  # decoded, it would be noise
            is_locked = True
            continue
        try:
            for frame in packet.decode():
                got = True
                yield frame
        except av.error.EOFError:
            break
        except av.error.FFmpegError as error:
            first = first or error
    if got:
        return
    if is_locked:
        raise Unfit(f"cannot be decoded: its {name} is encrypted.")
    if isinstance(first, MemoryError):
        raise first
    if first:
        raise Unfit(f"cannot be decoded: nothing of its {name} can be read.")


def _demux(container: InputContainer, stream: Stream) -> Iterator[Any]:
    """What can be read of a file that breaks off; an error before the first packet is raised."""
    for other in container.streams:
        if other.index != stream.index:
            other.discard = Discard.all
    got = False
    try:
        for packet in container.demux(stream):
            yield packet
            got = True
    except av.error.FFmpegError:
        if not got:
            raise


def _image_format(path: str) -> str | None:
    with Path(path).open("rb") as file:
        head = file.read(16)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp_pipe"
    return next((kind for magic, kind in IMAGES.items() if head.startswith(magic)), None)


def number(value: Any) -> int:
    return int(value or 0)
