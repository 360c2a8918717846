"""What is known of a file's speech before anybody listens: subtitles in it and beside it, transcripts, lyrics."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from indexers.errors import SourceError, Undecodable
from indexers.media.models import Chapter, Transcript
from indexers.models import Item
from indexers.reading.subtitles import clean_lines, find_subtitles, read_subtitles

if TYPE_CHECKING:
    from indexers.media.decode import Media

# Of a film's or a lecture's minute; where only the foreign sentences are subtitled there are fewer.
LEAST_LINES_A_MINUTE = 1.0
_SHORT_S = 300.0  # below it any line counts
_ORDER = ("subtitles", "feed", "lyrics")


def known_transcript(item: Item, media: Media) -> Transcript | None:
    """The best that there is: in a language that is spoken in it, else English, else any; None: listen.

    Subtitles come before transcripts of a feed, these before lyrics; what is inside the file before what lies beside
    it. What covers only some sentences does not count.
    """
    spoken = _spoken(item, media)
    found = [one for one in _transcripts(media, spoken) if _covers(one, media.probe.duration_s)]
    return min(found, key=lambda one: (_ORDER.index(one.source), _distance(one.language, spoken)), default=None)


def chapters_of(item: Item, media: Media) -> tuple[Chapter, ...]:
    """Those that the source found for the file, else the container's own."""
    given = item.extra.get("chapters")
    if not isinstance(given, list):
        return media.probe.chapters
    return tuple(found for entry in given if (found := chapter(entry)))


def _spoken(item: Item, media: Media) -> tuple[str, ...]:
    tracks = (stream.language for stream in media.probe.streams if stream.kind == "audio" and stream.language)
    return tuple(dict.fromkeys([*tracks, *item.languages]))


def _transcripts(media: Media, spoken: Sequence[str]) -> Iterator[Transcript]:
    """Files that cannot be read are passed over: others, or the ear, stand in for them."""
    if inside := _inside(media, spoken):
        yield inside
    for path, language, kind in find_subtitles(media.path):
        if kind == "forced":
            continue
        try:
            yield read_subtitles(path, language)
        except SourceError:
            continue


def _inside(media: Media, spoken: Sequence[str]) -> Transcript | None:
    tracks = [stream.language for stream in media.probe.streams if stream.kind == "subtitle"]
    if not tracks:
        return None
    try:
        found = media.subtitles(min(tracks, key=lambda language: _distance(language, spoken)))
    except Undecodable:
        return None
    if found is None:
        return None
    lines = clean_lines((line.start_s, line.end_s, line.text) for line in found.lines)
    return Transcript(tuple(lines), found.language, found.source)


def _distance(language: str, spoken: Sequence[str]) -> int:
    """0: spoken, as far as is known; then English, which the text encoder reads."""
    if language in spoken or not language:
        return 0
    return 1 if language == "en" else 2


def _covers(transcript: Transcript, duration_s: float | None) -> bool:
    if not duration_s or duration_s < _SHORT_S:
        return bool(transcript.lines)
    return len(transcript.lines) >= LEAST_LINES_A_MINUTE * duration_s / 60


def chapter(entry: object) -> Chapter | None:
    """From [start, end or null, title]."""
    match entry:
        case [int() | float() as start, end, str(title)] if end is None or isinstance(end, int | float):
            return Chapter(float(start), None if end is None else float(end), title)
        case _:
            return None
