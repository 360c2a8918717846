"""Search by meaning: whichever way is taken, the nearest are found, and only where they may be."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from indexers import vectors
from indexers.catalogue import Entry, Mask, Rows
from indexers.errors import LibraryDamaged
from indexers.library import Library
from indexers.models import Item
from indexers.pipeline import index
from indexers.sources import open_source
from tests.indexers.conftest import FILMS, Index, open_library, write_lines

COUNT, TOPICS, DIM, EXACT_BELOW = 8_000, 40, 64, 2_000


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """8,000 items around 40 topics, more than are scored exactly."""
    library = open_library(tmp_path_factory.mktemp("large") / "library", exact_below=EXACT_BELOW)
    library.vectors.stamp("text", vectors.Stamp("fake", "1", DIM))
    random = np.random.default_rng(5)
    centres = random.standard_normal((TOPICS, DIM))
    matrix = (centres[np.arange(COUNT) % TOPICS] + 0.7 * random.standard_normal((COUNT, DIM))).astype(np.float32)
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    items = [Item(id=f"i{n}", title=f"Item {n}", medium="film", genres=(f"g{n % 100}",)) for n in range(COUNT)]
    with library.catalogue.change() as change:
        seqs = change.put("test", [Entry(item, b"", b"1") for item in items])
        for start in range(0, COUNT, 4_000):
            some = slice(start, start + 4_000)
            library.vectors.text.add([item.id for item in items[some]], seqs[some], matrix[some])
    yield library
    library.close()


def _best(library: Library, vector: np.ndarray, mask: Mask, k: int) -> Rows:
    scores = library.vectors.text.vectors() @ vector
    scores[~mask] = -2
    return np.argsort(-scores)[:k].astype(np.int32)


@pytest.mark.parametrize("share", [1.0, 0.9, 0.5, 0.1, 0.01])
def test_filtered_or_not_the_nearest_are_found_with_recall_of_98_percent(large: Library, share: float) -> None:
    random = np.random.default_rng(7)
    hits = 0
    for query in large.vectors.text.vectors()[random.choice(COUNT, 20)]:
        mask = random.random(COUNT) < share
        rows, cosines = large.vectors.text.nearest(query, 10, mask)
        assert mask[rows].all() and len(rows) == 10
        assert np.all(np.diff(cosines) <= 0)
        hits += len(set(rows) & set(_best(large, query, mask, 10)))
    assert hits / 200 >= 0.98


def test_a_filter_against_the_query_still_fills_the_list(large: Library) -> None:
    """All that is nearest is filtered out, so fetching more than wanted is not enough."""
    vector = large.vectors.text.vectors(np.array([0], np.int32))[0]
    mask = np.arange(COUNT) % TOPICS != 0
    rows, _ = large.vectors.text.nearest(vector, 10, mask)
    assert set(rows) == set(_best(large, vector, mask, 10))


def test_a_score_is_the_same_number_whichever_way_it_is_asked(large: Library) -> None:
    text = large.vectors.text
    vector = text.vectors(np.array([17], np.int32))[0]
    everything = text.scores(vector)
    rows, unfiltered = text.nearest(vector, 10)
    narrow = np.zeros(COUNT, bool)
    narrow[rows] = True
    assert text.nearest(vector, 10, narrow)[1].tolist() == unfiltered.tolist() == everything[rows].tolist()
    assert text.scores(vector, rows).tolist() == unfiltered.tolist()


def test_fewer_are_found_where_there_are_fewer(library: Library, index_lines: Index) -> None:
    index_lines(FILMS)
    vector = library.encoder.encode(["a lone miner on the moon"])[0]
    rows, _ = library.vectors.text.nearest(vector, 100)
    assert len(rows) == len(FILMS)
    assert library.catalogue.columns().ids[rows[0]] == "moon"
    nothing = np.zeros(len(FILMS), bool)
    assert library.vectors.text.nearest(vector, 10, nothing)[0].size == 0


@pytest.mark.parametrize("lost", ["sidecar", "chroma"])
def test_what_one_store_of_vectors_lost_the_other_restores(tmp_path: Path, lost: str) -> None:
    path = tmp_path / "library"
    with open_library(path) as library:
        index(library, open_source(write_lines(tmp_path / "items.jsonl", FILMS)))
        whole = library.vectors.text.vectors().copy()
    if lost == "chroma":
        shutil.rmtree(path / "chroma")
    else:
        for file in (path / "vectors").glob("*.f32"):
            os.truncate(file, 0)
    with open_library(path) as library:
        assert library.vectors.text.count() == len(FILMS)
        assert np.allclose(library.vectors.text.vectors(), whole)
        assert library.vectors.text.query(whole[1], 1)[0][0] == FILMS[1]["id"]


def test_damaged_vectors_are_named_with_their_cure_which_works(tmp_path: Path) -> None:
    source = open_source(write_lines(tmp_path / "items.jsonl", FILMS))
    path = tmp_path / "library"
    with open_library(path) as library:
        index(library, source)
    (path / "chroma" / "chroma.sqlite3").write_bytes(b"no database" * 1000)
    write_lines(tmp_path / "items.jsonl", FILMS[1:])
    with open_library(path) as library, pytest.raises(LibraryDamaged, match="Delete that folder") as error:
        index(library, source)
    assert str(path / "chroma") in str(error.value)
    shutil.rmtree(path / "chroma")
    with open_library(path) as library:
        assert index(library, source).removed == 1
        assert library.vectors.text.count() == len(FILMS) - 1


def test_a_search_beside_an_index_keeps_to_what_it_began_with(library: Library, index_lines: Index) -> None:
    """Rows, mask and vectors are those of the columns that the search holds, whatever comes and goes meanwhile."""
    index_lines(FILMS)
    columns, mask = library.catalogue.columns(), np.ones(len(FILMS), bool)
    vector = library.encoder.encode(["a lone miner on the moon"])[0]
    index_lines([*FILMS[1:], *({"id": f"n{n}", "title": "The Moon", "medium": "film"} for n in range(50))])
    rows, _ = library.vectors.text.nearest(vector, 1, mask, columns)
    assert columns.ids[rows[0]] == "moon"
    with ThreadPoolExecutor(8) as readers:
        futures = [readers.submit(library.catalogue.words, "moon", 5) for _ in range(64)]
        index_lines(FILMS)
        assert all(future.result() for future in futures)


@pytest.mark.parametrize("verb", ["upsert", "query", "count"])
def test_no_memory_of_the_process_is_saved_beside_vectors(tmp_path: Path, verb: str) -> None:
    def saved() -> set[int]:
        files = [*tmp_path.rglob("data_level0.bin"), *tmp_path.rglob("length.bin")]
        return {byte for path in files for byte in path.read_bytes()}

    path = tmp_path / "library"
    for _ in range(4):  # until its first sync Chroma makes the files anew at each opening
        with open_library(path) as library:
            index(library, open_source(write_lines(tmp_path / "items.jsonl", FILMS)))
            text = library.vectors.text
            if verb == "upsert":
                text.add(["moon"], [library.catalogue.seqs()["moon"]], library.encoder.encode(["moon"]))
            elif verb == "query":
                text.query(library.encoder.encode(["moon"])[0], 3)
            else:
                assert text.count() == len(FILMS)
        assert saved() == {0}
