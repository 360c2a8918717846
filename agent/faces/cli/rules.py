"""usher rules: the limits that always hold for a person, listed, laid down and withdrawn."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from agent.faces.cli.door import ME, greet, opened, settings_of
from agent.faces.cli.options import Json, Library, Model, Offline, User
from agent.faces.cli.show import as_json

rules = typer.Typer(
    help="The limits that always hold for a person.", rich_markup_mode=None, invoke_without_command=True
)
_CHILD = "Nothing above this age rating, nothing recorded, and no word lifts it; 0: no child any more."


@rules.callback()
def list_(
    context: typer.Context, user: User = ME, json_: Json = False, library: Library = None, model: Model = None,
    offline: Offline = False,
) -> None:  # fmt: skip
    """List the rules, those that do not hold any more too."""
    if context.invoked_subcommand is not None:
        return
    with opened(settings_of(library, model, offline)) as usher:
        greet(usher, user)
        for rule in usher.rules(person=user):
            as_json(rule) if json_ else print(_line(rule))


@rules.command()
def add(
    text: Annotated[str, typer.Argument(help='In words: "no horror until May", "only films under two hours".')],
    user: User = ME, json_: Json = False, library: Library = None, model: Model = None, offline: Offline = False,
) -> None:  # fmt: skip
    """Lay down a rule."""
    with opened(settings_of(library, model, offline)) as usher:
        for rule in usher.add_rules(text, person=user):
            as_json(rule) if json_ else print(_line(rule))


@rules.command()
def remove(
    number: Annotated[int, typer.Argument(help="The number that `usher rules` lists.")],
    user: User = ME, json_: Json = False, library: Library = None, model: Model = None, offline: Offline = False,
) -> None:  # fmt: skip
    """Withdraw a rule."""
    with opened(settings_of(library, model, offline)) as usher:
        ended = usher.end_rule(number, person=user)
    if json_:
        as_json({"ended": ended})
    else:
        print(f"Rule {number} no longer holds." if ended else f"No rule {number} holds.")
    raise typer.Exit(0 if ended else 1)


@rules.command()
def child(
    age: Annotated[int, typer.Argument(min=0, max=21, help=_CHILD)],
    user: Annotated[str, typer.Option("--user", metavar="NAME", help="The child.")],
    library: Library = None, model: Model = None, offline: Offline = False,
) -> None:  # fmt: skip
    """Make a person a child."""
    with opened(settings_of(library, model, offline)) as usher:
        usher.set_child(age or None, person=user)
    print(f"{user}: nothing above {age}, nothing recorded." if age else f"{user} is no child any more.")


def _line(rule: dict[str, Any]) -> str:
    """ "3  not_genres horror, until 2027-05-01  (“no horror until May”, 2026-11-25)"."""
    until = f", until {rule['until'][:10]}" if rule["until"] else ""
    said = f"  (“{rule['said']}”, {(rule['at'] or '')[:10]})" if rule["said"] else ""
    state = "" if rule["holds"] else "  no longer holds"
    return f"{rule['number']:>4}  {rule['slot']} {rule['value']}{until}{said}{state}"
