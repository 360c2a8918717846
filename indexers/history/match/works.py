"""Works by title, year, medium and artist."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from indexers.catalogue import Columns, TitleIndex
from indexers.history.match.forms import country_in, forms_of, year_in
from indexers.history.match.sureness import surest
from indexers.models import Interaction

_ALIKE: dict[str, frozenset[str]] = {
    "film": frozenset(("film", "clip")),
    "episode": frozenset(("episode", "lecture", "clip")),
    "track": frozenset(("track",)),
    "clip": frozenset(("clip", "film", "lecture", "post")),
}  # what services call so may be kept as one of these
_OF_THE_PERSON = ("jsonl", "")  # who writes a line names what is in the library
_AND = re.compile(r"\s*(?:,|;|/|&|\bx\b|\b(?:and|und|et|y|feat|ft|featuring|with)\b\.?)\s*", re.IGNORECASE)


class Works:
    """The works of one generation of the catalogue."""

    def __init__(self, columns: Columns, titles: TitleIndex) -> None:
        self._columns, self._titles = columns, titles

    def find(self, row: Interaction) -> int | None:
        """The item that the row names; None where nothing fits, several do, or the name alone is not sure enough."""
        media = _ALIKE.get(row.medium, (row.medium,)) if row.medium else ()
        if row.at is None or row.year or row.artist or row.source in _OF_THE_PERSON:
            return self.only(row.title, row.year, media, row.artist)
        if year := year_in(row.title):
            return self.only(row.title, year, media)
        for form in forms_of(row.title):
            if rows := self._works_of(self._of_media(self._titles.exact(form), frozenset(media))):
                return surest(self._columns, form, rows, row.at.year)
        return None

    def only(self, title: str, year: int | None, media: Iterable[str] = (), artist: str = "") -> int | None:
        """The one row of that title, in the first form that anything is called by."""
        year, country = year or year_in(title), country_in(title)
        for form in forms_of(title):
            rows = self._of_media(self._titles.exact(form), frozenset(media))
            if country and len(rows) > 1:
                rows = [row for row in rows if row in self._columns.rows("country", country)]
            if artist:
                rows = self._by_artist(rows, artist)
            if rows := self._by_year(rows, year):
                works = self._works_of(rows)
                return works[0] if len(works) == 1 or artist else None  # one song on several albums is one song
        return None

    def _of_media(self, rows: Sequence[int], media: frozenset[str]) -> Sequence[int]:
        return [row for row in rows if not media or self._columns.medium_of(row) in media]

    def _by_year(self, rows: Sequence[int], year: int | None) -> Sequence[int]:
        """Sources differ by a year now and then: the same year, else one beside it."""
        if year is None:
            return rows
        same = [row for row in rows if self._columns.year[row] == year]
        return same or [row for row in rows if abs(int(self._columns.year[row]) - year) == 1]

    def _by_artist(self, rows: Sequence[int], artist: str) -> Sequence[int]:
        theirs = self._columns.mask("person", [artist])
        if not theirs.any():
            theirs = self._columns.mask("person", _AND.split(artist))
        return [row for row in rows if theirs[row] or theirs[self._columns.work[row]]]

    def _works_of(self, rows: Sequence[int]) -> Sequence[int]:
        """Works before their parts."""
        return [row for row in rows if not self._columns.is_part[row]] or rows
