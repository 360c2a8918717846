"""musicnn: what music sounds like, as 50 named tags and 200 numbers, from 3 seconds at a time (Pons and Serra, 2019).

Two networks of one form: MTT (MagnaTagATune) names instruments and manner, MSD (Million Song Dataset) genres and moods.
The graph is written here from the paper's source and receives the publisher's TensorFlow weights; onnxruntime runs it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexers.encoders import Vectors
from indexers.encoders.sounds import Impression
from indexers.encoders.sounds.checkpoint import open_checkpoint
from indexers.errors import WeightsError
from indexers.media.sound.mel import mel_bank, mel_frames

RATE_HZ, WINDOW, HOP, BANDS = 16_000, 512, 256, 96
FRAMES = 187  # 3 s: what the networks were trained on
DIM = 200
EPSILON = 1e-3  # of TensorFlow's batch normalisation
BATCH = 4

MTT_TAGS = (
    "guitar, classical, slow, techno, strings, drums, electronic, rock, fast, piano, ambient, beat, violin, vocal, "
    "synth, female, indian, opera, male, singing, vocals, no vocals, harpsichord, loud, quiet, flute, woman, "
    "male vocal, no vocal, pop, soft, sitar, solo, man, classic, choir, voice, new age, dance, male voice, "
    "female vocal, beats, harp, cello, no voice, weird, country, metal, female voice, choral"
).split(", ")
MSD_TAGS = (
    "rock, pop, alternative, indie, electronic, female vocalists, dance, 00s, alternative rock, jazz, beautiful, "
    "metal, chillout, male vocalists, classic rock, soul, indie rock, Mellow, electronica, 80s, folk, 90s, chill, "
    "instrumental, punk, oldies, blues, hard rock, ambient, acoustic, experimental, female vocalist, guitar, "
    "Hip-Hop, 70s, party, country, easy listening, sexy, catchy, funk, electro, heavy metal, Progressive rock, "
    "60s, rnb, indie pop, sad, House, happy"
).split(", ")
TAGS = {"mtt": MTT_TAGS, "msd": MSD_TAGS}


class Musicnn:
    """One of the two networks, by the name of its tags: `mtt` or `msd`."""

    dim = DIM

    def __init__(self, folder: Path, tags: str, *, threads: int = 1) -> None:
        """`folder` holds {tags}.index and {tags}.data, as the manifest names them. Raises WeightsError."""
        self.tags = TAGS[tags]
        weights = open_checkpoint(folder / f"{tags}.index", folder / f"{tags}.data")
        self._session = _open_session(weights, threads)

    def hear(self, samples: NDArray[np.float32]) -> tuple[Vectors, Vectors]:
        """Of mono samples at 16 kHz, for each whole 3 s: likelihoods 0..1 (n, 50) and the last layer (n, 200)."""
        patches = spectra(samples)
        if not len(patches):
            return np.zeros((0, len(self.tags)), np.float32), np.zeros((0, DIM), np.float32)
        parts = [
            self._session.run(None, {"mel": patches[start : start + BATCH]}) for start in range(0, len(patches), BATCH)
        ]
        likelihoods, layers = (np.concatenate(part) for part in zip(*parts, strict=True))
        return likelihoods, layers


class MusicEncoder:
    """Both networks. The vector is MSD's last layer, which a million songs have formed."""

    name, revision = "musicnn", "8579734e"  # how the SHA-256 of MSD's weights begins
    dim, rate_hz = DIM, RATE_HZ
    texts_too = False

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        """Raises WeightsError."""
        self._mtt, self._msd = (Musicnn(folder, tags, threads=threads) for tags in ("mtt", "msd"))

    def listen(self, samples: NDArray[np.float32]) -> Impression | None:
        """Of mono samples at 16 kHz; None of no sound."""
        from indexers.encoders.sounds.tags import likelihoods

        if not len(samples):
            return None
        (mtt, _), (msd, layers) = self._mtt.hear(samples), self._msd.hear(samples)
        return Impression(layers.mean(0), likelihoods(mtt.mean(0).tolist(), msd.mean(0).tolist()))

    def encode_texts(self, texts: Sequence[str]) -> Vectors:
        raise TypeError("musicnn has no vectors of texts")


