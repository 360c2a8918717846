"""Podcasts: episodes that their tags call so."""

from __future__ import annotations

from collections.abc import Sequence

from indexers.reading.filenames import plain
from indexers.reading.fold import fold
from indexers.reading.tags import is_podcast, number_of
from indexers.sources.folder.draft import Draft, common, draft_piece, genres_of, spoken, title_of
from indexers.sources.folder.piece import Piece
from indexers.sources.folder.scope import Scope
from indexers.sources.folder.works.groups import group_id, grouped, last_added, take_folder, typical_minutes


def arrange(scope: Scope, pieces: Sequence[Piece]) -> tuple[list[Draft], set[int]]:
    tagged = grouped(pieces, lambda piece: fold(piece.tags.get("album", "")) or "#" if is_podcast(piece.tags) else None)
    drafts: list[Draft] = []
    taken: set[int] = set()
    for some in tagged.values():
        if len(some) > 1:
            drafts.extend(_podcast(scope, [pieces[number] for number in some], len(tagged) == 1))
            taken.update(some)
    return drafts, taken


def _podcast(scope: Scope, pieces: Sequence[Piece], is_alone: bool) -> list[Draft]:
    root, folder = pieces[0].root, scope.folder
    title = common((piece.tags.get("album") for piece in pieces), 0.3) or plain(folder.name or root.name)
    podcast = Draft(group_id(folder, root, title, is_alone and bool(folder.relative)), "podcast")
    episodes = [_episode(piece, podcast.id) for piece in pieces]
    podcast.take("tags", title=title, genres=[g for g in genres_of(episodes) if fold(g) != "podcast"])
    artist = common((piece.tags.get("album_artist") or piece.tags.get("artist") for piece in pieces), 0.6)
    podcast.take("tags", people=[{"name": artist, "role": "host"}] if artist else [])
    podcast.take("file", minutes=typical_minutes(episodes), languages=spoken(episodes), added=last_added(episodes))
    take_folder(podcast, root, folder)
    podcast.note(episodes=len(episodes))
    return [podcast, *episodes]


def _episode(piece: Piece, parent: str) -> Draft:
    episode = draft_piece(piece, "episode", title=title_of(piece.track.title))
    episode.take(
        "tags", number=number_of(piece.tags, "episode_sort", "track"), season=number_of(piece.tags, "season_number")
    )
    episode.take("folder", parent=parent)
    return episode
