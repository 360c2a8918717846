"""Settings of all packages, composed: flag > environment (USHER_...) > usher.toml > default.

Built once, passed as an argument; nothing else reads the environment. Each value knows its source, which
`usher doctor` prints.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from agent.models.settings import ModelSettings
from indexers.errors import SettingError
from indexers.settings import LibrarySettings
from tools.settings import SearchSettings

_PREFIX = "USHER_"
_FILE = "usher.toml"


class Settings(BaseModel):
    """Everything that can be set. Keys are flat for people (`threads`), grouped for the code."""

    model_config = ConfigDict(frozen=True)

    library: Path = Field(default_factory=lambda: platformdirs.user_data_path("usher") / "library")
    debug: bool = False
    indexing: LibrarySettings = LibrarySettings()
    search: SearchSettings = SearchSettings()
    chat: ModelSettings = ModelSettings()


@dataclass(frozen=True)
class Sourced:
    """A value with where it comes from, for `usher doctor`."""

    key: str
    value: Any
    source: str


_GROUPS: dict[str, type[BaseModel]] = {
    "indexing": LibrarySettings,
    "search": SearchSettings,
    "chat": ModelSettings,
}


def load(flags: Mapping[str, Any] | None = None, directory: Path | None = None) -> tuple[Settings, list[Sourced]]:
    """Compose the settings; `flags` win over all. Raises SettingError naming key, value and accepted set."""
    given = _layers(flags or {}, directory or Path.cwd())
    tree: dict[str, Any] = {}
    for key, value in given.items():
        _place(tree, key, value.value)
    try:
        settings = Settings.model_validate(tree)
    except ValidationError as error:
        raise _named(error, given) from None
    return settings, _with_sources(settings, given)


def _layers(flags: Mapping[str, Any], directory: Path) -> dict[str, Sourced]:
    found: dict[str, Sourced] = {}
    for key, value in _read_file(directory / _FILE).items():
        found[key] = Sourced(key, value, str(directory / _FILE))
    for name, text in os.environ.items():
        key = name.removeprefix(_PREFIX).lower()
        if name.startswith(_PREFIX) and key in _keys():
            found[key] = Sourced(key, text, name)
    for key, flag in flags.items():
        if flag is not None:
            found[key] = Sourced(key, flag, f"--{key.replace('_', '-')}")
    for key in found:
        if key not in _keys():
            raise SettingError(key, found[key].value, "one of " + ", ".join(sorted(_keys())), found[key].source)
    return found


def _read_file(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingError(str(path), str(error), "a readable TOML file") from None


def _keys() -> dict[str, str]:
    """Flat key to its group ("" for the top)."""
    own = {key: "" for key in Settings.model_fields if key not in _GROUPS}
    grouped = {key: group for group, model in _GROUPS.items() for key in model.model_fields}
    grouped.pop("path", None)  # the library's path is the top's `library`
    return {**grouped, **own}


def _place(tree: dict[str, Any], key: str, value: Any) -> None:
    group = _keys()[key]
    (tree.setdefault(group, {}) if group else tree)[key] = value


def _named(error: ValidationError, given: Mapping[str, Sourced]) -> SettingError:
    first = error.errors()[0]
    key = str(first["loc"][-1] if first["loc"] else "settings")
    source = given[key].source if key in given else "default"
    accepted = first["msg"].removeprefix("Input should be ")
    shown = "not shown" if key.endswith("_token") else first.get("input")
    return SettingError(key, shown, accepted, source)


def _with_sources(settings: Settings, given: Mapping[str, Sourced]) -> list[Sourced]:
    rows = []
    for key, group in sorted(_keys().items()):
        value = getattr(getattr(settings, group) if group else settings, key)
        rows.append(Sourced(key, value, given[key].source if key in given else "default"))
    return rows
