"""Tiny real media files, made by libav's own encoders. Sound and pictures may be given, or are tones and plain colours.

make_video(folder / "a.mp4", 6, scenes=[RED, GREEN, BLUE], audio=tone(6), tags={"title": "Three"})
make_audio(folder / "b.mp3", tone(3), tags={"artist": "Nobody"}, cover=make_image(folder / "c.jpg"))
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.subtitles.subtitle import SubtitleSet
from numpy.typing import NDArray

Picture = NDArray[np.uint8]  # (height, width, 3)
Scene = tuple[int, int, int] | Picture | Callable[[float], Picture]  # the function takes seconds since the beginning
RED, GREEN, BLUE, WHITE, BLACK = (200, 30, 30), (30, 180, 40), (30, 40, 200), (250, 250, 250), (0, 0, 0)
RATE_HZ = 48_000
_VIDEO = {".webm": "libvpx-vp9", ".avi": "mpeg4"}
_AUDIO = {
    ".webm": "libopus", ".ogg": "libopus", ".opus": "libopus", ".mp3": "libmp3lame", ".flac": "flac",
    ".wav": "pcm_s16le", ".avi": "libmp3lame",
}  # fmt: skip
_IDENTITY = struct.pack(">9i", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
_ASS_HEADER = b"""[Script Info]
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, \
StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
Style: Default,Arial,16,&Hffffff,&Hffffff,&H0,&H0,0,0,0,0,100,100,0,0,1,1,0,2,10,10,10,0

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""
_TURNS = {  # degrees clockwise that a player turns the picture by, as in a `tkhd` box
    90: (0, 0x10000, 0, -0x10000, 0, 0, 0, 0, 0x40000000),
    180: (-0x10000, 0, 0, 0, -0x10000, 0, 0, 0, 0x40000000),
    270: (0, -0x10000, 0, 0x10000, 0, 0, 0, 0, 0x40000000),
}


def tone(seconds: float, hz: float = 440.0, rate_hz: int = RATE_HZ, level: float = 0.3) -> NDArray[np.float32]:
    t = np.arange(round(seconds * rate_hz)) / rate_hz
    return (level * np.sin(2 * np.pi * hz * t)).astype(np.float32)


