"""What is here, what is missing, and the cure for it."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import platform
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from agent.settings import Settings, load
from indexers.errors import LibraryBusy, LibraryMissing, UsherError
from indexers.library import Library
from indexers.progress import Pause
from indexers.safekeeping.repair import repair, writable
from indexers.weights import Weights, machine_memory_mb
from tools.ranking.taste.store import trained

# A package of each extra, and what is off without it.
_EXTRAS = {
    "xllamacpp": "local",
    "uvicorn": "server",
    "av": "media",
    "open_clip": "vision",
    "vllm": "vllm",
    "lightgbm": "rank",
}
_OFF = {
    "local": "no chat model in this process",
    "server": "no page and no API",
    "media": "files are not opened, only sources of items are read",
    "vision": "pictures are measured, but not compared by an image encoder",
    "vllm": "no vLLM in this environment",
    "rank": "nothing is learned from histories: works are ranked by weights set by hand",
}
_EXPECTED = ("local", "server", "rank")


@dataclass(frozen=True)
class Finding:
    section: str
    name: str
    value: str
    ok: bool = True
    source: str = ""
    cure: str = ""


def examine(flags: Mapping[str, Any]) -> list[Finding]:
    """All findings, in the order to read them. Raises SettingError if a setting is wrong."""
    settings, sourced = load(flags)
    weights = Weights(settings.indexing.weights, offline=True)
    rows = [Finding("Settings", row.key, str(row.value), source=row.source) for row in sourced]
    return [*rows, *_machine(), *_weights(weights), *_library(settings), *_model(settings, weights)]


def mend(flags: Mapping[str, Any], now: datetime) -> list[Finding]:
    """Mend the library; what was looked at, and what became of it. Raises LibraryBusy, SettingError."""
    settings, _ = load(flags)
    path = settings.library
    if not path.is_dir():
        raise LibraryMissing(f"There is no library at {path}.", cure="usher index FILE.jsonl, or: make run")
    looked = [writable(path)]
    if looked[0].ok:
        looked += repair(path, settings.indexing, now)
    return [Finding("Repair", one.name, one.value, ok=one.ok, cure=one.cure) for one in looked]


def _machine() -> Iterator[Finding]:
    yield Finding("Machine", "system", f"{platform.system()} {platform.machine()}, Python {platform.python_version()}")
    yield Finding("Machine", "cores", str(os.cpu_count()))
    yield Finding("Machine", "memory", f"{machine_memory_mb() / 1000:.1f} GB")
    gpu = shutil.which("nvidia-smi")
    yield Finding("Machine", "NVIDIA GPU", "found" if gpu else "none")
    for package, extra in _EXTRAS.items():
        here = importlib.util.find_spec(package) is not None
        version = _version(package) if here else f"not installed: {_OFF[extra]}"
        cure = "" if here else f"pip install 'usher-recommender[{extra}]'"
        if cure and extra == "vision" and not gpu:
            cure += "; with torch's build for CPUs (see pytorch.org) installed before, that is 5 GB less"
        yield Finding("Machine", package, version, ok=here or extra not in _EXPECTED, cure=cure)


def _version(package: str) -> str:
    (distribution, *_) = importlib.metadata.packages_distributions().get(package, (package,))
    return importlib.metadata.version(distribution)


def _weights(weights: Weights) -> Iterator[Finding]:
    yield Finding("Weights", "folder", str(weights.folder))
    for name in weights.models:
        state = weights.state(name)
        missing = state != "here"
        cure = f"usher models get {name}" if missing else ""
        yield Finding("Weights", name, state, ok=state in ("here", "missing"), cure=cure)


def _library(settings: Settings) -> Iterator[Finding]:
    path = settings.library
    if Pause(path).is_on:
        yield Finding("Library", "indexing", "paused", ok=False, cure="usher index --resume")
    try:
        with Library.open(path, settings.indexing) as library:
            yield from _health(library)
    except LibraryBusy as busy:
        yield Finding("Library", str(path), f"in use by process {busy.pid}; its commands work through it")
    except LibraryMissing:
        yield Finding("Library", str(path), "not there", ok=False, cure="usher index FILE.jsonl, or: make run")
    except UsherError as error:
        yield Finding("Library", str(path), error.message, ok=False, cure=error.cure)


def _health(library: Library) -> Iterator[Finding]:
    items, vectors = library.catalogue.count(), library.vectors.text.count()
    yield Finding("Library", str(library.path), f"{items} items")
    whole = items == vectors
    cure = "" if whole else "usher index the same sources again"
    yield Finding("Library", "vectors", f"{vectors} of {items} ({library.encoder_name})", ok=whole, cure=cure)
    for stage, outcomes in library.catalogue.findings.tally().items():
        told = ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items()))
        yield Finding("Library", f"files by {stage}", told)
    yield Finding("Library", "ranker", *_ranker(library))
    yield Finding("Library", "size", f"{_size_mb(library.path):.0f} MB")


def _ranker(library: Library) -> tuple[str, bool]:
    found = trained(library)
    if found is None:
        return "not learned yet: weights set by hand (usher train, once some people have a history)", True
    return f"learned from {found.about['works']} works of {found.about['people']} people", True


def _size_mb(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def _model(settings: Settings, weights: Weights) -> Iterator[Finding]:
    wanted, name = settings.chat.model, settings.chat.local_model
    yield Finding("Model", "asked for", wanted)
    if wanted == "planner" or wanted.startswith("http"):
        return
    if importlib.util.find_spec("xllamacpp") is None:
        yield Finding("Model", "answers", "built-in planner: llama.cpp is not installed", ok=False,
                      cure="pip install 'usher-recommender[local]'")  # fmt: skip
    elif name in weights.models and weights.state(name) != "here":
        yield Finding(
            "Model", "answers", f"built-in planner until {name} is here", ok=False, cure=f"usher models get {name}"
        )
    else:
        yield Finding("Model", "answers", f"{name} through llama.cpp")
    if shutil.which("nvidia-smi") is None:
        yield Finding(
            "Model", "why not vLLM", "no NVIDIA GPU on this machine", cure="--model URL of a server that has one"
        )
