"""Facts for files that say little of themselves, from works of other sources: the same title, year and running time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from indexers.catalogue import Catalogue
from indexers.catalogue.store import ordered
from indexers.reading.fold import fold
from indexers.sources import starter
from indexers.sources.folder.draft import Draft

_LENT = ("genres", "languages", "countries", "people", "keywords", "description", "age_min", "level", "aliases", "year",
         "rating", "popularity")  # fmt: skip
_WITHIN_MIN = 5.0
_MEDIA = frozenset({"film", "series", "album"})
Work = Mapping[str, Any]


class Lender:
    """`catalogue`: of the library, None for the starter alone. `source`: the borrower's own, which lends nothing.

    `prefix`: before the borrowers' ids in the library.
    """

    def __init__(self, catalogue: Catalogue | None, source: str, prefix: str = "") -> None:
        self._catalogue, self._source, self._prefix = catalogue, source, prefix

    def lend(self, draft: Draft) -> None:
        """Fill what the file does not say; nothing where more than one work fits."""
        if draft.fields["medium"] not in _MEDIA or "title" not in draft.fields:
            return
        for origin, works in (("library", self._works(draft)), ("starter", self._starter.get(_key(draft), ()))):
            fitting = [(name, work) for name, work in works if _is_same(draft, work)]
            if len(fitting) == 1:
                name, work = fitting[0]
                draft.take(f"{origin}:{name}", **{field: work[field] for field in _LENT if work.get(field)})

    def _works(self, draft: Draft) -> Iterator[tuple[str, Work]]:
        """Works of the library's other sources by this title."""
        if self._catalogue is None or not self._others:
            return
        columns, titles = self._shelves
        ids = [columns.ids[row] for row in titles.exact(str(draft.fields["title"]))]
        for id_, source, item in self._catalogue.records_of(ids):
            is_other = source in self._others and ordered(f"{self._prefix}{draft.id}", id_) not in self._apart
            if is_other and "sources" not in item.extra:  # no borrowing from borrowers
                yield id_, item.model_dump(mode="json", exclude_defaults=True)

    @cached_property
    def _apart(self) -> frozenset[tuple[str, str]]:
        """Pairs of ids that a person told apart."""
        assert self._catalogue is not None
        return frozenset(pair for pair, same in self._catalogue.verdicts().items() if not same)

    @cached_property
    def _others(self) -> frozenset[str]:
        assert self._catalogue is not None
        return frozenset(name for name in self._catalogue.sources() if name != self._source)

    @cached_property
    def _shelves(self) -> tuple[Any, Any]:
        """Titles as they are when the reading begins: built once, not once a batch."""
        assert self._catalogue is not None
        titles = self._catalogue.titles()
        return self._catalogue.columns(), titles

    @cached_property
    def _starter(self) -> dict[tuple[str, str], list[tuple[str, Work]]]:
        shelf: dict[tuple[str, str], list[tuple[str, Work]]] = {}
        for file in starter.FILES:
            for line in file.read_text(encoding="utf8").splitlines():
                work = json.loads(line)
                for title in {fold(name) for name in (work["title"], *work.get("aliases", ()))}:
                    shelf.setdefault((work["medium"], title), []).append((work["id"], work))
        return shelf


def _key(draft: Draft) -> tuple[str, str]:
    return str(draft.fields["medium"]), fold(str(draft.fields["title"]))


def _is_same(draft: Draft, work: Work) -> bool:
    """The same medium, year and length; an album's artist too. A length or year that one of both lacks proves nothing,
    but for a title of that year whose length only the lender lacks."""
    mine = draft.fields
    if work["medium"] != mine["medium"]:
        return False
    if draft.extra.get("ids", {}).get("imdb") == work["id"]:
        return True
    years = mine.get("year"), work.get("year")
    if None not in years and years[0] != years[1]:
        return False
    if mine["medium"] == "album" and not _names(mine) & _names(work):
        return False
    lengths = mine.get("minutes"), work.get("minutes")
    if lengths[0] is None:
        return False
    if lengths[1] is None:
        return None not in years
    return abs(float(lengths[0]) - float(lengths[1])) <= _WITHIN_MIN or (
        mine["medium"] == "album" and None not in years
    )


def _names(work: Work) -> set[str]:
    people: Sequence[Any] = work.get("people") or ()
    return {fold(str(person["name"])) for person in people}
