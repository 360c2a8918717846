"""usher token: who may speak to `usher serve`, and as whom."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from agent.faces.cli.door import greet, opened, settings_of
from agent.faces.cli.options import Json, Library, Model, Offline
from agent.faces.cli.show import as_json

token = typer.Typer(help="Who may speak to `usher serve`, and as whom.", rich_markup_mode=None, no_args_is_help=True)
_FRONTEND = "For a program with people of its own (Open WebUI): it names them, and they are NAME:theirs here."


@token.command()
def create(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The person, or what to call the frontend.")],
    frontend: Annotated[bool, typer.Option("--frontend", help=_FRONTEND)] = False,
    json_: Json = False, library: Library = None, model: Model = None, offline: Offline = False,
) -> None:  # fmt: skip
    """Make a token and print it, once; from the first on, nobody is served over HTTP without one."""
    with opened(settings_of(library, model, offline)) as usher:
        made = usher.create_token(name, frontend=frontend)
        if not frontend:
            greet(usher, name)
    if json_:
        as_json(made)
        return
    print(made["token"])
    whose = "It names its people" if frontend else f"Whoever has it is {made['name']}"
    print(f"{whose}. It is not shown again; take it back with: usher token revoke {made['id']}", file=sys.stderr)


@token.command("list")
def list_(json_: Json = False, library: Library = None, model: Model = None, offline: Offline = False) -> None:
    """List the tokens: whose, since when, and the day of their last use."""
    with opened(settings_of(library, model, offline)) as usher:
        for one in usher.tokens():
            as_json(one) if json_ else print(_line(one))


@token.command()
def revoke(
    which: Annotated[str, typer.Argument(metavar="ID-or-NAME", help="As `usher token list` shows them.")],
    json_: Json = False, library: Library = None, model: Model = None, offline: Offline = False,
) -> None:  # fmt: skip
    """Take a token back, or all of a name: it is unknown at once."""
    with opened(settings_of(library, model, offline)) as usher:
        gone = usher.revoke_token(which)
        is_last = not usher.tokens()
    if json_:
        as_json({"revoked": gone})
        return
    for one in gone:
        print(f"{one['id']} of {one['name']} is unknown from now on.")
    if is_last:
        print("That was the last: over HTTP nobody is served until there is another.", file=sys.stderr)


def _line(one: dict[str, Any]) -> str:
    """ "t1    ann  person  made 2026-11-25, last used 2026-11-26"."""
    used = f"last used {one['used']}" if one["used"] else "never used"
    return f"{one['id']:<5} {one['name']}  {one['kind']}  made {one['created']}, {used}"
