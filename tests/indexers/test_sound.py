"""Sound: what is measured in it is said of it, and nothing where it is not sure."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

pytest.importorskip("av", reason="the media extra is not installed")
pytest.importorskip("faster_whisper", reason="the media extra is not installed")

from indexers.errors import SettingError, WeightsError
from indexers.media.decode import Media
from indexers.media.models import Finding, Probe, Sound, Stream
from indexers.media.sound import loudness
from indexers.models import Item
from indexers.settings import LibrarySettings
from indexers.stages.sound import SoundStage
from tests.fakes.band import RATE_HZ, play
from tests.fakes.media import make_audio, make_video, tone
from tests.measure.data import DEFAULT

Samples = NDArray[np.float32]
ITEM = Item(id="x", title="X", medium="track")
MEASURES = LibrarySettings(sound="off")
real = pytest.mark.skipif(not (DEFAULT / "media").exists(), reason="shared/data/media is not on this machine")


def listen(path: Path, settings: LibrarySettings = MEASURES) -> Finding:
    with Media.open(path) as media:
        return SoundStage(settings).read(ITEM, media)


def hear(tmp_path: Path, samples: Samples) -> Finding:
    return listen(make_audio(tmp_path / "a.flac", samples, rate_hz=RATE_HZ))


def hiss(seconds: float, level: float = 0.1) -> Samples:
    return np.random.default_rng(3).normal(0, level, int(seconds * RATE_HZ)).astype(np.float32)


@pytest.mark.parametrize(("bpm", "beats"), [(72, 3), (84, 3), (96, 4), (108, 3), (120, 4), (138, 3), (150, 4)])
def test_tempo_and_metre_are_those_that_were_played(tmp_path: Path, bpm: float, beats: int) -> None:
    facts = hear(tmp_path, play(bpm, beats)).facts
    assert facts["tempo_bpm"] == pytest.approx(bpm, rel=0.02)
    assert facts["beats_per_bar"] == beats


@pytest.mark.parametrize(
    ("tonic", "is_minor", "key"),
    [(48, False, "C major"), (45, True, "A minor"), (54, True, "F sharp minor"), (58, False, "B flat major")],
)
def test_the_key_is_that_which_was_played(tmp_path: Path, tonic: int, is_minor: bool, key: str) -> None:
    assert hear(tmp_path, play(100, 4, tonic=tonic, is_minor=is_minor)).facts["key"] == key


def test_a_slow_waltz_is_called_one_and_a_quick_march_is_not(tmp_path: Path) -> None:
    waltz, march = hear(tmp_path, play(84, 3)), hear(tmp_path, play(138, 4))
    assert {"instrumental music", "slow waltz", "three-four time"} <= set(waltz.phrases)
    assert "fast tempo" in march.phrases
    assert not any("waltz" in phrase for phrase in march.phrases)


def test_loudness_is_that_of_the_standard() -> None:
    """BS.1770: a sine of 997 Hz at 0 dB full scale in one channel has -3.01 LUFS."""
    energies = loudness.step_energies(tone(5, 997, 48_000, 1.0), 48_000)
    assert loudness.loudness_lufs(energies) == pytest.approx(-3.01, abs=0.02)


def test_loudness_is_what_pyloudnorm_measures() -> None:
    pyloudnorm = pytest.importorskip("pyloudnorm")
    swelling = play(100, 4, seconds=20) * np.linspace(0.02, 1, 20 * RATE_HZ, dtype=np.float32)
    energies = loudness.step_energies(swelling, RATE_HZ)
    assert loudness.loudness_lufs(energies) == pytest.approx(
        pyloudnorm.Meter(RATE_HZ).integrated_loudness(swelling), abs=0.1
    )


def test_the_loudness_range_is_the_distance_of_a_soft_and_a_loud_half() -> None:
    """EBU Tech 3342, its first case: 20 s at -20, 20 s at -30."""
    halves = np.concatenate([tone(20, 1000, RATE_HZ, 10 ** (db / 20)) for db in (-20, -30)])
    assert loudness.range_lu(loudness.step_energies(halves, RATE_HZ)) == pytest.approx(10, abs=1)


def test_silence_is_silent_whether_a_film_has_a_track_for_it_or_none(tmp_path: Path) -> None:
    quiet = make_video(tmp_path / "a.mp4", 2, audio=np.zeros(2 * 48_000, np.float32))
    mute = make_video(tmp_path / "b.mp4", 2)
    assert listen(quiet).phrases == listen(mute).phrases == ("silent",)
    assert listen(quiet).facts["silent"] is listen(mute).facts["silent"] is True


def test_noise_is_no_music_and_has_neither_beat_nor_key(tmp_path: Path) -> None:
    facts = hear(tmp_path, hiss(20)).facts
    assert facts["music_share"] == 0
    assert float(facts["speech_share"]) < 0.02
    assert not {"tempo_bpm", "key", "beats_per_bar"} & set(facts)


def test_the_part_with_music_begins_where_the_music_does(tmp_path: Path) -> None:
    samples = np.concatenate([hiss(40), play(100, 4, seconds=35), np.zeros(30 * RATE_HZ, np.float32), hiss(30)])
    moments = hear(tmp_path, samples).moments
    music = next(moment for moment in moments if "instrumental music" in moment.text)
    silence = next(moment for moment in moments if moment.text == "silent")
    assert (music.start_s, music.end_s) == (pytest.approx(40, abs=5), pytest.approx(75, abs=5))
    assert silence.start_s == pytest.approx(75, abs=5)
    assert all(moment.end_s - moment.start_s >= 15 for moment in moments)


@pytest.mark.parametrize("seconds", [0.001, 0.02, 0.3, 1.0, 5.01, 30.02])
def test_sound_of_any_length_is_measured(tmp_path: Path, seconds: float) -> None:
    finding = hear(tmp_path, tone(seconds, 440, RATE_HZ))
    assert finding.facts["silent"] is False
    assert all(np.isfinite(value) for value in finding.facts.values() if isinstance(value, float))


class _Endless:
    """Hours of silence that nobody stores."""

    probe = Probe("wav", 72_000.0, streams=(Stream("audio", 0, "pcm"),))

    def __init__(self, hours: float) -> None:
        self._blocks = int(hours * 120)

    def sound(self, rate_hz: int, block_s: float = 30.0) -> Iterator[Sound]:
        for number in range(self._blocks):
            yield Sound(number * block_s, rate_hz, np.zeros(int(rate_hz * block_s), np.float32))


def test_memory_grows_by_what_is_measured_and_not_by_the_sound() -> None:
    """A quarter of an hour is 115 MB of samples, and one block with its spectra 60."""
    stage = SoundStage(MEASURES)
    stage.read(ITEM, _Endless(0.02))  # type: ignore[arg-type]
    tracemalloc.start()
    finding = stage.read(ITEM, _Endless(0.25))  # type: ignore[arg-type]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert finding.facts["silent"] is True
    assert peak < 100e6


def test_a_file_without_sound_and_picture_is_skipped() -> None:
    class Subtitles:
        probe = Probe("srt", 10.0, streams=(Stream("subtitle", 0, "srt"),))

    assert SoundStage(MEASURES).read(ITEM, Subtitles()).skipped == "has no sound"  # type: ignore[arg-type]


def test_an_encoder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="auto, off, clap, musicnn"):
        SoundStage(LibrarySettings(sound="opera"))
    with pytest.raises(WeightsError, match="models get musicnn"):
        SoundStage(LibrarySettings(sound="musicnn", weights=tmp_path, offline=True))
    assert SoundStage(LibrarySettings(weights=tmp_path)).encoder is None


def test_with_musicnn_a_file_has_tags_and_a_vector(tmp_path: Path) -> None:
    try:
        stage = SoundStage(LibrarySettings(sound="musicnn", offline=True))
    except WeightsError as error:
        pytest.skip(str(error))
    path = make_audio(tmp_path / "a.flac", play(100, 4), rate_hz=RATE_HZ)
    with Media.open(path) as media:
        finding = stage.read(ITEM, media)
    assert stage.encoder is not None
    assert "musicnn 8579734e" in stage.version
    assert finding.vector is not None
    assert finding.vector.shape == (stage.encoder.dim,)
    assert float(np.linalg.norm(finding.vector)) == pytest.approx(1, abs=1e-5)
    assert {"guitar", "piano", "harpsichord", "classical music", "electronic music"} & set(finding.phrases)


@real
@pytest.mark.parametrize(
    ("name", "phrases"),
    [
        ("music/147793__setuniman__sweet-waltz-0i-22mi.ogg", {"instrumental music", "waltz", "three-four time"}),
        ("music/442789__lena-orsa__happy-music-pistachio-ice-cream-ragtime.ogg", {"instrumental music", "major key"}),
        ("speech/198-209-0000.ogg", {"a person speaking"}),
        ("sounds/Clock tick/1-21934-A.ogg", {"the sound of a clock ticking"}),
    ],
)
def test_real_recordings_are_what_they_are(name: str, phrases: set[str]) -> None:
    assert phrases <= set(listen(DEFAULT / "media" / name).phrases)
