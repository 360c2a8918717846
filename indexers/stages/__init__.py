"""Stages: what is read of an item's file after its names and tags. STAGES: one literal, a name to what makes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Protocol

from indexers.errors import UsageError, UsherError
from indexers.media.models import StageName
from indexers.settings import LibrarySettings

if TYPE_CHECKING:
    from indexers.library import Library
    from indexers.media.decode import Media
    from indexers.media.models import Finding
    from indexers.models import Item


class Space(Protocol):
    """The space of a stage's own vectors."""

    @property
    def name(self) -> str: ...
    @property
    def revision(self) -> str: ...
    @property
    def dim(self) -> int: ...


class Stage(Protocol):
    """One way of reading a file. Made once a run, with its models loaded when the first file needs them.

    `version`: of method, model and revision; a change reads every file again. `encoder`: of Finding.vector, None where
    there is none. `speed`: hours of media an hour, measured on one core.
    """

    @property
    def name(self) -> StageName: ...
    @property
    def version(self) -> str: ...
    @property
    def encoder(self) -> Space | None: ...
    @property
    def speed(self) -> float: ...

    def read(self, item: Item, media: Media) -> Finding:
        """What is found in the item's file. Raises Undecodable for a file that cannot be read."""
        ...

    def close(self) -> None:
        """Free the models."""
        ...


def _look(settings: LibrarySettings) -> Stage:
    from indexers.stages.look import LookStage

    return LookStage(settings)


def _sound(settings: LibrarySettings) -> Stage:
    from indexers.stages.sound import SoundStage

    return SoundStage(settings)


def _speech(settings: LibrarySettings) -> Stage:
    from indexers.stages.speech import SpeechStage

    return SpeechStage(settings)


# Each raises WeightsError or SettingError where it cannot work; the others go on.
STAGES: dict[StageName, Callable[[LibrarySettings], Stage]] = {"look": _look, "sound": _sound, "speech": _speech}
# What a stage hears with, of its own accord; it does what it can without.
WEIGHTS: dict[StageName, str] = {"sound": "musicnn", "speech": "whisper-base"}
_NEEDS = "av"  # the package that opens media files; the media extra brings it
_CURE = 'pip install "usher-recommender[media]"'


def choose_stages(only: Sequence[str] | None) -> tuple[StageName, ...]:
    """The stages to run; None: all. Raises UsageError for a name that is none; "text" is read in any case."""
    wanted = set(STAGES) if only is None else {name.strip() for name in only}
    if unknown := wanted - {"text", *STAGES}:
        raise UsageError(f"There is no stage {', '.join(sorted(unknown))}; there are text, {', '.join(STAGES)}.")
    return tuple(name for name in STAGES if name in wanted)


def can_open_files() -> bool:
    """Whether the media extra is installed."""
    return find_spec(_NEEDS) is not None


def make_stages(library: Library, names: Sequence[StageName]) -> tuple[list[Stage], list[str]]:
    """Those that can work on this machine, and a sentence for each that cannot."""
    if not can_open_files():
        return [], [f"Files are not opened: the media extra is not installed. Cure: {_CURE}"]
    stages, notes = [], []
    for name in names:
        try:
            stages.append(STAGES[name](library.settings))
        except UsherError as error:
            notes.append(f"{name} is left out: {error}")
    return stages, notes
