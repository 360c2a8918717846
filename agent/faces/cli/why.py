"""usher why: what an item's score is made of."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from agent.faces.cli.door import ME, greet, meet, opened, settings_of
from agent.faces.cli.options import Fairness, Json, Library, Model, Offline, User, With
from agent.faces.cli.show import as_json, print_explanation


def why(
    item: Annotated[str, typer.Argument(help="An id, or a title that is unique.")],
    user: User = ME,
    with_: With = None,
    fairness: Fairness = "least-misery",
    turn: Annotated[str | None, typer.Option(help="As it was at this turn; else as it is now.")] = None,
    attention: Annotated[
        Path | None, typer.Option(help="Write a PNG here: where the image encoder looks in the frame that counts most.")
    ] = None,
    json_: Json = False,
    library: Library = None,
    model: Model = None,
    offline: Offline = False,
) -> None:
    """Why ITEM has its score."""
    with opened(settings_of(library, model, offline)) as usher:
        greet(usher, user)
        meet(usher, with_ or ())
        explanation = usher.why(item, person=user, turn=turn, together=with_ or (), fairness=fairness)
        region = next((one for one in explanation.inside if one.kind == "region"), None)
        if attention is not None and region is not None:
            attention.write_bytes(usher.attention(region.part or explanation.item, region.start_s or 0.0))
        as_json(explanation.model_dump(mode="json", by_alias=True)) if json_ else print_explanation(explanation)
        if attention is not None and region is None:
            print("No region of a frame counts here, so there is no picture to write.", file=sys.stderr)
