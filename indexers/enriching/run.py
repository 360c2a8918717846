"""Ask services about works that lack facts; each answer is kept at once, so that no question is asked twice."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from indexers.catalogue import Catalogue
from indexers.enriching.choose import Service
from indexers.enriching.musicbrainz import MusicBrainz
from indexers.enriching.tmdb import Tmdb
from indexers.enriching.wikidata import Wikidata
from indexers.errors import SourceError, UsageError
from indexers.library import Library
from indexers.merging import merge
from indexers.models import Item
from indexers.progress import Step
from indexers.settings import LibrarySettings

_AGAIN = timedelta(days=30)  # a work that a service did not know may be there by then
_A_LINE = 10  # titles
_WANTED = ("genres", "languages", "description")


@dataclass
class Enriched:
    """What came of it, for one service."""

    service: str
    asked: int = 0
    found: int = 0
    notes: list[str] = field(default_factory=list)


Plan = list[tuple[Service, list[Item]]]


def services_of(settings: LibrarySettings) -> list[Service]:
    """Those that can be asked: the person's own keys first, as they say most. Raises UsageError offline."""
    if settings.offline:
        raise UsageError("--enrich asks services on the net, which --offline forbids.")
    services: list[Service] = []
    if settings.tmdb_key is not None:
        services.append(Tmdb(settings.tmdb_key.get_secret_value().strip()))
    if settings.musicbrainz_contact:
        services.append(MusicBrainz(settings.musicbrainz_contact))
    return [*services, Wikidata()]


def plan(library: Library, sources: Sequence[str], services: Sequence[Service], now: datetime | None = None) -> Plan:
    """For each service the works of these sources that lack something, and that it was not asked about lately."""
    works = [work for source in sources for work in _bare(library.catalogue, source)]
    oldest = ((now or datetime.now(UTC)) - _AGAIN).isoformat()
    planned: Plan = []
    for service in services:
        known = {
            id_ for id_, (at, reference) in library.catalogue.asked(service.name).items() if reference or at > oldest
        }
        planned.append((service, [work for work in works if work.medium in service.media and work.id not in known]))
    return planned


def announce(planned: Plan) -> Iterator[str]:
    """What leaves this machine, said before it does."""
    for service, works in planned:
        if not works:
            continue
        many = "1 work" if len(works) == 1 else f"{len(works):,} works"
        yield f"{service.title} is asked about {many}; titles, years, makers and ids are sent:"
        for start in range(0, len(works), _A_LINE):
            some = works[start : start + _A_LINE]
            yield "  " + ", ".join(f"{work.title} ({work.year})" if work.year else work.title for work in some)


def stream(library: Library, planned: Plan) -> Generator[Step, None, list[Enriched]]:
    """Ask, work by work. Yields a Step each; may be closed at any step, and then goes on from there.

    A service that fails is a note. Raises LibraryError, WeightsError.
    """
    total, done, reports = sum(len(works) for _, works in planned), 0, []
    for service, works in planned:
        report = Enriched(service.title)
        reports.append(report)
        for work in works:
            yield Step(done, total, f"asking {service.title}")
            try:
                _ask(library, service, work, report)
            except SourceError as error:
                report.notes.append(str(error))
                break
            done += 1
    with library.vectors.writing():
        yield from merge(library)
    return reports


def _ask(library: Library, service: Service, work: Item, report: Enriched) -> None:
    found = service.find(work)
    report.asked += 1
    report.found += found is not None
    at = datetime.now(UTC).isoformat()
    with library.catalogue.note() as change:
        facts = json.dumps(found.fields, ensure_ascii=False) if found else "{}"
        change.look_up(work.id, service.name, at, found.reference if found else "", facts)


def _bare(catalogue: Catalogue, source: str) -> Iterator[Item]:
    """Works of the source that lack a fact which people ask for, and say enough to be found by."""
    works = {item.id: item for item in catalogue.get(catalogue.ids_of(source)) if item.parent is None}
    for item in works.values():
        can_be_found = bool(item.year or item.extra.get("ids")) and item.medium != "ad"
        if can_be_found and not all(getattr(item, name) for name in _WANTED):
            yield item
