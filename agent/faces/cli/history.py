"""usher import: what people have seen, rated and said."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from agent.faces.cli.door import ME, opened, settings_of
from agent.faces.cli.options import Json, Library, Model, Offline
from agent.faces.cli.progress import Bar
from agent.faces.cli.show import as_json

_MOST_BAD_SHOWN = 20
_KINDS = "auto, or one of jsonl, movielens, letterboxd, netflix, spotify, lastfm, trakt, youtube, kodi"


def import_(
    kind: Annotated[str, typer.Argument(help=_KINDS)],
    file: Annotated[Path, typer.Argument(help="The zip, folder or file of the export.")],
    user: Annotated[str, typer.Option("--user", metavar="NAME", help="For rows that name nobody.")] = ME,
    json_: Json = False,
    library: Library = None,
    model: Model = None,
    offline: Offline = False,
) -> None:
    """Read a history of views, plays and ratings from another service."""
    with opened(settings_of(library, model, offline)) as usher, Bar("Importing", unit="MB", scale=1e6) as bar:
        try:
            code = 0
            for event in usher.import_history(kind, file, user):
                if "report" in event:
                    code = _report(event["report"], json_)
                else:
                    bar.update(event["done"], event["total"], event["doing"])
        except KeyboardInterrupt:
            print("\nStopped. What was read is kept; the same command reads the rest.", file=sys.stderr)
            raise typer.Exit(130) from None
    raise typer.Exit(code)


def _report(report: dict[str, Any], json_: bool) -> int:
    """Show what became of the rows; 1 if some could not be read."""
    bad = report["bad"]
    for line in bad[:_MOST_BAD_SHOWN]:
        print(f"{line['place']} line {line['number']}: {line['cause']}".lstrip(), file=sys.stderr)
    if len(bad) > _MOST_BAD_SHOWN:
        print(f"and {len(bad) - _MOST_BAD_SHOWN} more that could not be read", file=sys.stderr)
    for note in report["notes"]:
        print(note, file=sys.stderr)
    if json_:
        as_json(report)
    else:
        print(f"{report['source']}: {report['added']} added, {report['known']} known already, "
              f"{report['unmatched']} wait for their item, {len(bad)} bad")  # fmt: skip
    return 1 if bad else 0
