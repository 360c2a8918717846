"""What has a vector in a collection: items, the files that a stage has read, moments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from indexers.catalogue import Catalogue


class Table(Protocol):
    """Rows of a collection: the catalogue's Columns, or its MomentTable."""

    @property
    def n(self) -> int: ...
    @property
    def seqs(self) -> NDArray[np.int64]: ...
    @property
    def row_of(self) -> dict[str, int]: ...


class Keys(Protocol):
    """`seqs`: id -> place in the sidecar of all that should have a vector. `forget`: these are to be made again."""

    def table(self) -> Table: ...
    def seqs(self) -> dict[str, int]: ...
    def last_seq(self) -> int: ...
    def forget(self, ids: Sequence[str]) -> None: ...


class ItemKeys:
    """Every item of the catalogue."""

    def __init__(self, catalogue: Catalogue, name: str) -> None:
        self._catalogue = catalogue

    def table(self) -> Table:
        return self._catalogue.columns()

    def seqs(self) -> dict[str, int]:
        return self._catalogue.seqs()

    def last_seq(self) -> int:
        return self._catalogue.last_seq()

    def forget(self, ids: Sequence[str]) -> None:
        with self._catalogue.change() as change:
            change.forget_vectors(ids)


class FindingKeys:
    """The items whose file a stage has read and given a vector in the collection `name`."""

    def __init__(self, catalogue: Catalogue, name: str) -> None:
        self._catalogue, self._name = catalogue, name

    def table(self) -> Table:
        return self._catalogue.columns()

    def seqs(self) -> dict[str, int]:
        return self._catalogue.findings.seqs(self._name)

    def last_seq(self) -> int:
        return max(self.seqs().values(), default=0)

    def forget(self, ids: Sequence[str]) -> None:
        with self._catalogue.note() as change:
            change.forget_findings(ids, self._name.removesuffix("_words"))


class MomentKeys:
    """The moments that have a vector in the collection `name`."""

    def __init__(self, catalogue: Catalogue, name: str) -> None:
        self._catalogue, self._name = catalogue, name

    def table(self) -> Table:
        return self._catalogue.findings.moments()

    def seqs(self) -> dict[str, int]:
        return self._catalogue.findings.moment_seqs(self._name)

    def last_seq(self) -> int:
        return max(self.seqs().values(), default=0)

    def forget(self, ids: Sequence[str]) -> None:
        items = {passage.item for passage in self._catalogue.findings.passages([int(id_) for id_ in ids])}
        with self._catalogue.note() as change:
            change.forget_findings(items)
