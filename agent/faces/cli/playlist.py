"""usher playlist: tracks in order for a wish, shown or written for a player."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from agent.faces.cli.door import ME, greet, opened, settings_of
from agent.faces.cli.options import Json, Library, Model, Offline, User
from agent.faces.cli.show import as_json
from indexers.errors import UsageError

if TYPE_CHECKING:
    from tools.models import Playlist, Track


_SERVERS = ("jellyfin", "plex", "subsonic")  # as in indexers.sources.servers.choose, which is slow to import
_PLACES = ("m3u", *_SERVERS)
_TO = "Write it: m3u on standard output, or as a playlist of the media server, which TEXT may name as well."


def playlist(
    text: Annotated[str, typer.Argument(metavar="TEXT", help='What it is for: "a 40-minute running playlist".')],
    minutes: Annotated[float | None, typer.Option(min=1, help="How long in all; else as TEXT says.")] = None,
    to: Annotated[str | None, typer.Option(metavar="|".join(_PLACES), help=_TO)] = None,
    user: User = ME,
    json_: Json = False,
    library: Library = None,
    model: Model = None,
    offline: Offline = False,
) -> None:
    """Tracks for TEXT, in order, near to the time asked for."""
    if to is not None and to not in _PLACES:
        raise UsageError(f"A playlist cannot be written to {to!r}; there is: {', '.join(_PLACES)}.")
    with opened(settings_of(library, model, offline)) as usher:
        greet(usher, user)
        found = usher.playlist(text, person=user, minutes=minutes)
        place = to or found.place
        if place in _SERVERS and found.tracks:
            _say(usher.write_playlist(place, text, [track.id for track in found.tracks], user))
        if json_:
            as_json(found.model_dump(mode="json", by_alias=True))
        else:
            sys.stdout.write(as_m3u(found) if place == "m3u" else _listed(found))


def _say(written: Mapping[str, Any]) -> None:
    count, gone = written["tracks"], len(written["left_out"])
    missing = f"; {gone} are not there" if gone else ""
    print(f"Written to {written['server']} as “{written['name']}”: {count} tracks{missing}.", file=sys.stderr)


def as_m3u(found: Playlist) -> str:
    """Extended M3U; tracks without a file or address are left out."""
    lines = ["#EXTM3U"]
    for track in found.tracks:
        if track.play:
            seconds = round(60 * track.minutes) if track.minutes is not None else -1
            lines += [f"#EXTINF:{seconds},{_named(track)}", _on_one_line(track.play)]
    return "\n".join(lines) + "\n"


def _listed(found: Playlist) -> str:
    if not found.tracks:
        return "Nothing fits.\n"
    lines = [f"{place:>3}. {_named(track)}  {_length(track)}" for place, track in enumerate(found.tracks, 1)]
    asked = f" of the {found.minutes_asked:g} asked for" if found.minutes_asked else ""
    return "\n".join([*lines, f"{found.minutes:.0f} minutes{asked}.", ""])


def _length(track: Track) -> str:
    seconds = round(60 * (track.minutes or 0))
    return f"{seconds // 60}:{seconds % 60:02}" if seconds else "?"


def _named(track: Track) -> str:
    return _on_one_line(f"{track.artist} - {track.title}" if track.artist else track.title)


def _on_one_line(text: str) -> str:
    return " ".join(text.split()) if "\n" in text or "\r" in text else text
