"""Sound in one channel at the rate that is asked for, with exact times."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from indexers.media.decode import Media
from indexers.media.models import Sound
from tests.fakes.media import make_audio, make_video, tone

RATE_HZ = 16_000


def _blocks(path: Path, rate_hz: int = RATE_HZ, language: str = "") -> list[Sound]:
    return list(Media.open(path).sound(rate_hz, language=language))


def _all(path: Path, rate_hz: int = RATE_HZ, language: str = "") -> NDArray[np.float32]:
    return np.concatenate([block.samples for block in _blocks(path, rate_hz, language)])


def _pitch_hz(samples: NDArray[np.float32], rate_hz: int = RATE_HZ) -> float:
    return float(np.abs(np.fft.rfft(samples)).argmax() * rate_hz / len(samples))


@pytest.mark.parametrize("name", ["a.wav", "a.flac", "a.ogg", "a.mp3", "a.m4a", "a.mka"])
@pytest.mark.parametrize("rate_hz", [16_000, 44_100, 48_000])
def test_a_tone_keeps_pitch_level_and_length(tmp_path: Path, name: str, rate_hz: int) -> None:
    samples = _all(make_audio(tmp_path / name, tone(2, 440)), rate_hz)
    assert samples.dtype == np.float32 and len(samples) / rate_hz == pytest.approx(2.0, abs=0.05)
    middle = samples[rate_hz // 2 : rate_hz * 3 // 2]
    assert _pitch_hz(middle, rate_hz) == pytest.approx(440, abs=1)
    assert np.sqrt((middle**2).mean()) == pytest.approx(0.3 / np.sqrt(2), rel=0.06)


def test_what_is_not_compressed_comes_back_as_it_was(tmp_path: Path) -> None:
    sent = tone(1, 440, RATE_HZ)
    for name in ("a.wav", "a.flac"):
        assert _all(make_audio(tmp_path / name, sent, rate_hz=RATE_HZ)) == pytest.approx(sent, abs=1e-4)


def test_a_sound_lies_where_it_was_after_resampling(tmp_path: Path) -> None:
    """A click at 1.5 s, in every container."""
    sent = np.zeros(48_000 * 3, np.float32)
    sent[72_000:72_024] = 0.9
    for name in ("a.flac", "a.mp3", "a.ogg", "a.m4a", "a.mka"):
        found = np.abs(_all(make_audio(tmp_path / name, sent))).argmax() / RATE_HZ
        assert found == pytest.approx(1.5, abs=0.03), name


def test_blocks_are_of_even_length_and_say_when_they_begin(tmp_path: Path) -> None:
    media = Media.open(make_audio(tmp_path / "a.flac", tone(5.5)))
    blocks = list(media.sound(RATE_HZ, block_s=2.0))
    assert [(block.start_s, len(block.samples)) for block in blocks] == [(0, 32_000), (2, 32_000), (4, 24_000)]
    assert all(block.rate_hz == RATE_HZ for block in blocks)


def test_sound_that_begins_later_than_the_picture(tmp_path: Path) -> None:
    for name in ("a.mkv", "a.mp4"):
        path = make_video(tmp_path / name, 4, audio=tone(2), audio_starts_s=1.5)
        assert _blocks(path)[0].start_s == pytest.approx(1.5, abs=0.03)


def test_a_hole_begins_a_new_block(tmp_path: Path) -> None:
    path = make_audio(tmp_path / "a.mka", [tone(2, 300), tone(2, 900)], starts_s=[0.0, 5.0])
    first, second = _blocks(path)
    assert (first.start_s, second.start_s) == pytest.approx((0.0, 5.0), abs=0.05)
    assert len(first.samples) / RATE_HZ == pytest.approx(2.0, abs=0.05)
    assert _pitch_hz(first.samples) == pytest.approx(300, abs=2)
    assert _pitch_hz(second.samples) == pytest.approx(900, abs=2)


def test_the_track_in_the_language_of_the_work(tmp_path: Path) -> None:
    path = make_video(tmp_path / "a.mkv", 2, audio=[tone(2, 300), tone(2, 900)], languages=["eng", "ger"])
    for language, hz in [("", 300), ("en", 300), ("de", 900), ("fr", 300)]:
        assert _pitch_hz(_all(path, language=language)) == pytest.approx(hz, abs=2)


@pytest.mark.parametrize("layout", ["stereo", "5.1"])
@pytest.mark.parametrize("codec", ["pcm_s16le", "pcm_u8", "pcm_f32le", "pcm_s24le"])
def test_channels_and_formats_become_one(tmp_path: Path, layout: str, codec: str) -> None:
    """The centre of the stereo image, or the centre speaker, is heard at about its own level."""
    count = 2 if layout == "stereo" else 6
    sent = np.zeros((count, RATE_HZ), np.float32)
    sent[[0, 1] if count == 2 else [2]] = tone(1, 440, RATE_HZ)
    with av.open(str(tmp_path / "a.wav"), "w") as out:
        stream = out.add_stream(codec, rate=RATE_HZ, layout=layout)
        frame = av.AudioFrame.from_ndarray(sent, "fltp", layout)
        frame.sample_rate = RATE_HZ
        resampler = av.AudioResampler(stream.codec_context.format, layout, RATE_HZ)
        for part in [*resampler.resample(frame), None]:
            out.mux(stream.encode(part))
    level = np.sqrt((_all(tmp_path / "a.wav") ** 2).mean()) / (0.3 / np.sqrt(2))
    assert level == pytest.approx(1.0 if count == 2 else 0.7071, rel=0.03)


def test_numbers_that_are_no_sound_become_silence_or_full_scale(tmp_path: Path) -> None:
    sent = np.tile(np.array([np.nan, np.inf, -np.inf, 3e38], np.float32), 4_000)
    path = make_audio(tmp_path / "a.wav", sent, rate_hz=RATE_HZ, codec="pcm_f32le")
    for rate_hz in (RATE_HZ, 8_000):
        samples = _all(path, rate_hz)
        assert len(samples) == rate_hz and np.isfinite(samples).all() and np.abs(samples).max() <= 1


def test_a_long_file_streams(tmp_path: Path) -> None:
    """An hour of silence: each block is read before the next is made, and the whole is never held."""

    def minutes() -> Iterator[NDArray[np.float32]]:
        return (np.zeros(8000 * 60, np.float32) for _ in range(60))

    path = make_audio(tmp_path / "a.flac", minutes(), rate_hz=8000)
    starts_s = [block.start_s for block in Media.open(path).sound(8000)]
    assert starts_s == [30.0 * n for n in range(120)]
