"""usher why: what an item's score is made of."""

from __future__ import annotations

from typing import Annotated

import typer

from agent.faces.cli.door import ME, greet, opened, settings_of
from agent.faces.cli.options import Json, Library, Model, Offline, User
from agent.faces.cli.show import as_json, print_explanation


def why(
    item: Annotated[str, typer.Argument(help="An id, or a title that is unique.")],
    user: User = ME,
    turn: Annotated[str | None, typer.Option(help="As it was at this turn; else as it is now.")] = None,
    json_: Json = False,
    library: Library = None,
    model: Model = None,
    offline: Offline = False,
) -> None:
    """Why ITEM has its score."""
    with opened(settings_of(library, model, offline)) as usher:
        greet(usher, user)
        explanation = usher.why(item, person=user, turn=turn)
        as_json(explanation.model_dump(mode="json", by_alias=True)) if json_ else print_explanation(explanation)
