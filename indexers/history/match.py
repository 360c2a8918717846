"""Which item a row of a history means."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from indexers.catalogue import Catalogue, Columns, TitleIndex
from indexers.models import Interaction


def matcher(catalogue: Catalogue) -> Callable[[Interaction], str | None]:
    """A function from an interaction to the id of its item: by title and year, title and artist, or series,
    season and number; None where nothing fits or several do. It is valid for this generation of the catalogue.
    """
    columns, titles = catalogue.columns(), catalogue.titles()

    def match(row: Interaction) -> str | None:
        if row.item in columns.row_of:
            return row.item
        if row.series and row.number is not None:
            return _episode(catalogue, columns, titles, row)
        candidates = titles.exact(row.title) if row.title else []
        return _only(columns, _by_artist(columns, row, _by_year(columns, row, candidates)))

    return match


def _by_year(columns: Columns, row: Interaction, candidates: Sequence[int]) -> Sequence[int]:
    """Sources differ by a year now and then: the same year, else one beside it."""
    if row.year is None:
        return candidates
    exact = [candidate for candidate in candidates if columns.year[candidate] == row.year]
    return exact or [candidate for candidate in candidates if abs(int(columns.year[candidate]) - row.year) == 1]


def _by_artist(columns: Columns, row: Interaction, candidates: Sequence[int]) -> Sequence[int]:
    if not row.artist:
        return candidates
    theirs = columns.mask("person", [row.artist])
    return [candidate for candidate in candidates if theirs[candidate]]


def _only(columns: Columns, candidates: Sequence[int]) -> str | None:
    """A work before its parts; nothing where several are left."""
    works = [candidate for candidate in candidates if not columns.is_part[candidate]] or list(candidates)
    return columns.ids[works[0]] if len(works) == 1 else None


def _episode(catalogue: Catalogue, columns: Columns, titles: TitleIndex, row: Interaction) -> str | None:
    for series in titles.exact(row.series):
        for part in catalogue.parts(columns.ids[series]):
            if (part.season, part.number) == (row.season, row.number):
                return part.id
    return None
