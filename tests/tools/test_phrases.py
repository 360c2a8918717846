"""The phrase books hold what the code may ask of them, and nothing is said that cannot be said well."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from typing import get_args

import pytest

import prompts
from indexers.models import Kind
from tools.evidence.text.wording import render
from tools.limits.clauses import HARD_SLOTS
from tools.models import Order
from tools.ranking.prior import WEIGHTS
from tools.ranking.taste.features import GROUPS

FACTS, REASONS = prompts.phrases("facts"), prompts.phrases("reasons")
FIELD = re.compile(r"\{(\w*)\}")


def test_every_limit_can_be_named_as_broken() -> None:
    assert {*HARD_SLOTS, "genres"} <= set(FACTS["broken"])


def test_every_part_of_a_score_can_be_told_and_held_against_another() -> None:
    by_hand, learned = set(WEIGHTS) - {"learned", "together"}, set(GROUPS.values())
    assert by_hand <= set(FACTS["contribution"])
    assert by_hand | learned | {"together"} <= set(FACTS["ahead"])
    assert {"counts with", "counts alone", "counts not"} <= set(FACTS["group"])
    assert by_hand - {"order"} | {f"learned {name}" for name in learned} <= set(FACTS["point"])
    assert {f"{name} {side}" for name in learned for side in ("for", "against")} <= set(FACTS["learned"])
    for order in set(get_args(Order)) - {"best"}:
        assert f"order {order}" in FACTS["ahead"] and f"order {order}" in FACTS["point"]


def test_everything_that_a_person_does_has_its_word() -> None:
    assert set(get_args(Kind)) - {"search", "rating"} <= set(FACTS["history"])


def templates() -> Iterator[tuple[str, str]]:
    yield from ((form, template) for form, book in REASONS.items() for template in book)


@pytest.mark.parametrize("form", REASONS)
def test_the_templates_of_a_form_differ(form: str) -> None:
    assert len(set(REASONS[form])) == len(REASONS[form])


def test_every_choice_of_every_template_reads_as_one_sentence() -> None:
    chance = random.Random(1)
    for form, template in templates():
        values = dict.fromkeys(FIELD.findall(template), "Xy")
        for _ in range(12):
            text = render(template, values, chance)
            assert re.fullmatch(r"[A-Z“0-9].*[.!?]", text), (form, text)
            assert not re.search(r"[\[\]{}|]|\s\s|\s[.,;:]|[.!?] [A-Z]", text), (form, text)
            assert text.count("“") == text.count("”"), (form, text)
