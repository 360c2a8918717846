"""usher playlist: tracks in order for a wish, shown or written for a player."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from agent.faces.cli.door import ME, greet, opened, settings_of
from agent.faces.cli.options import Json, Library, Model, Offline, User
from agent.faces.cli.show import as_json
from indexers.errors import UsageError

if TYPE_CHECKING:
    from tools.models import Playlist, Track


def playlist(
    text: Annotated[str, typer.Argument(metavar="TEXT", help='What it is for: "a 40-minute running playlist".')],
    minutes: Annotated[float | None, typer.Option(min=1, help="How long in all; else as TEXT says.")] = None,
    to: Annotated[str | None, typer.Option(metavar="m3u", help="Write it for a player, on standard output.")] = None,
    user: User = ME,
    json_: Json = False,
    library: Library = None,
    model: Model = None,
    offline: Offline = False,
) -> None:
    """Tracks for TEXT, in order, near to the time asked for."""
    if to is not None and to not in WRITERS:
        raise UsageError(f"A playlist cannot be written to {to!r} here; there is: {', '.join(WRITERS)}.")
    with opened(settings_of(library, model, offline)) as usher:
        greet(usher, user)
        found = usher.playlist(text, person=user, minutes=minutes)
        if json_:
            as_json(found.model_dump(mode="json", by_alias=True))
        else:
            sys.stdout.write(WRITERS[to](found) if to else _listed(found))


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


# Where a playlist can go. A media server's writer stands here once its source is there.
WRITERS: dict[str, Callable[[Playlist], str]] = {"m3u": as_m3u}
