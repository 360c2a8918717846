"""usher backup, usher restore: a library's snapshots, taken while it is in use."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from agent.faces.cli.door import opened, settings_of
from agent.faces.cli.options import Json, Library, Model, Offline
from agent.faces.cli.show import as_json


def backup(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where the snapshots lie.")],
    json_: Json = False, library: Library = None, model: Model = None, offline: Offline = False,
) -> None:  # fmt: skip
    """Copy the library, while it is in use; only what changed since the last time."""
    with opened(settings_of(library, model, offline)) as usher:
        told = usher.back_up(folder)
    if json_:
        as_json(told)
    else:
        print(f"{told['files']} files are in {folder}, {told['copied']} of them copied now; all read back the same.")


def restore(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where the snapshots lie.")],
    yes: Annotated[bool, typer.Option("--yes", help="Also where a library is: it is moved aside.")] = False,
    json_: Json = False, library: Library = None, model: Model = None, offline: Offline = False,
) -> None:  # fmt: skip
    """Make the library what it was in the latest snapshot."""
    from indexers.safekeeping import backups

    path = settings_of(library, model, offline).library
    found = backups.restore(folder, path, datetime.now(UTC), over=yes)
    if json_:
        aside = str(found.moved_aside) if found.moved_aside else None
        as_json({"snapshot": found.name, "files": found.files, "moved_aside": aside})
        return
    print(f"{path} is as it was at {found.name}.")
    if found.moved_aside:
        print(f"What was there lies in {found.moved_aside}.")
