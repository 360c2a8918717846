"""Word errors of what is heard, beside faster-whisper as it comes, on read speech whose text is known."""

from __future__ import annotations

import csv
import html
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from indexers.encoders.whisper import RATE_HZ, Whisper
from indexers.errors import WeightsError
from indexers.media.decode import Media
from indexers.media.models import Samples, Sound
from indexers.media.moments import cut, locate
from indexers.reading.fold import fold
from indexers.weights import Weights
from tests.measure.data import Data, DataMissingError
from tests.measure.record import table

# What LibriSpeech's readers read, from the books; the data folder names the books only.
BOOKS = {
    "198-209-0000.ogg": """Mrs. Allen, said Catherine the next morning, will there be any harm in my calling on Miss
        Tilney today? I shall not be easy till I have explained everything. Go by all means, my dear; only put on a
        white gown; Miss Tilney always wears white.""",
    "3436-172162-0000.ogg": """The Adventure of the Cart. It befell in the month of May, Queen Guenever called to her
        knights of the Table Round, and gave them warning that early upon the morrow she would ride a-maying into the
        woods and fields beside Westminster.""",
    "5703-47212-0000.ogg": """With her white paint and her scarlet smokestack, the Inverashiel, one of the two small
        steamers that during the summer months plied up and down the loch, and incidentally carried on communication
        between Inverashiel and Crianan.""",
}
GAP_S = 3.0  # of silence between the readings of the long recording
REPEATS = 2  # of all readings in it: nearly nine minutes, so that it is heard in several stretches
NOISES = ("Rain", "Sea waves", "Helicopter")
NOISE_DB = (10, 0)  # of the speech over the noise
Hear = Callable[[Samples], str]


@dataclass(frozen=True)
class Reading:
    """`group`: the collection that it is from. `samples`: at RATE_HZ."""

    group: str
    text: str
    samples: Samples

    @property
    def seconds(self) -> float:
        return len(self.samples) / RATE_HZ


@dataclass
class Score:
    wrong: int = 0
    words: int = 0
    media_s: float = 0.0
    cpu_s: float = 0.0

    @property
    def rate(self) -> float:
        return self.wrong / max(1, self.words)

    @property
    def speed(self) -> float:
        return self.media_s / max(1e-9, self.cpu_s)


def run(data: Data) -> str:
    """Markdown: word error rates and speed, the long recording, and noise with and without its removal."""
    readings = list(_readings(data.file("media", "speech")))
    ours, plain = _ours(_folder()), _plain(_folder())
    parts = [_by_group(readings, ours, plain), _long(readings, ours, plain), _places(readings)]
    return "\n\n".join([*parts, _noisy(readings, data, ours)])


def _by_group(readings: Sequence[Reading], ours: Hear, plain: Hear) -> str:
    groups = dict.fromkeys(reading.group for reading in readings)
    rows = [_row(group, [one for one in readings if one.group == group], ours, plain) for group in groups]
    rows.append(_row("all", readings, ours, plain))
    return table(
        ("read speech", "words", "WER usher", "WER faster-whisper", "usher, x real time", "faster-whisper"), rows
    )


def _row(name: str, readings: Sequence[Reading], ours: Hear, plain: Hear) -> tuple[object, ...]:
    mine, its = _score(readings, ours), _score(readings, plain)
    return name, mine.words, mine.rate, its.rate, mine.speed, its.speed


def _long(readings: Sequence[Reading], ours: Hear, plain: Hear) -> str:
    whole = _joined(readings)
    row = _row("all in one recording", [whole], ours, plain)
    header = (f"{whole.seconds / 60:.0f} minutes", "words", "WER usher", "WER faster-whisper")
    return table(header, [row[:4]])


def _places(readings: Sequence[Reading]) -> str:
    """How far from its second a reading of the long recording is found by its own first words."""
    once = list(readings)
    whole = _joined(once, 1)
    moments = cut(Whisper(_folder()).hear(_blocks(whole.samples)).transcript.lines)
    errors, start_s = [], 0.0
    for reading in once:
        query = " ".join(reading.text.split()[:8])
        near = [moment for moment in moments if moment.start_s - 5 <= start_s <= moment.end_s + 5]
        found = [locate(moment, query).start_s for moment in near]
        errors.append(min((abs(second - start_s) for second in found), default=float("inf")))
        start_s += reading.seconds + GAP_S
    within = sum(error <= 5 for error in errors) / len(errors)
    return f"A reading's first words are found within 5 s: {within:.2f}; median error {np.median(errors):.2f} s."


