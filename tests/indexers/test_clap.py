"""Sounds and texts go into one space through CLAP, from files on this machine alone.

A checkpoint with random weights is built here: what is tested is the way in and out, not what a model knows.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from indexers.encoders.sounds import open_sounds
from indexers.encoders.sounds.clap import RATE_HZ, Clap
from indexers.errors import ExtraMissing, WeightsError
from indexers.settings import LibrarySettings
from tests.fakes.clap import DIM, make_clap

try:
    from indexers.encoders.torched import import_transformers

    import_transformers()
    HAS_TORCH = True
except ExtraMissing:
    HAS_TORCH = False
needs_torch = pytest.mark.skipif(not HAS_TORCH, reason='the vision extra is not installed: pip install -e ".[vision]"')
NOISE = np.random.default_rng(2).normal(0, 0.1, 25 * RATE_HZ).astype(np.float32)


@pytest.fixture(scope="module", params=[False, True], ids=["unfused", "fused"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_clap(tmp_path_factory.mktemp("clap"), is_fused=request.param)


@needs_torch
@pytest.mark.parametrize("seconds", [0.2, 3, 10, 12, 25])
def test_sound_of_any_length_becomes_a_vector(folder: Path, seconds: float) -> None:
    clap = Clap(folder)
    impression = clap.listen(NOISE[: int(seconds * RATE_HZ)])
    assert impression is not None
    assert impression.vector.shape == (DIM,) == (clap.dim,)
    assert 0 < np.linalg.norm(impression.vector) <= 1 + 1e-5


@needs_torch
def test_the_same_sound_has_the_same_vector(folder: Path) -> None:
    first, again = (Clap(folder).listen(NOISE) for _ in range(2))
    assert first is not None and again is not None
    assert first.vector == pytest.approx(again.vector, abs=1e-6)


@needs_torch
def test_texts_become_unit_vectors_of_the_same_space(folder: Path) -> None:
    clap = Clap(folder)
    texts = ["rain falling", "", "half an emoji \ud83d", "a dog barking " * 500]
    vectors = clap.encode_texts(texts)
    assert vectors.shape == (len(texts), clap.dim)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert clap.encode_texts([]).shape == (0, clap.dim)
    assert clap.encode_texts(texts[:1])[0] == pytest.approx(vectors[0], abs=1e-5)


@needs_torch
def test_the_settings_open_a_folder(folder: Path) -> None:
    encoder = open_sounds(LibrarySettings(sound=f"local-dir:{folder}"))
    assert encoder is not None
    assert encoder.texts_too
    assert encoder.name == folder.name
    assert len(encoder.revision) == 8


@needs_torch
def test_weights_that_are_damaged_are_said_in_one_sentence(folder: Path, tmp_path: Path) -> None:
    for path in folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "model.safetensors").write_bytes(b"\xff" * 200)
    with pytest.raises(WeightsError, match="cannot be loaded"):
        Clap(tmp_path).listen(NOISE)


def test_a_folder_without_a_model_is_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="no CLAP model"):
        Clap(tmp_path)
    (tmp_path / "config.json").write_text('{"model_type": "clap"}')
    with pytest.raises(WeightsError, match="no file"):
        Clap(tmp_path)
