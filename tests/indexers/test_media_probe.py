"""What containers say of themselves, and what becomes of files that say nothing."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexers.errors import Undecodable
from indexers.media.limits import Limits
from indexers.media.probe import Prober, probe
from tests.fakes.media import make_audio, make_image, make_video, tone


@pytest.fixture(scope="module")
def prober() -> Iterator[Prober]:
    with Prober() as prober:
        yield prober


@pytest.mark.parametrize("name", ["a.mp3", "a.flac", "a.ogg", "a.m4a", "a.mka"])
def test_tags_have_the_same_keys_in_every_container(prober: Prober, tmp_path: Path, name: str) -> None:
    tags = {"title": "Ночь", "artist": "Nobody", "album_artist": "Many", "genre": "waltz"}
    found = prober.probe(make_audio(tmp_path / name, tone(1), tags=tags))
    assert dict(found.tags) == tags
    assert found.duration_s == pytest.approx(1.0, abs=0.05)
    assert [(s.kind, s.rate_hz, s.channels) for s in found.streams] == [("audio", 48_000, 1)]


def test_keys_of_other_writers_are_folded_and_their_bytes_read(prober: Prober, tmp_path: Path) -> None:
    path = make_audio(tmp_path / "a.flac", tone(0.2), tags={"ALBUM ARTIST": "Xx", "REPLAYGAIN_TRACK_GAIN": "-7 dB"})
    assert dict(prober.probe(path).tags) == {"album_artist": "Xx", "replaygain_track_gain": "-7 dB"}
    path.write_bytes(path.read_bytes().replace(b"=Xx", b"=X\xe9"))
    assert prober.probe(path).tags["album_artist"] == "Xé"


@pytest.mark.parametrize("name", ["a.mkv", "a.mp4"])
def test_streams_languages_and_chapters_of_a_film(prober: Prober, tmp_path: Path, name: str) -> None:
    chapters = [(0.0, 1.0, "Begin"), (1.0, 2.0, "End")]
    path = make_video(
        tmp_path / name, 2, audio=[tone(2), tone(2, 880)], languages=["eng", "ger"], chapters=chapters,
        subtitles=[(0.5, 1.0, "Hello")],
    )  # fmt: skip
    found = prober.probe(path)
    assert found.duration_s == pytest.approx(2.0, abs=0.1)
    assert [(c.start_s, c.end_s, c.title) for c in found.chapters] == chapters
    assert [s.language for s in found.streams if s.kind == "audio"] == ["en", "de"]
    video = next(s for s in found.streams if s.kind == "video")
    assert (video.codec, video.width, video.height) == ("h264", 96, 64)
    assert found.has("subtitle") and not found.has("cover")


@pytest.mark.parametrize("name", ["a.mp3", "a.flac", "a.m4a"])
def test_an_attached_picture_is_a_cover_and_no_film(prober: Prober, tmp_path: Path, name: str) -> None:
    found = prober.probe(make_audio(tmp_path / name, tone(0.5), cover=make_image(tmp_path / "c.jpg")))
    assert found.has("cover") and not found.has("video")


def test_content_tells_the_format_whatever_the_name_says(prober: Prober, tmp_path: Path) -> None:
    for made, name in [("a.mp3", "b.mp4"), ("a.flac", "b.mp3"), ("a.ogg", "b.wav"), ("a.m4a", "b.jpg")]:
        path = make_audio(tmp_path / made, tone(1)).rename(tmp_path / name)
        assert prober.probe(path).has("audio")
    assert prober.probe(make_image(tmp_path / "c.png").rename(tmp_path / "c.mkv")).container == "png_pipe"


def test_names_in_any_script_or_encoding(prober: Prober, tmp_path: Path) -> None:
    made = make_audio(tmp_path / "a.flac", tone(0.2))
    for name in ["夜 的 歌.flac", "a%03d:b?.flac", "http:__x.flac", os.fsdecode(b"caf\xe9.flac")]:
        assert prober.probe(made.rename(made.with_name(name))).has("audio")
        made = made.with_name(name)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\x00" * 5000, "no media file"),
        (b"just some words", "no media file"),
        (b"#EXTM3U\n#EXTINF:1,\n/etc/passwd\n#EXT-X-ENDLIST\n", "cannot be read"),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", "is of a kind that is not read"),
    ],
)
def test_what_is_no_media_file_ends_in_a_sentence(prober: Prober, tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "x.mp4"
    path.write_bytes(content)
    with pytest.raises(Undecodable, match=f"^x.mp4 .*{said}.*\\.$"):
        prober.probe(path)


def test_a_playlist_opens_no_other_file(prober: Prober, tmp_path: Path) -> None:
    song = make_audio(tmp_path / "song.mp3", tone(1))
    for name, text in [
        ("a.m3u8", f"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{song}\n#EXT-X-ENDLIST\n"),
        ("b.ffconcat", f"ffconcat version 1.0\nfile {song.name}\n"),
    ]:
        (tmp_path / name).write_text(text)
        with pytest.raises(Undecodable):
            prober.probe(tmp_path / name)


def test_what_is_not_a_file_ends_in_a_sentence(prober: Prober, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.mp3")
    for name, said in [("gone.mp3", "is not there"), ("pipe.mp3", "is not a file"), ("", "is not a file")]:
        with pytest.raises(Undecodable, match=said):
            prober.probe(tmp_path / name)


def test_a_hang_loses_one_file(tmp_path: Path) -> None:
    path = make_audio(tmp_path / "a.flac", tone(0.2))
    with Prober(Limits(silent_s=0.5)) as prober:
        prober.probe(path)
        assert prober.pid is not None
        os.kill(prober.pid, signal.SIGSTOP)
        with pytest.raises(Undecodable, match="took too long"):
            prober.probe(path)
        assert prober.probe(path).has("audio")


def test_a_crash_loses_one_file(tmp_path: Path) -> None:
    path = make_audio(tmp_path / "a.flac", tone(0.2))
    with Prober() as prober:
        prober.probe(path)
        pid = prober.pid
        assert pid is not None
        os.kill(pid, signal.SIGSTOP)  # so that the request is on its way when the crash comes
        crash = threading.Timer(0.2, lambda: (os.kill(pid, signal.SIGSEGV), os.kill(pid, signal.SIGCONT)))
        crash.start()
        with pytest.raises(Undecodable, match="crashed on it"):
            prober.probe(path)
        crash.join()
        assert prober.probe(path).has("audio")


def test_one_file_alone(tmp_path: Path) -> None:
    assert probe(make_audio(tmp_path / "a.wav", tone(0.5))).duration_s == pytest.approx(0.5)
