"""What is said in a file is found: from its subtitles where it has some, else by listening."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from indexers.encoders.whisper import RATE_HZ, STRETCH_S, Whisper, stretches
from indexers.errors import WeightsError
from indexers.media.decode import Media
from indexers.media.models import Finding, Samples, Sound
from indexers.models import Item
from indexers.settings import LibrarySettings
from indexers.stages.speech import SpeechStage
from indexers.weights import Weights
from tests.fakes.media import make_audio, make_video, tone
from tests.measure.data import DEFAULT

SAID = [(1.0, 3.0, "The fox digs under the bridge."), (4.0, 6.0, "Seven clever foxes dig.")]
JFK = DEFAULT / "media" / "speech" / "jfk.mp3"


@pytest.fixture
def settings(tmp_path: Path) -> LibrarySettings:
    """Without any weights."""
    return LibrarySettings(weights=tmp_path / "weights")


@pytest.fixture(scope="session")
def whisper() -> Whisper:
    try:
        return Whisper(Weights(offline=True).path("whisper-base"))
    except WeightsError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def jfk() -> Samples:
    """11 s: "ask not what your country can do for you"."""
    if not JFK.exists():
        pytest.skip(f"No recording of speech: {JFK.name} is not in the data folder.")
    with Media.open(JFK) as media:
        return np.concatenate([block.samples for block in media.sound(RATE_HZ)])


def read(path: Path, settings: LibrarySettings, **about: object) -> Finding:
    item = Item.model_validate({"id": "a", "title": "A", "medium": "clip", "path": str(path), **about})
    with Media.open(path) as media:
        return SpeechStage(settings).read(item, media)


def srt(path: Path, *lines: tuple[float, float, str]) -> Path:
    stamp = "00:{:02.0f}:{:06.3f}".format
    blocks = [
        f"{number}\n{stamp(*divmod(start, 60))} --> {stamp(*divmod(end, 60))}\n{text}\n"
        for number, (start, end, text) in enumerate(lines, 1)
    ]
    path.write_text("\n".join(blocks), encoding="utf8")
    return path


def blocks(samples: Samples, block_s: float = 30.0) -> Iterator[Sound]:
    step = round(block_s * RATE_HZ)
    for at in range(0, len(samples), step):
        yield Sound(at / RATE_HZ, RATE_HZ, samples[at : at + step])


def silence(seconds: float) -> Samples:
    return np.zeros(round(seconds * RATE_HZ), np.float32)


def test_subtitles_inside_a_file_are_its_speech(tmp_path: Path, settings: LibrarySettings) -> None:
    path = make_video(tmp_path / "a.mkv", 8, subtitles=SAID, audio=tone(8), chapters=[(0, 8, "Foxes")])
    found = read(path, settings)
    assert [moment.text for moment in found.moments] == ["The fox digs under the bridge. Seven clever foxes dig."]
    assert found.moments[0].start_s == pytest.approx(1.0, abs=0.1)
    assert found.moments[0].facts["chapter"] == "Foxes"
    assert (found.facts["words"], found.facts["transcript"]) == (10, "subtitles")


def test_subtitles_beside_a_file_are_its_speech_in_the_spoken_language(
    tmp_path: Path, settings: LibrarySettings
) -> None:
    path = make_video(tmp_path / "a.mkv", 8, audio=tone(8))
    srt(tmp_path / "a.de.srt", (1, 3, "Der Fuchs gräbt."))
    srt(tmp_path / "a.fr.srt", (1, 3, "Le renard creuse."))
    srt(tmp_path / "a.en.forced.srt", (1, 2, "Danger"))
    assert read(path, settings, languages=["fr"]).moments[0].text == "Le renard creuse."
    assert read(path, settings, languages=["de"]).language == "de"


def test_subtitles_of_a_few_foreign_sentences_do_not_stand_for_an_hour(
    tmp_path: Path, settings: LibrarySettings
) -> None:
    path = make_audio(tmp_path / "a.ogg", silence(400), rate_hz=RATE_HZ)
    srt(tmp_path / "a.srt", (1, 3, "Danger"))
    assert "nobody listens" in read(path, settings).skipped


def test_lyrics_beside_a_track_are_found_by_their_seconds(tmp_path: Path, settings: LibrarySettings) -> None:
    path = make_audio(tmp_path / "a.mp3", tone(30))
    (tmp_path / "a.lrc").write_text("[00:05.00]Row the boat\n[00:12.50]Over the bay\n", encoding="utf8")
    found = read(path, settings)
    assert (found.facts["transcript"], found.moments[0].start_s) == ("lyrics", 5.0)


def test_a_broken_subtitle_file_is_passed_over(tmp_path: Path, settings: LibrarySettings) -> None:
    path = make_video(tmp_path / "a.mkv", 8, audio=tone(8))
    (tmp_path / "a.ass").write_bytes(b"\x00\xff[Script Info\n\x00")
    srt(tmp_path / "a.en.srt", *SAID)
    assert read(path, settings).facts["words"] == 10


def test_a_silent_picture_is_left_out_in_a_sentence(tmp_path: Path, settings: LibrarySettings) -> None:
    found = read(make_video(tmp_path / "a.mp4", 2), settings)
    assert found == Finding(skipped="It has neither sound nor subtitles.")


def test_weights_that_come_later_make_files_read_again(tmp_path: Path, settings: LibrarySettings) -> None:
    assert "usher models get whisper-base" in read(make_audio(tmp_path / "a.ogg", tone(2)), settings).skipped
    here = Weights(offline=True)
    if here.state("whisper-base") == "here":
        assert SpeechStage(settings).version != SpeechStage(LibrarySettings(weights=here.folder)).version


def test_a_stream_of_sound_is_held_for_one_stretch_at_most() -> None:
    asked: list[float] = []

    def sound() -> Iterator[Sound]:
        for block in blocks(silence(620)):
            asked.append(block.start_s)
            yield block

    for stretch in stretches(sound()):
        assert len(stretch.samples) <= STRETCH_S * RATE_HZ
        assert asked[-1] < stretch.start_s + STRETCH_S


def test_what_is_said_is_heard_with_its_words_and_seconds(whisper: Whisper, jfk: Samples) -> None:
    hearing = whisper.hear(blocks(np.concatenate([silence(20), jfk, silence(20)])))
    words = [word for line in hearing.transcript.lines for word in line.words]
    country = next(word for word in words if word.text.startswith("country"))
    assert (hearing.transcript.language, hearing.transcript.source) == ("en", "whisper-base")
    assert country.start_s == pytest.approx(20 + 6.0, abs=1.0)
    assert 0.1 < hearing.speech_s / hearing.heard_s < 0.35


def test_speech_over_the_end_of_a_stretch_is_heard_whole(whisper: Whisper, jfk: Samples) -> None:
    samples = np.concatenate([silence(STRETCH_S - 5), jfk, silence(10)])
    (line, *more) = whisper.hear(blocks(samples)).transcript.lines
    text = " ".join(one.text for one in (line, *more))
    assert "ask not what your country can do for you" in text
    assert line.start_s == pytest.approx(STRETCH_S - 5, abs=1.0)


def test_nothing_is_heard_in_silence_and_noise(whisper: Whisper) -> None:
    noise = np.random.default_rng(0).normal(0, 0.05, 20 * RATE_HZ).astype(np.float32)
    assert whisper.hear(blocks(np.concatenate([silence(20), noise]))).transcript.lines == ()


def test_the_stage_hears_a_file(tmp_path: Path, whisper: Whisper, jfk: Samples) -> None:
    path = make_audio(tmp_path / "a.flac", np.concatenate([silence(15), jfk, silence(4)]), rate_hz=RATE_HZ)
    found = read(path, LibrarySettings(offline=True))
    assert found.language == "en" and "spoken in English" in found.phrases
    (moment,) = found.moments
    assert moment.start_s == pytest.approx(15, abs=1)
    assert "fellow Americans" in moment.text


def test_music_is_left_out_in_a_sentence(tmp_path: Path, whisper: Whisper) -> None:
    found = read(make_audio(tmp_path / "a.ogg", tone(5)), LibrarySettings(offline=True))
    assert found.skipped == "There is no speech in it."
