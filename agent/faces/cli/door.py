"""Open usher for a command: as the owner of the library, or through the process that owns it."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agent.settings import Settings, load
from indexers.errors import LibraryBusy, LibraryMissing, WeightsError

if TYPE_CHECKING:
    from agent.faces.remote import RemoteUsher
    from agent.usher import Usher
    from indexers.weights import Weights

TEXT_ENCODER = "minilm"


def settings_of(library: Path | None = None, model: str | None = None, offline: bool = False, **more: Any) -> Settings:
    """The settings with this command's flags on top. Raises SettingError."""
    return load({"library": library, "model": model, "offline": offline or None, **more})[0]


@contextlib.contextmanager
def opened(
    settings: Settings, *, with_model: bool = False, create: bool = False, serve: bool = True
) -> Iterator[Usher | RemoteUsher]:
    """The door. `with_model`: a chat model is needed; `create`: make the library if it is not there."""
    from indexers.library import Library

    from agent.usher import Usher

    path = settings.library
    try:
        library = Library.open(path, settings.indexing, create=create)
    except LibraryBusy as busy:
        if not busy.address:
            raise
        yield from _remote(path, busy)
        return
    except LibraryMissing:
        raise LibraryMissing(
            f"There is no library at {path}.",
            cure="Make one with: usher index FILE.jsonl (or try the starter library with: make run).",
        ) from None
    with Usher(library, settings) as usher, contextlib.ExitStack() as stack:
        weights = weights_of(settings)
        fetch(weights, library.encoder_name)
        if serve:
            from agent.faces.http.app import served_in_background

            stack.enter_context(served_in_background(usher))
        if with_model:
            usher.use(chosen(settings, weights))
        yield usher


def _remote(path: Path, busy: LibraryBusy) -> Iterator[RemoteUsher]:
    from agent.faces.remote import RemoteUsher

    with RemoteUsher(path, busy.pid, str(busy.address)) as usher:
        yield usher


def weights_of(settings: Settings) -> Weights:
    from indexers.weights import Weights

    return Weights(settings.indexing.weights, offline=settings.indexing.offline)


def chosen(settings: Settings, weights: Weights) -> Any:
    """The chat model, its weights fetched first if it is one of ours. `auto` falls back to the planner."""
    from agent.models.choose import choose, planner

    model = settings.chat.model
    if model in ("auto", "local") or model in weights.models:
        name = settings.chat.local_model if model in ("auto", "local") else model
        try:
            fetch(weights, name)
        except WeightsError as error:
            if model != "auto":
                raise
            return planner(str(error))
    return choose(settings.chat, weights)


def fetch(weights: Weights, name: str) -> None:
    """Fetch the weights `name` if they are missing, saying the size first. Raises WeightsError."""
    if name not in weights.models or weights.state(name) == "here":
        return
    from agent.faces.cli.progress import Bar

    size_mb = weights.missing_bytes(name) / 1e6
    print(f"Fetching {name}: {size_mb:,.0f} MB ({weights.model(name).licence}).", file=sys.stderr)
    with Bar(f"Fetching {name}", unit="MB", scale=1e6) as bar:
        weights.get(name, lambda done, total, doing: bar.update(done, total, doing))
