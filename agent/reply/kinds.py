"""What works of some kinds and genres are called together: "comedies", "horror or comedy films", "animated series"."""

from __future__ import annotations

from collections.abc import Sequence

import prompts
from tools.evidence.text.naming import grammar, is_english, joined, medium_name

_NOUNS = {
    "film": "films", "series": "series", "episode": "episodes", "album": "albums", "track": "tracks",
    "podcast": "podcasts", "lecture": "lectures", "clip": "clips", "course": "courses", "post": "posts",
}  # fmt: skip
_WIDE = frozenset({"", "films", "films or series", "titles"})  # what "comedies" may stand for


def nouns(media: Sequence[str], *, many: bool = True) -> str:
    """ "films", "films or series"; "film" where one is meant."""
    if not is_english():
        return joined([medium_name(medium) for medium in media], "or")
    return joined([_NOUNS.get(medium, medium) if many else medium for medium in media], "or")


def noun_of_shown(media: Sequence[str]) -> str:
    """What works of these media are called together; "titles" where no two words would do."""
    kinds = sorted(set(media))
    return nouns(kinds) if len(kinds) == 1 or set(kinds) <= {"film", "series"} else grammar("titles")


def genre_nouns(genres: Sequence[str], noun: str, *, all_of_them: bool) -> str:
    """ "comedies", "romantic comedies", "horror or comedy films"; `noun` in the plural, "" where none is meant."""
    book = prompts.phrases("names")
    plurals, adjectives = dict(book["genre_plurals"]), dict(book["genre_adjectives"])
    if noun not in _WIDE:
        plurals = {}
    told = [str(adjectives.get(genre, genre)) for genre in genres]
    if not all_of_them:
        if all(genre in plurals for genre in genres):
            return joined([plurals[genre] for genre in genres], "or")
        return f"{joined(told, 'or')} {noun or 'titles'}"
    last = next((genre for genre in _LAST if genre in genres and genre in plurals), None)
    if last is None:
        return f"{joined(told, 'and')} {noun or 'titles'}"
    return f"{' '.join(str(adjectives.get(g, g)) for g in genres if g != last)} {plurals[last]}".strip()


# Of several genres the one that is named last: "crime dramas", "romantic comedies".
_LAST = ("documentary", "western", "mystery", "thriller", "comedy", "drama")
