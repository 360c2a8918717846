"""The measure of matching: what counts as answered, right and missed, and how labels are told."""

from __future__ import annotations

from indexers.models import Interaction
from tests.evals.matching import Case, _as_listed, _Named, by_cast, by_length, judge

CASES = [
    Case("Moon", 2009, None, "moon"),
    Case("Dark: Season 1: Pilot", 2017, None, None),
    Case("Up", 2009, None, "up"),
]


def test_precision_is_of_the_answers_and_recall_of_what_is_here() -> None:
    known = {"Moon": "moon", "Dark": "film-dark"}

    def match(row: Interaction) -> str | None:
        return known.get(row.series or row.title)

    tally = judge(CASES, _as_listed, match)
    assert tally.row("x")[1:] == [3, 2, 2, "0.500", "0.500"]
    assert len(tally.examples) == 2


def _named(title: str, cast: str = "", minutes: int = 0, year: int = 2009) -> _Named:
    return _Named(title, title, year, frozenset(filter(None, cast.split())), minutes)


def test_a_label_wants_more_than_a_title() -> None:
    moon = _named("moon", "rockwell spacey", 97)
    assert by_cast(moon, _named("moon", "rockwell")) is True
    assert by_cast(moon, _named("moon", "hanks cruise")) is False
    assert by_cast(moon, _named("moon")) is None
    assert by_length(moon, _named("moon", minutes=96)) is True
    assert by_length(moon, _named("moon", minutes=120)) is None
    assert by_length(moon, _named("alien", minutes=97)) is False
