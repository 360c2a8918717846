"""What several test files share: the real weights, where this machine has them (`make test` fetches the small)."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexers.encoders import TextEncoder, load
from indexers.errors import WeightsError
from indexers.weights import Weights


def _weights(name: str) -> Path:
    try:
        return Weights(offline=True).path(name)
    except WeightsError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def minilm() -> TextEncoder:
    """The real text encoder, on one thread."""
    return load("minilm", _weights("minilm"))


@pytest.fixture(scope="session")
def smollm_path() -> Path:
    """A chat model of 98 MB that is weak enough to be an adversary."""
    return _weights("smollm2-135m-instruct")


@pytest.fixture(scope="session")
def qwen_path() -> Path:
    """The chat model of the CPU profile; `make test` uses it where it is, but does not fetch it (1.12 GB)."""
    return _weights("qwen2.5-coder-1.5b-instruct")
