"""usher index: read sources into the library, and what is in their files."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from agent.faces.cli.door import fetch_for_files, opened, settings_of
from agent.faces.cli.options import Json, Library, Model, Offline, pairs_of
from agent.faces.cli.progress import Bar
from agent.faces.cli.show import as_json
from agent.settings import Settings
from indexers.progress import PAUSED

if TYPE_CHECKING:
    from agent.faces.remote import RemoteUsher
    from agent.usher import Usher
    from indexers.settings import LibrarySettings

_MAX_BAD_SHOWN = 20
_SOURCES = "A folder of media, a .jsonl or .csv of items, a feed, or a server's address."
_AS = "Whose a server's account is: me=Anna. Kept, until it is said anew."
_ENRICH = (
    "Ask Wikidata, and with your key TMDB and MusicBrainz, about works that lack facts, and fetch the transcripts that"
    " feeds name; says which before."
)
_PAUSE = "Hold indexing back: what is at hand is finished, and the rest waits."
_PAUSED = "Indexing is paused; `usher index --resume` lets it go on."
_ONLY = "Of text, look, sound and speech, only these; text is always read."


def index(
    sources: Annotated[list[str] | None, typer.Argument(metavar="SOURCE...", help=_SOURCES)] = None,
    only: Annotated[str | None, typer.Option(metavar="STAGES", help=_ONLY)] = None,
    as_: Annotated[list[str] | None, typer.Option("--as", metavar="PERSON=ACCOUNT", help=_AS)] = None,
    watch: Annotated[bool, typer.Option(help="Go on, and index again when something changes.")] = False,
    enrich: Annotated[bool, typer.Option("--enrich", help=_ENRICH)] = False,
    pause: Annotated[bool, typer.Option("--pause", help=_PAUSE)] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Let it go on.")] = False,
    jobs: Annotated[int | None, typer.Option(min=1, help="Threads for the models.")] = None,
    json_: Json = False,
    library: Library = None,
    model: Model = None,
    offline: Offline = False,
) -> None:
    """Read items into the library, then look into and listen to their files."""
    settings, people = settings_of(library, model, offline, threads=jobs), pairs_of(as_ or ())
    if pause or resume:
        _hold(settings, on=pause and not resume)
        if not sources:
            return
    if not sources:
        raise typer.BadParameter("Name a source: a folder, a file or a server's address.", param_hint="SOURCE")
    fetch_for_files(settings, sources, only)
    with opened(settings, create=True) as usher:
        try:
            code = show_index(usher, sources, only=only, people=people, enrich=enrich, as_json_=json_)
            if watch:
                _go_on(usher, sources, settings.indexing, only, json_)
        except KeyboardInterrupt:
            print("\nStopped. What was read is kept; run the same command to go on.", file=sys.stderr)
            raise typer.Exit(130) from None
    raise typer.Exit(code)


def _hold(settings: Settings, *, on: bool) -> None:
    with opened(settings) as usher:
        usher.pause(on=on)
    print(_PAUSED if on else "Indexing goes on.", file=sys.stderr)


def _go_on(
    usher: Usher | RemoteUsher, sources: Sequence[str], settings: LibrarySettings, only: str | None, json_: bool
) -> None:
    """Until it is stopped."""
    from indexers.sources.watch import changes

    paths = [Path(source).expanduser() for source in sources if "://" not in source]
    print("Watching for changes; Ctrl-C ends it.", file=sys.stderr)
    for _ in changes(paths, every_s=settings.watch_every_s, settle_s=settings.settle_s):
        show_index(usher, sources, only=only, as_json_=json_)


def show_index(
    usher: Usher | RemoteUsher,
    sources: Sequence[str],
    *,
    only: str | None = None,
    people: Mapping[str, str] | None = None,
    enrich: bool = False,
    as_json_: bool = False,
) -> int:
    """Index with progress and a line for each report; 1 if something could not be read."""
    code = 0
    stages, was_paused = only.split(",") if only is not None else None, False
    with Bar("Indexing", unit="items") as bar:
        for event in usher.index(sources, only=stages, people=people, enrich=enrich):
            if "report" in event:
                code = max(code, _report(event["report"], as_json_))
            elif "note" in event:
                print(event["note"], file=sys.stderr)
            else:
                is_paused = event["doing"] == PAUSED
                if is_paused and not was_paused:
                    print(_PAUSED, file=sys.stderr)
                was_paused = is_paused
                bar.update(event["done"], event["total"], event["doing"], event.get("left_s"))
    return code


def _report(report: dict[str, Any], json_: bool) -> int:
    bad = [f"line {line['number']}: {line['cause']}" for line in report.get("bad", ())]
    bad += [f"{failure['item']}: {failure['cause']}" for failure in report.get("failures", ())]
    for said in bad[:_MAX_BAD_SHOWN]:
        print(said, file=sys.stderr)
    if len(bad) > _MAX_BAD_SHOWN:
        print(f"and {len(bad) - _MAX_BAD_SHOWN} more that could not be read", file=sys.stderr)
    for cause, count in report.get("causes", {}).items():
        print(f"{report['stage']} skipped {count}: {cause}", file=sys.stderr)
    for note in report.get("notes", ()):
        print(note, file=sys.stderr)
    if json_:
        as_json(report)
    elif "people" in report:
        counted = ", ".join(f"{report[key]} {key}" for key in ("added", "known", "unmatched"))
        back = f", {report['taken_back']} taken back" if report["taken_back"] else ""
        print(f"{report['source']}: {counted}{back}, {len(report['people'])} people")
    elif "stage" in report:
        counted = ", ".join(f"{report[key]} {key}" for key in ("done", "skipped", "failed", "unchanged"))
        print(f"{report['stage']}: {counted}, {report['seconds']:.1f} s")
    else:
        counted = ", ".join(f"{report[key]} {key}" for key in ("added", "changed", "removed", "unchanged"))
        print(f"{report['source']}: {counted}, {len(bad)} bad, {report['seconds']:.1f} s")
    return 1 if bad else 0
