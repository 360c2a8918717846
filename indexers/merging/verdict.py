"""What a person says of two items, and the works that stand in several sources."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from indexers.errors import NotFound
from indexers.library import Library
from indexers.merging.run import merge


def judge(library: Library, one: str, other: str, same: bool) -> None:
    """Two items, by id, are the same work, or are not: kept from then on, whatever the sources say later.

    `other` may be what a service was asked about ("wikidata:Q100"), to take back what it said.

    Raises NotFound for an id that there is not, or twice the same; LibraryError, WeightsError.
    """
    references = {name for some in library.catalogue.looked_up().values() for name, _ in some}
    known = {*library.catalogue.stored([one, other]), *references}
    if missing := [id_ for id_ in (one, other) if id_ not in known]:
        raise NotFound(f"No item here has the id {missing[0]!r}.")
    if one == other:
        raise NotFound("That is one item; name two.")
    with library.vectors.writing():
        with library.catalogue.change() as change:
            change.judge(one, other, same)
        for _ in merge(library):
            pass


def several(library: Library) -> list[dict[str, Any]]:
    """Each work that several sources have: {"id", "title", "records": [{"id", "source", "why"}], "fields": {...}}.

    The first record stands for the work; `fields`: which are from elsewhere, and from where.
    """
    members: dict[str, dict[str, str]] = defaultdict(dict)
    for id_, work, why in library.catalogue.merged():
        members[work][id_] = why
    stored = library.catalogue.stored([*members, *(id_ for some in members.values() for id_ in some)])
    told = []
    for item in library.catalogue.get(list(members)):
        whys = {item.id: "", **members[item.id]}
        records = [{"id": id_, "source": stored[id_].source, "why": why} for id_, why in whys.items()]
        fields = item.extra.get("sources", {})
        told.append({"id": item.id, "title": item.title, "year": item.year, "records": records, "fields": fields})
    return told
