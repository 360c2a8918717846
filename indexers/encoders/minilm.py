"""all-MiniLM-L6-v2 through onnxruntime: six BERT layers, mean of the token vectors, length 1.

The graph is written here by hand (28 kB) and receives the publisher's safetensors weights as they lie in the
file, so that neither torch nor a second copy of the weights is needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexers.encoders import Vectors
from indexers.encoders.tensors import open_tensors
from indexers.errors import WeightsError

LAYERS, HEADS, HEAD_DIM, DIM = 6, 12, 32, 384
MAX_TOKENS = 256  # the length that the model was trained for; the rest of a text is cut
EPSILON = 1e-12
BATCH_TOKENS = 512  # one core: 215 texts/s, against 181 at 2,048 and 112 at 8,192


class MiniLM:
    """The English text encoder; see `indexers.encoders.TextEncoder`."""

    name = "minilm"
    revision = "1110a243"
    dim = DIM

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        """`folder` holds model.safetensors and tokenizer.json. Raises WeightsError."""
        self._tokenizer = _open_tokenizer(folder / "tokenizer.json")
        self._session = _open_session(folder / "model.safetensors", threads)

    def encode(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), DIM), np.float32)
        tokens = [entry.ids for entry in self._tokenizer.encode_batch([_readable(text) for text in texts])]
        for rows in _batches([len(ids) for ids in tokens]):
            vectors[rows] = self._run([tokens[row] for row in rows])
        return vectors

    def _run(self, tokens: Sequence[Sequence[int]]) -> Vectors:
        ids = np.zeros((len(tokens), max(map(len, tokens))), np.int64)
        mask = np.zeros(ids.shape, np.float32)
        for row, entry in enumerate(tokens):
            ids[row, : len(entry)] = entry
            mask[row, : len(entry)] = 1
        (vectors,) = self._session.run(None, {"ids": ids, "mask": mask})
        return vectors  # type: ignore[no-any-return]


def _readable(text: str) -> str:
    """Lone surrogates (half an emoji, cut by somebody) cannot be encoded."""
    return text.encode("utf8", "replace").decode("utf8")


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Rows of like length together, longest first, so that little is computed for padding."""
    batch: list[int] = []
    for row in sorted(range(len(lengths)), key=lambda row: -lengths[row]):
        if batch and (len(batch) + 1) * lengths[batch[0]] > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def _open_tokenizer(path: Path) -> Any:
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # the library raises plain Exception
        raise WeightsError(f"{path} cannot be read.", cure="Run `usher models get minilm`.") from error
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS)
    return tokenizer


def _open_session(path: Path, threads: int) -> Any:
    import onnxruntime

    tensors = open_tensors(path)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    graph, names = _Graph(tensors).build()
    values = [onnxruntime.OrtValue.ortvalue_from_numpy(tensors[name]) for name in names]
    options.add_external_initializers(names, values)
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


