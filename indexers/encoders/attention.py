"""The attention map of a vision transformer: how much of the picture's vector each patch was asked for.

Offered as a picture beside an explanation; reasons cite occlusion only, since attention does not say what mattered.
"""

from __future__ import annotations

import io
import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexers.media.models import Rgb


def attention_map(torch: Any, visual: Any, batch: Any) -> NDArray[np.float32] | None:
    """float32 (rows, columns), sum 1, for a batch of one prepared picture.

    Known are open_clip's own transformer (its last layer) and timm's attention pool (SigLIP, PE); None for others.
    """
    pool = getattr(getattr(visual, "trunk", None), "attn_pool", None)
    with torch.inference_mode():
        if pool is not None and hasattr(pool, "latent"):
            weights = _of_pool(visual, pool, batch)
        elif hasattr(visual, "transformer") and getattr(visual, "attn_pool", None) is None:
            weights = _of_last_layer(visual, batch)
        else:
            return None
    return _as_grid(weights)


def _of_pool(visual: Any, pool: Any, batch: Any) -> Any:
    """The pool's own arithmetic over again, since its fused kernel keeps the weights to itself."""
    seen: list[Any] = []
    hook = pool.register_forward_pre_hook(lambda _, inputs: seen.append(inputs[0]))
    try:
        visual(batch)
    finally:
        hook.remove()
    patches = seen[0] if pool.pos_embed is None else seen[0] + pool.pos_embed.unsqueeze(0)
    shape = (1, -1, pool.num_heads, pool.head_dim)
    query = pool.q_norm(pool.q(pool.latent).reshape(shape).transpose(1, 2))
    key = pool.k_norm(pool.kv(patches).chunk(2, -1)[0].reshape(shape).transpose(1, 2))
    return (query * pool.scale @ key.transpose(-2, -1)).softmax(-1).mean(dim=(0, 1, 2))


def _of_last_layer(visual: Any, batch: Any) -> Any:
    """From the class token, or from all tokens where the mean of them is the vector."""
    seen: list[Any] = []
    attention = visual.transformer.resblocks[-1].attn
    ask = attention.register_forward_pre_hook(
        lambda _, inputs, options: (inputs, {**options, "need_weights": True}), with_kwargs=True
    )
    keep = attention.register_forward_hook(lambda _, inputs, outputs: seen.append(outputs[1]))
    try:
        visual(batch)
    finally:
        ask.remove()
        keep.remove()
    weights = seen[0][0]
    return weights[0] if visual.pool_type == "tok" else weights.mean(dim=0)


def _as_grid(weights: Any) -> NDArray[np.float32] | None:
    """The patches are the last square number of tokens; what stands before them (a class token) is left out."""
    numbers = np.asarray(weights.float().cpu().numpy(), np.float32)
    side = math.isqrt(len(numbers))
    grid = numbers[len(numbers) - side * side :].reshape(side, side)
    return np.asarray(grid / max(float(grid.sum()), 1e-9), np.float32)


def draw(frame: Rgb, grid: NDArray[np.float32]) -> bytes:
    """The frame as PNG, the darker the less a patch was asked for.

    The map is stretched over the whole frame, as encoders that squash a picture see it; others see its middle only.
    """
    from PIL import Image

    height, width = frame.shape[:2]
    light = np.round(255 * grid / max(float(grid.max()), 1e-9)).astype(np.uint8)
    shade = np.asarray(Image.fromarray(light).resize((width, height), Image.Resampling.BILINEAR), np.float32) / 255
    out = io.BytesIO()
    Image.fromarray(np.round(frame * shade[..., None]).astype(np.uint8)).save(out, "PNG")
    return out.getvalue()
