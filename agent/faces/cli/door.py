"""Open usher for a command: as the owner of the library, or through the process that owns it."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from agent.settings import Settings, load
from indexers.errors import LibraryBusy, LibraryMissing, WeightsError

if TYPE_CHECKING:
    from agent.faces.remote import RemoteUsher
    from agent.usher import Chosen, Usher
    from indexers.library import Library
    from indexers.weights import Weights

ME = "me"
_PATIENCE_S, _PAUSE_S = 5.0, 0.1  # an owner needs a moment before it answers, and after its last answer


def settings_of(
    library: Path | None = None, model: str | None = None, offline: bool = False, *, threads: int | None = None
) -> Settings:
    """The settings with this command's flags on top. Raises SettingError."""
    return load({"library": library, "model": model, "offline": offline or None, "threads": threads})[0]


@contextlib.contextmanager
def opened(settings: Settings, *, with_model: bool = False, create: bool = False) -> Iterator[Usher | RemoteUsher]:
    """The door. `with_model`: a chat model is needed; `create`: make the library if it is not there."""
    from indexers.library import Library

    found = _found(settings, create)
    if isinstance(found, Library):
        with owned(found, settings) as usher:
            if with_model:
                usher.use(chosen(settings, weights_of(settings)))
            yield usher
    else:
        with found as remote:
            yield remote


@contextlib.contextmanager
def owned(library: Library, settings: Settings) -> Iterator[Usher]:
    """Usher over a library of our own, which answers second commands meanwhile."""
    from agent.faces.http.app import served_to_commands
    from agent.usher import Usher

    with Usher(library, settings) as usher:
        fetch(weights_of(settings), library.encoder_name)
        with served_to_commands(usher):
            yield usher


def _found(settings: Settings, create: bool) -> Library | RemoteUsher:
    """The library, or the usher of the process that owns it; tried for a while if that one is coming or going."""
    until = time.monotonic() + _PATIENCE_S
    while True:
        try:
            return own(settings, create=create)
        except LibraryBusy as busy:
            try:
                return _remote(settings.library, busy)
            except LibraryBusy:
                if time.monotonic() > until:
                    raise
        time.sleep(_PAUSE_S)


def own(settings: Settings, *, create: bool = False) -> Library:
    """Become the owner of the library. Raises LibraryError."""
    from indexers.library import Library

    try:
        return Library.open(settings.library, settings.indexing, create=create)
    except LibraryMissing:
        raise LibraryMissing(
            f"There is no library at {settings.library}.",
            cure="Make one with: usher index FILE.jsonl (or try the starter library with: make run).",
        ) from None


def _remote(library: Path, busy: LibraryBusy) -> RemoteUsher:
    from agent.faces.remote import RemoteUsher

    if not busy.address:
        raise busy
    return RemoteUsher(library, busy.pid, busy.address)


def weights_of(settings: Settings) -> Weights:
    from indexers.weights import Weights

    return Weights(settings.indexing.weights, offline=settings.indexing.offline)


def chosen(settings: Settings, weights: Weights, *, quiet: bool = False) -> Chosen:
    """The chat model, its weights fetched first if it is one of ours. `auto` falls back to the planner.

    `quiet`: somebody is typing meanwhile, so nothing is said of the progress.
    """
    from agent.usher import choose, planner

    model = settings.chat.model
    if model in ("auto", "local") or model in weights.models:
        name = settings.chat.local_model if model in ("auto", "local") else model
        try:
            fetch(weights, name, quiet=quiet)
        except WeightsError as error:
            if model != "auto":
                raise
            return planner(str(error))
        if sys.stderr.isatty() and not quiet:
            print(f"Loading {name} ...", file=sys.stderr)
    return choose(settings.chat, weights)


def fetch(weights: Weights, name: str, *, quiet: bool = False) -> None:
    """Fetch the weights `name` if they are missing, saying the size first. Raises WeightsError."""
    if name not in weights.models or weights.state(name) == "here":
        return
    from agent.faces.cli.progress import Bar

    if quiet or weights.offline:
        weights.get(name)
        return
    print(f"Fetching {name}: {size_of(weights, name)} ({weights.model(name).licence}).", file=sys.stderr)
    with Bar(f"Fetching {name}", unit="MB", scale=1e6) as bar:
        weights.get(name, lambda done, total, doing: bar.update(done, total, doing))


def fetch_for_files(settings: Settings, sources: Sequence[str], only: str | None = None) -> None:
    """Fetch what the stages hear with, for a folder of media; what does not come is told, and they go without."""
    from indexers.stages import WEIGHTS, can_open_files, choose_stages

    if not can_open_files() or not any(Path(source).expanduser().is_dir() for source in sources):
        return
    for stage in choose_stages(only.split(",") if only is not None else None):
        if stage in WEIGHTS:
            try:
                fetch(weights_of(settings), WEIGHTS[stage])
            except WeightsError as error:
                print(f"{stage} goes without {WEIGHTS[stage]}: {error}", file=sys.stderr)


def size_of(weights: Weights, name: str) -> str:
    """What is still to be fetched."""
    return f"{weights.missing_bytes(name) / 1e6:,.0f} MB"


def meet(usher: Usher | RemoteUsher, names: Sequence[str]) -> None:
    """Say on standard error which of these nobody here bears."""
    for name in names:
        if not usher.knows(name, any_case=True):
            print(f"{name} is not known here and changes nothing.", file=sys.stderr)


def greet(usher: Usher | RemoteUsher, user: str | None) -> None:
    """Say on standard error that a name is new, so that a typo does not pass for an empty history."""
    if user and user.strip() not in ("", ME) and not usher.knows(user):
        print(f"{user} is new here: no history yet.", file=sys.stderr)