def noise(width: int, height: int, seed: int = 0) -> Picture:
    """A picture of soft colour blobs: it looks like nothing else, and compresses well."""
    coarse = np.random.default_rng(seed).integers(0, 256, (height // 8, width // 8, 3), dtype=np.uint8)
    return np.kron(coarse, np.ones((8, 8, 1), np.uint8))


def make_image(path: Path, picture: Scene = RED, *, size: tuple[int, int] = (64, 48)) -> Path:
    codec = {".png": "png", ".webp": "libwebp"}.get(path.suffix, "mjpeg")
    context: Any = av.CodecContext.create(codec, "w")
    context.width, context.height = size
    context.pix_fmt = "rgb24" if codec == "png" else "yuv420p" if codec == "libwebp" else "yuvj420p"
    context.time_base = Fraction(1, 25)
    frame = av.VideoFrame.from_ndarray(_picture(picture, 0.0, size), "rgb24").reformat(format=context.pix_fmt)
    frame.pts = 0
    path.write_bytes(b"".join(bytes(packet) for packet in [*context.encode(frame), *context.encode(None)]))
    return path


def make_video(
    path: Path,
    seconds: float,
    *,
    scenes: Sequence[Scene] = (RED, GREEN, BLUE),
    size: tuple[int, int] = (96, 64),
    fps: int = 10,
    gop: int = 25,
    codec: str = "",
    pixels: str = "yuv420p",
    times_s: Sequence[float] = (),
    aspect: Fraction | None = None,
    turn: int = 0,
    audio: NDArray[np.float32] | Sequence[NDArray[np.float32]] | None = None,
    audio_codec: str = "",
    audio_rate_hz: int = RATE_HZ,
    audio_starts_s: float = 0.0,
    languages: Sequence[str] = (),
    subtitles: Sequence[tuple[float, float, str]] = (),
    tags: Mapping[str, str] | None = None,
    chapters: Sequence[tuple[float, float, str]] = (),
    transfer: int = 0,
    options: Mapping[str, str] | None = None,
    container: Mapping[str, str] | None = None,
) -> Path:
    """`scenes` share the time equally. `times_s`: the frames' own times instead of `fps`. `aspect`: of a pixel.

    `audio`: one track or several, with `languages` in ISO 639-2. `turn`: degrees of the display matrix (mp4 only).
    `transfer`: how levels stand for light (ITU-T H.273, 16: PQ). `options` go to the encoder and to the container.
    """
    tracks = [audio] if isinstance(audio, np.ndarray) else list(audio or ())
    with av.open(str(path), "w", options=dict(container or {})) as out:
        _label(out, tags, chapters)
        video: Any = out.add_stream(codec or _VIDEO.get(path.suffix, "libx264"), rate=fps, options=dict(options or {}))
        video.width, video.height, video.pix_fmt = *size, pixels
        video.gop_size = video.codec_context.gop_size = gop
        if transfer:
            video.codec_context.color_trc = transfer
        if times_s:
            video.codec_context.time_base = Fraction(1, 1000)
        if aspect:
            video.codec_context.sample_aspect_ratio = aspect
        sounds = [_sound_stream(out, path, audio_codec, audio_rate_hz) for _ in tracks]
        for stream, language in zip(sounds, languages, strict=False):
            stream.metadata["language"] = language
        texts = _text_stream(out, path) if subtitles else None
        frames = _frames(scenes, seconds, size, times_s or np.arange(round(seconds * fps)) / fps)
        packets = [*_encode(video, frames), *_lines(texts, subtitles)]
        for stream, samples in zip(sounds, tracks, strict=True):
            packets += _encode(stream, _sounds(stream, samples, [audio_starts_s]))
        for packet in sorted(packets, key=lambda one: float((one.dts or 0) * one.time_base)):
            out.mux(packet)
    return _turned(path, turn) if turn else path


def make_audio(
    path: Path,
    samples: NDArray[np.float32] | Iterable[NDArray[np.float32]],
    *,
    rate_hz: int = RATE_HZ,
    starts_s: Sequence[float] = (0.0,),
    codec: str = "",
    tags: Mapping[str, str] | None = None,
    chapters: Sequence[tuple[float, float, str]] = (),
    cover: Path | None = None,
) -> Path:
    """`samples`: float32 (n,) at `rate_hz`, or blocks of them. `starts_s`: of each block; else it follows the last."""
    blocks = [samples] if isinstance(samples, np.ndarray) else samples
    with av.open(str(path), "w", format="mp4" if path.suffix == ".m4a" else None) as out:
        _label(out, tags, chapters)
        stream = _sound_stream(out, path, codec, rate_hz)
        if cover:
            _attach(out, cover)
        for packet in _encode(stream, _sounds(stream, blocks, starts_s)):
            out.mux(packet)
    return path


def _label(out: Any, tags: Mapping[str, str] | None, chapters: Sequence[tuple[float, float, str]]) -> None:
    out.metadata.update(tags or {})
    if chapters:
        spans = enumerate(chapters)
        base = Fraction(1, 1000)
        out.set_chapters(
            [
                {"id": n, "start": int(a * 1000), "end": int(b * 1000), "time_base": base, "metadata": {"title": title}}
                for n, (a, b, title) in spans
            ]
        )


def _sound_stream(out: Any, path: Path, codec: str, rate_hz: int) -> Any:
    return out.add_stream(codec or _AUDIO.get(path.suffix, "aac"), rate=rate_hz, layout="mono")


def _text_stream(out: Any, path: Path) -> Any:
    stream = out.add_stream("mov_text" if path.suffix == ".mp4" else "subrip")
    stream.codec_context.subtitle_header = _ASS_HEADER
    return stream


def _attach(out: Any, cover: Path) -> None:
    """The picture of a track, as players show it."""
    stream: Any = out.add_stream("mjpeg" if cover.suffix == ".jpg" else "png")
    stream.width, stream.height, stream.pix_fmt = 64, 48, "yuvj420p" if cover.suffix == ".jpg" else "rgb24"
    stream.disposition = av.stream.Disposition.attached_pic
    packet: Any = av.Packet(cover.read_bytes())
    packet.stream, packet.pts, packet.dts = stream, 0, 0
    out.start_encoding()
    out.mux(packet)


def _encode(stream: Any, frames: Iterable[Any]) -> Iterable[Any]:
    for frame in frames:
        yield from stream.encode(frame)
    yield from stream.encode(None)


def _frames(scenes: Sequence[Scene], seconds: float, size: tuple[int, int], times_s: Iterable[float]) -> Iterable[Any]:
    for t in times_s:
        scene = scenes[min(len(scenes) - 1, int((t + 1e-9) * len(scenes) / seconds))]
        frame = av.VideoFrame.from_ndarray(_picture(scene, float(t), size), "rgb24")
        frame.pts, frame.time_base = round(t * 1000), Fraction(1, 1000)
        yield frame


def _picture(scene: Scene, t: float, size: tuple[int, int]) -> Picture:
    if callable(scene):
        return scene(t)
    if isinstance(scene, np.ndarray):
        return scene
    return np.full((size[1], size[0], 3), scene, np.uint8)


def _sounds(stream: Any, blocks: Any, starts_s: Sequence[float]) -> Iterable[Any]:
    context = stream.codec_context
    resampler = av.AudioResampler(context.format, "mono", context.sample_rate)
    at = 0
    for number, block in enumerate([blocks] if isinstance(blocks, np.ndarray) else blocks):
        at = round(starts_s[number] * context.sample_rate) if number < len(starts_s) else at
        for begin in range(0, len(block), 48_000):
            part = np.ascontiguousarray(block[None, begin : begin + 48_000], np.float32)
            frame = av.AudioFrame.from_ndarray(part, "flt", "mono")
            frame.sample_rate, frame.pts, frame.time_base = context.sample_rate, at, Fraction(1, context.sample_rate)
            at += part.shape[1]
            yield from resampler.resample(frame)


def _lines(stream: Any, lines: Sequence[tuple[float, float, str]]) -> Iterable[Any]:
    for number, (begin_s, end_s, text) in enumerate(lines):
        dialogue = f"{number},0,Default,,0,0,0,,{text}".encode()
        span_ms = round((end_s - begin_s) * 1000)
        spoken = SubtitleSet.create(dialogue, 0, span_ms, round(begin_s * 1_000_000))
        packet = stream.codec_context.encode_subtitle(spoken)
        packet.stream, packet.time_base = stream, Fraction(1, 1000)
        packet.pts = packet.dts = round(begin_s * 1000)
        packet.duration = span_ms
        yield packet


def _turned(path: Path, turn: int) -> Path:
    """Write the display matrix of the first track, which libav's own muxer cannot be told from here."""
    raw = path.read_bytes()
    at = raw.index(_IDENTITY, raw.index(b"tkhd"))
    path.write_bytes(raw[:at] + struct.pack(">9i", *_TURNS[turn]) + raw[at + len(_IDENTITY) :])
    return path
