"""musicnn reads its publisher's checkpoint and hears music as he says."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from indexers.encoders.sounds.checkpoint import MAGIC, open_checkpoint
from indexers.encoders.sounds.musicnn import DIM, MSD_TAGS, MTT_TAGS, RATE_HZ, Musicnn
from indexers.errors import WeightsError
from indexers.media.sound.mel import mel_bank
from indexers.weights import Weights

Samples = NDArray[np.float32]


@pytest.fixture(scope="module")
def weights() -> Path:
    """The folder of musicnn's weights, where they are on this machine."""
    try:
        return Weights(offline=True).get("musicnn")
    except WeightsError:
        pytest.skip("the weights of musicnn are not here: usher models get musicnn")


def _plucked(seconds: float, notes_hz: list[float], beat_s: float = 0.5) -> Samples:
    """Decaying strings, one note a beat."""
    t = np.arange(int(seconds * RATE_HZ)) / RATE_HZ
    hz = np.array(notes_hz)[(t / beat_s).astype(int) % len(notes_hz)]
    since = t % beat_s
    partials = sum(np.sin(2 * np.pi * hz * k * since) / k**2 for k in range(1, 6))
    return (0.3 * np.exp(-4 * since) * partials).astype(np.float32)


def _thumped(seconds: float) -> Samples:
    """A bass drum at 128 beats a minute, hats between, and a buzzing bass."""
    t = np.arange(int(seconds * RATE_HZ)) / RATE_HZ
    beat = t % (60 / 128)
    hat = (t + 30 / 128) % (60 / 128)
    kick = np.sin(2 * np.pi * (50 * beat - 8 * np.exp(-30 * beat))) * np.exp(-12 * beat)
    hats = np.random.default_rng(1).normal(0, 0.3, len(t)) * np.exp(-60 * hat)
    bass = 0.2 * np.sign(np.sin(2 * np.pi * 55 * t)) * (beat > 0.1)
    return (0.5 * (kick + hats + bass)).astype(np.float32)


def _top(network: Musicnn, samples: Samples, count: int) -> list[str]:
    likelihoods, _ = network.hear(samples)
    return [network.tags[tag] for tag in likelihoods.mean(0).argsort()[::-1][:count]]


def test_electronic_dance_music_and_plucked_strings_are_told_apart(weights: Path) -> None:
    network = Musicnn(weights, "mtt")
    assert {"techno", "beat", "electronic", "drums"} & set(_top(network, _thumped(9), 3))
    assert {"guitar", "harp", "piano", "harpsichord"} & set(_top(network, _plucked(9, [262, 330, 392, 523]), 3))


@pytest.mark.parametrize("tags", ["mtt", "msd"])
def test_each_three_seconds_have_likelihoods_and_a_layer(weights: Path, tags: str) -> None:
    likelihoods, layers = Musicnn(weights, tags).hear(_plucked(10, [220]))
    assert likelihoods.shape == (3, 50)
    assert layers.shape == (3, DIM)
    assert 0 <= likelihoods.min() <= likelihoods.max() <= 1
    assert len(MTT_TAGS) == len(MSD_TAGS) == 50


def test_short_sound_is_heard_and_no_sound_gives_nothing(weights: Path) -> None:
    network = Musicnn(weights, "mtt")
    assert network.hear(_plucked(0.5, [440]))[0].shape == (1, 50)
    assert network.hear(np.zeros(0, np.float32))[1].shape == (0, DIM)
    assert np.isfinite(network.hear(np.ones(RATE_HZ, np.float32))[1]).all()


def test_the_bands_of_the_mel_scale_have_equal_area() -> None:
    bank = mel_bank(16_000, 512, 96)
    assert bank.shape == (257, 96)
    wide = bank[:, 60:]  # narrow bands hold too few of the spectrum's lines to show it
    assert wide.sum(0) * 16_000 / 512 == pytest.approx(1, abs=0.05)


@pytest.fixture
def checkpoint(tmp_path: Path) -> tuple[Path, Path]:
    """A checkpoint of one tensor, `net/kernel`, of shape (2, 3), written by hand."""
    entry = b"\x08\x01\x12\x08\x12\x02\x08\x02\x12\x02\x08\x03\x20\x04\x28\x18"
    header = b"\x00\x00\x02\x08\x01"
    named = b"\x00\x0a" + bytes([len(entry)]) + b"net/kernel" + entry
    block = header + named + struct.pack("<II", 0, 1)
    pointer = b"\x00\x0a\x02net/kernel" + bytes([0, len(block)])
    index = pointer + struct.pack("<II", 0, 1)
    where = len(block) + 5
    handles = bytes([0, 0, where, len(index)]).ljust(40, b"\0")
    (tmp_path / "a.index").write_bytes(block + b"\0" * 5 + index + b"\0" * 5 + handles + struct.pack("<Q", MAGIC))
    (tmp_path / "a.data").write_bytes(b"\0" * 4 + np.arange(6, dtype="<f4").tobytes())
    return tmp_path / "a.index", tmp_path / "a.data"


def test_a_checkpoint_gives_its_tensors_by_name(checkpoint: tuple[Path, Path]) -> None:
    tensors = open_checkpoint(*checkpoint)
    assert list(tensors) == ["net/kernel"]
    assert tensors["net/kernel"].tolist() == [[0, 1, 2], [3, 4, 5]]


@pytest.mark.parametrize("damage", [b"", b"no table", b"\xff" * 100])
def test_a_damaged_checkpoint_is_said_in_one_sentence(checkpoint: tuple[Path, Path], damage: bytes) -> None:
    checkpoint[0].write_bytes(damage)
    with pytest.raises(WeightsError, match="not a readable checkpoint"):
        open_checkpoint(*checkpoint)


def test_a_checkpoint_cut_anywhere_never_crashes(checkpoint: tuple[Path, Path]) -> None:
    whole = checkpoint[0].read_bytes()
    for length in range(len(whole)):
        checkpoint[0].write_bytes(whole[:length])
        with pytest.raises(WeightsError):
            open_checkpoint(*checkpoint)


def test_weights_without_a_layer_are_refused(checkpoint: tuple[Path, Path], tmp_path: Path) -> None:
    for path in checkpoint:
        path.rename(tmp_path / f"mtt{path.suffix}")
    with pytest.raises(WeightsError, match="lack batch_normalization/gamma"):
        Musicnn(tmp_path, "mtt")
