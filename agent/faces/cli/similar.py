"""usher similar: works like one that you name."""

from __future__ import annotations

from typing import Annotated

import typer

from agent.faces.cli.door import ME, greet, opened, settings_of
from agent.faces.cli.options import Json, Library, Model, Offline, Picks, User
from agent.faces.cli.show import as_json, print_result, result_json


def similar(
    item: Annotated[str, typer.Argument(help="An id, or a title that is unique.")],
    user: User = ME,
    n: Picks = None,
    json_: Json = False,
    library: Library = None,
    model: Model = None,
    offline: Offline = False,
) -> None:
    """Works like ITEM."""
    with opened(settings_of(library, model, offline)) as usher:
        greet(usher, user)
        result = usher.similar(item, person=user, n=n or 10)
        as_json(result_json(result)) if json_ else print_result(result)
