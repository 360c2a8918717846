"""usher export, usher erase: all that is kept of one person, taken along or gone."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from agent.faces.cli.door import greet, opened, settings_of
from agent.faces.cli.options import Json, Library, Model, Offline
from agent.faces.cli.show import as_json

Whose = Annotated[str, typer.Option("--user", metavar="NAME", help="Whose.")]


def export(
    user: Whose,
    file: Annotated[Path | None, typer.Argument(help="The zip to write; else usher-NAME.zip here.")] = None,
    json_: Json = False, library: Library = None, model: Model = None, offline: Offline = False,
) -> None:  # fmt: skip
    """Write all that is kept of a person to a zip, which `usher import auto` takes on another machine."""
    path = file or Path(f"usher-{''.join(c if c.isalnum() else '-' for c in user)}.zip")
    with opened(settings_of(library, model, offline)) as usher:
        greet(usher, user)
        rows = usher.export(path, person=user)
    as_json({"file": str(path), "interactions": rows}) if json_ else print(f"{path}: {rows} interactions.")


def erase(
    user: Whose,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    json_: Json = False, library: Library = None, model: Model = None, offline: Offline = False,
) -> None:  # fmt: skip
    """Forget a person: history, rules, conversations, accounts, and what was learned from them."""
    if not yes:
        if not sys.stdin.isatty():
            raise typer.BadParameter("erasing wants --yes where nobody can be asked")
        typer.confirm(f"Forget all of {user}? This cannot be undone.", abort=True)
    with opened(settings_of(library, model, offline)) as usher:
        greet(usher, user)
        told = usher.erase(person=user)
    if json_:
        as_json(told)
    else:
        print(f"{told['rows']} rows of {user} are gone, and what was learned with them; learn anew with: usher train")
        print("Backups made earlier still hold them: delete those that should not.")
