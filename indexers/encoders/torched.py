"""torch and what stands on it: imported when first needed, without asking a hub, whatever torchvision is beside it."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from typing import Any

from indexers.errors import ExtraMissing

CURE = 'pip install "usher-recommender[vision]"'
_KEPT: list[Any] = []  # the library of operators lives as long as somebody holds it


def need(*packages: str) -> None:
    """Raises ExtraMissing for the first that is not installed; imports nothing."""
    for package in packages:
        if find_spec(package) is None:
            raise _missing(package, ModuleNotFoundError(name=package))


def import_torch() -> Any:
    """The module. Raises ExtraMissing."""
    try:
        import torch
    except ImportError as error:
        raise _missing("torch", error) from error
    return torch


def import_open_clip() -> Any:
    """The module, mended and offline. Raises ExtraMissing."""
    torch = import_torch()
    try:
        stay_offline()
        mend_torchvision(torch)
        import open_clip
    except ImportError as error:
        raise _missing("open_clip", error) from error
    return open_clip


def import_transformers() -> Any:
    """The module, offline. Raises ExtraMissing."""
    torch = import_torch()
    try:
        stay_offline()
        if find_spec("torchvision"):
            mend_torchvision(torch)
        import transformers
    except ImportError as error:
        raise _missing("transformers", error) from error
    return transformers


def stay_offline() -> None:
    """Weights are fetched by `indexers.weights` alone: a library that asks the hub itself waits 46 s for none."""
    from huggingface_hub import constants

    constants.HF_HUB_OFFLINE = True


def mend_torchvision(torch: Any) -> None:
    """A torchvision built for CUDA lacks two operators beside a torch for CPUs, and then cannot be imported at all.

    No encoder calls them; declared, they satisfy the import. Raises ImportError where there is no torchvision.
    """
    try:
        import torchvision  # noqa: F401
    except RuntimeError as error:
        if "torchvision::nms" not in str(error):
            raise ImportError(str(error)) from error
        for name in [name for name in sys.modules if name.split(".")[0] == "torchvision"]:
            del sys.modules[name]
        operators = torch.library.Library("torchvision", "DEF")
        for operator in ("nms", "qnms"):
            operators.define(f"{operator}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
        _KEPT.append(operators)


def _missing(package: str, error: ImportError) -> ExtraMissing:
    is_absent = isinstance(error, ModuleNotFoundError) and (error.name or "").split(".")[0] == package
    what = "is not installed" if is_absent else f"cannot be imported ({' '.join(str(error).split())[:120]})"
    return ExtraMissing(f"The package {package} {what}: encoders on torch are off.", cure=f"Run: {CURE}")
