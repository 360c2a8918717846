"""Cases from real conversations, and the crowd's rankings."""

from __future__ import annotations

from tests.evals.ranking.conversations import Conversation, Spoken, cases, is_train
from tests.evals.ranking.crowd import CoOccurrence, Popularity

TALK = Conversation(
    "7",
    (
        Spoken("user", "I like A", ("a",)),
        Spoken("assistant", "Have you seen A or B?", ("a", "b")),
        Spoken("assistant", "or C", ("c",)),
        Spoken("user", "B yes", ("b",)),
        Spoken("assistant", "C then", ("c",)),
    ),
)


def test_a_case_is_a_turn_that_names_a_film_for_the_first_time() -> None:
    (case,) = cases(TALK, lambda item: True)
    assert (case.named, case.targets) == (("a",), ("b", "c"))
    assert [message["role"] for message in case.messages] == ["user"]


def test_unknown_films_are_no_targets() -> None:
    assert [case.targets for case in cases(TALK, lambda item: item == "c")] == [("c",)]


def test_the_split_is_the_same_each_time_and_about_seventy_to_thirty() -> None:
    train = [is_train(Conversation(str(n), ())) for n in range(1000)]
    assert train == [is_train(Conversation(str(n), ())) for n in range(1000)]
    assert 650 < sum(train) < 750


def test_co_occurrence_puts_the_films_named_together_first() -> None:
    train = [TALK, *(Conversation(str(n), (Spoken("user", "", ("z",)),)) for n in range(5))]
    (case,) = cases(TALK, lambda item: True)
    assert Popularity(train).rank(case)[0] == "z"
    assert set(CoOccurrence(train).rank(case)[:2]) == {"b", "c"}
