"""Vectors: one Chroma collection a modality and encoder, with exact scores from a sidecar beside it.

Chroma is the store, and answers what would take longer exactly. Measured over 36,273 films, 384 numbers each, one
thread: a pass over all of them 2.1 ms, over 3,000 survivors of a filter 0.6 ms; Chroma 2.0 ms at recall@10 .98
(ef_search 300), and 50 to 240 ms with a `where` over 100,000.
"""

from __future__ import annotations

import json
import struct
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from indexers.catalogue import Catalogue, Mask, Rows
from indexers.database import sentence
from indexers.errors import LibraryDamaged, LibraryError
from indexers.keys import FindingKeys, ItemKeys, Keys, MomentKeys, Table
from indexers.sidecar import Matrix, Sidecar

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateCollectionConfiguration
    from chromadb.api.models.Collection import Collection as ChromaCollection

Vector = NDArray[np.float32]
Cosines = NDArray[np.float32]

SPACES: dict[str, Callable[[Catalogue, str], Keys]] = {
    "text": ItemKeys,
    "look": FindingKeys,
    "sound": FindingKeys,
    "look_words": FindingKeys,
    "sound_words": FindingKeys,
    "moments": MomentKeys,
    "look_moments": MomentKeys,
}
# Recall@10 on film texts: .94 at ef_search 120, .98 at 300. max_neighbors 24 gains .01 and builds twice as long. What
# was added since the last sync is added again at each opening: 9 s for 6,000 vectors.
_HNSW = {"space": "cosine", "ef_construction": 100, "max_neighbors": 16, "ef_search": 400, "sync_threshold": 2_000}
_UNFINISHED = "unfinished"
_HEADER = struct.Struct("<iQQQ")  # of a segment of Chroma: version, offset, room for elements, elements
_AT_ONCE = 5_000  # Chroma takes 5,461 at once
_MOST = 200  # fetched from Chroma; more takes longer than a pass over the rows
_SPARE = 1.5  # fetched / wanted where the filter is independent of the query; a miss costs one exact pass


@dataclass(frozen=True)
class Stamp:
    """The encoder that a collection's vectors come from."""

    encoder: str
    revision: str
    dim: int


