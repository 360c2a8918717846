"""Pictures and texts go into one space through open_clip, from files on this machine alone.

Checkpoints with random weights are built here: what is tested is the way in and out, not what a model knows.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from indexers.encoders.occlusion import occlude
from indexers.encoders.openclip import OpenClip
from indexers.encoders.pictures import PICTURES, open_pictures
from indexers.errors import ExtraMissing, SettingError, WeightsError
from indexers.media.models import Rgb
from indexers.models import Item
from indexers.settings import LibrarySettings
from indexers.weights import MODELS
from tests.fakes.clip import CONVOLUTIONS, DIM, POOLED, VIT, make_clip
from tests.fakes.red import Redness

try:
    from indexers.encoders.torched import import_open_clip

    import_open_clip()
    HAS_TORCH = True
except ExtraMissing:
    HAS_TORCH = False
needs_torch = pytest.mark.skipif(not HAS_TORCH, reason='the vision extra is not installed: pip install -e ".[vision]"')
RANDOM = np.random.default_rng(5)
IMAGES: list[Rgb] = [
    RANDOM.integers(0, 256, size, dtype=np.uint8) for size in ((48, 64, 3), (20, 90, 3), (300, 200, 3))
]


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> OpenClip:
    return OpenClip(make_clip(tmp_path_factory.mktemp("clip"), VIT), name="tiny")


@needs_torch
def test_pictures_of_any_size_and_texts_become_unit_vectors_of_one_space(clip: OpenClip) -> None:
    pictures, texts = (
        clip.encode_images(IMAGES),
        clip.encode_texts(["a red sky", "", "half an emoji \ud83d", "x " * 900]),
    )
    assert pictures.shape == (3, clip.dim)
    assert texts.shape == (4, clip.dim)
    assert np.linalg.norm(np.concatenate([pictures, texts]), axis=1) == pytest.approx(1, abs=1e-5)
    assert pictures.dtype == texts.dtype == np.float32


@needs_torch
def test_a_picture_has_the_same_vector_alone_and_among_others(clip: OpenClip) -> None:
    together = clip.encode_images(IMAGES * 3)
    alone = np.concatenate([clip.encode_images([image]) for image in IMAGES])
    assert together[:3] == pytest.approx(alone, abs=1e-5)
    assert together[3:6] == pytest.approx(alone, abs=1e-5)


@needs_torch
def test_nothing_gives_no_row(clip: OpenClip) -> None:
    assert clip.encode_images([]).shape == clip.encode_texts([]).shape == (0, clip.dim)


@needs_torch
def test_pictures_are_prepared_by_the_models_own_configuration(clip: OpenClip) -> None:
    """One colour at the configured mean is a picture of zeros; squashing keeps what a centre crop would lose."""
    prepared = clip._load().prepare([np.full((10, 80, 3), (127.5, 102, 76.5), np.uint8)])
    assert prepared.shape == (1, 3, 32, 32)
    assert float(prepared.abs().max()) < 0.02
    edge = np.zeros((32, 128, 3), np.uint8)
    edge[:, :16] = 255
    assert float(clip._load().prepare([edge])[0, 0, :, 0].min()) > 1


@needs_torch
def test_other_weights_are_another_revision(tmp_path: Path, clip: OpenClip) -> None:
    same, other = (OpenClip(make_clip(tmp_path / str(seed), VIT, seed)) for seed in (0, 1))
    assert same.revision == clip.revision != other.revision
    assert same.encode_images(IMAGES) == pytest.approx(clip.encode_images(IMAGES), abs=1e-6)


@needs_torch
def test_a_file_loads_with_the_architecture_that_it_is_said_to_be(tmp_path: Path) -> None:
    folder = make_clip(tmp_path / "clip", VIT)
    described = json.loads((folder / "open_clip_config.json").read_text())["model_cfg"]
    (tmp_path / "usher-tiny.json").write_text(json.dumps(described))
    import_open_clip().add_model_config(tmp_path / "usher-tiny.json")
    encoder = open_pictures(LibrarySettings(look=f"usher-tiny:{folder / 'open_clip_model.safetensors'}"))
    assert encoder is not None
    assert (encoder.name, encoder.dim) == ("usher-tiny", DIM)
    assert encoder.encode_texts(["a"]) == pytest.approx(OpenClip(folder).encode_texts(["a"]), abs=1e-6)


@needs_torch
@pytest.mark.parametrize(("vision", "shape"), [(VIT, (4, 4)), (POOLED, (10, 10))])
def test_a_vision_transformer_shows_where_it_looks(
    tmp_path: Path, vision: dict[str, object], shape: tuple[int, int]
) -> None:
    encoder = OpenClip(make_clip(tmp_path, vision, dim=DIM if vision is VIT else 64))
    before = encoder.encode_images(IMAGES[:1])
    seen = encoder.attention(IMAGES[0])
    assert seen is not None
    assert seen.shape == shape
    assert float(seen.sum()) == pytest.approx(1, abs=1e-5)
    assert float(seen.min()) >= 0
    assert encoder.encode_images(IMAGES[:1]) == pytest.approx(before)


@needs_torch
def test_a_network_that_is_no_transformer_has_no_attention_map(tmp_path: Path) -> None:
    assert OpenClip(make_clip(tmp_path, CONVOLUTIONS)).attention(IMAGES[0]) is None


@needs_torch
def test_occlusion_by_the_encoder_finds_the_region_whose_loss_it_says(clip: OpenClip) -> None:
    frame, query = IMAGES[0], clip.encode_texts(["anything"])[0]
    region = occlude(clip, frame, query, grid=3)
    if region is not None:
        painted = frame.copy()
        rows = slice(round(region.top * 48), round(region.bottom * 48))
        painted[rows, round(region.left * 64) : round(region.right * 64)] = frame.mean(axis=(0, 1))
        whole, part = clip.encode_images([frame, painted]) @ query
        assert float(whole - part) == pytest.approx(region.loss, abs=1e-5)


def test_occlusion_finds_what_the_words_speak_of() -> None:
    frame = np.full((80, 120, 3), 90, np.uint8)
    frame[42:62, 70:100] = (240, 20, 20)
    region = occlude(Redness(), frame, Redness().encode_texts(["red"])[0], grid=4)
    assert region is not None
    assert (region.left, region.top, region.right, region.bottom) == (0.5, 0.5, 0.75, 0.75)
    assert occlude(Redness(), np.full((80, 120, 3), 90, np.uint8), np.array([1, 0], np.float32)) is None


def test_weights_that_are_not_there_or_not_whole_are_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="does not describe a model"):
        OpenClip(tmp_path)
    (tmp_path / "open_clip_config.json").write_text('{"model_cfg": {"embed_dim": 4}}')
    (tmp_path / "open_clip_pytorch_model.bin").write_bytes(b"a pickle")
    with pytest.raises(WeightsError, match="no safetensors file"):
        OpenClip(tmp_path)


@needs_torch
def test_the_look_of_a_file_and_its_parts_is_encoded_by_the_encoder_that_the_settings_name(tmp_path: Path) -> None:
    pytest.importorskip("av", reason="the media extra is not installed")
    from indexers.media.decode import Media
    from indexers.stages.look import LookStage
    from tests.fakes.media import make_video

    stage = LookStage(LibrarySettings(look=f"local-dir:{make_clip(tmp_path / 'clip', VIT)}"))
    with Media.open(make_video(tmp_path / "a.mp4", 60, size=(64, 36), fps=2)) as media:
        found = stage.read(Item(id="a", title="A", medium="clip"), media)
    assert stage.encoder is not None
    assert stage.encoder.revision in stage.version
    vectors = [found.vector, *(moment.vector for moment in found.moments)]
    assert len(vectors) == 4
    assert all(v is not None and v.shape == (DIM,) and abs(np.linalg.norm(v) - 1) < 1e-5 for v in vectors)


@needs_torch
def test_damaged_weights_are_said_when_they_are_first_used(tmp_path: Path) -> None:
    folder = make_clip(tmp_path, VIT)
    (folder / "open_clip_model.safetensors").write_bytes(b"\xff" * 64)
    with pytest.raises(WeightsError, match="cannot be loaded"):
        OpenClip(folder).encode_images(IMAGES)


def test_the_setting_says_which_encoder(tmp_path: Path) -> None:
    assert open_pictures(LibrarySettings(look="off")) is None
    assert open_pictures(LibrarySettings(look="auto", weights=tmp_path, offline=True)) is None
    with pytest.raises(SettingError, match="look is 'clip'"):
        open_pictures(LibrarySettings(look="clip"))
    with pytest.raises(WeightsError, match="mobileclip2-s0"):
        open_pictures(LibrarySettings(look="mobileclip2-s0", weights=tmp_path, offline=True))


@pytest.mark.skipif(HAS_TORCH, reason="torch and open_clip are installed")
def test_without_the_extra_the_cure_is_a_command(tmp_path: Path) -> None:
    with pytest.raises(ExtraMissing, match=r"is not installed.*Run: pip install"):
        open_pictures(LibrarySettings(look=f"local-dir:{tmp_path}"))


def test_each_encoder_has_its_weights_in_the_manifest() -> None:
    assert {name for name, model in MODELS.items() if model.kind == "look"} == set(PICTURES)
    for name in PICTURES:
        assert {"open_clip_config.json", "open_clip_model.safetensors"} <= {file.name for file in MODELS[name].file}
