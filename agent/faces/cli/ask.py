"""usher ask: one question, or a batch of them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from agent.faces.cli.door import ME, greet, opened, settings_of
from agent.faces.cli.options import Json, Library, Model, Offline, Picks, User
from agent.faces.cli.show import as_json
from indexers.errors import SourceError, UsageError, UsherError

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
    """One JSON answer a line, in order; 1 if any line was bad."""
    code = 0
    for line in read_lines(file):
        try:
            given = batch_line(line)
            messages = given.get("messages")
            if not isinstance(messages, list):
                raise UsageError("A line needs messages: a list.")
            greet(usher, given.get("user"))
            answer = usher.ask(messages, person=given.get("user"), n=n, remember=remember)
            as_json(answer.as_json())
        except UsherError as error:
            as_json({"error": str(error)})
            code = 1
    return code


def read_lines(file: Path) -> Iterator[str]:
    """The lines of a batch that are not blank. Raises SourceError."""
    try:
        with file.open(encoding="utf8", errors="replace") as lines:
            yield from (line for line in lines if line.strip())
    except OSError as error:
        raise SourceError(f"{file} cannot be read: {error.strerror}.") from None


def batch_line(line: str) -> dict[str, Any]:
    """A line as a JSON object with a name or nobody as `user`. Raises UsageError."""
    try:
        given = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise UsageError(f"The line is not JSON: {error}.") from None
    if not isinstance(given, dict) or not isinstance(given.get("user"), str | None):
        raise UsageError('A line must be an object such as {"user": "ann", ...}.')
    return given
