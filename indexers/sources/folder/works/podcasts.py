"""Podcasts: the episodes that a feed in their folder lists, or that their tags call so."""

from __future__ import annotations

from collections.abc import Sequence

from indexers.reading.filenames import plain
from indexers.reading.fold import fold
from indexers.reading.tags import is_podcast, number_of
from indexers.sources.folder.draft import Draft, common, draft_piece, genres_of, spoken, title_of
from indexers.sources.folder.piece import Fields, Piece
from indexers.sources.folder.scope import Scope
from indexers.sources.folder.works.feed import Feed, find_feed
from indexers.sources.folder.works.groups import group_id, grouped, last_added, take_folder, typical_minutes


def arrange(scope: Scope, pieces: Sequence[Piece]) -> tuple[list[Draft], set[int]]:
    feed = find_feed(pieces[0].root, scope.folder) or Feed()
    listed = {number: told for number, piece in enumerate(pieces) if (told := _told(feed, piece))}
    drafts: list[Draft] = []
    taken = set(listed)
    if listed:
        drafts.extend(_podcast(scope, [pieces[number] for number in listed], True, feed))
    rest = [number for number in range(len(pieces)) if number not in taken and is_podcast(pieces[number].tags)]
    tagged = grouped([pieces[number] for number in rest], lambda piece: fold(piece.tags.get("album", "")) or "#")
    for some in tagged.values():
        if len(some) > 1:
            owns = len(tagged) == 1 and not listed and bool(scope.folder.relative)
            drafts.extend(_podcast(scope, [pieces[rest[number]] for number in some], owns, Feed()))
            taken.update(rest[number] for number in some)
    return drafts, taken


def _told(feed: Feed, piece: Piece) -> Fields | None:
    """What the feed says of a file: by the name that it was downloaded under, else by its title."""
    return feed.episode(piece.file.name, piece.tags.get("title", ""), piece.track.title, piece.track.full, piece.stem)


def _podcast(scope: Scope, pieces: Sequence[Piece], owns: bool, feed: Feed) -> list[Draft]:
    root, folder = pieces[0].root, scope.folder
    title = common((piece.tags.get("album") for piece in pieces), 0.3) or plain(folder.name or root.name)
    podcast = Draft(group_id(folder, root, title, owns), "podcast")
    podcast.take("feed", **feed.show)
    episodes = [_episode(piece, podcast.id, _told(feed, piece) or {}) for piece in pieces]
    podcast.take("tags", title=title, genres=[name for name in genres_of(episodes) if fold(name) != "podcast"])
    artist = common((piece.tags.get("album_artist") or piece.tags.get("artist") for piece in pieces), 0.6)
    podcast.take("tags", people=[{"name": artist, "role": "host"}] if artist else [])
    podcast.take("file", minutes=typical_minutes(episodes), languages=spoken(episodes), added=last_added(episodes))
    take_folder(podcast, root, folder)
    podcast.note(episodes=len(episodes))
    return [podcast, *episodes]


def _episode(piece: Piece, parent: str, told: Fields) -> Draft:
    episode = draft_piece(piece, "episode", title=title_of(piece.track.title), first=("feed", told))
    season, number = number_of(piece.tags, "season_number"), number_of(piece.tags, "episode_sort", "track")
    episode.take("tags", number=number, season=season)
    episode.take("folder", parent=parent)
    return episode
