"""A line of a source becomes an item, or a cause in one sentence."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexers.reading.items import read_item
from indexers.reading.lines import LineError

LEAST = {"id": "1", "title": "One", "medium": "film"}


@pytest.mark.parametrize(
    ("labels", "genres"),
    [
        (["Dramas"], ("drama",)),
        (["Action & Adventure"], ("action", "adventure")),
        (["TV Sci-Fi & Fantasy"], ("science fiction", "fantasy")),
        (["Romantic TV Shows"], ("romance",)),
        (["Children & Family Movies"], ("family",)),
        (["Kids' TV"], ("family",)),
        (["Musicals"], ("music",)),
        (["Psychological Horror"], ("horror", "psychological horror")),
        (["Romantic Comedies"], ("romance", "comedy", "romantic comedies")),
        (["Docuseries", "Science & Nature TV"], ("documentary", "science & nature")),
        (["R&B", "jazz"], ("r&b", "jazz")),
        (["TV Movie"], ("tv movie",)),
        ("Comedy|Crime", ("comedy", "crime")),
        (["(no genres listed)"], ()),
    ],
)
def test_genres_get_the_names_that_people_ask_for(labels: Any, genres: tuple[str, ...]) -> None:
    assert read_item({**LEAST, "genres": labels}).genres == genres


def test_names_of_countries_and_languages_become_codes() -> None:
    item = read_item(
        {**LEAST, "countries": ["United States", "UK", "gb", "South Korea", "West Germany", "Türkiye", "Atlantis"],
         "languages": ["English", "en-US", "fre", "Mandarin", "cn", "Klingon"]}
    )  # fmt: skip
    assert item.countries == ("US", "GB", "KR", "DE", "TR", "Atlantis")
    assert item.languages == ("en", "fr", "zh", "cn", "klingon")


def test_what_is_empty_or_zero_is_not_known() -> None:
    item = read_item({**LEAST, "year": 0, "minutes": 0, "rating": None, "genres": [], "people": None, "added": ""})
    assert (item.year, item.minutes, item.rating, item.genres, item.people, item.added) == (None,) * 3 + ((), (), None)


def test_lenient_forms_are_read() -> None:
    item = read_item(
        {"id": 603, "title": " The\x00 Matrix ", "medium": "Movie", "year": "1999", "minutes": "136.5",
         "people": ["Keanu Reeves", {"name": "Lana Wachowski", "role": "Director"}], "added": "2026-11-02T20:00:00Z",
         "studio": "Warner", "extra": {"shelf": 4}}
    )  # fmt: skip
    assert (item.id, item.title, item.medium, item.year, item.minutes) == ("603", "The Matrix", "film", 1999, 136.5)
    assert [(credit.name, credit.role) for credit in item.people] == [
        ("Keanu Reeves", ""), ("Lana Wachowski", "director"),
    ]  # fmt: skip
    assert item.added is not None and item.added.isoformat() == "2026-11-02T20:00:00+00:00"
    assert item.extra == {"studio": "Warner", "shelf": 4}


@pytest.mark.parametrize(
    ("wrong", "cause"),
    [
        ({"id": None}, "id is missing"),
        ({"id": ""}, "id is empty"),
        ({"id": True}, "id is True, but must be text"),
        ({"id": 1.5}, "id is 1.5, but must be text"),
        ({"title": "\x00 "}, "title is empty"),
        ({"title": ["One"]}, "title is ['One'], but must be text"),
        ({"title": "x" * 1001}, "title has 1,001 characters, but may have 1,000"),
        ({"medium": "book"}, "medium is 'book', but must be one of film, "),
        ({"minutes": -5}, "minutes is -5, but must be between 0 and 100000"),
        ({"minutes": math.nan}, "minutes is NaN, but must be a number"),
        ({"minutes": math.inf}, "minutes is inf, but must be between 0 and 100000"),
        ({"year": 30000}, "year is 30000, but must be between 1800 and 2199"),
        ({"year": "nineteen"}, "year is 'nineteen', but must be a number"),
        ({"year": 1999.5}, "year is 1999.5, but must be a whole number"),
        ({"year": [1999]}, "year is [1999], but must be a number"),
        ({"year": True}, "year is True, but must be a number"),
        ({"rating": 11}, "rating is 11, but must be between 0 and 10"),
        ({"popularity": -math.inf}, "popularity is infinite, but must be a number"),
        ({"popularity": 10**400}, "popularity is 1000"),
        ({"genres": 5}, "genres is 5, but must be a list of texts"),
        ({"genres": ["drama", 5]}, "genres holds 5, but must hold texts"),
        ({"people": [5]}, "people must be a list of names, or of objects with name and role"),
        ({"people": {"name": "x"}}, "people must be a list of names, or of objects with name and role"),
        ({"added": "yesterday"}, "added is 'yesterday', but must be a date such as 2026-11-02"),
        ({"extra": [1]}, "extra must be an object"),
    ],
)
def test_a_wrong_value_has_its_cause_in_one_sentence(wrong: dict[str, Any], cause: str) -> None:
    with pytest.raises(LineError) as raised:
        read_item({**LEAST, **wrong})
    assert str(raised.value).startswith(cause)
    assert "\n" not in str(raised.value) and len(str(raised.value)) < 200


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
_FIELDS = (
    "year", "minutes", "genres", "languages", "countries", "people", "keywords", "description", "popularity", "rating",
    "age_min", "aliases", "added", "parent", "season", "number", "level", "image", "extra",
)  # fmt: skip


@given(st.dictionaries(st.sampled_from(_FIELDS), _json, max_size=4))
def test_whatever_stands_in_a_line_it_is_read_or_refused_with_a_cause(record: dict[str, Any]) -> None:
    try:
        item = read_item({**LEAST, **record})
    except LineError as error:
        assert str(error)
    else:
        json.dumps(item.model_dump(mode="json"))
