"""Look: what is measured in pictures is said of them, and nothing where it is not clear."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("av", reason="the media extra is not installed")
pytest.importorskip("PIL", reason="the media extra is not installed")
from PIL import Image, ImageDraw, ImageFont

from indexers.encoders import Vectors
from indexers.media.decode import Media
from indexers.media.models import Finding, Rgb
from indexers.media.picture import colours
from indexers.models import Item
from indexers.settings import LibrarySettings
from indexers.stages.look import LookStage
from tests.fakes.media import make_audio, make_image, make_video, tone

SIZE = 160, 96
ITEM = Item(id="x", title="X", medium="clip")
SEPIA = np.array([[0.393, 0.769, 0.189], [0.349, 0.686, 0.168], [0.272, 0.534, 0.131]])
Moving = Callable[[float], Rgb]


def look(path: Path, encoder: Any = None) -> Finding:
    with Media.open(path) as media:
        return LookStage(LibrarySettings(), encoder).read(ITEM, media)


def film(seed: int = 0, tint: Sequence[float] = (1, 1, 1), *, light: float = 1.0) -> Moving:
    """Something with soft shapes and grain, that moves; `tint` scales red, green and blue."""
    random = np.random.default_rng(seed)
    coarse = random.integers(20, 236, (SIZE[1] // 8, SIZE[0] // 8), dtype=np.uint8)
    large = np.asarray(Image.fromarray(coarse).resize((2 * SIZE[0], SIZE[1]), Image.Resampling.BICUBIC), np.float32)

    def draw(t: float) -> Rgb:
        at = abs((int(6 * t) + SIZE[0]) % (2 * SIZE[0]) - SIZE[0])  # to and fro
        grain = random.normal(0, 4, (SIZE[1], SIZE[0]))
        grey = (large[:, at : at + SIZE[0]] + grain) * light
        return np.clip(grey[..., None] * np.array(tint), 0, 255).astype(np.uint8)

    return draw


def coloured(seed: int = 0) -> Moving:
    """Soft shapes of many colours."""
    planes = [film(seed + n) for n in (0, 100, 200)]
    return lambda t: np.stack([plane(t)[..., 0] for plane in planes], -1)


def sepia(t: float) -> Rgb:
    return np.asarray(np.clip(film()(t) @ SEPIA.T, 0, 255), np.uint8)


def cartoon(t: float) -> Rgb:
    image = Image.new("RGB", SIZE, (120, 200, 250))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 70, *SIZE), fill=(70, 170, 60))
    x = 5 + 22 * (t % 5)
    draw.ellipse((x, 30, x + 36, 66), fill=(240, 200, 40), outline=(0, 0, 0), width=2)
    draw.rectangle((110, 30, 145, 75), fill=(190, 50, 40), outline=(0, 0, 0), width=2)
    return np.array(image)


def card(text: str, ground: int = 6, letters: int = 240) -> Rgb:
    image = Image.new("L", SIZE, ground)
    ImageDraw.Draw(image).multiline_text(
        (SIZE[0] / 2, SIZE[1] / 2), text, fill=letters, font=ImageFont.load_default(14), anchor="mm", align="center"
    )
    return np.repeat(np.array(image)[..., None], 3, -1)


@pytest.mark.parametrize(
    ("rgb", "name"),
    [((250, 0, 0), "red"), ((0, 128, 0), "green"), ((30, 40, 200), "blue"), ((135, 206, 235), "blue"),
     ((255, 220, 0), "yellow"), ((255, 130, 0), "orange"), ((128, 0, 128), "purple"), ((255, 105, 180), "pink"),
     ((139, 69, 19), "brown"), ((210, 180, 140), "beige"), ((0, 180, 180), "turquoise"), ((128, 128, 128), "grey"),
     ((8, 8, 8), "black"), ((252, 252, 252), "white")],
)  # fmt: skip
def test_colours_bear_the_names_that_people_give_them(rgb: tuple[int, int, int], name: str) -> None:
    assert colours.name(rgb) == name


def test_a_grey_film_is_black_and_white(tmp_path: Path) -> None:
    found = look(make_video(tmp_path / "a.mp4", 6, scenes=[film(1), film(2)], size=SIZE))
    assert "black and white" in found.phrases
    assert found.facts["black_and_white"] is True
    assert "drawn" not in found.facts


def test_a_sepia_film_is_monochrome_and_says_its_tint(tmp_path: Path) -> None:
    found = look(make_video(tmp_path / "a.mp4", 3, scenes=[sepia], size=SIZE))
    assert "sepia toned" in found.phrases
    assert found.facts["tint"] == "sepia"


def test_a_colour_film_is_not_black_and_white(tmp_path: Path) -> None:
    found = look(make_video(tmp_path / "a.mp4", 3, scenes=[coloured()], size=SIZE))
    assert found.facts["black_and_white"] is False
    assert "bright and colourful" in found.phrases
    assert not {"an animation", "drawn pictures", "black and white"} & set(found.phrases)


@pytest.mark.parametrize(("light", "phrase"), [(0.3, "dark pictures"), (1.35, "bright pictures")])
def test_light_is_said_where_it_is_clear(tmp_path: Path, light: float, phrase: str) -> None:
    found = look(make_video(tmp_path / "a.mp4", 2, scenes=[film(light=light)], size=SIZE))
    assert phrase in found.phrases


def test_a_palette_is_said_with_shares_that_were_measured(tmp_path: Path) -> None:
    found = look(make_video(tmp_path / "a.mp4", 2, scenes=[(30, 60, 200)], size=SIZE))
    assert "mostly blue" in found.phrases
    assert found.facts["colour_blue"] == pytest.approx(1, abs=0.01)
    assert found.facts["palette"] == "blue 100%"


def test_moving_drawings_are_an_animation_and_slides_are_not(tmp_path: Path) -> None:
    moving = look(make_video(tmp_path / "a.mp4", 8, scenes=[cartoon], size=SIZE))
    slides = [card(f"Lecture {n}\nan idea", 250, 10) for n in range(3)]
    resting = look(make_video(tmp_path / "b.mp4", 9, scenes=slides, size=SIZE))
    assert "an animation" in moving.phrases
    assert "an animation" not in resting.phrases


def test_cutting_is_counted(tmp_path: Path) -> None:
    shots = [film(n, tint) for n in range(6) for tint in ((1, 0.3, 0.3), (0.3, 0.3, 1))]
    quick = look(make_video(tmp_path / "a.mp4", 24, scenes=shots, size=SIZE, fps=8))
    slow = look(make_video(tmp_path / "b.mp4", 50, scenes=[film(1), film(2, (1, 0.4, 0.2))], size=SIZE, fps=4))
    assert quick.facts["cuts_per_min"] == pytest.approx(27.5, abs=0.1)
    assert "quick cuts" in quick.phrases
    assert slow.facts["mean_shot_s"] == pytest.approx(25, abs=0.5)
    assert "long takes" in slow.phrases


@pytest.mark.parametrize(
    ("size", "phrase"),
    [((54, 96), "vertical video"), ((96, 96), "square format"), ((240, 100), "widescreen")],
)
def test_formats_are_said(tmp_path: Path, size: tuple[int, int], phrase: str) -> None:
    found = look(make_video(tmp_path / "a.mp4", 2, size=size))
    assert any(phrase in said for said in found.phrases)
    assert found.facts["aspect_ratio"] == pytest.approx(size[0] / size[1], abs=0.05)


def test_one_picture_under_music_is_a_still_picture(tmp_path: Path) -> None:
    picture = film(3, (1, 0.6, 0.4))(0)
    found = look(make_video(tmp_path / "a.mp4", 25, scenes=[picture], size=SIZE, fps=2, audio=tone(25)))
    assert "a still picture" in found.phrases
    assert "long takes" not in found.phrases


def test_title_cards_between_pictures_are_found(tmp_path: Path) -> None:
    shots = [film(1), card("Meanwhile,\nin town"), film(2), film(3), card("The next\nmorning"), film(4), film(5)]
    found = look(make_video(tmp_path / "a.mp4", 28, scenes=shots, size=SIZE, fps=5))
    assert "title cards" in found.phrases
    assert found.facts["title_cards_share"] == pytest.approx(2 / 7, abs=0.05)


def test_a_picture_file_has_facts_and_no_moments(tmp_path: Path) -> None:
    found = look(make_image(tmp_path / "a.png", (200, 30, 30)))
    assert "a still picture" in found.phrases
    assert found.moments == ()


def test_a_file_without_a_moving_picture_is_skipped(tmp_path: Path) -> None:
    cover = make_image(tmp_path / "cover.jpg")
    assert look(make_audio(tmp_path / "a.mp3", tone(1), cover=cover)).skipped == "has no picture"
    assert look(make_audio(tmp_path / "b.wav", tone(1))).skipped == "has no picture"


def test_parts_that_look_otherwise_say_so_and_begin_where_the_look_does(tmp_path: Path) -> None:
    shots = [*map(coloured, range(4)), *[film(9, (0.1, 0.25, 1))] * 2, coloured(5), coloured(6)]
    found = look(make_video(tmp_path / "a.mp4", 80, scenes=shots, size=SIZE, fps=4))
    (part,) = [moment for moment in found.moments if "blue" in moment.text]
    assert part.start_s == pytest.approx(40, abs=1)
    assert part.end_s == pytest.approx(60, abs=1)
    assert "dark pictures" in part.text
    assert all(moment.text == "" for moment in found.moments if moment is not part)


def test_moments_follow_each_other_and_last_a_minute_at_most(tmp_path: Path) -> None:
    found = look(make_video(tmp_path / "a.mp4", 400, scenes=[film(1)], size=SIZE, fps=1))
    ends = [0.0, *(moment.end_s for moment in found.moments)]
    assert [moment.start_s for moment in found.moments] == pytest.approx(ends[:-1])
    assert ends[-1] == pytest.approx(400, abs=1.5)
    assert all(15 <= moment.end_s - moment.start_s <= 60 for moment in found.moments)


class MeanColour:
    """An encoder of pictures that knows one thing."""

    name, revision, dim = "mean", "1", 3

    def encode_images(self, images: Sequence[Rgb]) -> Vectors:
        means = np.array([image.reshape(-1, 3).mean(axis=0) for image in images], np.float32)
        return np.asarray(means / np.linalg.norm(means, axis=1, keepdims=True), np.float32)

    def encode_texts(self, texts: Sequence[str]) -> Vectors:
        return np.zeros((len(texts), 3), np.float32)


def test_with_an_encoder_the_file_and_its_parts_have_vectors(tmp_path: Path) -> None:
    shots = [(220, 10, 10), (10, 10, 220), (10, 200, 10)]
    found = look(make_video(tmp_path / "a.mp4", 60, scenes=shots, size=(64, 36), fps=2), MeanColour())
    assert found.vector is not None
    assert float(np.linalg.norm(found.vector)) == pytest.approx(1)
    assert [int(moment.vector.argmax()) for moment in found.moments if moment.vector is not None] == [0, 2, 1]


def test_another_encoder_is_another_version() -> None:
    plain, with_encoder = LookStage(LibrarySettings()), LookStage(LibrarySettings(), MeanColour())
    assert plain.version != with_encoder.version
