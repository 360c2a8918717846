"""CLIP and its kin through open_clip: pictures and texts in one space of unit vectors."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexers.encoders import Vectors
from indexers.encoders.torched import import_open_clip, import_torch
from indexers.errors import WeightsError

CONFIG, TENSORS = "open_clip_config.json", "*.safetensors"
_SAMPLE = 1 << 20  # bytes of each end of the weights that tell them from others
_BATCH = {"cpu": 4, "cuda": 64}


class OpenClip:
    """Loaded when it first encodes. See `indexers.encoders.pictures.PictureEncoder`."""

    def __init__(self, path: Path, *, architecture: str = "", name: str = "", threads: int = 1) -> None:
        """`path`: a folder with open_clip_config.json and a safetensors file, as on the hub; or the file alone, of
        open_clip's `architecture`. No pickle is opened. Raises WeightsError, and ExtraMissing without open_clip.
        """
        self.name = name or architecture or path.name
        self._path, self._architecture, self._threads = path, architecture, threads
        self.dim = _dim(path, architecture)
        self.revision = _fingerprint(_tensors(path))
        self._loaded: _Loaded | None = None

    def encode_images(self, images: Sequence[NDArray[np.uint8]]) -> Vectors:
        """float32 (len(images), dim), unit length. `images`: uint8 (height, width, 3), prepared as the model wants."""
        loaded = self._load()
        vectors = np.zeros((len(images), self.dim), np.float32)
        for start in range(0, len(images), loaded.batch):
            some = images[start : start + loaded.batch]
            vectors[start : start + len(some)] = loaded.encode_images(some)
        return vectors

    def encode_texts(self, texts: Sequence[str]) -> Vectors:
        """float32 (len(texts), dim), unit length; a text is cut at the model's length."""
        if not texts:
            return np.zeros((0, self.dim), np.float32)
        return self._load().encode_texts([text.encode("utf8", "replace").decode("utf8") for text in texts])

    def attention(self, image: NDArray[np.uint8]) -> NDArray[np.float32] | None:
        """Where the vision transformer looks: float32 (rows, columns), sum 1; None where the network is no such one."""
        from indexers.encoders.attention import attention_map

        loaded = self._load()
        return attention_map(loaded.torch, loaded.model.visual, loaded.prepare([image]))

    def _load(self) -> _Loaded:
        if self._loaded is None:
            self._loaded = _Loaded(self._path, self._architecture, self._threads)
        return self._loaded


class _Loaded:
    """The model in memory, on a GPU where there is one."""

    def __init__(self, path: Path, architecture: str, threads: int) -> None:
        open_clip, self.torch = import_open_clip(), import_torch()
        self.device = "cuda" if self.torch.cuda.is_available() else "cpu"
        self.batch = _BATCH[self.device]
        if self.device == "cpu":
            self.torch.set_num_threads(threads)
        try:
            self.model, self._transform = _build(open_clip, path, architecture, self.device)
            self._tokenize = open_clip.get_tokenizer(architecture or f"local-dir:{path}")
        except Exception as error:  # each architecture fails in its own way
            raise WeightsError(
                f"The weights in {path} cannot be loaded: {' '.join(str(error).split())[:200]}.",
                cure="Fetch them anew, or set look to another encoder.",
            ) from error
        self.model.eval()
        _fuse(self.model.visual)

    def prepare(self, images: Sequence[NDArray[np.uint8]]) -> Any:
        from PIL import Image

        pictures = [self._transform(Image.fromarray(image)) for image in images]
        return self.torch.stack(pictures).to(self.device)

    def encode_images(self, images: Sequence[NDArray[np.uint8]]) -> Vectors:
        with self.torch.inference_mode():
            return _numbers(self.model.encode_image(self.prepare(images), normalize=True))

    def encode_texts(self, texts: Sequence[str]) -> Vectors:
        with self.torch.inference_mode():
            return _numbers(self.model.encode_text(self._tokenize(list(texts)).to(self.device), normalize=True))


def _build(open_clip: Any, path: Path, architecture: str, device: str) -> tuple[Any, Any]:
    """The model, and what prepares a picture for it by the model's own configuration."""
    if not architecture:
        model, _, transform = open_clip.create_model_and_transforms(f"local-dir:{path}", device=device)
        return model, transform
    tags = open_clip.list_pretrained_tags_by_model(architecture)
    published = open_clip.get_pretrained_cfg(architecture, tags[0]) if tags else {}
    known = {f"image_{key}": published[key] for key in _PREPARED if key in published}
    model, _, transform = open_clip.create_model_and_transforms(
        architecture, pretrained=str(path), device=device, **known
    )
    return model, transform


_PREPARED = ("mean", "std", "interpolation", "resize_mode")


def _fuse(visual: Any) -> None:
    """Branches that were only for training become one: MobileCLIP2-S0 takes 85 ms a picture instead of 113."""
    if trunk := getattr(visual, "trunk", None):
        from timm.utils import reparameterize_model

        reparameterize_model(trunk, inplace=True)


def _numbers(tensor: Any) -> Vectors:
    return np.asarray(tensor.float().cpu().numpy(), np.float32)


def _tensors(path: Path) -> Path:
    found = sorted(path.glob(TENSORS)) if path.is_dir() else [path]
    if not found or not found[0].is_file() or found[0].suffix != ".safetensors":
        raise WeightsError(f"There is no safetensors file at {path}.", cure="Run: usher models list")
    return found[0]


def _dim(path: Path, architecture: str) -> int:
    try:
        if architecture:
            return int(import_open_clip().get_model_config(architecture)["embed_dim"])
        return int(json.loads((path / CONFIG).read_text(encoding="utf8"))["model_cfg"]["embed_dim"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        where = architecture or path / CONFIG
        raise WeightsError(f"{where} does not describe a model of open_clip.", cure="Run: usher models list") from error


def _fingerprint(path: Path) -> str:
    """8 letters from the size and both ends: a model of gigabytes is not read through at each start."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(_SAMPLE)
        file.seek(max(0, size - _SAMPLE))
        tail = file.read(_SAMPLE)
    return hashlib.sha256(b"%d" % size + head + tail).hexdigest()[:8]
