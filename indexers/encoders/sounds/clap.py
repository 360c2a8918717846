"""CLAP by transformers: sounds and texts in one space of unit vectors."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexers.encoders import Vectors
from indexers.encoders.sounds import Impression
from indexers.encoders.torched import import_torch, import_transformers
from indexers.errors import WeightsError

RATE_HZ, PIECE_S = 48_000, 10  # what the model was trained on
TENSORS = "model.safetensors"
_SAMPLE = 1 << 20  # bytes of each end of the weights that tell them from others
_TEXTS = 32


class Clap:
    """Loaded when it first encodes. See `indexers.encoders.sounds.SoundEncoder`."""

    rate_hz = RATE_HZ
    texts_too = True

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        """`folder`: as on the hub, with model.safetensors; no pickle is opened. Raises WeightsError."""
        self.name = folder.name
        self._folder, self._threads = folder, threads
        self.dim, self._is_fused = _read_config(folder)
        self.revision = _fingerprint(folder / TENSORS)
        self._loaded: _Loaded | None = None

    def listen(self, samples: NDArray[np.float32]) -> Impression | None:
        """The mean of the vectors of each 10 s at 48 kHz; what is shorter is repeated. None of no sound."""
        if not len(samples):
            return None
        size = PIECE_S * RATE_HZ
        pieces = [samples[start : start + size] for start in range(0, len(samples), size)]
        if len(pieces) > 1 and len(pieces[-1]) < size / 2:
            pieces.pop()
        return Impression(self._load().encode_sounds(pieces, self._is_fused).mean(0), {})

    def encode_texts(self, texts: Sequence[str]) -> Vectors:
        """float32 (len(texts), dim), unit length; a text is cut at the model's length."""
        vectors = np.zeros((len(texts), self.dim), np.float32)
        for start in range(0, len(texts), _TEXTS):
            some = [text.encode("utf8", "replace").decode("utf8") for text in texts[start : start + _TEXTS]]
            vectors[start : start + len(some)] = self._load().encode_texts(some)
        return vectors

    def _load(self) -> _Loaded:
        if self._loaded is None:
            self._loaded = _Loaded(self._folder, self._threads)
        return self._loaded


class _Loaded:
    """The model in memory, on a GPU where there is one."""

    def __init__(self, folder: Path, threads: int) -> None:
        transformers, self._torch = import_transformers(), import_torch()
        self._device = "cuda" if self._torch.cuda.is_available() else "cpu"
        if self._device == "cpu":
            self._torch.set_num_threads(threads)
        transformers.utils.logging.disable_progress_bar()
        try:
            here = {"local_files_only": True}
            model = transformers.ClapModel.from_pretrained(folder, use_safetensors=True, **here)
            self._features = transformers.ClapFeatureExtractor.from_pretrained(folder, **here)
            self._tokenize = transformers.AutoTokenizer.from_pretrained(folder, **here)
        except Exception as error:  # each part fails in its own way
            raise WeightsError(
                f"The weights in {folder} cannot be loaded: {' '.join(str(error).split())[:200]}.",
                cure="Fetch them anew, or set sound to another encoder.",
            ) from error
        self._model = model.eval().to(self._device)

    def encode_sounds(self, pieces: Sequence[NDArray[np.float32]], is_fused: bool) -> Vectors:
        inputs = self._features(
            list(pieces),
            sampling_rate=RATE_HZ,
            truncation="fusion" if is_fused else "rand_trunc",
            padding="repeatpad",
            return_tensors="pt",
        )
        return self._unit(self._model.get_audio_features, inputs)

    def encode_texts(self, texts: Sequence[str]) -> Vectors:
        inputs = self._tokenize(list(texts), padding=True, truncation=True, return_tensors="pt")
        return self._unit(self._model.get_text_features, inputs)

    def _unit(self, features: Any, inputs: Any) -> Vectors:
        with self._torch.inference_mode():
            found = features(**inputs.to(self._device))
        vectors = np.asarray(found.pooler_output.float().cpu().numpy(), np.float32)
        return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9), np.float32)


def _read_config(folder: Path) -> tuple[int, bool]:
    """Numbers of a vector; whether long sounds are fused."""
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf8"))
        if config["model_type"] != "clap":
            raise ValueError("another model")
        return int(config.get("projection_dim", 512)), bool(config.get("audio_config", {}).get("enable_fusion", False))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise WeightsError(f"{folder} holds no CLAP model.", cure="Run: usher models list") from error


def _fingerprint(path: Path) -> str:
    """8 letters from the size and both ends: half a gigabyte is not read through at each start."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(_SAMPLE)
            file.seek(max(0, size - _SAMPLE))
            return hashlib.sha256(b"%d " % size + head + file.read(_SAMPLE)).hexdigest()[:8]
    except OSError as error:
        raise WeightsError(f"There is no file {path}.", cure="Run: usher models list") from error