def spectra(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Log mel spectra of each whole 3 s, float32 (n, 187, 96), at 16 kHz; shorter sound is repeated to 3 s."""
    if 0 < len(samples) < FRAMES * HOP:
        samples = np.resize(samples, FRAMES * HOP)
    power = mel_frames(samples, WINDOW, HOP, mel_bank(RATE_HZ, WINDOW, BANDS))
    count = len(power) // FRAMES if len(samples) else 0
    return np.asarray(np.log10(10_000 * power[: count * FRAMES] + 1).reshape(count, FRAMES, BANDS), np.float32)


def _open_session(weights: Mapping[str, NDArray[np.float32]], threads: int) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    graph = _Graph(weights).build()
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


class _Graph:
    """Writes the ONNX graph: input mel (n, 187, 96), outputs likelihoods (n, 50) and layer (n, 200)."""

    def __init__(self, weights: Mapping[str, NDArray[np.float32]]) -> None:
        self._weights = weights
        self._nodes: list[Any] = []
        self._tensors: list[Any] = []
        self._convolutions = self._norms = 0

    def build(self) -> bytes:
        from onnx import TensorProto, helper

        self._back(self._middle(self._front()))
        mel = helper.make_tensor_value_info("mel", TensorProto.FLOAT, ["n", "frames", BANDS])
        outputs = [
            helper.make_tensor_value_info("likelihoods", TensorProto.FLOAT, ["n", "tags"]),
            helper.make_tensor_value_info("layer", TensorProto.FLOAT, ["n", DIM]),
        ]
        graph = helper.make_graph(self._nodes, "musicnn", [mel], outputs, self._tensors)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)
        return model.SerializeToString()  # type: ignore[no-any-return]

    def _front(self) -> str:
        """Timbre (7 frames by .4 and .7 of the bands) and rhythm (128, 64 and 32 frames); (n, 561, frames)."""
        picture = self._norm(self._op("Unsqueeze", "mel", self._tensor(np.array([1]))))
        columns = [self._column(picture, frames // 2, frames // 2) for frames in (7, 7)]
        columns += [self._column(picture, (frames - 1) // 2, frames // 2) for frames in (128, 64, 32)]
        return self._op("Concat", *columns, axis=1)

    def _column(self, picture: str, before: int, after: int) -> str:
        """A convolution over frames and bands, then the loudest place on the scale of bands; (n, filters, frames)."""
        heard = self._norm(self._convolve(picture, [before, 0, after, 0]))
        return self._op("ReduceMax", heard, self._tensor(np.array([3])), keepdims=0)

    def _middle(self, front: str) -> str:
        """Three convolutions over time, each added to the one before; all of it, (n, 753, frames)."""
        layers = [front]
        for depth in range(3):
            heard = self._norm(self._convolve(layers[-1], [3, 3]))
            layers.append(self._op("Add", heard, layers[-1]) if depth else heard)
        return self._op("Concat", *layers, axis=1)

    def _back(self, features: str) -> None:
        """The maximum and mean over time, a dense layer, and the tags."""
        axis = self._tensor(np.array([2]))
        pooled = [self._op(kind, features, axis) for kind in ("ReduceMax", "ReduceMean")]
        flat = self._op("Flatten", self._op("Concat", *pooled, axis=2))
        dense = self._op("Relu", self._dense("dense", self._norm(flat)))
        layer = self._norm(dense, out="layer")
        self._op("Sigmoid", self._dense("dense_1", layer), out="likelihoods")

    def _convolve(self, source: str, pads: list[int]) -> str:
        """Over frames and bands (four pads), or over frames alone, where TensorFlow's bands are our channels."""
        name = _numbered("conv2d", self._convolutions)
        self._convolutions += 1
        kernel = self._read(f"{name}/kernel")  # (frames, bands, channels, filters)
        kernel = kernel.transpose(3, 2, 0, 1) if len(pads) == 4 else kernel[:, :, 0].transpose(2, 1, 0)
        weights = self._tensor(kernel), self._tensor(self._read(f"{name}/bias"))
        return self._op("Relu", self._op("Conv", source, *weights, pads=pads))

    def _norm(self, source: str, out: str = "") -> str:
        name = _numbered("batch_normalization", self._norms)
        self._norms += 1
        parts = [self._read(f"{name}/{part}") for part in ("gamma", "beta", "moving_mean", "moving_variance")]
        names = [self._tensor(part) for part in parts]
        return self._op("BatchNormalization", source, *names, out=out, epsilon=EPSILON)

    def _dense(self, name: str, source: str) -> str:
        weights = self._tensor(self._read(f"{name}/kernel")), self._tensor(self._read(f"{name}/bias"))
        return self._op("Gemm", source, *weights)

    def _read(self, name: str) -> NDArray[np.float32]:
        if name not in self._weights:
            raise WeightsError(f"The weights of musicnn lack {name}.", cure="Run `usher models verify`.")
        return self._weights[name]

    def _op(self, kind: str, *inputs: str, out: str = "", **attributes: Any) -> str:
        from onnx import helper

        out = out or f"{kind}_{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, list(inputs), [out], **attributes))
        return out

    def _tensor(self, values: NDArray[Any]) -> str:
        from onnx import numpy_helper

        name = f"tensor_{len(self._tensors)}"
        self._tensors.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name


def _numbered(name: str, number: int) -> str:
    """As TensorFlow names the layers of one kind: conv2d, conv2d_1, conv2d_2."""
    return f"{name}_{number}" if number else name
