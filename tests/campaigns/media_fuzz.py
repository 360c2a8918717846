"""Mutated media, subtitle, nfo and picture files: the parent lives, nothing hangs, no other file is lost."""

from __future__ import annotations

import math
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from indexers.errors import SourceError, Undecodable
from indexers.media.decode import Media
from indexers.media.limits import Limits
from indexers.media.probe import Prober
from indexers.reading.nfo import read_nfo
from indexers.reading.subtitles import read_subtitles
from tests.campaigns.campaign import Campaign, Case, Failed
from tests.campaigns.mangle import mangle
from tests.fakes.media import make_audio, make_image, make_video, noise, tone
from tests.measure.libraries import Libraries

EACH = 10  # mutated files of each type in one case
LIMITS = Limits(silent_s=10.0, whole_s=20.0, memory_mb=1024)
_MOST_S = 4 * LIMITS.whole_s  # four requests a file
_RATE_HZ, _BLOCK_S = 8_000, 1.0
_LINES = [(0.2, 0.9, "Hello."), (1.1, 1.8, "The moon is bright.")]
_TEXTS = {
    "a.srt": "1\n00:00:00,200 --> 00:00:00,900\nHello.\n\n"
    "2\n00:00:01,100 --> 00:00:01,800\n<i>The moon</i> is bright.\n",
    "a.vtt": "WEBVTT\n\nNOTE none\n\n00:00.200 --> 00:00.900 align:start\nHello.\n\n"
    "00:01.100 --> 00:01.800\nThe moon.\n",
    "a.ass": "[Script Info]\nScriptType: v4.00+\n\n"
    "[V4+ Styles]\nFormat: Name, Fontname, Fontsize\nStyle: Default,Arial,20\n\n"
    "[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
    "Dialogue: 0,0:00:00.20,0:00:00.90,Default,,0,0,0,,{\\an8}Hello.\n"
    "Dialogue: 0,0:00:01.10,0:00:01.80,Default,,0,0,0,,The moon\\Nis bright.\n",
    "a.nfo": '<?xml version="1.0" encoding="UTF-8"?>\n<movie><title>Moon</title><year>2009</year><plot>A miner.</plot>'
    '<genre>Drama</genre><ratings><rating max="10"><value>7.8</value></rating></ratings><runtime>97</runtime>'
    '<uniqueid type="imdb">tt1182345</uniqueid><actor><name>Sam Rockwell</name></actor></movie>\n',
}  # fmt: skip


@dataclass(frozen=True)
class Readers:
    """What reads the files: one prober and, for each, the default way of a stage."""

    prober: Prober

    def read(self, path: Path) -> str:
        """What comes of a file, in a few words. Raises Undecodable, SourceError, and Failed for absurd data."""
        if path.suffix == ".nfo":
            return f"{len(read_nfo(path))} records"
        if path.suffix in (".srt", ".vtt", ".ass"):
            return f"{len(read_subtitles(path).lines)} lines"
        self.prober.probe(path)
        with Media.open(path, LIMITS) as media:
            return f"{_look(media)} scenes, {_listen(media)} s, {_rest(media)}"


def _look(media: Media) -> int:
    count = 0
    for scene in media.scenes():
        count += 1
        rgb = scene.frame.rgb
        if not (rgb.ndim == 3 and 0 < max(rgb.shape) <= 384 and 0 <= scene.start_s <= scene.end_s < math.inf):
            raise Failed(f"a scene of {rgb.shape} at {scene.start_s} to {scene.end_s}")
    return count


def _listen(media: Media) -> float:
    heard, until_s = 0, 0.0
    for block in media.sound(_RATE_HZ, _BLOCK_S):
        heard += len(block.samples)
        is_sane = bool(np.isfinite(block.samples).all()) and float(np.abs(block.samples).max(initial=0)) <= 1
        if not is_sane or len(block.samples) > _RATE_HZ * _BLOCK_S or block.start_s < until_s - 0.01:
            raise Failed(f"a block of {len(block.samples)} samples at {block.start_s} after {until_s}")
        until_s = block.start_s + len(block.samples) / _RATE_HZ
    return round(heard / _RATE_HZ, 1)


