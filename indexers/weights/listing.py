"""What `usher models list` shows: each model with size, state and licence, and which suits this machine."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from indexers.weights.checked import State
from indexers.weights.manifest import Model
from indexers.weights.store import Weights

# The share of the memory that a model may take: the rest is for the library and everything else.
SHARE = 0.6
ADVISED = ("chat", "text", "speech", "sound")


@dataclass(frozen=True)
class Row:
    name: str
    title: str
    kind: str
    purpose: str
    licence: str
    bytes: int
    memory_mb: int
    state: State
    recommended: bool


def list_models(weights: Weights, *, ram_mb: float, gpu_mb: float = 0) -> list[Row]:
    """One row a model of the manifest, in its order."""
    best = {
        recommend(weights.models, kind, ram_mb=ram_mb, gpu_mb=gpu_mb) for kind in ("chat", "text", "speech", "sound")
    }
    return [_row(weights, model, model.name in best) for model in weights.models.values()]


def recommend(models: Mapping[str, Model], kind: str, *, ram_mb: float, gpu_mb: float = 0) -> str | None:
    """The largest tested model of that kind that fits the memory; None if none does."""
    room = max(ram_mb * SHARE, gpu_mb * 0.9)
    fitting = [model for model in models.values() if model.kind == kind and model.tested and model.memory_mb <= room]
    best = max(fitting, key=lambda model: model.memory_mb, default=None)
    return best.name if best else None


def machine_memory_mb() -> float:
    """The main memory of this machine."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e6


def _row(weights: Weights, model: Model, recommended: bool) -> Row:
    return Row(
        name=model.name,
        title=model.title,
        kind=model.kind,
        purpose=model.purpose,
        licence=model.licence,
        bytes=model.bytes,
        memory_mb=model.memory_mb,
        state=weights.state(model.name),
        recommended=recommended,
    )
