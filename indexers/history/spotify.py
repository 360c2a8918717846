"""Spotify's exports: the account data (StreamingHistory*.json) and the extended history (Streaming_History_Audio_*,
endsong_*): plays of tracks, episodes and videos; YourLibrary.json: what was saved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from indexers.history.export import Export, Member, Part, Said
from indexers.history.export.dates import read_date
from indexers.history.export.rows import cell, json_rows
from indexers.models import Interaction, Medium
from indexers.reading.lines import Line, LineError, number_of

_HEARD_MS = 30_000  # what Spotify itself counts as a play
_MOST_MS = 1e9


def parts_of(export: Export) -> list[Part]:
    """The extended history alone where it is there: the account data hold a part of the same plays."""
    members = [member for member in export.members if member.suffix == ".json"]
    extended = [member for member in members if b'"ms_played"' in member.head and b'"ts"' in member.head]
    plain = [member for member in members if b'"msPlayed"' in member.head and b'"endTime"' in member.head]
    saved = [member for member in members if member.stem == "yourlibrary" and b'"tracks"' in member.head]
    plays = [Part(member, json_rows, _extended) for member in extended]
    plays = plays or [Part(member, json_rows, _plain) for member in plain]
    return [*plays, *(Part(member, _saved_rows, _saved) for member in saved)]


def _extended(record: Mapping[str, Any]) -> Iterator[Said]:
    at = read_date(cell(record, "ts"))
    track, episode = cell(record, "master_metadata_track_name"), cell(record, "episode_name")
    if not track and not episode:
        return  # local files and audiobooks whose names Spotify does not give
    heard = number_of(record, "ms_played", 0, _MOST_MS)
    ids = _uri(record, "spotify_track_uri" if track else "spotify_episode_uri")
    skipped = record.get("skipped") is True or record.get("reason_end") == "fwdbtn"
    if track:
        artist = cell(record, "master_metadata_album_artist_name")
        yield _play(heard, skipped, at=at, title=track, artist=artist, medium="track", ids=ids)
    else:
        show = cell(record, "episode_show_name")
        yield _play(heard, skipped, at=at, title=episode, series=show, medium="episode", ids=ids)


def _plain(record: Mapping[str, Any]) -> Iterator[Said]:
    heard = number_of(record, "msPlayed", 0, _MOST_MS)
    track, episode = cell(record, "trackName"), cell(record, "episodeName")
    if not track and not episode:
        raise LineError("names no track or episode")
    at = read_date(cell(record, "endTime"))
    if track:
        yield _play(heard, False, at=at, title=track, artist=cell(record, "artistName"), medium="track")
    else:
        yield _play(heard, False, at=at, title=episode, series=cell(record, "podcastName"), medium="episode")


def _play(heard_ms: float | None, skipped: bool, **fields: Any) -> Said:
    """A play of half a minute is a view; one that ended sooner, by a skip or not, is a skip."""
    short = heard_ms is not None and heard_ms < _HEARD_MS
    minutes = heard_ms / 60_000 if heard_ms is not None and (skipped or fields["medium"] == "episode") else None
    return "", Interaction(kind="skip" if short else "view", minutes=minutes, source="spotify", **fields)


def _saved_rows(member: Member) -> Iterator[Line]:
    """The entries of the lists in YourLibrary.json, each with the name of its list."""
    for line in json_rows(member):
        if line.record is None:
            yield line
            continue
        for name, entries in line.record.items():
            for number, entry in enumerate(entries if isinstance(entries, list) else (), 1):
                yield Line(number, {**entry, "_list": name} if isinstance(entry, dict) else None, "is no entry")


def _saved(record: Mapping[str, Any]) -> Iterator[Said]:
    kinds: dict[str, tuple[Medium, str]] = {
        "tracks": ("track", "track"), "albums": ("album", "album"), "shows": ("podcast", "name"),
        "episodes": ("episode", "name"),
    }  # fmt: skip
    if record["_list"] not in kinds:
        return
    medium, field = kinds[record["_list"]]
    if title := cell(record, field):
        yield (
            "",
            Interaction(
                kind="like",
                title=title,
                artist=cell(record, "artist"),
                series=cell(record, "show"),
                medium=medium,
                ids=_uri(record, "uri"),
                source="spotify",
            ),
        )


def _uri(record: Mapping[str, Any], name: str) -> dict[str, str]:
    """ "spotify:track:ID" -> ID under `spotify`."""
    found = cell(record, name).rpartition(":")[2]
    return {"spotify": found} if found else {}