class _Graph:
    """Writes the ONNX graph: inputs ids (batch, length) and mask, output vectors (batch, 384)."""

    def __init__(self, tensors: dict[str, NDArray[np.generic]]) -> None:
        self._tensors = tensors
        self._nodes: list[Any] = []
        self._constants: list[Any] = []
        self._weights: dict[str, Any] = {}

    def build(self) -> tuple[bytes, list[str]]:
        """The serialised model, and the names of the weights that it expects from outside."""
        from onnx import TensorProto, helper

        hidden, bias = self._embed(), self._padding_bias()
        for layer in range(LAYERS):
            hidden = self._layer(f"encoder.layer.{layer}.", hidden, bias)
        self._pool(hidden)
        shape = ["batch", "length"]
        graph = helper.make_graph(
            self._nodes,
            "minilm",
            [
                helper.make_tensor_value_info("ids", TensorProto.INT64, shape),
                helper.make_tensor_value_info("mask", TensorProto.FLOAT, shape),
            ],
            [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["batch", DIM])],
            [*self._constants, *self._weights.values()],
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)
        return model.SerializeToString(), list(self._weights)

    def _op(self, kind: str, *inputs: str, out: str = "", **attributes: Any) -> str:
        from onnx import helper

        out = out or f"{kind}_{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, list(inputs), [out], **attributes))
        return out

    def _constant(self, *values: float, dtype: Any = np.int64) -> str:
        from onnx import numpy_helper

        name = f"constant_{len(self._constants)}"
        self._constants.append(numpy_helper.from_array(np.array(values, dtype), name))
        return name

    def _weight(self, name: str) -> str:
        """Declares a tensor of the file; its data are handed to the session later."""
        from onnx import TensorProto

        if name not in self._tensors:
            raise WeightsError(f"The weights of minilm lack {name}.", cure="Run `usher models verify`.")
        if name not in self._weights:
            tensor = TensorProto(name=name, data_type=TensorProto.FLOAT, dims=self._tensors[name].shape)
            tensor.data_location = TensorProto.EXTERNAL
            tensor.external_data.add(key="location", value="model.safetensors")
            self._weights[name] = tensor
        return name

    def _linear(self, prefix: str, hidden: str) -> str:
        return self._op("Gemm", hidden, self._weight(prefix + "weight"), self._weight(prefix + "bias"), transB=1)

    def _norm(self, prefix: str, hidden: str) -> str:
        weight, bias = self._weight(prefix + "weight"), self._weight(prefix + "bias")
        return self._op("LayerNormalization", hidden, weight, bias, axis=-1, epsilon=EPSILON)

    def _embed(self) -> str:
        """Word, place and segment (always the first) added; (batch * length, 384)."""
        length = self._op("Shape", "ids", start=1, end=2)
        start, axis = self._constant(0), self._constant(0)
        words = self._op("Gather", self._weight("embeddings.word_embeddings.weight"), "ids")
        places = self._op("Slice", self._weight("embeddings.position_embeddings.weight"), start, length, axis)
        segment = self._op(
            "Slice",
            self._weight("embeddings.token_type_embeddings.weight"),
            start,
            self._constant(1),
            axis,
        )
        total = self._op("Add", words, self._op("Add", places, segment))
        return self._norm("embeddings.LayerNorm.", self._op("Reshape", total, self._constant(-1, DIM)))

    def _padding_bias(self) -> str:
        """0 for a token, -10,000 for padding: added to the attention scores; (batch, 1, 1, length)."""
        one, large = self._constant(1, dtype=np.float32), self._constant(1e4, dtype=np.float32)
        bias = self._op("Mul", self._op("Sub", "mask", one), large)
        return self._op("Unsqueeze", bias, self._constant(1, 2))

    def _layer(self, prefix: str, hidden: str, bias: str) -> str:
        attended = self._linear(prefix + "attention.output.dense.", self._attend(prefix, hidden, bias))
        hidden = self._norm(prefix + "attention.output.LayerNorm.", self._op("Add", attended, hidden))
        wide = self._op("Gelu", self._linear(prefix + "intermediate.dense.", hidden))
        narrow = self._linear(prefix + "output.dense.", wide)
        return self._norm(prefix + "output.LayerNorm.", self._op("Add", narrow, hidden))

    def _attend(self, prefix: str, hidden: str, bias: str) -> str:
        query = self._heads(prefix + "attention.self.query.", hidden, [0, 2, 1, 3])
        key = self._heads(prefix + "attention.self.key.", hidden, [0, 2, 3, 1])
        value = self._heads(prefix + "attention.self.value.", hidden, [0, 2, 1, 3])
        scale = self._constant(HEAD_DIM**-0.5, dtype=np.float32)
        scores = self._op("Mul", self._op("MatMul", query, key), scale)
        shares = self._op("Softmax", self._op("Add", scores, bias), axis=-1)
        mixed = self._op("Transpose", self._op("MatMul", shares, value), perm=[0, 2, 1, 3])
        return self._op("Reshape", mixed, self._constant(-1, DIM))

    def _heads(self, prefix: str, hidden: str, order: list[int]) -> str:
        shape = self._op("Concat", self._op("Shape", "ids"), self._constant(HEADS, HEAD_DIM), axis=0)
        return self._op("Transpose", self._op("Reshape", self._linear(prefix, hidden), shape), perm=order)

    def _pool(self, hidden: str) -> None:
        """The mean over a text's tokens, then divided by its length."""
        shape = self._op("Concat", self._op("Shape", "ids"), self._constant(DIM), axis=0)
        weights = self._op("Unsqueeze", "mask", self._constant(2))
        summed = self._op(
            "ReduceSum",
            self._op("Mul", self._op("Reshape", hidden, shape), weights),
            self._constant(1),
            keepdims=0,
        )
        # The sum points where the mean points, so dividing by the number of tokens is not needed.
        norm = self._op("ReduceL2", summed, self._constant(1), keepdims=1)
        self._op("Div", summed, norm, out="vectors")
