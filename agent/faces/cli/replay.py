"""usher replay: a kept turn answered again."""

from __future__ import annotations

from typing import Annotated

import typer

from agent.faces.cli.door import ME, greet, opened, settings_of
from agent.faces.cli.options import Json, Library, Model, Offline, User
from agent.faces.cli.show import as_json


def replay(
    turn: Annotated[str, typer.Argument(help="The id of the turn, as answers tell it.")],
    user: User = ME, json_: Json = False, library: Library = None, model: Model = None, offline: Offline = False,
) -> None:  # fmt: skip
    """Answer a kept turn again, and say whether the answer is the same."""
    with opened(settings_of(library, model, offline), with_model=True) as usher:
        greet(usher, user)
        told = usher.replay(turn, person=user)
    if json_:
        as_json(told)
    else:
        print(told["reply"])
        same = "The same answer as then." if told["same"] else f"Not as then: {', '.join(told['differs'])} differ; "
        print(f"\n{same}" + ("" if told["same"] else "the library, the history or the model changed since."))
    raise typer.Exit(0 if told["same"] else 1)
