"""What can be set about the chat model."""

from __future__ import annotations

import os

from pydantic import BaseModel, ConfigDict, Field, SecretStr


class ModelSettings(BaseModel):
    """`model`: auto, planner, local, the name of a local model, or the URL of an OpenAI-compatible server."""

    model_config = ConfigDict(frozen=True)

    model: str = "auto"
    local_model: str = "qwen2.5-coder-1.5b-instruct"
    remote_name: str = ""  # the model's name at a URL; empty: the first that the server lists
    api_key: SecretStr = SecretStr("")
    # One core stays free: with the other core of two busy, two threads fall from 27 tokens/s to 1.3, one keeps 17.
    model_threads: int = Field(default_factory=lambda: max(1, (os.cpu_count() or 2) - 1), ge=1, le=256)
    context: int = Field(default=4096, ge=1024, le=131072)  # tokens a call
    stall_s: float = Field(default=60.0, gt=0, le=3600)  # no token for so long: the planner finishes
    turn_limit_s: float = Field(default=120.0, gt=0, le=3600)  # both calls of a turn together
