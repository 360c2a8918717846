"""Works that several sources have are one, with the best of each; what a person tells apart stays apart."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from indexers.catalogue.text import item_text
from indexers.errors import NotFound
from indexers.library import Library
from indexers.merging.verdict import judge, several
from indexers.pipeline import IndexReport, index, stream
from indexers.sources import open_source
from tests.indexers.conftest import open_library, write_lines
from tests.indexers.trees import plant

Put = Callable[..., IndexReport]
LIST: dict[str, Any] = {
    "id": "17431", "title": "Moon", "year": 2009, "medium": "film", "minutes": 97, "genres": ["science fiction"],
    "rating": 7.6, "keywords": ["clone"], "description": "Alone on the moon.",
}  # fmt: skip
WIKI: dict[str, Any] = {
    "id": "w-moon", "title": "Moon", "year": 2009, "medium": "film", "people": [{"name": "Sam Rockwell"}],
    "aliases": ["月球"], "keywords": ["lunar base", "Clone"],
    "description": "Sam Bell, who mines the far side of the moon, nears the end of three years on his own.",
}  # fmt: skip


@pytest.fixture
def put(library: Library, tmp_path: Path) -> Put:
    """Index records as the source of that name."""
    return lambda name, *records: index(library, open_source(write_lines(tmp_path / f"{name}.jsonl", records)))


def _ids(library: Library) -> list[str]:
    return sorted(library.catalogue.columns().ids)


def _is_one(put: Put, library: Library, one: dict[str, Any], other: dict[str, Any]) -> bool:
    put("one", {"id": "1", "medium": "film", **one})
    put("other", {"id": "2", "medium": "film", **other})
    return len(_ids(library)) == 1


def test_a_work_of_two_sources_is_one_with_the_best_of_both(put: Put, library: Library) -> None:
    put("list", LIST)
    report = put("wiki", WIKI)
    assert _ids(library) == ["17431"] and report.notes[0].startswith("1 work stands in more than one source")
    (moon,) = library.catalogue.get(["w-moon"])  # by either id
    assert (moon.id, moon.minutes, moon.genres, moon.rating) == ("17431", 97, ("science fiction",), 7.6)
    assert moon.description == WIKI["description"] and moon.people[0].name == "Sam Rockwell"
    assert moon.keywords == ("clone", "lunar base") and moon.aliases == ("月球",)
    assert moon.extra["sources"]["people"] == "library:w-moon" and "minutes" not in moon.extra["sources"]
    columns = library.catalogue.columns()
    assert columns.row_of["w-moon"] == columns.row_of["17431"] == 0
    assert library.catalogue.words("rockwell", 5)[0][0] == 0
    assert library.catalogue.titles().exact("月球") == [0]


def test_its_vector_is_of_all_that_is_said_of_it(put: Put, library: Library) -> None:
    put("list", LIST)
    put("wiki", WIKI)
    (moon,) = library.catalogue.get(["17431"])
    (vector,) = library.encoder.encode([item_text(moon)])
    rows, cosines = library.vectors.text.nearest(vector, 5)
    assert list(rows) == [0] and cosines[0] == pytest.approx(1, abs=1e-5)


def test_indexing_again_changes_nothing(put: Put, library: Library) -> None:
    put("list", LIST)
    put("wiki", WIKI)
    before = library.catalogue.get(["17431"])
    report, generation = put("list", LIST), library.catalogue.generation
    assert (report.unchanged, report.changed, report.notes) == (1, 0, put("list", LIST).notes)
    assert library.catalogue.generation == generation and library.catalogue.get(["17431"]) == before


def test_a_changed_or_vanished_record_changes_the_work(put: Put, library: Library) -> None:
    put("list", LIST)
    put("wiki", WIKI)
    put("wiki", {**WIKI, "countries": ["GB"]})
    assert library.catalogue.get(["17431"])[0].countries == ("GB",)
    put("list", {**LIST, "id": "another", "title": "Alien", "year": 1979})
    assert _ids(library) == ["another", "w-moon"]
    (moon,) = library.catalogue.get(["w-moon"])
    assert moon.minutes is None and "sources" not in moon.extra and library.catalogue.words("rockwell", 5)


def test_what_a_person_tells_apart_stays_apart_and_can_be_one_again(put: Put, library: Library) -> None:
    put("list", LIST)
    put("wiki", WIKI)
    judge(library, "17431", "w-moon", same=False)
    assert _ids(library) == ["17431", "w-moon"]
    (listed, wiki) = library.catalogue.get(["17431", "w-moon"])
    assert listed.people == () and wiki.minutes is None and several(library) == []
    (vector,) = library.encoder.encode([item_text(listed)])
    assert library.vectors.text.nearest(vector, 1)[1][0] == pytest.approx(1, abs=1e-5)
    put("list", {**LIST, "rating": 8})
    put("third", {**LIST, "id": "3", "people": WIKI["people"]})
    assert len(_ids(library)) == 2
    judge(library, "w-moon", "17431", same=True)
    assert len(_ids(library)) == 1 and several(library)[0]["records"][1]["why"] == "you said so"


def test_two_items_are_one_because_a_person_says_so(put: Put, library: Library) -> None:
    put("list", LIST, {**LIST, "id": "x", "title": "La lune", "year": 2010})
    assert len(_ids(library)) == 2
    judge(library, "17431", "x", same=True)
    assert _ids(library) == ["17431"]
    with pytest.raises(NotFound, match="nobody"):
        judge(library, "17431", "nobody", same=True)


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        ({"title": "Heat", "year": 1995, "minutes": 170}, {"title": "Heat!", "year": 1995, "minutes": 171}, True),
        ({"title": "Heat", "year": 1995, "minutes": 170}, {"title": "Heat", "year": 1995, "minutes": 95}, False),
        ({"title": "Heat", "year": 1995}, {"title": "Heat", "year": 1986}, False),
        ({"title": "Heat", "year": 1995, "genres": ["war"]}, {"title": "Heat", "year": 1995, "genres": ["spy"]}, True),
        ({"title": "Heat", "year": 1995, "genres": ["documentary"]},
         {"title": "Heat", "year": 1995, "genres": ["family"]}, False),
        ({"title": "Heat", "year": 1995, "people": [{"name": name} for name in "abc"]},
         {"title": "Heat", "year": 1995, "people": [{"name": name} for name in "defg"]}, False),
        ({"title": "Heat", "year": 1995, "people": [{"name": "Pacino"}, {"name": "De Niro"}]},
         {"title": "Heat", "year": 1996, "people": [{"name": "De Niro"}, {"name": "Pacino"}]}, True),
        ({"title": "Blue Heat", "year": 1995, "genres": ["crime"]},
         {"title": "Blue Heat", "year": 1996, "genres": ["crime"], "minutes": 99}, True),
        ({"title": "Heat", "year": 1995, "minutes": 170, "genres": ["crime"]},
         {"title": "Heat", "year": 1996, "minutes": 170, "genres": ["crime", "drama"]}, True),
        ({"title": "Heat", "year": 1995, "minutes": 170}, {"title": "Heat", "year": 1996, "minutes": 170}, False),
        ({"title": "Heat", "year": 1995, "people": [{"name": "Mann", "role": "director"}]},
         {"title": "Heat", "year": 1995, "people": [{"name": "Richards", "role": "director"}]}, False),
        ({"title": "Heat", "year": 1995, "medium": "film"}, {"title": "Heat", "year": 1995, "medium": "series"}, False),
        ({"title": "Hit", "extra": {"ids": {"tmdb": 949}}}, {"title": "Feu", "extra": {"ids": {"tmdb": "949"}}}, True),
        ({"title": "Hit", "year": 1973, "extra": {"ids": {"tmdb": 949}}},
         {"title": "Feu", "year": 1995, "extra": {"ids": {"tmdb": "949"}}}, False),
        ({"title": "Heat", "year": 1995, "extra": {"ids": {"tmdb": "1"}}},
         {"title": "Heat", "year": 1995, "extra": {"ids": {"tmdb": "2"}}}, False),
        ({"title": "Amélie", "year": 2001}, {"title": "Le Fabuleux Destin", "aliases": ["Amelie"], "year": 2001}, True),
        ({"title": "Hits", "medium": "album", "year": 1981, "people": [{"name": "Queen", "role": "artist"}]},
         {"title": "Hits", "medium": "album", "year": 1981, "people": [{"name": "Abba", "role": "artist"}]}, False),
        ({"title": "An ad", "medium": "ad", "year": 2000}, {"title": "An ad", "medium": "ad", "year": 2000}, False),
    ],
)  # fmt: skip
def test_when_two_records_are_one(
    put: Put, library: Library, one: dict[str, Any], other: dict[str, Any], is_one: bool
) -> None:
    assert _is_one(put, library, one, other) == is_one


def test_an_id_that_is_another_work_elsewhere_takes_nothing_away(put: Put, library: Library) -> None:
    put("list", LIST)
    report = put("wiki", {**WIKI, "id": "17431", "title": "Alien", "year": 1979})
    assert report.bad[0].cause.startswith("id '17431' is 'Moon' of ")
    assert library.catalogue.get(["17431"])[0].title == "Moon"
    assert put("moved", {**LIST, "rating": 8.0}).changed == 1


def test_nothing_is_merged_where_several_fit_or_within_a_source(put: Put, library: Library) -> None:
    put("list", LIST, {**LIST, "id": "twin"})
    assert len(_ids(library)) == 2
    put("wiki", WIKI)
    assert len(_ids(library)) == 3


def test_episodes_follow_their_series(put: Put, library: Library) -> None:
    def show(id_: str, *episodes: tuple[str, int]) -> list[dict[str, Any]]:
        whole = {"id": id_, "title": "Dark", "medium": "series", "year": 2017}
        parts = [
            {"id": f"{id_}{number}", "title": title, "medium": "episode", "parent": id_, "season": 1, "number": number}
            for title, number in episodes
        ]
        return [whole, *parts]

    put("a", *show("a", ("Secrets", 1), ("Lies", 2), ("Past and Present", 3)))
    put("b", *show("b", ("Episode 1", 1), ("Another", 2), ("Double Lives", 4)))
    assert _ids(library) == ["a", "a1", "a2", "a3", "b2", "b4"]  # titles differ at 2
    assert [part.id for part in library.catalogue.parts("b")] == ["a1", "a2", "b2", "a3", "b4"]
    assert {part.parent for part in library.catalogue.parts("a")} == {"a"}
    columns = library.catalogue.columns()
    assert columns.work[columns.row_of["b4"]] == columns.row_of["a"] == columns.row_of["b"]


def test_the_same_bytes_in_two_folders_are_one_work(library: Library, tmp_path: Path) -> None:
    one, two = plant(tmp_path / "one", "film one.mkv"), plant(tmp_path / "two", "another name.mkv", "third.mkv")
    for path in (one / "film one.mkv", two / "another name.mkv"):
        path.write_bytes(b"the same" * 1_000)
    (two / "third.mkv").write_bytes(b"not same" * 1_000)
    for root in (one, two):
        index(library, open_source(root, library, several=True))
    assert _ids(library) == ["one/film one.mkv", "two/third.mkv"]
    assert several(library)[0]["records"][1]["why"] == "files of the same bytes"


def test_a_file_stands_for_its_work_and_gives_back_what_was_wrongly_lent(
    put: Put, library: Library, tmp_path: Path
) -> None:
    put("list", LIST)
    root = plant(tmp_path / "films", "Moon (2009).mkv")
    index(library, open_source(root, library))
    assert _ids(library) == ["Moon (2009).mkv"]
    (moon,) = library.catalogue.get(["17431"])
    assert moon.path == str(root / "Moon (2009).mkv") and moon.rating == 7.6
    judge(library, "Moon (2009).mkv", "17431", same=False)
    for _ in range(2):
        (moon,) = library.catalogue.get(["Moon (2009).mkv"])
        assert moon.rating is None and moon.description == ""
        index(library, open_source(root, library))


@pytest.mark.parametrize("steps", [1, 2])
def test_a_merge_that_was_cut_off_is_finished_by_the_next_index(tmp_path: Path, steps: int) -> None:
    wiki = write_lines(tmp_path / "wiki.jsonl", [WIKI])
    with open_library(tmp_path / "library", batch=1) as library:
        index(library, open_source(write_lines(tmp_path / "list.jsonl", [LIST])))
        cut = stream(library, open_source(wiki))
        merging = (step for step in cut if step.doing == "merging")
        for _ in range(steps):
            next(merging)
        cut.close()
        report = index(library, open_source(wiki))
        assert report.unchanged == 1 and _ids(library) == ["17431"]
        assert library.catalogue.get(["w-moon"])[0].rating == 7.6
