"""A person's word on what a row of their history means, and what they are asked about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from indexers.errors import NotFound
from indexers.history.match import linker
from indexers.library import Library
from indexers.models import Interaction
from indexers.people.same import work_of

_MOST_SOUGHT, _MOST_NEAR, _NEAR = 200, 2, 0.75  # works, items; how alike their titles are


def correct(library: Library, name: str, number: int, item: str | None) -> int:
    """Row `number` of the person means `item` (None: nothing that is here); how many rows changed.

    It holds for all rows that call their item so, imported before or after. A series given for an episode is meant
    for the series' other episodes too. Raises NotFound for a row or item that is not here.
    """
    person = library.person(name)
    row = dict(person.rows()).get(number)
    if row is None or not (row.title or row.series):
        raise NotFound(f"The history has no row {number} that names a title.", cure="See them with: usher history")
    columns = library.catalogue.columns()
    if item is None:
        return person.correct(number, None)
    if item not in columns.row_of:
        raise NotFound(f"There is no item {item!r} here.", cure="Find its id with: usher search TEXT")
    if not row.series or columns.medium_of(columns.row_of[item]) != "series":
        return person.correct(number, item)
    person.correct(number, item, series=True)
    return library.people.link(lambda: linker(library.catalogue))


def waiting(
    library: Library, rows: Sequence[tuple[int, Interaction]]
) -> Iterator[tuple[int, Interaction, dict[str, Any]]]:
    """Each work that rows wait for once: its first row, how many times it is there, and the items it may be.

    The items, at most two with id, title and year, are sought by a near title for the first works alone.
    """
    times = Counter(work_of(row) or number for number, row in rows)
    told: set[object] = set()
    for number, row in rows:
        work = work_of(row) or number
        if work not in told:
            near = _near(library, row) if len(told) < _MOST_SOUGHT else []
            told.add(work)
            yield number, row, {"times": times[work], "may_be": near}


def _near(library: Library, row: Interaction) -> list[dict[str, Any]]:
    columns, title = library.catalogue.columns(), row.series or row.title
    found = library.catalogue.titles().near(title, _MOST_NEAR) if title else []
    return [
        {"id": columns.ids[place], "title": columns.titles[place], "year": int(columns.year[place])}
        for place, score in found
        if score >= _NEAR
    ]
