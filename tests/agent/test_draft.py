"""Whatever a model streams, the reply keeps its form, and only carried sentences replace the planner's."""

import pytest

from agent.reply.draft import Draft
from agent.reply.layout import Layout
from tools.models import Evidence, Pick

PICKS = tuple(
    Pick(id=i, title=title, year=year, medium="film", score=0.5)
    for i, title, year in (("moon", "Moon", 2009), ("heat", "Heat", 1995), ("her", "Her", 2013))
)
LAYOUT = Layout("Try these.", PICKS, ("Lonely and quiet.", "Cool and precise.", "Warm and odd."), "Which one?")
EVIDENCE = {
    "e1": Evidence(
        kind="theme", text="A lone worker on the moon doubts his memories.", source="description", item="moon"
    ),
    "e2": Evidence(
        kind="theme",
        text="A thief and a detective circle each other in Los Angeles.",
        source="d",
        item="heat",
    ),
}


def reply(text: str, size: int = 7) -> tuple[str, Draft]:
    draft = Draft(LAYOUT, EVIDENCE)
    pieces = [p for at in range(0, len(text), size) for p in draft.feed(text[at : at + size])]
    return "".join([*pieces, *draft.close()]), draft


def test_carried_sentences_replace_the_planners() -> None:
    text, draft = reply(
        "Here are some picks for you.\n1. A lone worker doubts his memories [e1].\n"
        "2. A thief and a detective [e2]\n3. Odd.\nShall I look for more?\n"
    )
    assert text.startswith("Try these.\n\n1. Moon (2009) — A lone worker doubts his memories.")
    assert "2. Heat (1995) — A thief and a detective" in text
    assert "3. Her (2013) — Warm and odd." in text
    assert text.endswith("Which one?")
    assert draft.told[1][1] == ("e1",)


def test_an_invented_reason_gives_way_to_the_planners() -> None:
    text, _ = reply("Sure!\n1. Aliens invade the base [e1].\n2. It won seven Oscars.\n")
    assert "Aliens" not in text and "Oscars" not in text
    assert "1. Moon (2009) — Lonely and quiet." in text


def test_evidence_of_another_pick_does_not_carry() -> None:
    text, _ = reply("Sure.\n1. A thief and a detective circle each other [e2].\n")
    assert "1. Moon (2009) — Lonely and quiet." in text


@pytest.mark.parametrize(
    "babble",
    [
        "",
        "\n\n\n",
        "{",
        "1.",
        "3. x\n2. y\n1. z\n",
        "9. Alien (1979)\n",
        "la " * 500,
        "1. A lone worker",
        "\x00\ufffd",
        "0. \n1) \n",
    ],
)
def test_any_babble_leaves_the_whole_reply(babble: str) -> None:
    text, _ = reply(babble)
    assert [f"{n}. {p.title} ({p.year})" in text for n, p in enumerate(PICKS, 1)] == [True] * 3
    assert text.index("1. Moon") < text.index("2. Heat") < text.index("3. Her")
    assert text.count("Which one?") == 1


def test_a_title_that_is_not_a_pick_cannot_be_listed() -> None:
    text, _ = reply("Try Alien (1979) tonight!\n4. Alien (1979)\n1. Like Alien, a lone worker [e1].\n")
    assert "Alien" not in text


def test_json_is_read_as_it_streams() -> None:
    text, draft = reply('{"1": "A lone worker doubts his memories.", "2": "Aliens \\"win\\".", "3": "Her')
    assert "1. Moon (2009) — A lone worker doubts his memories." in text
    assert "2. Heat (1995) — Cool and precise." in text and draft.refused == 1
