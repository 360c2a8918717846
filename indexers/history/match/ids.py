"""Items by the numbers that others gave them: imdb, tmdb, tvdb, musicbrainz, ... in `extra.ids`."""

from __future__ import annotations

from collections.abc import Mapping

from indexers.catalogue import Catalogue, Columns
from indexers.models import Medium

SERIES = "series_"  # before the name of an id: of the series, in a row about an episode
_BY_KIND = frozenset(("tmdb", "tvdb"))  # they number films, series and episodes each for themselves


class Ids:
    """The ids of one generation of the catalogue."""

    def __init__(self, catalogue: Catalogue, columns: Columns) -> None:
        self._columns = columns
        self._rows: dict[tuple[str, str, str], int] = {}
        for item, ids in catalogue.foreign_ids():
            row = columns.row_of.get(item)
            if row is not None:
                for name, value in ids.items():
                    self._rows.setdefault((name, value, self._kind(name, columns.medium_of(row))), row)

    def find(self, ids: Mapping[str, str], medium: Medium | None) -> int | None:
        """The row with one of these ids; a film's number is never a series'."""
        for name, value in ids.items():
            kinds = [self._kind(name, medium)] if medium else ["film", "series", "episode", ""]
            for kind in kinds:
                row = self._rows.get((name, value, kind))
                if row is not None:
                    return row
            if name == "imdb" and (row := self._columns.row_of.get(value)) is not None:
                return row
        return None

    def find_series(self, ids: Mapping[str, str]) -> int | None:
        """The series that the row's episode is of."""
        return self.find({n.removeprefix(SERIES): v for n, v in ids.items() if n.startswith(SERIES)}, "series")

    @staticmethod
    def _kind(name: str, medium: str) -> str:
        if name not in _BY_KIND:
            return ""
        return medium if medium in ("series", "episode") else "film"
