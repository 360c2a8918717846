"""Items and histories taken into a library, told step by step: for commands, and for calls over the socket."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from indexers import pipeline
from indexers.enriching import run as enriching
from indexers.enriching import transcripts
from indexers.enriching.choose import Service
from indexers.enriching.fetch import Fetcher
from indexers.enriching.run import services_of
from indexers.history import imports
from indexers.history.corrections import waiting
from indexers.history.servers import import_server
from indexers.library import Library
from indexers.media.models import StageName
from indexers.merging import merge
from indexers.models import Interaction
from indexers.progress import PAUSED, Pause, Step
from indexers.safekeeping import carrying
from indexers.sources import movielens, open_source
from indexers.stages import can_open_files, choose_stages, make_stages, shipped
from tools.ranking.taste.training import train as training

Report = TypeVar("Report")
_LOOK_S = 0.2  # how often a pause is asked after
Told = dict[str, Any]  # {"done", "total", "doing"}, {"note"}, and {"report": {...}} at the end of each


def index(
    library: Library,
    sources: Sequence[str],
    only: Sequence[str] | None = None,
    people: Mapping[str, str] | None = None,
    since: datetime | None = None,
    *,
    enrich: bool = False,
) -> Iterator[Told]:
    """Bring the library up to each source, then let the stages read the files. All sources are looked at first.

    `only`: names of stages ("text" alone: no file is opened). `people`: whose a server's accounts are, person to
    account; kept from then on. `since`: of servers, only what changed. `enrich`: ask services on the net about works
    that lack facts, and fetch the transcripts that feeds name, saying first about which and from where. Raises
    SourceError, LibraryError, WeightsError,
    UsageError for a stage that there is not. Closed at any step, it keeps what was committed.
    """
    chosen = choose_stages(only)
    paths = [Path(source) for source in sources if "://" not in source]
    several = sum(path.is_dir() for path in paths) > 1
    services = services_of(library.settings) if enrich else []
    opened = [open_source(source, library, several=several, since=since) for source in sources]
    for source in opened:
        report = yield from _told(pipeline.stream(library, source), library.pause)
        yield {"report": asdict(report)}
        if source.server is not None:
            yield {"done": 0, "total": 0, "doing": "reading what was watched"}
            yield {"report": {"source": source.name, **asdict(import_server(library, source.server, people or {}))}}
    for ratings in [file for path in paths if movielens.is_movielens(path) for file in movielens.ratings_of(path)]:
        yield from read_history(library, "movielens", ratings, None)
    if services:
        names = [source.name for source in opened]
        yield from _enrich(library, names, services)
        yield from _fetch_transcripts(library, names)
    shipped.put(library)
    yield from _read_files(library, chosen)


def _enrich(library: Library, sources: Sequence[str], services: Sequence[Service]) -> Iterator[Told]:
    try:
        planned = enriching.plan(library, sources, services)
        for said in enriching.announce(planned):
            yield {"note": said}
        for report in (yield from _told(enriching.stream(library, planned), library.pause)):
            yield {"note": f"{report.service} knew {report.found} of {report.asked} works that it was asked about."}
            yield from ({"note": note} for note in report.notes)
    finally:
        for service in services:
            service.close()


def _fetch_transcripts(library: Library, sources: Sequence[str]) -> Iterator[Told]:
    wanted = transcripts.plan(library, sources)
    if wanted and not can_open_files():
        yield {
            "note": f"{len(wanted)} transcripts are not fetched: the media extra, which reads them, is not installed."
        }
        return
    for said in transcripts.announce(wanted):
        yield {"note": said}
    if wanted:
        with Fetcher() as fetcher:
            report = yield from _told(transcripts.stream(library, wanted, fetcher), library.pause)
        yield {"note": f"{report.read} of {report.asked} transcripts were read."}
        yield from ({"note": note} for note in report.notes)


def _read_files(library: Library, chosen: Sequence[StageName]) -> Iterator[Told]:
    if not chosen or not library.catalogue.has_files():
        return
    stages, notes = make_stages(library, chosen)
    for note in notes:
        yield {"note": note}
    if not stages:
        return
    from indexers.stages import run

    for note in run.warn(library, stages):
        yield {"note": note}
    reports = yield from _told(run.stream(library, stages))
    for report in reports:
        yield {"report": asdict(report)}
    if any(report.done for report in reports if report.stage == "sound"):
        with library.vectors.writing():
            for note in (yield from _told(merge(library, anew=True))):
                yield {"note": note}


def _told(steps: Generator[Step, None, Report], pause: Pause | None = None) -> Generator[Told, None, Report]:
    """The steps; none is taken in a pause."""
    try:
        while True:
            step = next(steps)
            yield _of_step(step)
            while pause is not None and pause.is_on:
                yield _of_step(replace(step, doing=PAUSED))
                time.sleep(_LOOK_S)
    except StopIteration as done:
        report: Report = done.value
        return report
    finally:
        steps.close()


def _of_step(step: Step) -> Told:
    return {name: value for name, value in asdict(step).items() if value is not None}


def train(library: Library) -> Iterator[Told]:
    """Learn the ranker from everyone's histories, told like `index`. Raises UsageError, LibraryError."""
    outcome = yield from _told(training.stream(library))
    yield {"report": {"taken": outcome.is_taken, "reason": outcome.reason, **outcome.figures}}


def read_history(
    library: Library, kind: str, file: Path, person: str | None, people: Mapping[str, str] | None = None
) -> Iterator[Told]:
    """Read an export of history; steps count bytes. Raises UsageError for an unknown kind, SourceError."""
    report = yield from _told(imports.stream(library, kind, file, person, people))
    if person is not None:
        carrying.take_rest(file, library.person(person))
    yield {"report": {"source": str(file), **asdict(report)}}


def history(library: Library, person: str | None, *, unmatched: bool = False) -> list[Told]:
    """What is kept of a person's history: the fields that a row has, its number, and its item's title here.

    `unmatched`: what waits for its item, each work once with its `times`, and what it `may_be`.
    """
    rows = library.person(person).rows(unmatched=unmatched)
    if unmatched:
        return [_row(number, row, **more) for number, row, more in waiting(library, rows)]
    columns = library.catalogue.columns()
    places = [columns.row_of.get(row.item or "") for _, row in rows]
    return [
        _row(number, row, **({} if place is None else {"title_here": columns.titles[place]}))
        for (number, row), place in zip(rows, places, strict=True)
    ]


def _row(number: int, row: Interaction, **more: Any) -> Told:
    return {"row": number, **row.model_dump(mode="json", exclude_defaults=True), **more}
