"""Episodes, in series, podcasts and courses."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from indexers.catalogue import Catalogue, Columns
from indexers.history.match.forms import forms_of
from indexers.history.match.works import Works
from indexers.models import Interaction, Item
from indexers.reading.fold import fold

_WHOLES = ("series", "podcast", "course")
_HELD = 256  # series whose episodes are kept in memory


class Parts:
    """The parts of one generation of the catalogue."""

    def __init__(self, catalogue: Catalogue, columns: Columns, works: Works) -> None:
        self._columns, self._works = columns, works
        self._parts = lru_cache(_HELD)(catalogue.parts)

    def find(self, row: Interaction, series: int | None = None) -> int | None:
        """The episode that the row names; its series, where the library knows none of its episodes.

        `series`: its row, where it is known by an id.
        """
        found = series if series is not None else self._whole(row)
        if found is None:
            return None
        parts = self._parts(self._columns.ids[found])
        if not parts:
            return found
        item = _by_number(parts, row) or _by_title(parts, row)
        return None if item is None else self._columns.row_of.get(item.id)

    def find_unsaid(self, row: Interaction) -> int | None:
        """The episode where the text names series and episode without a season: "Series: Episode"."""
        head, colon, rest = row.title.partition(": ")
        found = self._works.only(head, None, _WHOLES) if colon else None
        if found is None:
            return None
        parts = self._parts(self._columns.ids[found])
        item = _by_title(parts, row.model_copy(update={"title": rest}))
        return None if item is None else self._columns.row_of.get(item.id)

    def _whole(self, row: Interaction) -> int | None:
        """The one series of that name; among several, the one of the row's year, which may be the episode's."""
        found = self._works.only(row.series, None, _WHOLES)
        return self._works.only(row.series, row.year, _WHOLES) if found is None and row.year else found


def _by_number(parts: Sequence[Item], row: Interaction) -> Item | None:
    if row.number is None:
        return None
    found = [part for part in parts if part.number == row.number and _is_of(part, row.season)]
    return found[0] if len(found) == 1 else None


def _by_title(parts: Sequence[Item], row: Interaction) -> Item | None:
    """In the season said; where that has none of the title, in any: services cut seasons differently."""
    wanted = {fold(form) for form in forms_of(row.title)}
    called = [part for part in parts if fold(part.title) in wanted]
    found = [part for part in called if _is_of(part, row.season)] or called
    return found[0] if len(found) == 1 and "" not in wanted else None


def _is_of(part: Item, season: int | None) -> bool:
    return season is None or part.season == season or (part.season is None and season == 1)
