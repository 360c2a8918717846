"""What one source says of an item, as far as it tells whether another source's is the same work."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from indexers.catalogue.columns import MAKERS
from indexers.reading.fold import fold

_BY_KIND = frozenset(("tmdb", "tvdb"))  # they number films, series and episodes each for themselves
_IMDB = re.compile(r"tt\d{7,9}")


@dataclass(frozen=True, eq=False)
class Record:
    """`fields`: the item as its source has it. `work`, `why`: how it is merged now; `blend`: what it says then."""

    seq: int
    id: str
    source: str
    fields: Mapping[str, Any]
    work: str | None = None
    why: str | None = None
    blend: str | None = None
    text_digest: bytes = b""

    @property
    def medium(self) -> str:
        return str(self.fields["medium"])

    @property
    def parent(self) -> str | None:
        return self.fields.get("parent")

    @property
    def path(self) -> str | None:
        return self.fields.get("path")

    @property
    def year(self) -> int | None:
        return self.fields.get("year")

    @property
    def minutes(self) -> float | None:
        return self.fields.get("minutes")

    @property
    def place(self) -> tuple[int, int | None]:
        """Season (the first where none is said) and number."""
        return self.fields.get("season") or 1, self.fields.get("number")

    @cached_property
    def title(self) -> str:
        return fold(self.fields["title"])

    @cached_property
    def titles(self) -> frozenset[str]:
        """All that it is called, folded."""
        return frozenset(filter(None, (self.title, *map(fold, self.fields.get("aliases", ())))))

    @cached_property
    def people(self) -> frozenset[str]:
        return frozenset(fold(credit["name"]) for credit in self.fields.get("people", ()))

    @cached_property
    def makers(self) -> frozenset[str]:
        people = self.fields.get("people", ())
        return frozenset(fold(credit["name"]) for credit in people if credit.get("role", "").lower() in MAKERS)

    @cached_property
    def genres(self) -> frozenset[str]:
        return frozenset(self.fields.get("genres", ()))

    @cached_property
    def ids(self) -> frozenset[tuple[str, str]]:
        """(name, value) of what others call it; names of numbers that are given by kind carry the kind."""
        said = self.fields.get("extra", {}).get("ids")
        found = dict(said) if isinstance(said, Mapping) else {}
        if _IMDB.fullmatch(self.id):  # which some sources use as their own
            found.setdefault("imdb", self.id)
        return frozenset((self._named(name), str(value)) for name, value in found.items() if value)

    def _named(self, name: str) -> str:
        return f"{name} {self.medium}" if name in _BY_KIND else name
