"""Tiny CLIP checkpoints with random weights, as open_clip saves them: a folder with configuration and safetensors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

VIT = {"image_size": 32, "layers": 2, "width": 32, "patch_size": 8, "head_width": 16}
POOLED = {"image_size": 160, "timm_model_name": "test_vit2", "timm_model_pretrained": False, "timm_pool": "map",
          "timm_proj": "none"}  # fmt: skip
CONVOLUTIONS = {"image_size": 64, "timm_model_name": "test_convnext", "timm_model_pretrained": False,
                "timm_pool": "avg", "timm_proj": "linear"}  # fmt: skip
TEXT = {"context_length": 16, "vocab_size": 49408, "width": 32, "heads": 2, "layers": 1}
DIM = 32
PREPARED = {"mean": [0.5, 0.4, 0.3], "std": [0.25, 0.25, 0.25], "interpolation": "bicubic", "resize_mode": "squash"}


def make_clip(folder: Path, vision: dict[str, Any], seed: int = 0, dim: int = DIM) -> Path:
    """Needs torch and open_clip."""
    from safetensors.torch import save_file

    from indexers.encoders.torched import import_open_clip, import_torch

    torch, open_clip = import_torch(), import_open_clip()
    torch.manual_seed(seed)
    described = {"embed_dim": dim, "vision_cfg": vision, "text_cfg": TEXT, "custom_text": True}
    model = open_clip.CustomTextCLIP(embed_dim=dim, vision_cfg=dict(vision), text_cfg=dict(TEXT))
    folder.mkdir(parents=True, exist_ok=True)
    save_file(
        {name: tensor.contiguous() for name, tensor in model.state_dict().items()},
        folder / "open_clip_model.safetensors",
    )
    (folder / "open_clip_config.json").write_text(json.dumps({"model_cfg": described, "preprocess_cfg": PREPARED}))
    return folder
