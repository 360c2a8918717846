"""The weights of models (weights.toml): fetched once for the whole machine, checked by SHA-256."""

from indexers.weights.listing import Row, list_models, machine_memory_mb, recommend
from indexers.weights.manifest import MODELS, Model
from indexers.weights.store import Weights, megabytes

__all__ = [
    "MODELS",
    "Model",
    "Row",
    "Weights",
    "list_models",
    "machine_memory_mb",
    "megabytes",
    "recommend",
]
