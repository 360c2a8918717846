"""Readings of the labelled sets."""

from __future__ import annotations

import pytest

from indexers.models import Item
from tests.evals import stated
from tests.evals.stated import Stated


def test_every_label_of_the_tuning_part_can_be_read() -> None:
    assert sum(1 for _ in stated.singles("tune")) >= 261
    assert sum(1 for _ in stated.dialogues("tune")) >= 237


def test_a_pick_breaks_a_limit_only_under_every_accepted_reading() -> None:
    case = Stated("x", (), {"minutes_max": [90, 120], "exclude": [["Moon (2009)"]]})
    assert case.broken(_film(minutes=110)) == []
    assert case.broken(_film(minutes=130)) == ["minutes_max 90"]
    assert case.broken(_film(minutes=90, title="Moon", year=2009)) == ["exclude Moon (2009)"]


@pytest.mark.parametrize("other", [None, []])
def test_an_accepted_reading_without_the_limit_breaks_nothing(other: object) -> None:
    assert Stated("x", (), {"languages": [["fr"], other]}).broken(_film()) == []


def _film(title: str = "A", year: int = 2000, minutes: int = 100) -> Item:
    return Item(id="1", title=title, year=year, minutes=minutes, medium="film")
