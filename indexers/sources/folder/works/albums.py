"""Albums: tracks that their tags put together, else a folder of numbered music."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexers.reading.filenames import plain
from indexers.reading.fold import fold
from indexers.reading.tags import number_of
from indexers.sources.folder.draft import Draft, common, draft_piece, genres_of, spoken, title_of
from indexers.sources.folder.piece import Piece
from indexers.sources.folder.scope import Scope
from indexers.sources.folder.walk import Folder
from indexers.sources.folder.works.courses import is_lecture
from indexers.sources.folder.works.groups import (
    counts_up,
    group_id,
    grouped,
    last_added,
    take_folder,
    whole_minutes,
)

_YEAR = re.compile(r"[(\[]?\b(1[89]\d\d|20\d\d)\b[)\]]?")
_VARIOUS = frozenset({"various artists", "various", "va", "verschiedene interpreten"})


def arrange(scope: Scope, pieces: Sequence[Piece]) -> tuple[list[Draft], set[int]]:
    tagged = {key: some for key, some in grouped(pieces, lambda piece: _key(scope, piece)).items() if len(some) > 1}
    taken = {number for some in tagged.values() for number in some}
    drafts: list[Draft] = []
    largest = {base: max(len(some) for (other, *_), some in tagged.items() if other == base) for base, *_ in tagged}
    for (base, *_), some in tagged.items():
        owns = len(some) == largest[base] and bool(base)
        largest[base] += owns  # of two of one size the first owns the folder
        drafts.extend(_album(scope, base, [pieces[number] for number in some], owns))
    for base, some in grouped(pieces, lambda piece: _base(scope, piece)).items():
        rest = [number for number in some if number not in taken and _is_music(pieces[number])]
        if base not in largest and _is_numbered([pieces[number] for number in rest]):
            drafts.extend(_album(scope, base, [pieces[number] for number in rest], True))
            taken.update(rest)
    return drafts, taken


def _key(scope: Scope, piece: Piece) -> tuple[str, str, str] | None:
    """(folder, album, its artist); tracks of several artists on one album are kept together."""
    album = fold(piece.tags.get("album", ""))
    if piece.is_video or not album or is_lecture(piece):
        return None
    return _base(scope, piece), album, fold(piece.tags.get("album_artist", ""))


def _base(scope: Scope, piece: Piece) -> str:
    """The folder of the album: a disc's is the one above it."""
    place = piece.place
    return (
        place.folder.parent
        if place.disc is not None and place.folder.relative != scope.folder.relative
        else place.folder.relative
    )


def _is_music(piece: Piece) -> bool:
    return not piece.is_video and not is_lecture(piece)


def _is_numbered(pieces: Sequence[Piece]) -> bool:
    """A folder whose music counts up: `01 - Song`, `02 - Song`; on several discs each for itself."""
    discs = grouped(pieces, lambda piece: (piece.place.disc or 0, piece.track.disc or 0))
    return len(pieces) > 2 and all(
        counts_up([pieces[number].track.number for number in some], 1 if len(discs) > 1 else 2)
        and not all(pieces[number].track.is_only_number for number in some)
        for some in discs.values()
    )


def _album(scope: Scope, base: str, pieces: Sequence[Piece], owns: bool) -> list[Draft]:
    folder = _folder(scope, base)
    root = pieces[0].root
    artist, title, year = _by_folder(folder)
    artist = common(piece.tags.get("album_artist") for piece in pieces) or _one_artist(pieces) or artist
    title = common((piece.tags.get("album") for piece in pieces), 0.3) or title or plain(root.name)
    named = f"{artist} - {title}" if artist else title
    album = Draft(group_id(folder, root, named, owns), "album")
    if owns:
        take_folder(album, root, folder, "album.nfo")
    tracks = _tracks(pieces, album.id)
    album.take("tags", title=title, year=_first_year(tracks) or year, genres=genres_of(tracks))
    if artist and fold(artist) not in _VARIOUS:
        album.take("tags", people=[{"name": artist, "role": "artist"}])
    album.take("tags", people=_everybody(tracks))
    album.take("file", minutes=whole_minutes(tracks), languages=spoken(tracks), added=last_added(tracks))
    album.take("file", image=tracks[0].fields.get("image"))
    album.note(tracks=len(tracks))
    return [album, *tracks]


def _tracks(pieces: Sequence[Piece], parent: str) -> list[Draft]:
    discs = [number_of(piece.tags, "disc", "part_number") or piece.place.disc or piece.track.disc for piece in pieces]
    several = len({disc for disc in discs if disc}) > 1
    drafts = []
    for piece, disc in zip(pieces, discs, strict=True):
        track = draft_piece(piece, "track", title=title_of(piece.track.title) or plain(piece.stem))
        track.take("tags", number=number_of(piece.tags, "track"), season=disc if several else None)
        track.take("name", number=piece.track.number, people=_named_artist(piece))
        track.take("folder", parent=parent)
        drafts.append(track)
    return sorted(drafts, key=lambda one: (one.fields.get("season", 0), one.fields.get("number", 0)))


def _named_artist(piece: Piece) -> list[dict[str, str]]:
    return [{"name": piece.track.artist, "role": "artist"}] if piece.track.artist else []


def _one_artist(pieces: Sequence[Piece]) -> str:
    """The artist that most of the tracks share; "" for a collection."""
    return common((piece.tags.get("artist") for piece in pieces), 0.7) or ""


def _everybody(tracks: Sequence[Draft]) -> list[dict[str, str]]:
    people = {entry["name"]: entry for track in tracks for entry in track.fields.get("people", [])}
    return list(people.values())[:30]


def _first_year(tracks: Sequence[Draft]) -> int | None:
    year: int | None = common((track.fields.get("year") for track in tracks), 0.3)
    return year


def _by_folder(folder: Folder) -> tuple[str, str, int | None]:
    """(artist, title, year) of `Artist/Album (2001)`, `Artist - 2001 - Album`, `2001 - Album`."""
    found = _YEAR.search(folder.name)
    whole = found is not None and plain(folder.name) == found[1]
    name = folder.name if whole or found is None else _YEAR.sub(" ", folder.name, count=1)
    parts = [plain(part) for part in re.split(r"\s[-–—]\s", name) if plain(part)]
    year = int(found[1]) if found and not whole else None
    if len(parts) > 1:
        return parts[0], " - ".join(parts[1:]), year
    above = folder.parent.rpartition("/")[2]
    return plain(above), parts[0] if parts else plain(folder.name), year


def _folder(scope: Scope, base: str) -> Folder:
    return next((place.folder for place in scope.places if place.folder.relative == base), scope.folder)
