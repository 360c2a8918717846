"""No limit is ever broken, and what a limit left out is counted."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from typing import Any

import pytest

from indexers.library import Library
from indexers.models import Interaction, Item, Rule
from tests.tools.conftest import ITEMS, Door
from tools.models import Result

ALL = {item["id"]: Item.model_validate(item) for item in ITEMS}


def names(item: Item) -> list[str]:
    return [credit.name for credit in item.people]


@pytest.mark.parametrize(
    ("slots", "keeps"),
    [
        ({"minutes_max": 100}, lambda i: i.minutes is not None and i.minutes <= 100),
        ({"minutes_min": 120}, lambda i: i.minutes is not None and i.minutes >= 120),
        ({"year_min": 1990, "year_max": 1999}, lambda i: i.year is not None and 1990 <= i.year <= 1999),
        ({"languages": ("fr", "ru")}, lambda i: bool({"fr", "ru"} & set(i.languages))),
        ({"not_languages": ("fr",)}, lambda i: bool(i.languages) and "fr" not in i.languages),
        ({"countries": ("GB",)}, lambda i: "GB" in i.countries),
        ({"people": ("alfred hitchcock",)}, lambda i: "Alfred Hitchcock" in names(i)),
        ({"not_people": ("Alfred Hitchcock",)}, lambda i: i.people and "Alfred Hitchcock" not in names(i)),
        ({"not_genres": ("horror",)}, lambda i: bool(i.genres) and "horror" not in i.genres),
        ({"rating_min": 8.0}, lambda i: i.rating is not None and i.rating >= 8),
        ({"age_max": 12}, lambda i: i.age_min is not None and i.age_min <= 12),
        ({"media": ("album", "course")}, lambda i: i.medium in ("album", "course")),
        ({"not_media": ("film",)}, lambda i: i.medium != "film"),
        ({"exclude": ("moon", "alien")}, lambda i: i.id not in ("moon", "alien")),
        ({"genres": ("comedy", "horror")}, lambda i: bool({"comedy", "horror"} & set(i.genres))),
    ],
)
def test_a_limit_keeps_exactly_the_works_that_are_known_to_meet_it(
    door: Door, slots: dict[str, Any], keeps: Callable[[Item], bool]
) -> None:
    expected = {i.id for i in ALL.values() if i.parent is None and keeps(i)}
    assert set(door.ids(**slots)) == expected
    assert set(door.ids(query="deadly space", **slots)) == expected


def test_limits_hold_together_whatever_is_asked_beside_them(door: Door) -> None:
    limits: list[dict[str, Any]] = [
        {"minutes_max": 110},
        {"not_genres": ("horror",)},
        {"year_min": 1980},
        {"languages": ("en",)},
        {"rating_min": 6.5},
    ]
    wishes: list[dict[str, Any]] = [
        {},
        {"query": "space"},
        {"like": ("moon",)},
        {"genres": ("comedy",)},
        {"order": "short"},
    ]
    for chosen, wish in itertools.product(itertools.combinations(limits, 2), wishes):
        slots = chosen[0] | chosen[1] | wish
        alone = [set(door.ids(**(limit | wish))) for limit in chosen]
        assert set(door.ids(**slots)) == alone[0] & alone[1]


def test_unknown_values_do_not_meet_a_limit_and_are_counted(door: Door) -> None:
    found = door(media=("film",), minutes_max=100)
    assert "nolength" not in [pick.id for pick in found.picks]
    assert [(u.clause, u.left, u.unknown) for u in found.unmet] == [("minutes_max 100", 8, 1)]


def test_no_horror_does_not_take_a_work_without_genres(door: Door) -> None:
    found = door(30, query="space", media=("film",), not_genres=("horror",))
    assert "nogenre" not in [pick.id for pick in found.picks]
    assert [(u.clause, u.unknown) for u in found.unmet] == [("not_genres horror", 1)]


@pytest.mark.parametrize(
    ("slots", "clauses"),
    [
        ({"year_min": 2000, "year_max": 1990}, ["year_min 2000", "year_max 1990"]),
        ({"minutes_min": 120, "minutes_max": 90}, ["minutes_min 120", "minutes_max 90"]),
        ({"languages": ("fr",), "not_languages": ("fr",)}, ["languages fr", "not_languages fr"]),
        ({"genres": ("horror",), "not_genres": ("horror",)}, ["not_genres horror", "genres horror"]),
        ({"media": ("film",), "not_media": ("film",)}, ["media film", "not_media film"]),
    ],
)
def test_clauses_that_contradict_each_other_are_both_named_and_nothing_is_picked(
    door: Door, slots: dict[str, Any], clauses: list[str]
) -> None:
    found = door(query="space", **slots)
    assert not found.picks
    assert [u.clause for u in found.unmet if u.left == 0] == clauses


def test_the_clauses_that_together_leave_nothing_are_named_and_the_others_are_not(door: Door) -> None:
    found = door(media=("film",), languages=("ru",), minutes_max=100, year_min=1900)
    assert not found.picks
    assert {u.clause for u in found.unmet if u.left == 0} == {"languages ru", "minutes_max 100"}


def test_a_free_word_is_kept_out_in_each_of_its_forms(door: Door) -> None:
    found = door(30, genres=("horror",), not_query="spider")
    assert "arachno" not in [pick.id for pick in found.picks]
    receipt = next(r for r in found.picks[0].receipts if r.clause == "not_query spider")
    assert (receipt.status, receipt.note) == ("met", "not found in its description")


def test_a_work_without_any_text_cannot_be_known_to_lack_a_word(door: Door) -> None:
    found = door(30, media=("film",), not_query="spiders")
    assert "bare" not in [pick.id for pick in found.picks]
    assert [u.unknown for u in found.unmet] == [1]


def test_parts_come_up_only_when_asked_for(door: Door) -> None:
    assert "wire1" not in door.ids(genres=("crime",))
    assert door.ids(media=("episode",)) == ["wire1"]


def test_receipts_give_the_works_own_values(door: Door) -> None:
    found = door(query="space", minutes_max=100, not_genres=("horror",), languages=("en",), people=("Sam Rockwell",))
    values = {r.clause.split(" ")[0]: (r.status, r.value) for r in found.picks[0].receipts}
    assert values == {
        "people": ("met", ["Sam Rockwell"]),
        "languages": ("met", ["en"]),
        "minutes_max": ("met", 97),
        "not_genres": ("met", ["drama", "science fiction"]),
    }


def test_both_genres_are_preferred_and_one_is_owned_up_to(door: Door) -> None:
    found = door(30, genres=("comedy", "horror"), genres_all=True)
    assert found.picks[0].id == "arachno"
    status = {pick.id: pick.receipts[0].status for pick in found.picks}
    assert status["arachno"] == "met" and status["psycho"] == "relaxed"


def test_rules_act_without_standing_in_the_request(door_of: Callable[..., Door]) -> None:
    ruled = door_of(rules=(Rule(slot="not_genres", value="horror"), Rule(slot="minutes_max", value=100)))
    found = ruled(30, query="space", media=("film",))
    for pick in found.picks:
        assert "horror" not in ALL[pick.id].genres and (ALL[pick.id].minutes or 999) <= 100
    assert found.request.not_genres == ()
    assert {r.note for r in found.picks[0].receipts if r.clause == "not_genres horror"} == {"your standing rule"}


def test_a_rule_is_not_relaxed_even_where_nothing_is_left(door_of: Callable[..., Door]) -> None:
    ruled = door_of(rules=(Rule(slot="not_genres", value="horror"),))
    found = ruled(genres=("horror",))
    assert not found.picks
    assert all("horror" not in ALL[pick.id].genres for pick in found.alternatives)


def test_what_was_seen_is_left_out_unless_asked_for_again(door_of: Callable[..., Door]) -> None:
    history = (
        Interaction(item="alien", kind="rating", value=5),
        Interaction(item="moon", kind="view"),
        Interaction(item="gravity", kind="view", value=0.3),
    )
    own = door_of(*history)
    assert not {"alien", "moon"} & set(own.ids(query="space"))
    assert "gravity" in own.ids(query="space")
    assert set(own.ids(query="space", seen="only")) == {"alien", "moon"}
    assert {"alien", "moon"} <= set(own.ids(query="space", seen="any"))


def test_one_persons_history_is_nothing_to_another(door_of: Callable[..., Door], door: Door) -> None:
    door_of(Interaction(item="alien", kind="view"))
    assert "alien" in door.ids(query="space")


def test_liked_titles_are_not_picked(door: Door) -> None:
    assert not {"moon", "gravity"} & set(door.ids(like=("moon", "gravity")))


@pytest.mark.parametrize(
    "slots",
    [
        {"minutes_max": -5},
        {"year_min": 30000},
        {"rating_min": 99},
        {"languages": ("zz",)},
        {"people": ("",)},
        {"query": "x" * 5000},
        {"query": '"; DROP TABLE items --'},
        {"query": "日本 🎬 \u200b"},
        {"not_query": ",,;"},
        {"genres": ("nonsense",)},
        {"like": ("not-here",)},
        {"exclude": ("not-here",)},
        {"level": "expert"},
        {"age_max": 0},
    ],
)
def test_absurd_values_leave_nothing_or_change_nothing_but_never_fail(door: Door, slots: dict[str, Any]) -> None:
    assert isinstance(door(**slots), Result)


def test_every_pick_keeps_random_limits(library: Library, door: Door) -> None:
    chance = random.Random(7)
    for _ in range(60):
        slots: dict[str, Any] = {}
        if chance.random() < 0.5:
            slots["minutes_max"] = chance.randint(60, 180)
        if chance.random() < 0.5:
            slots["year_min"] = chance.randint(1950, 2015)
        if chance.random() < 0.4:
            slots["not_genres"] = (chance.choice(["horror", "comedy", "drama"]),)
        if chance.random() < 0.4:
            slots["query"] = chance.choice(["space", "love in paris", "deadly creature"])
        for pick in door(10, **slots).picks:
            item = ALL[pick.id]
            assert (
                item.minutes is not None and item.minutes <= slots.get("minutes_max", 999)
            ) or "minutes_max" not in slots
            assert item.year is not None and item.year >= slots["year_min"] if "year_min" in slots else True
            assert item.genres and not set(item.genres) & set(slots["not_genres"]) if "not_genres" in slots else True
            assert all(receipt.status == "met" for receipt in pick.receipts)
