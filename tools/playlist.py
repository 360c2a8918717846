"""A playlist: the best tracks for a wish, in order, whose lengths together come near to the time asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from indexers.models import Item
from tools.context import Context
from tools.limits.limits import PART_MEDIA
from tools.models import Evidence, Pick, Playlist, Request, Result, Track
from tools.search import search

_POOL = 100  # tracks to choose from
_UNTIMED = 20  # tracks where no time is asked for
_MUSIC = frozenset(("album", "track"))
_ARTISTS = ("artist", "band", "composer", "host", "lecturer")
_PLAYLIST = re.compile(r"\b(?:play ?lists?|mix ?tapes?)\b", re.IGNORECASE)
_TIME = re.compile(
    r"\b(?:(?P<half>half an hour)|(?P<one>an hour(?P<more> and a half)?)"
    r"|(?P<count>\d+(?:[.,]\d+)?)[\s-]*(?:(?P<hours>hours?|hrs?|h)|minutes?|mins?|min))(?: long| of| in all)?\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:write|save|send|add|put|make|create)\b.*?(?P<phrase>\b(?:on|in|to|into) (?:my |the )?"
    r"(?P<place>jellyfin|plex|subsonic|navidrome)\b)",
    re.IGNORECASE,
)
_LOOSE = re.compile(r"^(?:(?:an?|the|of|for|with|me|make|some)\s+)+|\s+(?:of|for|with|and)$", re.IGNORECASE)


def is_playlist(message: str) -> bool:
    return _PLAYLIST.search(message) is not None


def minutes_asked(message: str) -> float | None:
    """ "a 40-minute running playlist" -> 40; None where no time is named."""
    found = _TIME.search(message)
    if found is None:
        return None
    if found["half"]:
        return 30.0
    if found["one"]:
        return 90.0 if found["more"] else 60.0
    return float(found["count"].replace(",", ".")) * (60 if found["hours"] else 1)


def place_asked(message: str) -> str:
    """ "Save a calm playlist to my Navidrome" -> subsonic; "" where it is to be written nowhere."""
    found = _PLACE.search(message)
    if found is None:
        return ""
    return "subsonic" if found["place"].lower() == "navidrome" else found["place"].lower()


def without_place(message: str) -> str:
    found = _PLACE.search(message)
    return message if found is None else f"{message[: found.start('phrase')]} {message[found.end('phrase') :]}".strip()


def playlist(context: Context, request: Request, minutes: float | None, *, seed: str = "") -> Playlist:
    """Tracks for `request`, best first; of unknown length only where no time is asked for."""
    plain = replace(context, settings=context.settings.model_copy(update={"vary": False}))
    found = search(plain, _for_tracks(request), _POOL, seed=seed)
    items = {item.id: item for item in context.library.catalogue.get([pick.id for pick in found.picks])}
    lengths = [items[pick.id].minutes for pick in found.picks]
    picks = [found.picks[place] for place in _chosen(lengths, minutes)]
    tracks = tuple(_track(pick, items[pick.id]) for pick in picks)
    return Playlist(tracks=tracks, minutes=_total(tracks), minutes_asked=minutes, result=_told(found, picks, tracks))


def _for_tracks(request: Request) -> Request:
    """The wish for single tracks; the time it names is that of them all, not of each."""
    media = tuple(medium for medium in request.media if medium in PART_MEDIA - _MUSIC)
    query = " ".join(_TIME.sub(" ", _PLAYLIST.sub(" ", request.query)).split())
    while (shorter := _LOOSE.sub("", query).strip()) != query:
        query = shorter
    return request.model_copy(
        update={"media": media or ("track",), "query": query, "minutes_min": None, "minutes_max": None, "count": None}
    )


def _chosen(lengths: Sequence[float | None], wished: float | None) -> list[int]:
    """Places, in order: as many of the first as fit, and one more if that comes nearer to the time."""
    if wished is None:
        return list(range(min(_UNTIMED, len(lengths))))
    left, taken = wished, list[int]()
    for place, length in enumerate(lengths):
        if length is not None and length <= left:
            taken.append(place)
            left -= length
    others = [(abs(left - length), place) for place, length in enumerate(lengths) if length and place not in taken]
    if others and min(others)[0] < left:
        taken.append(min(others)[1])
    return sorted(taken)


def _track(pick: Pick, item: Item) -> Track:
    artist = next((credit.name for role in _ARTISTS for credit in item.people if credit.role == role), "")
    return Track(id=item.id, title=item.title, artist=artist, minutes=item.minutes, play=pick.play)


def _total(tracks: Sequence[Track]) -> float:
    return round(sum(track.minutes or 0 for track in tracks), 2)


def _told(found: Result, picks: Sequence[Pick], tracks: Sequence[Track]) -> Result:
    text = f"The playlist has {len(tracks)} tracks of {_total(tracks):.0f} minutes in all."
    evidence = {**found.evidence, "p1": Evidence(kind="count", text=text, source="running time")}
    return found.model_copy(update={"picks": tuple(picks), "evidence": evidence, "alternatives": ()})
