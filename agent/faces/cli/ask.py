"""usher ask: one question, or a batch of them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agent.faces.cli.batch import Line, answer_lines
from agent.faces.cli.door import ME, greet, opened, settings_of
from agent.faces.cli.options import Json, Library, Model, Offline, Picks, User
from agent.faces.cli.show import as_json
from indexers.errors import UsageError

if TYPE_CHECKING:
    from agent.faces.remote import RemoteUsher
    from agent.usher import Usher


def ask(
    text: Annotated[str | None, typer.Argument(metavar="TEXT", help="What you would say.")] = None,
    user: User = ME,
    conversation: Annotated[str | None, typer.Option(help="Go on with this conversation.")] = None,
    n: Picks = None,
    json_: Json = False,
    batch: Annotated[Path | None, typer.Option(metavar="FILE.jsonl", help="Many questions, one a line.")] = None,
    remember: Annotated[bool, typer.Option("--remember", help="A batch may write to histories.")] = False,
    library: Library = None,
    model: Model = None,
    offline: Offline = False,
) -> None:
    """Answer TEXT and leave."""
    if (text is None) == (batch is None):
        raise UsageError("Give either TEXT or --batch FILE.jsonl.")
    settings = settings_of(library, model, offline)
    with opened(settings, with_model=True) as usher:
        if batch is not None:
            raise typer.Exit(_batch(usher, batch, n, remember))
        assert text is not None
        greet(usher, user)
        answer = usher.ask(text, person=user, conversation=conversation, n=n)
        as_json(answer.as_json()) if json_ else print(answer.reply)
        if answer.model.note and settings.chat.model != "planner" and not json_:
            print(f"({answer.model.note})", file=sys.stderr)


def _batch(usher: Usher | RemoteUsher, file: Path, n: int | None, remember: bool) -> int:
    def answer(line: Line) -> Line:
        if not isinstance(line.get("messages"), list):
            raise UsageError("A line needs messages: a list.")
        return usher.ask(line["messages"], person=line.get("user"), n=n, remember=remember).as_json()

    return answer_lines(usher, file, answer)
