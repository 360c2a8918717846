"""A scope: a folder with those below it that are parts of the same thing (seasons, discs, sections, extras)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from indexers.reading.filenames import names_episode, plain
from indexers.reading.fold import fold
from indexers.reading.suffixes import is_media, kind_of
from indexers.sources.folder.walk import Folder, Tree

_SEASON = re.compile(
    r"^(?:(?P<title>.+?)[ ._-]+)?(?:season|staffel|saison|temporada|stagione|seizoen|säsong|sesong|sæson|series|sezon|"
    r"сезон|시즌|シーズン)[ ._-]*(?P<number>\d{1,4})(?!\d)[ ._-]*(?:[(\[].*)?$|^s(?P<short>\d{1,2})$",
    re.IGNORECASE,
)
_SEASON_BEHIND = re.compile(r"^(?P<number>\d{1,2})[ .]?(?:сезон|\. ?staffel|ª temporada)$", re.IGNORECASE)
_ASIAN_SEASON = re.compile(r"^(?:(?P<title>.+?)\s*)?第\s*(?P<number>\d{1,3})\s*[季期]$")
_PACK = re.compile(r"^(?P<title>.+?)[ ._-]+s(?P<number>\d{1,2})(?![\de])(?:[ ._-].*)?$", re.IGNORECASE)
_DISC = re.compile(r"^(?:cd|disc|disk|dvd|disque|vinyl|lp|volume|vol)[ ._-]*(?P<number>\d{1,2})\b", re.IGNORECASE)
_SECTION = re.compile(
    r"^(?:(?:section|week|module|unit|chapter|part|lecture)[ ._-]*)?(?P<number>\d{1,2})\b", re.IGNORECASE
)
_EXTRAS = frozenset(
    {
        "extras", "extra", "behind the scenes", "deleted scenes", "interviews", "scenes", "samples", "sample", "shorts",
        "featurettes", "clips", "other", "trailers", "trailer", "theme-music", "backdrops", "bonus", "special features",
        "making of",
    }
)  # fmt: skip
_SUBTITLES = frozenset({"subs", "sub", "subtitles", "captions", "vobsub", "untertitel"})
SPECIALS = frozenset({"specials", "special", "ova", "ovas", "oad"})


@dataclass(slots=True)
class Place:
    """A folder within a scope. `title`: a series' that the folder itself names (`The Wire S02 1080p`)."""

    folder: Folder
    season: int | None = None
    disc: int | None = None
    section: int | None = None
    title: str = ""
    is_extra: bool = False
    is_subtitles: bool = False
    is_image: bool = False  # of a DVD or Blu-ray


@dataclass(slots=True)
class Scope:
    folder: Folder
    places: list[Place] = field(default_factory=list)  # the folder itself first


def scopes(tree: Tree) -> Iterator[Scope]:
    """Every scope of the tree, in the order of its folders."""
    belongs: dict[str, Scope] = {}
    places: dict[str, Place] = {}
    found: list[Scope] = []
    for relative, folder in tree.folders.items():
        parent = tree.folders.get(folder.parent) if relative else None
        place = _attached(tree, parent, places[parent.relative], folder) if parent is not None else None
        if place is None:
            scope = Scope(folder)
            place = Place(folder)
            found.append(scope)
        else:
            assert parent is not None
            scope = belongs[parent.relative]
        scope.places.append(place)
        belongs[relative], places[relative] = scope, place
    yield from found


def _attached(tree: Tree, parent: Folder, above: Place, folder: Folder) -> Place | None:
    """The folder's place in its parent's scope; None where it is one of its own."""
    name = folder.name
    if above.is_extra or above.is_subtitles:
        return Place(folder, above.season, above.disc, above.section, above.title, above.is_extra, above.is_subtitles)
    if fold(name) in _SUBTITLES:
        return Place(folder, above.season, above.disc, above.section, above.title, is_subtitles=True)
    if name.lower() in _EXTRAS and _holds_work(tree, parent):
        return Place(folder, above.season, is_extra=True)
    if (season := season_of(name)) is not None:
        title = season[0]
        if title and parent.relative and fold(title) == fold(_without_year(parent.name)):
            title = ""
        return Place(folder, season[1], title=title or above.title)
    if name.lower() in SPECIALS and any(season_of(other) for other in parent.folders):
        return Place(folder, 0, title=above.title)
    if name in ("VIDEO_TS", "BDMV") or (name == "STREAM" and parent.name == "BDMV"):
        return Place(folder, above.season, above.disc, title=above.title, is_image=True)
    if above.is_image:
        return Place(folder, is_extra=True)
    if found := _DISC.match(name):
        return Place(folder, above.season, int(found["number"]), above.section, above.title)
    if names_episode(name):
        return Place(folder, above.season, title=above.title)  # a release of one episode in a folder of its own
    if parent.relative and (number := _section(parent, folder)) is not None:
        return Place(folder, above.season, above.disc, number, above.title)
    return None


def season_of(name: str) -> tuple[str, int] | None:
    """(title before it, number) of a folder that holds a season: `Season 01`, `The Wire S02 1080p`, `第2季`."""
    found = _SEASON.match(name) or _ASIAN_SEASON.match(name) or _SEASON_BEHIND.match(name) or _PACK.match(name)
    if found is None:
        return None
    groups = found.groupdict()
    number = int(groups.get("number") or groups.get("short") or 0)
    return plain(groups.get("title") or ""), number


def _without_year(name: str) -> str:
    return re.sub(r"[ ._]*[(\[]\d{4}[)\]].*$", "", name)


def _holds_work(tree: Tree, parent: Folder) -> bool:
    """Whether extras below it are those of a work: it holds media itself, seasons, or a record of one."""
    names = {file.name.lower() for file in parent.files}
    return (
        any(kind_of(file.name) == "video" for file in parent.files)
        or any(season_of(name) for name in parent.folders)
        or bool(names & {"tvshow.nfo", "movie.nfo"})
        or any(name in ("VIDEO_TS", "BDMV") for name in parent.folders)
    )


def _section(parent: Folder, folder: Folder) -> int | None:
    """Numbered sections of a course: `01 - Basics` among others that count from 0 or 1 without a gap."""
    numbers = {}
    for name in parent.folders:
        if found := _SECTION.match(name):
            numbers[name] = int(found["number"])
    counted = sorted(numbers.values())
    is_counted = len(counted) > 1 and counted[0] in (0, 1) and counted == [*range(counted[0], counted[-1] + 1)]
    if not is_counted or any(is_media(file.name) for file in parent.files):
        return None
    return numbers.get(folder.name)
