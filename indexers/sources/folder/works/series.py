"""Series: episodes by their .nfo, by season and number in their names, by date, or counted through a show's folder."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexers.reading.filenames import Name, plain, read_video_name
from indexers.reading.fold import fold
from indexers.sources.folder.draft import Draft, common, draft_piece, genres_of, spoken, title_of
from indexers.sources.folder.piece import Piece
from indexers.sources.folder.scope import Scope
from indexers.sources.folder.works.groups import (
    group_id,
    grouped,
    has_file,
    last_added,
    take_folder,
    typical_minutes,
)

_EPISODE_WORDS = frozenset({"episode", "ep", "folge", "серия"})


def arrange(scope: Scope, pieces: Sequence[Piece]) -> tuple[list[Draft], set[int]]:
    is_show = has_file(scope, "tvshow.nfo") or any(
        place.season is not None and not place.title and place.folder is not scope.folder for place in scope.places
    )
    found = [number for number, piece in enumerate(pieces) if _is_episode(piece, is_show)]
    counted = _counted(pieces, found)
    found = sorted({*found, *counted})
    if not found:
        return [], set()
    groups = grouped([pieces[number] for number in found], lambda piece: _show_key(piece, is_show))
    names = {key for key in groups if key}
    if not is_show and len(groups) == 2 and "" in names | set(groups):
        groups = {"": [*range(len(found))]}  # some names carry the show's title and some do not
    drafts: list[Draft] = []
    for key, some in groups.items():
        whole = [pieces[found[number]] for number in some]
        drafts.extend(_series(scope, key, whole, is_show, len(groups) == 1))
    return drafts, set(found)


def _is_episode(piece: Piece, is_show: bool) -> bool:
    if not piece.is_video or piece.nfo_kind in ("movie", "musicvideo"):
        return False
    name, place = piece.name, piece.place
    if piece.nfo_kind == "episodedetails" or (name.season is not None and name.numbers):
        return True
    if name.is_absolute and name.numbers and name.has_noise:
        return True  # `[Group] Show - 012`
    in_season = place.season is not None
    if name.date:
        return is_show or in_season or not name.episode_title or name.has_noise
    if in_season:
        return True
    return is_show and bool(name.numbers or (piece.track.number is not None and piece.track.is_sure))


def _counted(pieces: Sequence[Piece], known: Sequence[int]) -> list[int]:
    """Episodes numbered through all seasons (`[Group] Show - 012`, `Show - 12`), two of one show at least, and
    `Episode 3`; dated ones of one show."""
    rest = [number for number, piece in enumerate(pieces) if piece.is_video and number not in set(known)]
    keys = {number: _counted_key(pieces[number]) for number in rest}
    counted: dict[str, list[int]] = {}
    for number, key in keys.items():
        if key:
            counted.setdefault(key, []).append(number)
    return [number for some in counted.values() if len(some) > 1 for number in some]


def _counted_key(piece: Piece) -> str:
    name = piece.name
    if (name.is_absolute and name.numbers) or name.date:
        return fold(name.title)
    return "#episode" if piece.track.word in _EPISODE_WORDS else ""


def _title_in_name(piece: Piece) -> str:
    """The series' title that the file's name carries, "" where it carries none."""
    name = piece.name
    return name.title if name.numbers or name.date else ""


def _show_key(piece: Piece, is_show: bool) -> str:
    """Which show of the scope: "" for the one that the folder is."""
    if piece.place.title:
        return fold(piece.place.title)
    if is_show:
        return ""
    nfo_show = piece.nfo[0][1].get("show") if piece.nfo else ""
    return fold(nfo_show or _title_in_name(piece))


def _series(scope: Scope, key: str, pieces: Sequence[Piece], is_show: bool, is_alone: bool) -> list[Draft]:
    root, folder = pieces[0].root, scope.folder
    by_folder = read_video_name(folder.name or root.name)
    title, year = _title(scope, key, pieces, by_folder, is_show)
    owns = (is_show and not key) or (
        bool(folder.relative) and (is_alone or fold(title) == fold(by_folder.title)) and _is_own(folder.name, key)
    )
    series = Draft(group_id(folder, root, title, owns), "series")
    if owns:
        take_folder(series, root, folder, "tvshow.nfo")
        series.note(ids=dict(by_folder.ids))
    episodes = [_episode(piece, series.id, number) for number, piece in enumerate(pieces, 1)]
    shows = common(piece.nfo[0][1].get("show") if piece.nfo else "" for piece in pieces)
    series.take("nfo", title=shows)
    series.take("name", title=title, year=year)
    series.take("parts", genres=genres_of(episodes), languages=spoken(episodes))
    series.take("file", minutes=typical_minutes(episodes), added=last_added(episodes))
    seasons = {draft.fields["season"] for draft in episodes if "season" in draft.fields}
    series.note(episodes=len(episodes), seasons=len(seasons))
    return [series, *sorted(episodes, key=_order)]


def _order(draft: Draft) -> tuple[int, int, str]:
    return draft.fields.get("season", 0), draft.fields.get("number", 0), draft.id


def _is_own(folder_name: str, key: str) -> bool:
    """A folder called `Downloads` or `TV` is not the show whose episodes lie in it."""
    return not key or key in fold(folder_name) or fold(read_video_name(folder_name).title) in key


def _title(scope: Scope, key: str, pieces: Sequence[Piece], by_folder: Name, is_show: bool) -> tuple[str, int | None]:
    """(title, year): the folder's where it is the show's, else what the names carry."""
    placed = common(piece.place.title for piece in pieces)
    if placed:
        return plain(str(placed)), None
    named = common((_title_in_name(piece) for piece in pieces), 0.3)
    year = common((piece.name.year for piece in pieces if piece.name.numbers), 0.3)
    own = title_of(by_folder.title) or by_folder.title
    if is_show and not key and scope.folder.relative:
        return own, by_folder.year or year
    return (
        (plain(str(named)), year or (by_folder.year if fold(str(named)) == fold(own) else None))
        if named
        else (own, by_folder.year)
    )


def _episode(piece: Piece, parent: str, place: int) -> Draft:
    name, records = piece.name, [one for one in piece.nfo if one[0] == "episodedetails"]
    draft = draft_piece(piece, "episode")
    if len(records) > 1:
        titles = [str(fields.get("title") or fields.get("original") or "") for _, fields, _ in records]
        draft.fields["title"] = " / ".join(dict.fromkeys(title for title in titles if title))
        draft.note(numbers=[fields["number"] for _, fields, _ in records if "number" in fields])
    draft.fields.pop("year", None) if name.date and not records else None
    draft.take("name", season=name.season if name.season is not None else piece.place.season, year=_year(name))
    numbers = name.numbers or ((piece.track.number,) if piece.track.number is not None and not name.date else ())
    draft.take("name", number=numbers[0] if numbers else None)
    draft.fields["title"] = _episode_title(draft, piece, numbers)
    draft.take("folder", parent=parent)
    if len(numbers) > 1:
        draft.note(numbers=list(numbers))
    draft.note(date=name.date)
    return draft


def _year(name: Name) -> int | None:
    return int(name.date[:4]) if name.date else None


def _episode_title(draft: Draft, piece: Piece, numbers: Sequence[int | None]) -> str:
    """From metadata, else what stands behind the number, else `Episode 3`, or the date."""
    if draft.origins.get("title") in ("nfo", "json", "tags"):
        return str(draft.fields["title"])
    draft.origins["title"] = "name"
    name, track = piece.name, piece.track
    if name.episode_title and re.search(r"\w", name.episode_title):
        return name.episode_title
    if not name.numbers and not name.date:
        own = track.title if track.number is not None else plain(piece.stem)
        if re.search(r"[^\W\d_]", own):
            return own
    return f"Episode {numbers[0]}" if numbers else name.date or plain(piece.stem)
