"""Works by title, year, medium and artist."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from indexers.catalogue import Columns, TitleIndex
from indexers.history.match.forms import forms_of, year_in
from indexers.models import Interaction

_ALIKE: dict[str, frozenset[str]] = {
    "film": frozenset(("film", "clip")),
    "episode": frozenset(("episode", "lecture", "clip")),
    "track": frozenset(("track",)),
    "clip": frozenset(("clip", "film", "lecture", "post")),
}  # what services call so may be kept as one of these


class Works:
    """The works of one generation of the catalogue."""

    def __init__(self, columns: Columns, titles: TitleIndex) -> None:
        self._columns, self._titles = columns, titles

    def find(self, row: Interaction) -> int | None:
        """The item that the row names; None where nothing fits or several do."""
        media = _ALIKE.get(row.medium, (row.medium,)) if row.medium else ()
        return self.only(row.title, row.year, media, row.artist)

    def only(self, title: str, year: int | None, media: Iterable[str] = (), artist: str = "") -> int | None:
        """The one row of that title, in the first form that anything is called by."""
        year = year or year_in(title)
        for form in forms_of(title):
            rows = self._of_media(self._titles.exact(form), frozenset(media))
            if artist:
                rows = self._by_artist(rows, artist)
            if rows:
                return self._chosen(self._by_year(rows, year))
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
        return [row for row in rows if theirs[row] or theirs[self._columns.work[row]]]

    def _chosen(self, rows: Sequence[int]) -> int | None:
        """A work before its parts; nothing where several are left."""
        works = [row for row in rows if not self._columns.is_part[row]] or list(rows)
        return works[0] if len(works) == 1 else None
