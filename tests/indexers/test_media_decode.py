"""Pictures, sound, subtitles and covers of a file, and files that are damaged, endless or locked."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import threading
import wave
import zlib
from fractions import Fraction
from pathlib import Path

import pytest

from indexers.errors import Undecodable
from indexers.media.decode import Media
from indexers.media.limits import Limits
from tests.fakes.media import BLUE, GREEN, RED, make_audio, make_image, make_video, noise, tone

ROOT = Path(__file__).parents[2]


def _colours(media: Media) -> list[str]:
    return ["RGB"[int(scene.frame.rgb.mean((0, 1)).argmax())] for scene in media.scenes()]


def test_subtitles_without_their_markup(tmp_path: Path) -> None:
    lines = [(0.5, 1.0, r"{\an8\b1}Hello,\N<i>world</i>"), (1.2, 1.9, "Goodbye.")]
    for name in ("a.mkv", "a.mp4"):
        transcript = Media.open(make_video(tmp_path / name, 2, subtitles=lines)).subtitles()
        assert transcript is not None and transcript.source == "subtitles"
        assert [(s.start_s, s.end_s, s.text) for s in transcript.lines] == [
            (0.5, pytest.approx(1.0), "Hello, world"),
            (1.2, pytest.approx(1.9), "Goodbye."),
        ]
    assert Media.open(make_video(tmp_path / "b.mkv", 1)).subtitles() is None


def test_the_cover_comes_as_it_is_and_as_a_picture(tmp_path: Path) -> None:
    image = make_image(tmp_path / "c.jpg", GREEN)
    for name in ("a.mp3", "a.flac", "a.m4a"):
        with Media.open(make_audio(tmp_path / name, tone(0.5), cover=image)) as media:
            assert media.cover() == image.read_bytes()
            frame = media.cover_frame()
            assert frame is not None and frame.rgb.shape == (48, 64, 3)
            assert list(media.scenes()) == [] and len(list(media.sound(8000))) == 1
    assert Media.open(make_audio(tmp_path / "b.mp3", tone(0.5))).cover() is None


@pytest.mark.parametrize("name", ["c.jpg", "c.png", "c.webp"])
def test_a_picture_file_is_one_scene(tmp_path: Path, name: str) -> None:
    with Media.open(make_image(tmp_path / name, BLUE)) as media:
        (scene,) = media.scenes()
        assert (scene.start_s, scene.end_s) == (0.0, 0.0) and scene.frame.rgb.shape == (48, 64, 3)
        assert scene.frame.rgb.mean((0, 1)) == pytest.approx(BLUE, abs=6)
        assert len(list(media.frames(1.0))) == 1 and list(media.sound(8000)) == []


def test_a_truncated_file_gives_what_it_holds(tmp_path: Path) -> None:
    whole = make_video(tmp_path / "a.mkv", 6, scenes=[noise(96, 64, n) for n in range(6)], audio=tone(6))
    (tmp_path / "half.mkv").write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    with Media.open(tmp_path / "half.mkv") as media:
        assert 1.0 < sum(len(block.samples) for block in media.sound(8000)) / 8000 < 5.0
        assert 1 <= len(list(media.scenes())) < 6


def test_a_file_without_its_index_ends_in_a_sentence(tmp_path: Path) -> None:
    whole = make_video(tmp_path / "a.mp4", 2)
    whole.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    with pytest.raises(Undecodable, match=r"^a\.mp4 .*damaged.*\.$"):
        Media.open(whole)


def test_an_encrypted_file_ends_in_a_sentence(tmp_path: Path) -> None:
    key = {"encryption_scheme": "cenc-aes-ctr", "encryption_key": "00" * 16, "encryption_kid": "11" * 16}
    with Media.open(make_video(tmp_path / "a.mp4", 2, audio=tone(2), container=key)) as media:
        for read in (media.scenes, lambda: media.sound(8000)):
            with pytest.raises(Undecodable, match="encrypted"):
                list(read())


def test_a_file_of_no_length_is_empty(tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "a.wav"), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
    with Media.open(tmp_path / "a.wav") as media:
        assert list(media.sound(8000)) == [] and media.probe.has("audio")


def test_a_bomb_of_a_picture_ends_in_a_sentence(tmp_path: Path) -> None:
    image = make_image(tmp_path / "c.png")
    raw = bytearray(image.read_bytes())
    raw[16:24] = (60_000).to_bytes(4, "big") * 2  # the size in the header
    image.write_bytes(raw)
    with pytest.raises(Undecodable):
        list(Media.open(image).scenes())


@pytest.mark.parametrize("claimed", [10, 64 << 20, 0x0FFFFFFF])
def test_a_tag_that_unpacks_without_end_does_no_harm(tmp_path: Path, claimed: int) -> None:
    """A compressed ID3 frame of 64 MB of nothing, whatever length it claims."""
    packed = zlib.compressobj(9)
    body = _syncsafe(claimed) + b"".join([*(packed.compress(bytes(1 << 20)) for _ in range(64)), packed.flush()])
    frame = b"TXXX" + _syncsafe(len(body)) + b"\0\x09" + body
    path = make_audio(tmp_path / "a.mp3", tone(1))
    path.write_bytes(b"ID3\4\0\0" + _syncsafe(len(frame)) + frame + path.read_bytes())
    with Media.open(path, Limits(memory_mb=256)) as media:
        assert sum(len(block.samples) for block in media.sound(8000)) == pytest.approx(8000, abs=500)


def _syncsafe(number: int) -> bytes:
    return bytes(number >> shift & 127 for shift in (21, 14, 7, 0))


def test_memory_has_an_end(tmp_path: Path) -> None:
    path = make_video(tmp_path / "a.mp4", 0.2, size=(3840, 2160), scenes=[RED])
    with pytest.raises(Undecodable):
        list(Media.open(path, Limits(memory_mb=16)).scenes())
    assert len(list(Media.open(path).scenes())) == 1


def test_time_has_an_end(tmp_path: Path) -> None:
    path = make_audio(tmp_path / "a.flac", tone(30))
    with pytest.raises(Undecodable, match="took too long"):
        list(Media.open(path, Limits(whole_s=0.0)).sound(8000))


def test_two_streams_are_read_at_once_and_may_be_left(tmp_path: Path) -> None:
    path = make_video(tmp_path / "a.mkv", 6, audio=tone(6))
    media = Media.open(path)
    sound, scenes = media.sound(8000, block_s=1.0), media.scenes()
    assert next(sound).start_s == 0.0
    assert next(scenes).start_s == 0.0
    assert [block.start_s for block in sound][:5] == [1.0, 2.0, 3.0, 4.0, 5.0]
    scenes.close()  # type: ignore[attr-defined]
    assert _colours(media) == ["R", "G", "B"]


def test_many_threads_read_many_files(tmp_path: Path) -> None:
    paths = [make_video(tmp_path / f"{n}.mp4", 3, audio=tone(3)) for n in range(4)]
    colours: list[str] = []
    threads = [threading.Thread(target=lambda p=path: colours.extend(_colours(Media.open(p)))) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(colours) == sorted(["R", "G", "B"] * 4)


def test_no_child_outlives_a_killed_parent(tmp_path: Path) -> None:
    path = make_audio(tmp_path / "a.flac", tone(600, rate_hz=8000), rate_hz=8000)
    code = (
        "import sys; from pathlib import Path; from indexers.media.decode import Media\n"
        "import indexers.media.reader as r\n"
        "old = r.Reader.ask\n"
        "def ask(self, *a, **k): print(self.pid, flush=True); return old(self, *a, **k)\n"
        "r.Reader.ask = ask\n"
        f"blocks = Media.open(Path({str(path)!r})).sound(8000, block_s=1.0); next(blocks); sys.stdin.read()"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None and parent.stdin is not None
    child = int(parent.stdout.readline())
    watch = os.pidfd_open(child)
    parent.stdout.readline()
    parent.kill()
    parent.wait()
    assert select.select([watch], [], [], 10)[0], "the child lives on"
    os.close(watch)
    parent.stdout.close()
    parent.stdin.close()


def test_pixels_that_are_not_square(tmp_path: Path) -> None:
    (scene,) = Media.open(make_video(tmp_path / "a.mp4", 1, scenes=[RED], aspect=Fraction(2))).scenes()
    assert scene.frame.rgb.shape == (64, 192, 3)
