"""Cuts, frames and how they are drawn."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from indexers.media.decode import Media
from indexers.media.models import Scene
from tests.fakes.media import BLACK, BLUE, GREEN, RED, WHITE, Picture, make_image, make_video, noise

SHOTS = [noise(96, 64, seed) for seed in range(6)]


def _cuts(path: Path) -> list[float]:
    return [scene.start_s for scene in Media.open(path).scenes()]


def _one(path: Path) -> Scene:
    (scene,) = Media.open(path).scenes()
    return scene


@pytest.mark.parametrize("name", ["a.mp4", "a.mkv", "a.webm", "a.avi"])
def test_a_short_film_is_cut_where_its_shots_change(tmp_path: Path, name: str) -> None:
    scenes = list(Media.open(make_video(tmp_path / name, 6, scenes=SHOTS[:3])).scenes())
    assert [scene.start_s for scene in scenes] == pytest.approx([0, 2, 4], abs=0.15)
    assert [scene.end_s for scene in scenes] == pytest.approx([2, 4, 6], abs=0.15)
    for scene, shot in zip(scenes, SHOTS, strict=False):
        assert abs(scene.frame.t_s - (scene.start_s + scene.end_s) / 2) < 0.3
        assert np.abs(scene.frame.rgb.astype(int) - shot).mean() < 30


def test_one_shot_is_one_scene_though_it_moves(tmp_path: Path) -> None:
    wide = noise(192, 64)

    def pan(t: float) -> Picture:
        return np.ascontiguousarray(wide[:, int(t * 8) : int(t * 8) + 96])

    assert _cuts(make_video(tmp_path / "a.mp4", 6, scenes=[pan])) == [0.0]


def test_a_long_film_is_cut_by_its_keyframes(tmp_path: Path) -> None:
    """x264 begins a shot with a keyframe."""
    path = make_video(tmp_path / "a.mp4", 120, scenes=SHOTS, fps=5, gop=50)
    assert _cuts(path) == pytest.approx([0, 20, 40, 60, 80, 100], abs=0.01)


def test_a_cut_between_keyframes_at_fixed_steps_is_found(tmp_path: Path) -> None:
    options = {"sc_threshold": "0"}
    path = make_video(tmp_path / "a.mp4", 126, scenes=SHOTS, fps=5, gop=50, options=options)
    assert _cuts(path) == pytest.approx([0, 21, 42, 63, 84, 105], abs=0.25)


def test_a_film_with_one_keyframe_is_cut_all_the_same(tmp_path: Path) -> None:
    options = {"sc_threshold": "0"}
    path = make_video(tmp_path / "a.mkv", 90, scenes=SHOTS[:3], fps=4, gop=100_000, options=options)
    assert _cuts(path) == pytest.approx([0, 30, 60], abs=0.3)


def test_a_film_without_even_steps_in_time(tmp_path: Path) -> None:
    times_s = [0, 0.1, 0.2, 0.9, 1.5, 2.0, 2.1, 3.9, 4.0, 4.1, 5.9]
    path = make_video(tmp_path / "a.mp4", 6, scenes=SHOTS[:3], times_s=times_s)
    assert _cuts(path) == pytest.approx([0, 2.0, 4.0], abs=0.01)


def test_flashes_make_no_scenes_of_their_own(tmp_path: Path) -> None:
    path = make_video(tmp_path / "a.mp4", 4, scenes=[RED, WHITE] * 20)
    assert len(_cuts(path)) <= 8


@pytest.mark.parametrize("name", ["a.mp4", "a.mkv", "a.ts", "a.avi"])
def test_frames_come_at_even_steps(tmp_path: Path, name: str) -> None:
    media = Media.open(make_video(tmp_path / name, 6, scenes=[RED, GREEN, BLUE]))
    for every_s in (0.5, 1.0, 2.0):
        frames = list(media.frames(every_s, size_px=32))
        assert [frame.t_s for frame in frames] == pytest.approx(np.arange(0, 6, every_s), abs=0.11)
        assert all(max(frame.rgb.shape) == 32 for frame in frames)


def test_black_bars_are_cut(tmp_path: Path) -> None:
    boxed = []
    for shot in SHOTS[:4]:
        boxed.append(np.zeros((96, 96, 3), np.uint8))
        boxed[-1][16:80] = shot
    for scene in Media.open(make_video(tmp_path / "a.mp4", 8, scenes=boxed, size=(96, 96))).scenes():
        assert scene.frame.rgb.shape[1] == 96 and 60 <= scene.frame.rgb.shape[0] <= 65


def test_a_short_film_of_one_shot_loses_its_bars_too(tmp_path: Path) -> None:
    boxed = np.zeros((96, 96, 3), np.uint8)
    boxed[:, 16:80] = noise(64, 96)
    rgb = _one(make_video(tmp_path / "a.mp4", 3, scenes=[boxed], size=(96, 96))).frame.rgb
    assert rgb.shape[0] == 96 and 60 <= rgb.shape[1] <= 65


def test_a_black_film_keeps_its_shape(tmp_path: Path) -> None:
    scene = _one(make_video(tmp_path / "a.mp4", 2, scenes=[BLACK]))
    assert scene.frame.rgb.shape == (64, 96, 3) and scene.frame.rgb.max() < 10


@pytest.mark.parametrize(("turn", "top"), [(90, "left"), (180, "bottom"), (270, "right")])
def test_a_turned_film_stands_upright(tmp_path: Path, turn: int, top: str) -> None:
    """What lies at `top` of the stored picture is on top after the turn."""
    stored = np.full((64, 96, 3), BLUE, np.uint8)
    half = {"left": np.s_[:, :48], "right": np.s_[:, 48:], "bottom": np.s_[32:, :]}[top]
    stored[half] = RED
    rgb = _one(make_video(tmp_path / "a.mp4", 1, scenes=[stored], turn=turn)).frame.rgb
    assert rgb.shape == ((64, 96, 3) if turn == 180 else (96, 64, 3))
    assert rgb[: len(rgb) // 2 - 4].mean((0, 1)) == pytest.approx(RED, abs=25)


def test_ten_bits_are_drawn_in_eight(tmp_path: Path) -> None:
    rgb = _one(make_video(tmp_path / "a.mkv", 1, scenes=[GREEN], pixels="yuv420p10le")).frame.rgb
    assert rgb.mean((0, 1)) == pytest.approx(GREEN, abs=8)


def test_a_high_dynamic_range_is_brought_down(tmp_path: Path) -> None:
    """A signal of .58 in PQ is paper white, which would be a middle grey if it were not known."""
    grey = round(0.58 * 255)
    path = make_video(tmp_path / "a.mkv", 1, scenes=[(grey, grey, grey)], pixels="yuv420p10le", transfer=16)
    assert 200 < _one(path).frame.rgb.mean() < 235


def test_stills_are_the_keyframes_at_the_times_asked_for(tmp_path: Path) -> None:
    film = make_video(tmp_path / "a.mp4", 40, scenes=[RED, GREEN, BLUE, RED])
    with Media.open(film) as media:
        stills = list(media.stills([35.0, 15.0, 15.1]))
    assert [still.t_s for still in stills] == sorted({still.t_s for still in stills})
    assert len(stills) <= 2 and stills[-1].t_s <= 35 and stills[-1].rgb.mean((0, 1)) == pytest.approx(RED, abs=25)
    with Media.open(make_image(tmp_path / "b.png", GREEN)) as media:
        assert len(list(media.stills([0.0, 9.0]))) == 1


def test_the_longer_side_is_384(tmp_path: Path) -> None:
    assert _one(make_video(tmp_path / "a.mp4", 0.3, scenes=[RED], size=(800, 600))).frame.rgb.shape == (288, 384, 3)
