"""The measure of merging: what counts as merged, right, wrong and missed."""

from __future__ import annotations

from tests.evals.merging import judge


def test_only_what_is_judged_counts() -> None:
    means = {"a": "1", "b": "2", "c": None, "d": "4"}
    tally = judge(means, [("a", "1"), ("b", "3"), ("c", "5"), ("elsewhere", "9")])
    assert tally.row("x", 7) == ["x", 4, 7, 3, 3, "0.333", "0.333"]
    assert (tally.wrong, tally.missed) == ([("b", "3"), ("c", "5")], [("d", "4")])
