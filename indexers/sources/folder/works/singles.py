"""What stands for itself: a track, a lecture, an episode, a clip."""

from __future__ import annotations

from collections.abc import Sequence

from indexers.reading.filenames import plain
from indexers.reading.tags import is_podcast
from indexers.sources.folder.draft import Draft, draft_piece, title_of
from indexers.sources.folder.piece import Piece
from indexers.sources.folder.scope import Scope
from indexers.sources.folder.works.courses import is_lecture

_SHORT_S = 30.0  # untagged sound of less is no piece of music


def arrange(scope: Scope, pieces: Sequence[Piece]) -> tuple[list[Draft], set[int]]:
    return [_single(piece) for piece in pieces], set(range(len(pieces)))


def _single(piece: Piece) -> Draft:
    medium = _medium(piece)
    return _video(piece, medium) if piece.is_video else _sound(piece, medium)


def _medium(piece: Piece) -> str:
    if piece.json.get("medium") in ("clip", "lecture", "track", "episode", "podcast", "post", "ad"):
        return str(piece.json["medium"])
    if is_podcast(piece.tags):
        return "episode"
    if is_lecture(piece):
        return "lecture"
    is_tagged = bool(piece.tags.get("artist") or piece.tags.get("album"))
    return "clip" if piece.is_video or (not is_tagged and 0 < (piece.seconds or 0) < _SHORT_S) else "track"


def _video(piece: Piece, medium: str) -> Draft:
    own = piece.name.title
    draft = draft_piece(piece, medium, title=title_of(own) or title_of(plain(piece.stem)))
    draft.take("name", year=piece.name.year)
    return draft


def _sound(piece: Piece, medium: str) -> Draft:
    track = piece.track
    own = track.title if track.is_sure and medium != "clip" else (track.full or track.title)
    own = own if title_of(own) else plain(piece.stem)
    draft = draft_piece(piece, medium, title=title_of(own))
    if track.artist:
        draft.take("name", people=[{"name": track.artist, "role": "artist"}])
    return draft
