"""Films: one of a file, of several discs, or of several editions of the same title in one folder."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexers.reading.filenames import Name, read_video_name, says_nothing
from indexers.reading.fold import fold
from indexers.sources.folder.draft import Draft, draft_piece
from indexers.sources.folder.paths import written
from indexers.sources.folder.piece import Piece
from indexers.sources.folder.scope import Scope
from indexers.sources.folder.works.groups import take_folder

_SHORTEST_S = 2_400.0  # a video without a year, a record or a release's name is a film from 40 minutes on


def arrange(scope: Scope, pieces: Sequence[Piece]) -> tuple[list[Draft], set[int]]:
    folder_name = read_video_name(scope.folder.name) if scope.folder.relative else None
    found = [number for number, piece in enumerate(pieces) if is_film(piece, folder_name, len(pieces))]
    groups: dict[tuple[str, ...], list[int]] = {}
    for number in found:
        groups.setdefault(_key(pieces[number], folder_name), []).append(number)
    own = folder_name if len(groups) == 1 and len(found) == len(pieces) else None
    return [_film(scope, [pieces[number] for number in some], own) for some in groups.values()], set(found)


def is_film(piece: Piece, folder: Name | None, how_many: int) -> bool:
    if not piece.is_video or piece.nfo_kind == "musicvideo":
        return False
    name = piece.name
    if (piece.nfo_kind in ("movie", "") and piece.nfo) or name.ids or name.has_year_in_brackets or piece.place.is_image:
        return True
    if piece.json.get("medium") == "film" or (folder and folder.has_year_in_brackets and how_many <= 4):
        return True
    if name.has_noise and name.year is not None:
        return True
    if piece.json and "medium" not in piece.json and not name.year:
        return (piece.seconds or 0) >= _SHORTEST_S * 1.5
    if says_nothing(name.title) and not name.title.isdigit():
        return False  # a camera's number
    return piece.seconds is None or piece.seconds >= _SHORTEST_S


def _key(piece: Piece, folder: Name | None) -> tuple[str, ...]:
    """Files of the same key are one film: discs of one title, editions of one title and year in one folder."""
    name, where = piece.name, piece.place.folder
    within = where.parent if piece.place.disc is not None or piece.place.is_image else where.relative
    title = fold(name.title)
    if name.part is not None or piece.place.disc is not None:
        owner = title or fold(folder.title if folder else "")
        return (
            within,
            re.sub(r" ?\d$", "", owner) if piece.place.disc is not None else owner,
            str(name.year or ""),
            "parts",
        )
    same_as_folder = folder is not None and title == fold(folder.title)
    if name.year is not None or same_as_folder:
        return within, title, str(name.year or "")
    return within, piece.file.name


def _film(scope: Scope, pieces: Sequence[Piece], folder: Name | None) -> Draft:
    parts = sorted((p for p in pieces if p.name.part is not None or p.place.disc is not None), key=_part)
    editions = [piece for piece in pieces if piece not in parts]
    main = max(editions, key=lambda piece: piece.file.size) if editions else parts[0]
    title, year = _title(main, folder)
    film = draft_piece(main, "film", title=title)
    if folder is not None:
        take_folder(film, main.root, scope.folder, "movie.nfo")
    film.take("name", year=year)
    ids = dict(main.name.ids) | (dict(folder.ids) if folder else {})
    film.note(ids={**ids, **film.extra.get("ids", {})}, edition=main.name.edition if len(editions) == 1 else "")
    if len(parts) > 1 and not editions:
        _join(film, parts)
    if len(editions) > 1:
        others = [piece for piece in editions if piece is not main]
        film.note(editions=[{"name": p.name.edition, "path": written(p.path)} for p in others])
    return film


def _join(film: Draft, parts: Sequence[Piece]) -> None:
    """Discs of one film: as long as all together."""
    film.note(parts=[written(piece.path) for piece in parts])
    if film.origins.get("minutes") == "file":
        lengths = [piece.seconds for piece in parts]
        film.fields.pop("minutes")
        if all(lengths):
            film.take("file", minutes=sum(length or 0 for length in lengths) / 60)


def _part(piece: Piece) -> tuple[int, str]:
    return piece.name.part or piece.place.disc or 0, piece.file.name


def _title(piece: Piece, folder: Name | None) -> tuple[str, int | None]:
    """The file's own name, else that of a folder that holds this film alone."""
    name = piece.name
    if (
        folder is not None
        and folder.title
        and (
            (folder.has_year_in_brackets and not name.has_year_in_brackets)
            or not name.title
            or says_nothing(name.title)
        )
    ):
        return folder.title, folder.year or name.year
    is_generic = bool(
        re.fullmatch(r"(?i)(?:vts|title|video|movie|film|img|mvi|dsc|output|untitled)?[ _]*[\d _-]*", name.title)
    )
    return ("" if is_generic and name.year is None and not name.title.isdigit() else name.title), name.year
