"""usher recommend: no conversation, the best that this person has not had."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agent.faces.cli.batch import Line, answer_lines
from agent.faces.cli.door import ME, greet, meet, opened, settings_of
from agent.faces.cli.options import Fairness, Json, Library, Model, Offline, Picks, User, With
from agent.faces.cli.show import as_json, print_result, result_json
from indexers.errors import UsageError

if TYPE_CHECKING:
    from agent.faces.remote import RemoteUsher
    from agent.usher import Usher

_DEFAULT_PICKS = 10


def recommend(
    user: User = ME,
    with_: With = None,
    fairness: Fairness = "least-misery",
    n: Picks = None,
    json_: Json = False,
    batch: Annotated[Path | None, typer.Option(metavar="FILE.jsonl", help='Lines {"user": "ann", "n": 10}.')] = None,
    library: Library = None,
    model: Model = None,
    offline: Offline = False,
) -> None:
    """The best items that this person has not had, nor those they are with."""
    with opened(settings_of(library, model, offline)) as usher:
        if batch is not None:
            raise typer.Exit(_batch(usher, batch, n or _DEFAULT_PICKS))
        greet(usher, user)
        meet(usher, with_ or ())
        result = usher.recommend(person=user, n=n or _DEFAULT_PICKS, together=with_ or (), fairness=fairness)
        as_json(result_json(result)) if json_ else print_result(result)


def _batch(usher: Usher | RemoteUsher, file: Path, n: int) -> int:
    def answer(line: Line) -> Line:
        wanted = line.get("n", n)
        if not isinstance(wanted, int) or isinstance(wanted, bool):
            raise UsageError("n must be a whole number.")
        result = usher.recommend(person=line.get("user"), n=wanted)
        return {"user": line.get("user"), **result_json(result)}

    return answer_lines(usher, file, answer)
