"""Transcripts and chapters that a feed names (Podcasting 2.0), for episodes whose file is not here."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from indexers.catalogue.findings import StageRow
from indexers.enriching.fetch import Fetcher, Refused
from indexers.errors import SourceError
from indexers.library import Library
from indexers.media.models import Chapter, Finding, Transcript
from indexers.media.speech import chapter
from indexers.models import Item
from indexers.progress import Step
from indexers.reading.encodings import decode
from indexers.reading.labels import language_code
from indexers.reading.sidecars import chapters_of
from indexers.reading.subtitles import parse_subtitles
from indexers.stages.speech import SpeechStage
from indexers.stages.store import Store

# The kinds that say when something is said, best first; text and HTML do not.
_KINDS = {
    "text/vtt": "vtt",
    "application/x-subrip": "srt",
    "application/srt": "srt",
    "text/srt": "srt",
    "application/json": "json",
}
_METHOD = "1"
_MOST_NOTES = 5


@dataclass(frozen=True)
class Wanted:
    """One episode's transcript. `kind`: vtt, srt or json."""

    item: Item
    address: str
    kind: str
    language: str
    chapters: str  # where its chapters are; empty: nowhere

    @property
    def digest(self) -> bytes:
        said = "\0".join((_METHOD, self.address, self.chapters))
        return hashlib.blake2b(said.encode(), digest_size=16).digest()


@dataclass
class Fetched:
    asked: int = 0
    read: int = 0
    notes: list[str] = field(default_factory=list)


def plan(library: Library, sources: Sequence[str]) -> list[Wanted]:
    """Of these sources' episodes without a file, those whose transcript was not read or refused before."""
    known = library.catalogue.findings.digests("speech")
    items = {item.id: item for source in sources for item in library.catalogue.get(library.catalogue.ids_of(source))}
    shows = {item.id: item.languages for item in library.catalogue.get([i.parent for i in items.values() if i.parent])}
    wanted = []
    for item in items.values():
        languages = item.languages or shows.get(item.parent or "", ())
        if item.path is None and (found := _best(item, languages)):
            wanted.append(found)
    return [one for one in wanted if known.get(one.item.id, (b"", ""))[0] != one.digest]


def announce(wanted: Sequence[Wanted]) -> Iterator[str]:
    """Which hosts are asked, said before they are."""
    addresses = [(one.item.id, address) for one in wanted for address in (one.address, one.chapters) if address]
    hosts = Counter(host for _, host in {(id_, urlsplit(address).hostname or "") for id_, address in addresses})
    if hosts:
        told = ", ".join(f"{host} ({count})" for host, count in hosts.most_common())
        many = "1 episode" if len(wanted) == 1 else f"{len(wanted):,} episodes"
        yield f"Transcripts of {many} are fetched from {told}, and from where these send on to."


def stream(library: Library, wanted: Sequence[Wanted], fetcher: Fetcher) -> Generator[Step, None, Fetched]:
    """Fetch, episode by episode, each kept at once. A host that does not answer is a note, and is asked another day.

    Raises LibraryError, WeightsError.
    """
    report, failed = Fetched(), Counter[str]()
    stage = SpeechStage(library.settings)
    with library.vectors.writing(), Store(library, [stage]) as store:
        for number, one in enumerate(wanted):
            yield Step(number, len(wanted), f"fetching: {one.item.title}")
            report.asked += 1
            try:
                store.put(StageRow(one.item.id, "speech", one.digest, "done", finding=_read(one, fetcher, stage)))
                report.read += 1
            except Refused as error:
                store.put(StageRow(one.item.id, "speech", one.digest, "failed", cause=str(error)))
                failed[str(error)] += 1
            except SourceError as error:
                failed[str(error)] += 1
    report.notes = [
        f"{cause} ({count} transcript{'s' * (count > 1)})" for cause, count in failed.most_common(_MOST_NOTES)
    ]
    return report


def _best(item: Item, languages: Sequence[str]) -> Wanted | None:
    """In the language that is spoken, by the kind that reads best."""
    found = item.extra.get("transcripts")
    named = [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []
    listed = [(kind, one) for one in named if (kind := _kind(one))]
    listed.sort(key=lambda pair: (not _is_spoken(pair[1], languages), list(_KINDS.values()).index(pair[0])))
    if not listed:
        return None
    kind, best = listed[0]
    language = _language(best) or next(iter(languages), "")
    return Wanted(item, str(best["url"]), kind, language, str(item.extra.get("chapters_url") or ""))


def _kind(told: Mapping[str, Any]) -> str | None:
    said, address = str(told.get("type", "")).partition(";")[0].strip().lower(), str(told.get("url", ""))
    suffix = urlsplit(address).path.rpartition(".")[2].lower()
    return _KINDS.get(said) or (suffix if suffix in _KINDS.values() and not said else None)


def _language(told: Mapping[str, Any]) -> str:
    return language_code(str(told.get("language", "")).partition("-")[0]) or ""


def _is_spoken(told: Mapping[str, Any], spoken: Sequence[str]) -> bool:
    return not spoken or not _language(told) or _language(told) in spoken


def _read(one: Wanted, fetcher: Fetcher, stage: SpeechStage) -> Finding:
    """Raises SourceError; Refused for what is no transcript."""
    name = f"{urlsplit(one.address).path.rpartition('/')[2] or 'transcript'}.{one.kind}"
    text = decode(fetcher.get(one.address), one.language)
    try:
        said = parse_subtitles(text, name, one.language)
    except SourceError as error:
        raise Refused(error.message) from None
    if not said.lines:
        raise Refused(f"{name} says nothing.")
    length_s = 60 * one.item.minutes if one.item.minutes else None
    return stage.of_transcript(Transcript(said.lines, one.language, "feed"), _chapters(one, fetcher), length_s)


def _chapters(one: Wanted, fetcher: Fetcher) -> tuple[Chapter, ...]:
    """None where they cannot be had: the transcript is worth more."""
    if not one.chapters:
        return ()
    try:
        told = json.loads(decode(fetcher.get(one.chapters)))
    except (SourceError, ValueError, RecursionError):
        return ()
    entries = chapters_of(told.get("chapters") if isinstance(told, Mapping) else None)
    return tuple(found for entry in entries if (found := chapter(entry)))
