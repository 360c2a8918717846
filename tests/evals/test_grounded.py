"""The strict check of replies."""

from __future__ import annotations

from agent.answer import Answer, ModelInfo
from indexers.models import Credit, Item
from tests.evals.grounded import loose_numbers, loose_words, parts
from tools.models import Evidence, Pick, Request

MOON = Item(
    id="1", title="Moon", year=2009, minutes=97, medium="film", people=(Credit(name="Sam Rockwell"),),
    description="A lonely miner on the far side of the moon.",
)  # fmt: skip


def _answer(reply: str) -> Answer:
    return Answer(
        conversation="c",
        turn="t",
        reply=reply,
        shown=1,
        request=Request(query="quiet space film", minutes_max=120),
        picks=(Pick(id="1", title="Moon", year=2009, medium="film", score=0.5),),
        evidence={"e1": Evidence(kind="length", text="97 minutes", source="minutes", item="1")},
        model=ModelInfo(name="x", server="planner"),
    )


def test_a_reply_is_cut_at_its_numbered_entries() -> None:
    assert [(p.place, p.text) for p in parts("Hello.\n\n1. Moon (2009) - a.\n2. B - b.\n\nMore?")] == [
        (0, "Hello."),
        (1, "1. Moon (2009) - a."),
        (2, "2. B - b."),
        (0, "More?"),
    ]


def test_numbers_and_words_that_are_carried_pass() -> None:
    answer = _answer("1. Moon (2009): a lonely miner, 97 minutes, within your 120.")
    assert loose_numbers(answer) == []
    assert loose_words(answer, [MOON], "something quiet") == []


def test_what_nobody_said_is_found() -> None:
    answer = _answer("1. Moon (2009): an alien invasion with 14 Oscars.")
    assert loose_numbers(answer) == ["14"]
    assert loose_words(answer, [MOON], "something quiet") == ["alien", "invasion", "oscars"]
