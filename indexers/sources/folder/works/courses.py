"""Courses: numbered lectures in a folder, by their own words, else video that counts up and is no film."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexers.reading.filenames import plain, says_nothing
from indexers.reading.fold import fold
from indexers.sources.folder.draft import Draft, common, draft_piece, genres_of, spoken, title_of
from indexers.sources.folder.piece import Piece
from indexers.sources.folder.scope import Scope
from indexers.sources.folder.works.groups import (
    counts_up,
    group_id,
    grouped,
    has_file,
    last_added,
    take_folder,
    typical_minutes,
)

_WORDS = frozenset(
    "lecture lesson lec class lektion vorlesung week module unit session lección leçon cours урок лекция".split()
)
_IN_FOLDER = re.compile(
    r"\b(?:course|lectures?|lessons?|tutorials?|class|vorlesung(?:en)?|kurs|curso|cours|bootcamp|seminar|workshop)\b|"
    r"лекци|курс|课程|課程|讲座|講座|講義",
    re.IGNORECASE,
)
_LECTURE_GENRES = frozenset({"lecture", "lectures", "education", "educational", "course", "tutorial"})
_LONGEST_LECTURE_S = 9_000


def is_lecture(piece: Piece) -> bool:
    """By a word in its name, its tags or its JSON."""
    return (
        piece.track.word in _WORDS
        or fold(piece.tags.get("genre", "")) in _LECTURE_GENRES
        or piece.json.get("medium") in ("lecture", "course")
        or (piece.track.number is not None and _IN_FOLDER.search(piece.place.folder.name) is not None)
    )


def arrange_named(scope: Scope, pieces: Sequence[Piece]) -> tuple[list[Draft], set[int]]:
    """Two or more files of a folder that are called lectures."""
    if has_file(scope, "tvshow.nfo"):
        return [], set()
    found = [
        number
        for number, piece in enumerate(pieces)
        if is_lecture(piece) and not (piece.is_video and (piece.name.season or piece.name.has_year_in_brackets))
    ]
    whole = [pieces[number] for number in found]
    numbers = [piece.track.number for piece in whole]
    if len(found) < 2 or sum(number is not None for number in numbers) < len(numbers) * 0.7:
        return [], set()
    return _course(scope, whole), set(found)


def arrange_counted(scope: Scope, pieces: Sequence[Piece]) -> tuple[list[Draft], set[int]]:
    """Three or more videos `01 - Words`, `02 - Words`: in one folder, or in numbered sections."""
    videos = [number for number, piece in enumerate(pieces) if piece.is_video and _may_be_lecture(piece)]
    sections = grouped([pieces[number] for number in videos], lambda piece: piece.place.folder.relative)
    every = sum(piece.is_video for piece in pieces)
    if len(videos) < max(3, every) or not all(
        counts_up([pieces[videos[place]].track.number for place in some], 1) for some in sections.values()
    ):
        return [], set()
    if len(sections) > 1 and not all(pieces[number].place.section is not None for number in videos):
        return [], set()
    return _course(scope, [pieces[number] for number in videos]), set(videos)


def _may_be_lecture(piece: Piece) -> bool:
    track = piece.track
    return (
        track.number is not None
        and track.is_sure
        and not track.is_only_number
        and not says_nothing(track.title)
        and not piece.name.has_year_in_brackets
        and not piece.name.has_noise
        and piece.nfo_kind in ("", "episodedetails")
        and (piece.seconds or 0) < _LONGEST_LECTURE_S
    )


def _course(scope: Scope, pieces: Sequence[Piece]) -> list[Draft]:
    root = pieces[0].root
    course = Draft(group_id(scope.folder, root, "", True), "course")
    take_folder(course, root, scope.folder, "course.nfo", "course.json", "info.json", "metadata.json", "tvshow.nfo")
    lectures = [_lecture(piece, course.id) for piece in pieces]
    series = common((piece.json.get("series") for piece in pieces), 0.5)
    course.take("json", title=series)
    course.take("tags", title=common((piece.tags.get("album") for piece in pieces), 0.5), genres=genres_of(lectures))
    course.take("folder", title=plain(scope.folder.name or root.name))
    course.take("file", minutes=typical_minutes(lectures), languages=spoken(lectures), added=last_added(lectures))
    people = common((str(draft.fields.get("people") or "") for draft in lectures), 0.6)
    if people:
        course.take("parts", people=next(d.fields["people"] for d in lectures if str(d.fields.get("people")) == people))
    course.note(lectures=len(lectures))
    return [course, *lectures]


def _lecture(piece: Piece, parent: str) -> Draft:
    draft = draft_piece(piece, "lecture", title=title_of(piece.track.title) or plain(piece.stem))
    draft.take("json", number=piece.json.get("number"), season=piece.place.section)
    draft.take("name", number=piece.track.number, season=piece.place.section)
    draft.take("folder", parent=parent)
    return draft
