"""usher index: read sources into the library."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from agent.faces.cli.door import opened, settings_of
from agent.faces.cli.options import Json, Library, Model, Offline
from agent.faces.cli.progress import Bar
from agent.faces.cli.show import as_json

_MAX_BAD_SHOWN = 20


def index(
    sources: Annotated[list[Path], typer.Argument(metavar="SOURCE...", help="A .jsonl or .csv file of items.")],
    json_: Json = False,
    library: Library = None,
    model: Model = None,
    offline: Offline = False,
) -> None:
    """Read items into the library."""
    code = 0
    with opened(settings_of(library, model, offline), create=True) as usher, Bar("Indexing", unit="items") as bar:
        try:
            for event in usher.index(sources):
                if "report" in event:
                    code = max(code, _report(event["report"], json_))
                else:
                    bar.update(event["done"], event["total"], event["doing"])
        except KeyboardInterrupt:
            print("\nStopped. What was read is kept; run the same command to go on.", file=sys.stderr)
            raise typer.Exit(130) from None
    raise typer.Exit(code)


def _report(report: dict[str, object], json_: bool) -> int:
    bad = report["bad"]
    assert isinstance(bad, list)
    for line in bad[:_MAX_BAD_SHOWN]:
        print(f"line {line['number']}: {line['cause']}", file=sys.stderr)
    if len(bad) > _MAX_BAD_SHOWN:
        print(f"and {len(bad) - _MAX_BAD_SHOWN} more bad lines", file=sys.stderr)
    if json_:
        as_json(report)
    else:
        counted = ", ".join(f"{report[key]} {key}" for key in ("added", "changed", "removed", "unchanged"))
        print(f"{report['source']}: {counted}, {len(bad)} bad, {report['seconds']:.1f} s")
    return 1 if bad else 0
