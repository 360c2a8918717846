"""Which item a row of a history means: by ids, then by names; nothing rather than a guess."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from indexers.catalogue import Catalogue, Columns
from indexers.history.match.ids import Ids
from indexers.history.match.parts import Parts
from indexers.history.match.works import Works
from indexers.models import Interaction
from indexers.people.same import series_of, work_of

Linker = Callable[[Interaction, Mapping[str, str]], Interaction]


def matcher(catalogue: Catalogue) -> Callable[[Interaction], str | None]:
    """A function from an interaction to the id of its item; None where nothing fits or several do."""
    link = linker(catalogue)
    return lambda row: link(row, {}).item


def linker(catalogue: Catalogue) -> Linker:
    """A function from an interaction, and its person's corrections, to the interaction with its item, if it is here.

    A view that says its minutes gets its share. Valid for this generation of the catalogue.
    """
    columns, match = catalogue.columns(), _Match(catalogue)

    def link(row: Interaction, corrections: Mapping[str, str]) -> Interaction:
        found = match(row, corrections)
        if found is None:
            return row
        update: dict[str, object] = {"item": columns.ids[found]}
        if row.kind == "view" and row.value is None and (share := _share(columns, found, row)) is not None:
            update["value"] = share
        return row.model_copy(update=update)

    return link


def _share(columns: Columns, found: int, row: Interaction) -> float | None:
    """Of the item's length; half where an episode stands for a series of which no episode is here."""
    if row.medium == "episode" and columns.medium_of(found) == "series":
        return _PART
    length = float(columns.minutes[found])
    if row.minutes is None or not length > 0:
        return None
    return round(min(row.minutes / length, 1.0), 3)


_PART = 0.5


class _Match:
    def __init__(self, catalogue: Catalogue) -> None:
        self._columns = catalogue.columns()
        self._ids, self._works = Ids(catalogue, self._columns), Works(self._columns, catalogue.titles())
        self._parts = Parts(catalogue, self._columns, self._works)

    def __call__(self, row: Interaction, corrections: Mapping[str, str]) -> int | None:
        """The row of the catalogue's columns."""
        if row.item in self._columns.row_of:
            return self._columns.row_of[row.item]
        corrected = corrections.get(work_of(row))
        if corrected is not None:
            return self._columns.row_of.get(corrected)
        found = self._ids.find(row.ids, row.medium)
        if found is not None:
            return found
        if row.series:
            return self._episode(row, corrections)
        found = self._works.find(row)
        return self._parts.find_unsaid(row) if found is None and not row.artist else found

    def _episode(self, row: Interaction, corrections: Mapping[str, str]) -> int | None:
        corrected = corrections.get(series_of(row))
        if corrected is not None:
            series = self._columns.row_of.get(corrected)
            return None if series is None else self._parts.find(row, series)
        return self._parts.find(row, self._ids.find_series(row.ids))