def _rest(media: Media) -> str:
    transcript, cover = media.subtitles(), media.cover_frame()
    return f"{len(transcript.lines) if transcript else 0} lines, {'a' if cover else 'no'} cover"


def make_files(folder: Path) -> dict[str, Path]:
    """One sound file of each type, by suffix."""
    shots, cover = [noise(96, 64, 1), noise(96, 64, 2)], make_image(folder / "a.jpg", noise(64, 48))
    tags, chapters = {"title": "Moon", "artist": "Nobody"}, [(0.0, 1.0, "One"), (1.0, 2.0, "Two")]
    for name, text in _TEXTS.items():
        (folder / name).write_text(text, encoding="utf8")
    make_image(folder / "a.png", noise(64, 48))
    for name in ("a.mp4", "a.mkv"):
        make_video(
            folder / name, 2, scenes=shots, audio=tone(2), subtitles=_LINES, tags=tags, chapters=chapters,
            options={"preset": "ultrafast"},
        )  # fmt: skip
    make_video(folder / "a.webm", 2, scenes=shots, audio=tone(2), tags=tags, options={"cpu-used": "8"})
    for name in ("a.mp3", "a.flac"):
        make_audio(folder / name, tone(2), tags=tags, cover=cover)
    for name in ("a.ogg", "a.wav"):
        make_audio(folder / name, tone(2), tags=tags)
    return {path.suffix: path for path in sorted(folder.iterdir())}


@contextmanager
def prepare(libraries: Libraries) -> Iterator[Case]:
    """Sound files, and what is read of them."""
    with prepared() as run:
        yield lambda number: run(number, EACH)


@contextmanager
def prepared() -> Iterator[Callable[[int, int], str]]:
    """The function that runs a case by its number, with so many mutated files of each type."""
    with tempfile.TemporaryDirectory() as folder, Prober(LIMITS) as prober:
        files, readers = make_files(Path(folder)), Readers(prober)
        sound = {suffix: readers.read(path) for suffix, path in files.items()}
        yield lambda number, each: run_case(number, each, files, readers, sound)


def run_case(number: int, each: int, files: dict[str, Path], readers: Readers, sound: dict[str, str]) -> str:
    """Read `each` mutated files of each type, and after those of a type a sound one of it. Raises Failed."""
    told: Counter[str] = Counter()
    for suffix, path in files.items():
        for turn in range(each):
            draw = random.Random(f"media-fuzz-{number}-{suffix}-{turn}")
            other = files[draw.choice(sorted(files))]
            mangled = path.with_name(f"mangled{suffix if draw.random() < 0.9 else other.suffix}")
            mangled.write_bytes(mangle(path.read_bytes(), other.read_bytes(), draw))
            told[_outcome(mangled, readers, f"{suffix} {turn}")] += 1
            mangled.unlink()
        if (found := readers.read(path)) != sound[suffix]:
            raise Failed(f"after mutated files a sound {suffix} gives {found} instead of {sound[suffix]}")
    return ", ".join(f"{count} {outcome}" for outcome, count in told.most_common())


def _outcome(path: Path, readers: Readers, which: str) -> str:
    begun_s = time.monotonic()
    try:
        readers.read(path)
        outcome = "read"
    except (Undecodable, SourceError) as error:
        outcome = _kind(str(error))
    except Failed as failed:
        raise Failed(f"{which}: {failed}") from None
    if time.monotonic() - begun_s > _MOST_S:
        raise Failed(f"{which} took {time.monotonic() - begun_s:.0f} s")
    return outcome


def _kind(sentence: str) -> str:
    if "\n" in sentence or not sentence.endswith((".", "?")) or len(sentence) > 400:
        raise Failed(f"no sentence: {sentence!r}")
    return "given up" if "too long" in sentence else "lost to a crash" if "decoder" in sentence else "refused"


CAMPAIGN = Campaign(
    f"In each case {EACH} mutated files of each type that is read (mp4, mkv, webm, mp3, ogg, flac, wav, srt, vtt, ass,"
    " nfo, jpg, png) are read as the stages read them: header, scenes, all sound, subtitles, cover. Each ends in sane"
    " data or in one sentence beside it, within the limit; a crash or hang in libav ends a child, never the parent;"
    " after the mutated files of a type a sound one of it gives what it gave before.",
    100,
    prepare,
)
