"""Weights learned from examples: what tells yes from no gets them, and what is seen once gets none."""

from __future__ import annotations

import random

from tests.evals.learning.fit import Example, fit, judged, score
from tests.evals.learning.messages import framed, varied

EXAMPLES = [
    Example(("always", "capital" if is_yes else "lower", f"once {i}"), is_yes, f"message {i % 10}")
    for i in range(60)
    for is_yes in (True, False)
]


def test_what_tells_yes_from_no_is_learned() -> None:
    weights = fit(EXAMPLES)
    assert score(weights, ("always", "capital")) > 1
    assert score(weights, ("always", "lower")) < -1
    assert not any(name.startswith("once") for name in weights)
    assert fit(EXAMPLES) == weights


def test_examples_are_judged_by_what_was_learned_without_their_message() -> None:
    scores = judged(EXAMPLES)
    assert all((z > 0) == e.is_yes for e, z in zip(EXAMPLES, scores, strict=True))


def test_frames_know_where_their_titles_stand() -> None:
    works = [("Alien", 1979), ("The Thing", 1982)]
    for known in framed(works, random.Random(0), 2):
        for message in varied(known, random.Random(0)):
            titles = {message.text[start:end].casefold() for start, end in message.titles}
            assert titles <= {"alien", "the thing"}
