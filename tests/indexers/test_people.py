"""A person's history, rules and turns: kept once, seen by nobody else, gone in time."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from indexers.errors import SourceError, UsageError
from indexers.history.imports import import_history
from indexers.library import Library
from indexers.models import Interaction, Rule
from tests.indexers.conftest import FILMS, Index, open_library, write_lines

NOW = datetime(2026, 11, 24, 20, tzinfo=UTC)


def test_reading_makes_nothing(library: Library) -> None:
    ann = library.person("ann")
    assert not ann.exists and ann.interactions() == [] and ann.rules(NOW) == [] and ann.turns() == []
    assert ann.turn("t") is None and ann.conversations() == []
    assert not (library.path / "people.db").exists()


def test_a_person_sees_only_what_is_theirs(library: Library) -> None:
    ann, bob = library.person("ann"), library.person("bob")
    ann.add([Interaction(item="603", kind="like")])
    ann.add_rule(Rule(slot="not_genres", value="horror"))
    ann.save_turn("t1", "c1", NOW, {"reply": "Hello"})
    assert ann.exists and not bob.exists
    assert bob.interactions() == [] and bob.rules(NOW) == [] and bob.turns() == [] and bob.turn("t1") is None
    assert library.person("ann").interactions("like")[0].item == "603"
    assert library.person("ann").interactions("dislike") == []


def test_the_same_thing_said_twice_is_kept_once(library: Library) -> None:
    ann = library.person("ann")
    rating = Interaction(item="603", kind="rating", value=5, at=NOW)
    assert ann.add([rating, rating]) == 1
    assert ann.add([rating]) == 0
    later = rating.model_copy(update={"at": NOW + timedelta(days=1)})
    assert ann.add([later], key="message 7") == 1
    assert ann.add([rating], key="message 7") == 0
    assert ann.add([rating.model_copy(update={"item": "moon"})], key="message 7") == 1
    assert [row.item for row in ann.interactions()] == ["603", "moon", "603"]


def test_nothing_is_kept_of_a_stranger(library: Library) -> None:
    stranger = library.person(None)
    assert stranger.is_stranger and not stranger.exists
    stranger.save_turn("t", "c", NOW, {})
    for write in (
        lambda: stranger.add([Interaction(item="603", kind="like")]),
        lambda: stranger.add_rule(Rule(slot="not_genres", value="horror")),
        lambda: stranger.end_rule(1, NOW),
        lambda: stranger.set_setting("learning", "paused"),
    ):
        with pytest.raises(UsageError):
            write()
    assert not (library.path / "people.db").exists()


def test_a_rule_stands_until_it_is_withdrawn(library: Library) -> None:
    ann = library.person("ann")
    rule = Rule(slot="not_genres", value="horror", said="no horror, ever", at=NOW)
    assert ann.add_rule(rule) and not ann.add_rule(rule)
    ann.add_rule(Rule(slot="minutes_max", value=120))
    assert [one.value for one in ann.rules(NOW)] == [120, "horror"]
    (number,) = (one.number for one in ann.ledger() if one.rule.value == "horror")
    assert ann.end_rule(number, NOW) and not ann.end_rule(number, NOW)
    assert [one.slot for one in ann.rules(NOW)] == ["minutes_max"]
    assert [(one.rule.said, one.ended) for one in ann.ledger()] == [("no horror, ever", NOW), ("", None)]


def test_a_rule_ends_when_its_time_is_over(library: Library) -> None:
    ann = library.person("ann")
    ann.add_rule(Rule(slot="not_query", value="spiders", at=NOW, until=NOW + timedelta(days=2)))
    assert ann.rules(NOW + timedelta(days=1)) and not ann.rules(NOW + timedelta(days=2))


def test_a_bound_takes_the_place_of_the_one_before(library: Library) -> None:
    ann = library.person("ann")
    for minutes in (120, 90):
        ann.add_rule(Rule(slot="minutes_max", value=minutes, at=NOW), key=f"message {minutes}")
    assert [one.value for one in ann.rules(NOW)] == [90]
    assert ann.take_back_said("message 90") == 2
    assert [one.value for one in ann.rules(NOW)] == [120]


def test_what_a_message_wrote_is_taken_back_and_nothing_else(library: Library) -> None:
    ann, bob = library.person("ann"), library.person("bob")
    for person in (ann, bob):
        person.add([Interaction(item="603", kind="like", at=NOW)], key="m1")
        person.add([Interaction(item="moon", kind="like", at=NOW)], key="m2")
    assert ann.take_back_said("m2") == 1 and ann.take_back_said("m2") == 0
    assert [row.item for row in ann.interactions()] == ["603"]
    assert [row.item for row in bob.interactions()] == ["603", "moon"]


def test_of_a_child_nothing_is_remembered_and_no_word_lifts_the_limit(library: Library) -> None:
    kid = library.person("kid")
    kid.set_setting("child", "12")
    assert not kid.remembers and [(one.slot, one.value) for one in kid.rules(NOW)] == [("age_max", 12)]
    assert not any(kid.end_rule(number, NOW) for number in range(5)) and kid.rules(NOW)


def test_turns_are_kept_by_conversation_for_thirty_days(library: Library) -> None:
    ann = library.person("ann")
    ann.save_turn("old", "c0", NOW - timedelta(days=40), {"reply": "old"})
    for number in range(3):
        ann.save_turn(f"t{number}", f"c{number // 2}", NOW + timedelta(minutes=number), {"number": number})
    assert [turn["number"] for turn in ann.turns()] == [0, 1, 2]
    assert ann.turns("c0") == [{"number": 0}, {"number": 1}]
    assert ann.turn("t2") == {"number": 2} and ann.turn("old") is None
    assert [(name, count) for name, _, count in ann.conversations()] == [("c1", 1), ("c0", 2)]


def test_turns_give_way_to_newer_ones_where_there_is_no_room(tmp_path: Path) -> None:
    with open_library(tmp_path / "library", turns_bytes=3_000) as library:
        ann = library.person("ann")
        for number in range(10):
            ann.save_turn(f"t{number}", "c", NOW + timedelta(minutes=number), {"number": number, "text": "x" * 900})
        assert [turn["number"] for turn in ann.turns()] == [7, 8, 9]


def test_what_is_deleted_is_not_left_on_the_disk(tmp_path: Path) -> None:
    with open_library(tmp_path / "library") as library:
        ann = library.person("ann")
        ann.add_rule(Rule(slot="not_words", value="arachnophobia"), key="message 1")
        assert ann.take_back_said("message 1") == 1
    left = b"".join(file.read_bytes() for file in (tmp_path / "library").glob("people.db*"))
    assert b"arachnophobia" not in left


HISTORY: list[dict[str, Any]] = [
    {"item": "603", "kind": "rating", "value": 4.5, "scale": 5, "at": "2024-05-01T20:00:00Z"},
    {"title": "Moon", "year": 2009, "kind": "view"},
    {"title": "Moon", "kind": "like"},
    {"series": "Show", "season": 1, "number": 2, "kind": "view", "value": 0.5},
    {"title": "Song", "artist": "Singer", "kind": "like", "user": "bob"},
    {"item": 603, "kind": "like"},
    {"kind": "search", "text": "space"},
    {"kind": "like"},
    {"item": "603", "kind": "rating"},
    {"item": "603", "kind": "rating", "value": 9},
    {"item": "603", "kind": "view", "value": 40},
    {"item": "603", "kind": "adore"},
]
ITEMS: list[dict[str, Any]] = [
    *FILMS,
    {"id": "show", "title": "Show", "medium": "series"},
    {"id": "e2", "title": "Second", "medium": "episode", "parent": "show", "season": 1, "number": 2},
    {"id": "song", "title": "Song", "medium": "track", "people": [{"name": "Singer", "role": "artist"}]},
    {"id": "cover", "title": "Song", "medium": "track", "people": [{"name": "Other", "role": "artist"}]},
]


def test_a_history_is_imported_once_and_its_rows_find_their_items(
    library: Library, index_lines: Index, tmp_path: Path
) -> None:
    index_lines(ITEMS)
    path = write_lines(tmp_path / "history.jsonl", HISTORY)
    report = import_history(library, "auto", path, "ann")
    assert (report.added, report.known, report.unmatched, report.people) == (7, 0, 1, ["ann", "bob"])
    assert [line.number for line in report.bad] == [8, 9, 10, 11, 12]
    found = {(row.item, row.kind) for row in library.person("ann").interactions()}
    assert found == {
        ("603", "rating"), ("603", "like"), ("moon", "view"), ("e2", "view"), (None, "like"), (None, "search"),
    }  # fmt: skip
    assert [row.item for row in library.person("bob").interactions()] == ["song"]
    again = import_history(library, "jsonl", path, "ann")
    assert (again.added, again.known) == (0, 7)


def test_rows_imported_before_their_items_are_the_same_rows_afterwards(
    library: Library, index_lines: Index, tmp_path: Path
) -> None:
    path = write_lines(tmp_path / "history.jsonl", HISTORY[:5])
    assert import_history(library, "jsonl", path, "ann").unmatched == 5
    index_lines(ITEMS)
    assert import_history(library, "jsonl", path, "ann").added == 0
    assert {row.item for row in library.person("ann").interactions()} == {"603", "moon", None, "e2"}


def test_a_row_that_names_nobody_needs_a_user(library: Library, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "history.jsonl", HISTORY[:1])
    assert [line.cause for line in import_history(library, "jsonl", path).bad] == ["names no user"]
    with pytest.raises(UsageError, match="auto, movielens"):
        import_history(library, "tivo", path)
    with pytest.raises(SourceError, match="cannot be read"):
        import_history(library, "jsonl", tmp_path / "nowhere.jsonl")


def test_damaged_rows_of_a_history_are_named(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "history.jsonl"
    path.write_bytes(b"\x00\xff\n" + json.dumps(HISTORY[0]).encode())
    report = import_history(library, "jsonl", path, "ann")
    assert [line.number for line in report.bad] == [1] and report.added == 1
