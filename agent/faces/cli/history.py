"""usher import, usher history: what people have seen, rated and said."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from agent.faces.cli.door import ME, greet, opened, settings_of
from agent.faces.cli.options import Json, Library, Model, Offline, User, pairs_of
from agent.faces.cli.progress import Bar
from agent.faces.cli.show import as_json

_MOST_BAD_SHOWN = 20
_AS = "Whose a profile of the export is: me=Anna. Others go to the people of their names."
_NOTHING = "none"
_LINK = f"The row means this item: an id or a unique title; {_NOTHING}: nothing here."
_KINDS = "auto, or one of jsonl, movielens, letterboxd, netflix, spotify, lastfm, trakt, youtube, kodi"


def import_(
    kind: Annotated[str, typer.Argument(help=_KINDS)],
    file: Annotated[Path, typer.Argument(help="The zip, folder or file of the export.")],
    user: Annotated[str, typer.Option("--user", metavar="NAME", help="For rows that name nobody.")] = ME,
    as_: Annotated[list[str] | None, typer.Option("--as", metavar="PERSON=NAME", help=_AS)] = None,
    json_: Json = False,
    library: Library = None,
    model: Model = None,
    offline: Offline = False,
) -> None:
    """Read a history of views, plays and ratings from another service."""
    people = pairs_of(as_ or ())
    with opened(settings_of(library, model, offline)) as usher, Bar("Importing", unit="MB", scale=1e6) as bar:
        try:
            code = 0
            for event in usher.import_history(kind, file, user, people):
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


def history(
    user: User = ME,
    unmatched: Annotated[bool, typer.Option("--unmatched", help="Only rows whose item is not here yet.")] = False,
    link: Annotated[tuple[int, str] | None, typer.Option("--link", metavar="ROW ITEM", help=_LINK)] = None,
    json_: Json = False,
    library: Library = None,
    model: Model = None,
    offline: Offline = False,
) -> None:
    """List what is kept of a person's history, or say what a row of it means."""
    with opened(settings_of(library, model, offline)) as usher:
        greet(usher, user)
        if link is not None:
            row, item = link
            changed = usher.correct(row, None if item == _NOTHING else item, user)
            as_json({"changed": changed}) if json_ else print(f"{changed} rows changed; kept for later imports")
            return
        for told in usher.history(user, unmatched=unmatched):
            as_json(told) if json_ else print(_line(told))


def _line(told: dict[str, Any]) -> str:
    """ "12  2020-05-01  rating 4.5/5  Moon (2009)"."""
    value = f" {told['value']:g}/{told.get('scale', 1):g}" if "value" in told else ""
    year = f" ({told['year']})" if "year" in told else ""
    season = f" {told.get('season', '?')}x{told['number']}" if "number" in told else ""
    series = f"{told['series']}{season}: " if "series" in told else ""
    artist = f"{told['artist']}: " if "artist" in told else ""
    said = f"{series or artist}{told.get('title', '')}{year}".rstrip(": ")
    here = told.get("title_here") or told.get("item", "")
    about = told.get("text", "") if told["kind"] == "search" else said or here
    means = "" if told["kind"] == "search" else f"  -> {here}" if here else "  (waits)"
    if "may_be" in told:
        near = " or ".join(f"{one['title']} ({one['year']}, {one['id']})" for one in told["may_be"])
        means = f"  x{told['times']}" + (f"  may be {near}" if near else "")
    return f"{told['row']:>6}  {told.get('at', '')[:10]:10}  {told['kind']}{value}  {about}{means}"
