"""A person's word on what a row of their history means."""

from __future__ import annotations

from indexers.errors import NotFound
from indexers.history.match import linker
from indexers.library import Library


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
