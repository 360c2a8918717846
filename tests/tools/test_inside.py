"""Wishes for something inside a file, as people say them."""

from __future__ import annotations

import pytest

from tests.tools.request_catalogue import state_of


@pytest.mark.parametrize(
    ("message", "query"),
    [
        ("the part where she talks about old friends", "old friends"),
        ('where she reads "this fair child of mine"', "this fair child of mine"),
        ("the recording where someone says one small step", "one small step"),
        ("a dog howling in its sleep", "a dog howling in its sleep"),
    ],
)
def test_all_that_follows_is_looked_for(message: str, query: str) -> None:
    request = state_of(message).request
    assert (request.intent, request.query, request.order, request.words) == ("recommend", query, "best", message)


@pytest.mark.parametrize("message", ["it was a man talking in his sleep", "thanks"])
def test_a_remark_stays_one(message: str) -> None:
    assert state_of(message).request.query == ""


def test_the_sentence_goes_with_its_theme() -> None:
    request = state_of("a film about a lighthouse keeper", "forget that, surprise me").request
    assert bool(request.words) == bool(request.query)
