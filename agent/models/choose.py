"""Which model answers: the given URL, a GPU with vLLM, local weights, else the built-in planner.

Choosing is separate from loading, so that a chat can begin with the planner while the model is fetched.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx
from pydantic import SecretStr

from agent.models.settings import ModelSettings
from agent.sockets import stoppable
from indexers.errors import ModelError
from indexers.weights import Weights

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from agent.models.structured import Adapter

_TEMPERATURE = 0.2
PLANNER = "built-in planner"
_BUDGET_SHARE = 0.9  # of the context a prompt may fill; the estimate of tokens is by characters


@dataclass(frozen=True)
class Chosen:
    """A model ready to answer. `chat` is None for the planner, which is made anew each turn."""

    name: str
    server: str  # vllm | llama.cpp | url | planner
    chat: BaseChatModel | None = None
    adapter: Adapter = "schema"
    asks_always: bool = True  # for a call even where its arguments could count for nothing
    context: int = 4096
    why_not_better: str = ""
    close: Callable[[], None] = field(default=lambda: None)

    @property
    def is_planner(self) -> bool:
        return self.chat is None

    @property
    def budget_tokens(self) -> int:
        return int(self.context * _BUDGET_SHARE)


def planner(why: str = "") -> Chosen:
    return Chosen(PLANNER, "planner", why_not_better=why)


def choose(settings: ModelSettings, weights: Weights) -> Chosen:
    """The model that `settings.model` asks for.

    `auto` never fails: it falls back to the planner and says why. Any other value that cannot be had raises
    ModelError or WeightsError, with the cure.
    """
    wanted = settings.model.strip()
    if wanted == "planner":
        return planner("It was asked for.")
    if wanted.startswith(("http://", "https://")):
        return _remote(settings, wanted)
    if wanted == "auto":
        try:
            return _local(settings, settings.local_model, weights)
        except Exception as error:  # whatever keeps a model from loading, the planner can answer
            return planner(str(error))
    name = settings.local_model if wanted == "local" else wanted
    return _local(settings, name, weights)


def _remote(settings: ModelSettings, url: str) -> Chosen:
    base = url.rstrip("/")
    base = base if base.endswith("/v1") else f"{base}/v1"
    key = settings.api_key.get_secret_value() or "none"
    name = _served_name(base, key, settings.remote_name)
    chat = _client(name, base, key, settings)
    return Chosen(name, "url", chat, "schema", True, settings.context)


def _served_name(base: str, key: str, wanted: str) -> str:
    """The name to ask for; raises ModelError if the server does not answer or has no such model."""
    try:
        headers = {"Authorization": f"Bearer {key}"}
        answer = httpx.get(f"{base}/models", headers=headers, timeout=10, trust_env=not _is_here(base))
        answer.raise_for_status()
        names = [str(entry["id"]) for entry in answer.json()["data"]]
    except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:
        raise ModelError(
            f"No model server answers at {base} ({type(error).__name__}).",
            cure="Check the address, or use --model planner.",
        ) from None
    if wanted and wanted not in names:
        raise ModelError(f"{base} has no model {wanted!r}.", cure=f"It has: {', '.join(names) or 'none'}.")
    if not names:
        raise ModelError(f"{base} serves no model.", cure="Load one there, or use --model planner.")
    return wanted or names[0]


def _local(settings: ModelSettings, name: str, weights: Weights) -> Chosen:
    path = weights.path(name)
    try:
        import xllamacpp  # noqa: F401
    except ImportError as error:
        raise ModelError(
            f"llama.cpp is not installed here ({error}).", cure="Run: pip install 'usher-recommender[local]'"
        ) from None
    from agent.serving.llamacpp import LlamaServer

    server = LlamaServer.start(path, name=name, threads=settings.model_threads, context=settings.context)
    chat = _client(name, server.url, server.key, settings)
    return Chosen(name, "llama.cpp", chat, "schema", False, settings.context, close=server.close)


def _client(name: str, url: str, key: str, settings: ModelSettings) -> BaseChatModel:
    from langchain_openai import ChatOpenAI  # 2 s of CPU to import

    return ChatOpenAI(
        model=name,
        base_url=url,
        api_key=SecretStr(key),
        temperature=_TEMPERATURE,
        max_retries=0,
        timeout=settings.stall_s,
        stream_usage=True,
        http_client=stoppable(settings.stall_s) if _is_here(url) else None,
    )


def _is_here(url: str) -> bool:
    """An address of this machine, for which no proxy is asked."""
    return urlsplit(url).hostname in ("localhost", "127.0.0.1", "::1")
