"""The text encoder gives the vectors that its publisher gives, whatever text it gets."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from indexers.encoders import ENCODERS, TextEncoder
from indexers.encoders.minilm import MiniLM
from indexers.errors import WeightsError
from tests.fakes.encoder import FakeEncoder

# Cosines printed in the sentence-transformers documentation for all-MiniLM-L6-v2.
PUBLISHED = [
    ("A man is eating pasta.", "A man is eating food.", 0.7035),
    ("A man is eating pasta.", "A man is eating a piece of bread.", 0.5272),
    ("A man is eating pasta.", "A man is riding a horse.", 0.1889),
    ("The weather is lovely today.", "It's so sunny outside!", 0.6660),
    ("The weather is lovely today.", "He drove to the stadium.", 0.1046),
]
ODD_TEXTS = ["", " \t\n", "\x00\x07", "🎬🍿", "黑客帝国", "שלום", "half an emoji \ud83d", "word " * 20_000]


@pytest.mark.parametrize(("one", "other", "cosine"), PUBLISHED)
def test_cosines_are_the_published_ones(minilm: TextEncoder, one: str, other: str, cosine: float) -> None:
    first, second = minilm.encode([one, other])
    assert float(first @ second) == pytest.approx(cosine, abs=1e-4)


def test_a_text_has_the_same_vector_alone_and_among_others(minilm: TextEncoder) -> None:
    texts = [text for one, other, _ in PUBLISHED for text in (one, other)] + ["long " * 300]
    together = minilm.encode(texts)
    alone = np.concatenate([minilm.encode([text]) for text in texts])
    assert np.abs(together - alone).max() < 1e-5


def test_any_text_has_a_vector_of_length_one(minilm: TextEncoder) -> None:
    vectors = minilm.encode(ODD_TEXTS)
    assert vectors.shape == (len(ODD_TEXTS), minilm.dim)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


def test_no_text_gives_no_row(minilm: TextEncoder) -> None:
    assert minilm.encode([]).shape == (0, minilm.dim)


@pytest.mark.parametrize("damage", [b"", b"\x05\0\0\0\0\0\0\0{oops", b"\xff" * 64])
def test_damaged_weights_are_said_in_one_sentence(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "tokenizer.json").write_text('{"model": {"type": "WordPiece", "vocab": {"[UNK]": 0}}}')
    (tmp_path / "model.safetensors").write_bytes(damage)
    with pytest.raises(WeightsError):
        MiniLM(tmp_path)


def test_each_encoder_of_the_registry_is_named_as_its_weights() -> None:
    from indexers.weights import MODELS

    assert all(MODELS[name].kind == "text" for name in ENCODERS)


def test_the_fake_brings_texts_together_that_share_words() -> None:
    cat, cats, stone = FakeEncoder().encode(["a black cat", "black cats", "grey stone"])
    assert cat @ cats > cat @ stone
    assert np.linalg.norm(FakeEncoder().encode(["", "x"]), axis=1) == pytest.approx(1, abs=1e-5)
