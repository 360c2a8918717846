"""usher import: what people have seen, rated and said."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from agent.faces.cli.door import ME, opened, settings_of
from agent.faces.cli.options import Json, Library, Model, Offline
from agent.faces.cli.show import as_json


def import_(
    kind: Annotated[str, typer.Argument(help="auto or jsonl")],
    file: Annotated[Path, typer.Argument(help="The file to read.")],
    user: Annotated[str, typer.Option("--user", metavar="NAME", help="For lines that name nobody.")] = ME,
    json_: Json = False,
    library: Library = None,
    model: Model = None,
    offline: Offline = False,
) -> None:
    """Read a history of views and ratings."""
    code = 0
    with opened(settings_of(library, model, offline)) as usher:
        for event in usher.import_history(kind, file, user):
            if "report" not in event:
                continue
            report = event["report"]
            for line in report["bad"][:20]:
                print(f"line {line['number']}: {line['cause']}", file=sys.stderr)
            code = 1 if report["bad"] else 0
            if json_:
                as_json(report)
            else:
                print(f"{file}: {report['added']} added, {report['known']} known already, "
                      f"{report['unmatched']} wait for their item, {len(report['bad'])} bad")  # fmt: skip
    raise typer.Exit(code)
