"""usher recommend: no conversation, the best that this person has not had."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agent.faces.cli.ask import batch_line, read_lines
from agent.faces.cli.door import ME, greet, opened, settings_of
from agent.faces.cli.options import Json, Library, Model, Offline, Picks, User
from agent.faces.cli.show import as_json, print_result, result_json
from indexers.errors import UsageError, UsherError

if TYPE_CHECKING:
    from agent.faces.remote import RemoteUsher
    from agent.usher import Usher

_DEFAULT_PICKS = 10


def recommend(
    user: User = ME,
    n: Picks = None,
    json_: Json = False,
    batch: Annotated[Path | None, typer.Option(metavar="FILE.jsonl", help='Lines {"user": "ann", "n": 10}.')] = None,
    library: Library = None,
    model: Model = None,
    offline: Offline = False,
) -> None:
    """The best items that this person has not had."""
    with opened(settings_of(library, model, offline)) as usher:
        if batch is not None:
            raise typer.Exit(_batch(usher, batch, n))
        greet(usher, user)
        result = usher.recommend(person=user, n=n or _DEFAULT_PICKS)
        as_json(result_json(result)) if json_ else print_result(result)


def _batch(usher: Usher | RemoteUsher, file: Path, n: int | None) -> int:
    code = 0
    for line in read_lines(file):
        try:
            given = batch_line(line)
            wanted = given.get("n", n or _DEFAULT_PICKS)
            if not isinstance(wanted, int) or isinstance(wanted, bool):
                raise UsageError("n must be a whole number.")
            greet(usher, given.get("user"))
            result = usher.recommend(person=given.get("user"), n=wanted)
            as_json({"user": given.get("user"), **result_json(result)})
        except UsherError as error:
            as_json({"error": str(error)})
            code = 1
    return code