def _noisy(readings: Sequence[Reading], data: Data, ours: Hear) -> str:
    """LJ speech under everyday noise, as it is and after spectral subtraction."""
    clean = [reading for reading in readings if reading.group == "LJ Speech"]
    rows = []
    for name in NOISES:
        noise = _sound(sorted(data.file("media", "sounds", name).iterdir())[0])
        for over_db in NOISE_DB:
            mixed = [Reading(one.group, one.text, mix(one.samples, noise, over_db)) for one in clean]
            quiet = [Reading(one.group, one.text, subtract(one.samples)) for one in mixed]
            rows.append((name, over_db, _score(mixed, ours).rate, _score(quiet, ours).rate))
    return table(("LJ Speech with", "dB over it", "WER", "WER, noise subtracted"), rows)


def _score(readings: Sequence[Reading], hear: Hear) -> Score:
    score = Score()
    for reading in readings:
        begun = time.process_time()
        heard = fold(hear(reading.samples)).split()
        score.cpu_s += time.process_time() - begun
        wanted = fold(reading.text).split()
        score.wrong += distance(wanted, heard)
        score.words += len(wanted)
        score.media_s += reading.seconds
    return score


def distance(wanted: Sequence[str], heard: Sequence[str]) -> int:
    """Words to put in, take out or replace."""
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(wanted, heard)


def mix(samples: Samples, noise: Samples, over_db: float) -> Samples:
    """The noise, repeated, so loud that the speech is `over_db` over it."""
    long = np.resize(noise, len(samples))
    gain = np.sqrt(np.mean(samples**2) / max(float(np.mean(long**2)), 1e-12)) * 10 ** (-over_db / 20)
    return np.clip(samples + gain * long, -1, 1).astype(np.float32)


def subtract(samples: Samples, frame: int = 512, floor: float = 0.1) -> Samples:
    """Spectral subtraction (Boll 1979): the quietest tenth of each band's frames is its noise."""
    hop = frame // 2
    window = np.sqrt(np.hanning(frame + 1)[:frame])
    padded = np.pad(samples, (frame, frame + (-len(samples)) % hop))
    starts = range(0, len(padded) - frame + 1, hop)
    spectra = np.fft.rfft(np.stack([padded[at : at + frame] * window for at in starts]))
    loud = np.abs(spectra)
    gain = np.maximum(1 - 1.5 * np.quantile(loud, 0.1, axis=0) / np.maximum(loud, 1e-9), floor)
    result = np.zeros(len(padded))
    for at, piece in zip(starts, np.fft.irfft(spectra * gain, frame), strict=True):
        result[at : at + frame] += piece * window
    return result[frame : frame + len(samples)].astype(np.float32)


def _joined(readings: Sequence[Reading], times: int = REPEATS) -> Reading:
    gap = np.zeros(round(GAP_S * RATE_HZ), np.float32)
    parts = [part for reading in list(readings) * times for part in (reading.samples, gap)]
    return Reading("long", " ".join(reading.text for reading in list(readings) * times), np.concatenate(parts))


def _ours(folder: Path) -> Hear:
    whisper = Whisper(folder)
    return lambda samples: " ".join(line.text for line in whisper.hear(_blocks(samples)).transcript.lines)


def _plain(folder: Path) -> Hear:
    """As its own examples use it: the whole recording, nothing set but the thread."""
    from faster_whisper import WhisperModel

    model = WhisperModel(str(folder), device="cpu", cpu_threads=1)
    return partial(_transcribed, model.transcribe)


def _transcribed(transcribe: Callable[..., object], samples: Samples) -> str:
    segments, _ = transcribe(samples)  # type: ignore[misc]
    return " ".join(segment.text for segment in segments)


def _blocks(samples: Samples, block_s: float = 30.0) -> Iterator[Sound]:
    step = round(block_s * RATE_HZ)
    for at in range(0, len(samples), step):
        yield Sound(at / RATE_HZ, RATE_HZ, samples[at : at + step])


def _readings(folder: Path) -> Iterator[Reading]:
    with (folder / "ljspeech-metadata.csv").open(encoding="utf8", newline="") as lines:
        for row in csv.reader(lines, delimiter="|", quoting=csv.QUOTE_NONE):
            path = folder / f"{row[0]}.wav"
            if path.exists():
                yield Reading("LJ Speech", row[-1], _sound(path))
    for name, text in BOOKS.items():
        yield Reading("LibriSpeech", text, _sound(folder / name))
    for path in sorted(folder.glob("p*.xhtml")):
        yield Reading("sonnets", _sonnet(path), _sound(path.with_suffix(".mp3")))


def _sonnet(path: Path) -> str:
    page = path.read_text(encoding="utf8")
    return " ".join(html.unescape(line) for line in re.findall(r'<span id="f(?!001)\d+">([^<]*)</span>', page))


def _sound(path: Path) -> Samples:
    with Media.open(path) as media:
        return np.concatenate([block.samples for block in media.sound(RATE_HZ)])


def _folder() -> Path:
    try:
        return Weights(offline=True).path("whisper-base")
    except WeightsError as error:
        raise DataMissingError(str(error)) from error
