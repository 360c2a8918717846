"""What lies in a file beside picture and sound: subtitles and the cover."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import av

from indexers.media.libav.container import choose, is_cover, is_encrypted, open_file, start_s
from indexers.media.libav.pictures import View

_MOST_LINES, _MOST_LETTERS, _MOST_COVER = 100_000, 1_000, 32 << 20
_OVERRIDE, _BREAK, _TAG = re.compile(r"\{[^{}]*\}"), re.compile(r"\\[Nn]|\r?\n"), re.compile(r"<[^<>]{1,100}>")
_DRAWING = re.compile(r"\{[^{}]*\\p[1-9]")
_BITMAPS = {"hdmv_pgs_subtitle", "dvd_subtitle", "dvb_subtitle", "xsub", "dvb_teletext"}

Line = tuple[float, float, str]


def subtitles(path: str, threads: int, wanted: Sequence[int] = ()) -> Iterator[tuple[dict[str, Any], bytes] | None]:
    """The lines of one text track; nothing where there is none. Subtitles that are pictures are passed over."""
    with open_file(path) as container:
        texts = [s.index for s in container.streams if s.type == "subtitle" and _is_text(s)]
        stream = choose(container, "subtitle", [n for n in texts if n in wanted] or texts)
        if stream is None or stream.index not in texts:
            return
        lines: list[Line] = []
        for packet in container.demux(stream):
            yield None
            lines += _lines(packet, stream, start_s(container))
            if len(lines) > _MOST_LINES:
                break
        yield {"kind": "subtitles", "index": stream.index, "lines": sorted(lines)[:_MOST_LINES]}, b""


def _is_text(stream: Any) -> bool:
    return stream.codec_context is not None and stream.codec_context.codec.canonical_name not in _BITMAPS


def _lines(packet: Any, stream: Any, zero_s: float) -> Iterator[Line]:
    if not packet.size or packet.pts is None or packet.duration is None:
        return
    begin_s = max(0.0, float(packet.pts * packet.time_base) - zero_s)
    end_s = begin_s + max(0.0, float(packet.duration * packet.time_base))
    try:
        said = [plain(one.ass.decode("utf8", "replace")) for one in packet.decode() if hasattr(one, "ass")]
    except av.error.FFmpegError:  # one damaged line
        return
    yield from ((begin_s, end_s, text) for text in said if text)


def plain(event: str) -> str:
    """What an ASS event says, without its nine fields, markup and drawings."""
    text = event.split(",", 8)[-1]
    if _DRAWING.search(text):
        return ""
    return " ".join(_TAG.sub("", _BREAK.sub(" ", _OVERRIDE.sub("", text))).replace("\\h", " ").split())[:_MOST_LETTERS]


def cover(path: str, threads: int) -> Iterator[tuple[dict[str, Any], bytes] | None]:
    """The attached picture as it lies in the file; nothing where there is none or it is larger than 32 MB."""
    for packet in _cover_packets(path):
        if 0 < packet.size <= _MOST_COVER:
            yield {"kind": "cover"}, bytes(packet)


def cover_frame(path: str, threads: int, size_px: int) -> Iterator[tuple[dict[str, Any], Any] | None]:
    """The attached picture, drawn."""
    for packet in _cover_packets(path):
        context: Any = packet.stream.codec_context
        for frame in [*packet.decode(), *context.decode(None)][:1]:
            rgb = View(size_px).draw(frame)
            yield {"kind": "frame", "t_s": 0.0, "height": rgb.shape[0], "width": rgb.shape[1]}, rgb.data


def _cover_packets(path: str) -> Iterator[Any]:
    with open_file(path) as container:
        stream = next((one for one in container.streams if is_cover(one) and not is_encrypted(one)), None)
        packets = container.demux(stream) if stream is not None else ()
        yield from (packet for packet, _ in zip(packets, range(1), strict=False))