class VectorStore:
    """The collections of a library, by name. One is empty until it is stamped with its encoder.

    `text`: what is written about each item. `look`, `sound`: by encoders of their own. `look_words`, `sound_words`:
    what was measured, put into words, by the text encoder. `moments`: what is said and titled in the files, by the
    text encoder; `look_moments`: how their parts look.
    """

    def __init__(self, library: Path, catalogue: Catalogue, exact_below: int) -> None:
        self._library, self._catalogue, self.exact_below = library, catalogue, exact_below
        self._chroma_folder = library / "chroma"
        self._client: Client | None = None
        self._lock, self._making = threading.Lock(), threading.Lock()
        self._spaces = {name: self._open(name) for name in SPACES}

    @property
    def text(self) -> Collection:
        return self._spaces["text"]

    def space(self, name: str) -> Collection:
        """One of SPACES."""
        return self._spaces[name]

    def _open(self, name: str, stamp: Stamp | None = None) -> Collection:
        said = self._catalogue.meta(f"encoder.{name}")
        stamp = stamp or (Stamp(**json.loads(said)) if said else None)
        return Collection(self, name, stamp, SPACES[name](self._catalogue, name))

    def stamp(self, name: str, stamp: Stamp) -> None:
        """Fix the encoder of a collection; what another one left there is no longer asked."""
        with self._catalogue.note() as change:
            change.set_meta(f"encoder.{name}", json.dumps(asdict(stamp)))
        self._spaces[name].close()
        self._spaces[name] = self._open(name)

    def beside(self, name: str, stamp: Stamp) -> Collection:
        """The collection of that name by `stamp`: to be filled while another one still answers; close it."""
        return self._open(name, stamp)

    def remove(self, items: Sequence[str], moments: Sequence[int]) -> None:
        """Delete what the collections hold of these items and moments."""
        for name, collection in self._spaces.items():
            ids = [str(moment) for moment in moments] if SPACES[name] is MomentKeys else items
            if collection.stamp and ids:
                collection.delete(ids)

    def folder(self) -> Path:
        folder = self._library / "vectors"
        folder.mkdir(exist_ok=True)
        return folder

    def chroma(self) -> Client:
        """Imported and opened when first needed: that takes a second."""
        with self._lock:
            if self._client is None:
                self._client = self._connected()
            return self._client

    def _connected(self) -> Client:
        import chromadb
        from chromadb.api.shared_system_client import SharedSystemClient
        from chromadb.config import Settings

        path = str(self._chroma_folder)
        try:
            return cast("Client", chromadb.PersistentClient(path, settings=Settings(anonymized_telemetry=False)))
        except Exception as error:  # Chroma raises its Rust side's errors under many names
            # Chroma keeps a system that failed to start, and would hand it out again.
            SharedSystemClient._identifier_to_system.pop(path, None)
            raise self.sentence(error) from error

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Within, vectors and catalogue may be out of step; if it does not end well, the next opening heals them."""
        marker = self.folder() / _UNFINISHED
        marker.touch()
        try:
            yield
        except (KeyboardInterrupt, GeneratorExit):
            marker.unlink()
            raise
        marker.unlink()

    def heal(self) -> None:
        """Bring Chroma, sidecar and catalogue into step, if an index was cut off or one of them was deleted."""
        marker = self.folder() / _UNFINISHED
        torn = [space for space in self._spaces.values() if marker.exists() or space.is_torn]
        for space in torn:
            space.heal()
        marker.unlink(missing_ok=True)

    def has_chroma(self) -> bool:
        return self._chroma_folder.exists()

    @contextmanager
    def clearing(self) -> Iterator[None]:
        """Within, a segment may be made: what Chroma then saves beside vectors is cleared. One at a time."""
        with self._making:
            before = self._headers()
            try:
                yield
            finally:
                for header, written in self._headers().items():
                    if before.get(header) != written:
                        _clear_unused(header)

    def _headers(self) -> dict[Path, int]:
        return {path: path.stat().st_mtime_ns for path in self._chroma_folder.glob("*/header.bin")}

    def sentence(self, error: Exception) -> LibraryError:
        """What an error of Chroma means for the person who reads it."""
        said = sentence(self._library, error)
        if not isinstance(said, LibraryDamaged):
            return said
        cure = "Delete that folder: it is made anew from the file beside it."
        return LibraryDamaged(f"The vectors in {self._chroma_folder} are damaged.", cure=cure)

    def close(self) -> None:
        for space in self._spaces.values():
            space.close()
        if self._client is not None:
            self._client.close()


class Collection:
    """Vectors of unit length, one an item or moment. Rows are those of the catalogue's Columns or MomentTable.

    Where an index runs beside a search, pass `table`: the generation that `rows` or `mask` speak of.
    """

    def __init__(self, store: VectorStore, name: str, stamp: Stamp | None, keys: Keys) -> None:
        self._store, self._keys, self.stamp = store, keys, stamp
        self._name = f"{name}-{stamp.encoder}-{stamp.dim}" if stamp else name
        self._lock = threading.Lock()
        self._opened: ChromaCollection | None = None
        self._begun: set[str] = set()  # verbs that Chroma was asked
        self._sidecar = Sidecar(store.folder() / f"{self._name}.f32", stamp.dim) if stamp else None

    def nearest(
        self, vector: Vector, k: int, mask: Mask | None = None, table: Table | None = None
    ) -> tuple[Rows, Cosines]:
        """The k items nearest to `vector`, best first: int32 rows and their exact cosines; fewer where there are fewer.

        `mask`: bool (n,), the items that may be found. The way is chosen by how many those are.
        """
        table = table or self._keys.table()
        survivors = table.n if mask is None else int(np.count_nonzero(mask))
        k = min(k, survivors)
        if not k or self._sidecar is None:
            return np.empty(0, np.int32), np.empty(0, np.float32)
        is_large = survivors > self._store.exact_below
        rows = self._fetch(vector, k, mask, table, survivors) if is_large else None
        if rows is None:
            rows = self._exact(vector, k, mask, table)
        cosines = self.scores(vector, rows, table)
        order = np.argsort(-cosines, kind="stable")[:k]
        return rows[order], cosines[order]

    def scores(self, vector: Vector, rows: Rows | None = None, table: Table | None = None) -> Cosines:
        """float32 cosines of those rows (all: None), the same number for a pair whichever way it is asked."""
        if self._sidecar is None:  # nothing was indexed yet
            table = table or self._keys.table()
            return np.zeros(table.n if rows is None else len(rows), np.float32)
        return np.asarray(np.einsum("ij,j->i", self.vectors(rows, table), vector), np.float32)

    def vectors(self, rows: Rows | None = None, table: Table | None = None) -> Matrix:
        """float32 (k, d), read-only where possible: the vectors of those rows (all: None)."""
        table = table or self._keys.table()
        if self._sidecar is None:
            return np.zeros((table.n if rows is None else len(rows), 0), np.float32)
        return self._sidecar.read(table.seqs if rows is None else table.seqs[rows])

    def query(self, vector: Vector, k: int) -> list[tuple[str, float]]:
        """(id, cosine), best first, from Chroma alone: approximate, unfiltered."""
        if self.stamp is None:
            return []
        found = self._ask("query", query_embeddings=vector, n_results=k, include=["distances"])
        distances = found["distances"] or [[]]
        return [(id_, 1 - distance) for id_, distance in zip(found["ids"][0], distances[0], strict=True)]

    def add(self, ids: Sequence[str], seqs: Sequence[int], matrix: Matrix) -> None:
        """Store or replace vectors of unit length, (n, dim); `seqs`: the items' numbers in the catalogue."""
        assert self._sidecar is not None, "stamp the library first"
        self._sidecar.write(seqs, matrix)
        self._upsert(list(ids), np.ascontiguousarray(matrix, np.float32))

    def delete(self, ids: Sequence[str]) -> None:
        for start in range(0, len(ids), _AT_ONCE):
            self._guarded("delete", ids=list(ids[start : start + _AT_ONCE]))

    def count(self) -> int:
        return int(self._ask("count")) if self.stamp else 0

    def is_whole(self) -> bool:
        """Chroma holds all that should have a vector, and answers. Raises LibraryDamaged where it does not open."""
        if self.stamp is None:
            return True
        try:
            found = self.query(np.full(self.stamp.dim, self.stamp.dim**-0.5, np.float32), 1)
            return self.count() == len(self._keys.seqs()) and bool(found) == bool(self.count())
        except LibraryError:
            raise
        except Exception as error:
            raise self._store.sentence(error) from error

    def lost(self) -> dict[str, int]:
        """id -> place in the sidecar, of all that should have a vector and has none."""
        if self._sidecar is None:
            return {}
        seqs = self._keys.seqs()
        filled = self._is_filled(np.array(list(seqs.values()), np.int64))
        return {id_: seq for (id_, seq), here in zip(seqs.items(), filled, strict=True) if not here}

    @property
    def is_torn(self) -> bool:
        """Chroma or the sidecar is gone or cut short, as far as can be told without opening them."""
        if self._sidecar is None:
            return False
        return not self._store.has_chroma() or len(self._sidecar) <= self._keys.last_seq()

    def heal(self) -> None:
        """Chroma gets what only the sidecar has and the other way; what neither has is marked to be encoded again."""
        if self._sidecar is None:
            return
        seqs, here = self._keys.seqs(), set(self._ask("get", include=[])["ids"])
        self.delete(sorted(here - seqs.keys()))
        ids = list(seqs)
        filled = dict(zip(ids, self._is_filled(np.array([seqs[id_] for id_ in ids], np.int64)), strict=True))
        self._restore_chroma([id_ for id_ in ids if id_ not in here and filled[id_]], seqs)
        self._restore_sidecar([id_ for id_ in ids if id_ in here and not filled[id_]], seqs)
        lost = [id_ for id_ in ids if id_ not in here and not filled[id_]]
        if lost:
            self._keys.forget(lost)

    def close(self) -> None:
        if self._sidecar is not None:
            self._sidecar.close()

    def _fetch(self, vector: Vector, k: int, mask: Mask | None, table: Table, survivors: int) -> Rows | None:
        """At least k survivors among what Chroma finds nearest; None if they are fewer or would take longer."""
        wanted = k if mask is None else int(_SPARE * k * table.n / survivors) + 10
        if wanted > _MOST:
            return None
        found = dict.fromkeys(table.row_of.get(id_, -1) for id_, _ in self.query(vector, wanted))  # merged ones share
        rows = np.array([row for row in found if row >= 0], np.int32)
        if mask is not None:
            rows = rows[mask[rows]]
        return rows if len(rows) >= k else None

    def _exact(self, vector: Vector, k: int, mask: Mask | None, table: Table) -> Rows:
        """The k best survivors by exact score."""
        if mask is None or np.count_nonzero(mask) > table.n / 4:  # a pass over the map beats gathering rows
            cosines = self.scores(vector, None, table)
            if mask is not None:
                cosines[~mask] = -2
            return np.argpartition(-cosines, k - 1)[:k].astype(np.int32)
        rows = np.flatnonzero(mask).astype(np.int32)
        best = np.argpartition(-self.scores(vector, rows, table), k - 1)[:k]
        return rows[best]

    def _is_filled(self, seqs: NDArray[np.int64]) -> Mask:
        assert self._sidecar is not None
        return np.asarray(np.any(self._sidecar.read(seqs), axis=1))

    def _restore_chroma(self, ids: Sequence[str], seqs: dict[str, int]) -> None:
        assert self._sidecar is not None
        for start in range(0, len(ids), _AT_ONCE):
            some = list(ids[start : start + _AT_ONCE])
            matrix = self._sidecar.read(np.array([seqs[id_] for id_ in some], np.int64))
            self._upsert(some, np.ascontiguousarray(matrix))

    def _restore_sidecar(self, ids: Sequence[str], seqs: dict[str, int]) -> None:
        assert self._sidecar is not None
        for start in range(0, len(ids), _AT_ONCE):
            found = self._ask("get", ids=list(ids[start : start + _AT_ONCE]), include=["embeddings"])
            matrix = np.asarray(found["embeddings"], np.float32)
            self._sidecar.write([seqs[id_] for id_ in found["ids"]], matrix)

    def _chroma(self) -> ChromaCollection:
        assert self.stamp is not None
        client = self._store.chroma()
        with self._lock:
            if self._opened is None:
                configuration = cast("CreateCollectionConfiguration", {"hnsw": _HNSW})
                try:
                    self._opened = client.get_or_create_collection(
                        self._name, embedding_function=None, metadata=asdict(self.stamp), configuration=configuration
                    )
                except Exception as error:
                    raise self._store.sentence(error) from error
            return self._opened

    def _upsert(self, ids: list[str], matrix: Matrix) -> None:
        """The first vector goes alone: while a segment has so few, Chroma does not write to its files again."""
        first = 0 if "upsert" in self._begun else 1
        for some in (slice(0, first), slice(first, None)):
            if ids[some]:
                self._guarded("upsert", ids=ids[some], embeddings=matrix[some])

    def _ask(self, verb: str, **values: Any) -> Any:
        """What Chroma says; the first of each verb may make the segment."""
        ask = getattr(self._chroma(), verb)
        if verb in self._begun:
            return ask(**values)
        with self._store.clearing():
            said = ask(**values)
        self._begun.add(verb)
        return said

    def _guarded(self, verb: str, **values: Any) -> None:
        """A write to Chroma; what it raises, under whatever name, becomes one sentence."""
        self._chroma()  # which says in a sentence of its own why it does not open
        try:
            self._ask(verb, **values)
        except Exception as error:
            raise self._store.sentence(error) from error


def _clear_unused(header: Path) -> None:
    """Zero the room of a segment without elements, where Chroma saves memory that it did not clear (its issue 7688).

    It does so at each opening until the first sync: up to 28 KB of this process's heap, with a server's token in 2 of
    15 libraries.
    """
    _, _, _, elements = _HEADER.unpack_from(header.read_bytes())
    if elements:
        return
    for path in (header.with_name("data_level0.bin"), header.with_name("length.bin")):
        with path.open("r+b") as file:
            file.write(bytes(path.stat().st_size))
