"""Render all recordings into the folder beside this package, with the lines of the spoken ones as subtitles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from indexers.starter.recordings.render.music import PIECES, RATE_HZ, ambient
from indexers.starter.recordings.render.pictures import FILMS, HEIGHT, WIDTH
from indexers.starter.recordings.render.pictures import RATE_HZ as FRAMES_HZ
from indexers.starter.recordings.render.speech import Line, Voice
from indexers.starter.recordings.render.texts import TALKS

FOLDER = Path(__file__).parents[1] / "media"
_SPEECH_BITS, _MUSIC_BITS = 20_000, 40_000


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    voice = Voice()
    for talk in TALKS:
        speech = voice.talk(talk)
        _write_sound(FOLDER / f"{talk.name}.ogg", speech.samples, speech.rate_hz, _SPEECH_BITS, speech.chapters)
        (FOLDER / f"{talk.name}.vtt").write_text(_vtt(speech.lines), encoding="utf8")
    for name, piece in PIECES.items():
        _write_sound(FOLDER / f"{name}.ogg", piece(), RATE_HZ, _MUSIC_BITS)
    for name, film in FILMS.items():
        _write_film(FOLDER / f"{name}.webm", film(), ambient() if name.startswith("dawn") else None)


def _vtt(lines: tuple[Line, ...]) -> str:
    cues = (f"{_clock(line.start_s)} --> {_clock(line.end_s)}\n{line.text}\n" for line in lines)
    return "WEBVTT\n\n" + "\n".join(cues)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"00:{int(minutes):02}:{rest:06.3f}"


def _write_sound(
    path: Path,
    samples: NDArray[np.float32],
    rate_hz: int,
    bits: int,
    chapters: Sequence[tuple[float, str]] = (),
) -> None:
    with av.open(str(path), "w", options={"fflags": "+bitexact"}) as container:
        stream = _sound_stream(container, bits)
        for number, (start_s, title) in enumerate(chapters):  # as Ogg has chapters
            stream.metadata[f"CHAPTER{number:03}"] = _clock(start_s)
            stream.metadata[f"CHAPTER{number:03}NAME"] = title
        _encode(container, stream, samples, rate_hz)


def _write_film(path: Path, frames: Iterator[NDArray[np.uint8]], samples: NDArray[np.float32] | None) -> None:
    with av.open(str(path), "w", options={"fflags": "+bitexact"}) as container:
        stream = container.add_stream("libvpx-vp9", rate=FRAMES_HZ)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        stream.options = {"crf": "34", "b": "0", "g": "24"}
        sound = _sound_stream(container, _MUSIC_BITS) if samples is not None else None
        for number, rgb in enumerate(frames):
            frame = av.VideoFrame.from_ndarray(rgb, format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, FRAMES_HZ)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
        if sound is not None and samples is not None:
            _encode(container, sound, samples[: 24 * RATE_HZ], RATE_HZ)


def _sound_stream(container: av.container.OutputContainer, bits: int) -> av.AudioStream:
    stream = container.add_stream("libopus", rate=48_000, layout="mono")
    stream.bit_rate = bits
    return stream


def _encode(
    container: av.container.OutputContainer, stream: av.AudioStream, samples: NDArray[np.float32], rate_hz: int
) -> None:
    resampler = av.AudioResampler("flt", "mono", 48_000, 960)
    frame = av.AudioFrame.from_ndarray(samples[None, :].astype(np.float32), format="flt", layout="mono")
    frame.sample_rate, frame.pts, frame.time_base = rate_hz, 0, Fraction(1, rate_hz)
    for piece in [*resampler.resample(frame), *resampler.resample(None)]:
        container.mux(stream.encode(piece))
    container.mux(stream.encode(None))


if __name__ == "__main__":
    main()
