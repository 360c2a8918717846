"""One recording in other encodings against other recordings, by fingerprint: the share of bits that differ.

The music and speech of the data folder, longer than 10 s, each encoded three times more: MP3 of 64 kbit/s; Opus of
32 kbit/s, .7 s of silence before it, half as loud; MP3 of 32 kbit/s at 22 kHz, 2.3 s before it, a third as loud. 1:
what differs so much in its first seconds is not compared further.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import numpy as np

from indexers.media.decode import Media
from indexers.media.fingerprint import RATE_HZ, SAME, Print, difference, fingerprint
from indexers.media.models import Samples
from tests.measure.data import Data
from tests.measure.record import table

_LEAST_S = 10.0
_KINDS = {".ogg", ".mp3", ".wav", ".flac"}
# name -> codec, suffix, rate in Hz, bits a second, seconds of silence before, gain
ENCODINGS: dict[str, tuple[str, str, int, int, float, float]] = {
    "MP3, 64 kbit/s": ("libmp3lame", ".mp3", 44_100, 64_000, 0.0, 1.0),
    "Opus, 32 kbit/s, later": ("libopus", ".ogg", 48_000, 32_000, 0.7, 0.5),
    "MP3, 32 kbit/s, later": ("libmp3lame", ".mp3", 22_050, 32_000, 2.3, 0.3),
}


def run(data: Data) -> str:
    """The table."""
    sounds = [found for kind in ("music", "speech") for found in _sounds(data.file("media", kind))]
    prints = [fingerprint(sound) for sound in sounds]
    rows: list[list[object]] = []
    with tempfile.TemporaryDirectory() as folder:
        for name, encoding in ENCODINGS.items():
            encoded = [_encoded(sound, Path(folder) / str(number), *encoding) for number, sound in enumerate(sounds)]
            rows.append(_row(name, [difference(*pair) for pair in zip(prints, encoded, strict=True)]))
    rows.append(_row("another recording", [difference(*pair) for pair in combinations(prints, 2)]))
    header = ["against", "pairs", "least", "median", "most", f"taken for the same (at {SAME})"]
    return f"{__doc__}\n{table(header, rows)}"


def _row(name: str, differences: list[float]) -> list[object]:
    told = [f"{value:.3f}" for value in (min(differences), float(np.median(differences)), max(differences))]
    return [name, len(differences), *told, sum(value <= SAME for value in differences)]


def _sounds(folder: Path) -> Iterator[Samples]:
    for path in sorted(path for path in folder.iterdir() if path.suffix in _KINDS):
        sound = _decoded(path)
        if len(sound) > _LEAST_S * RATE_HZ:
            yield sound


def _decoded(path: Path) -> Samples:
    with Media.open(path) as media:
        return np.concatenate([np.zeros(0, np.float32), *(block.samples for block in media.sound(RATE_HZ))])


def _encoded(
    sound: Samples, path: Path, codec: str, suffix: str, rate_hz: int, bits: int, before_s: float, gain: float
) -> Print:
    import av
    import soxr

    later = np.concatenate([np.zeros(int(before_s * RATE_HZ), np.float32), gain * sound])
    samples = soxr.resample(later, RATE_HZ, rate_hz).astype(np.float32)
    path = path.with_suffix(suffix)
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=rate_hz)
        stream.bit_rate, stream.layout = bits, "mono"
        for start in range(0, len(samples), 4096):
            frame = av.AudioFrame.from_ndarray(samples[None, start : start + 4096], format="fltp", layout="mono")
            frame.sample_rate, frame.pts = rate_hz, start
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return fingerprint(_decoded(path))
