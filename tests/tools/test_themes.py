"""What of a wish is a theme, what a mood, what an occasion; and which phrase of a description answers it."""

from __future__ import annotations

import pytest

from tests.tools.conftest import Door
from tools.candidates.moods import read_moods
from tools.candidates.occasion import without_occasion
from tools.evidence.text.quotes import after_quote, leading_quote, matching_quote
from tools.evidence.text.terms import content_stems

MOON = (
    "With only three weeks left in his three year contract, Sam Bell is getting anxious to finally return to Earth. "
    "He is the only occupant of a Moon-based manufacturing facility along with his computer and assistant, GERTY."
)


@pytest.mark.parametrize(
    ("query", "theme"),
    [
        ("something warm for a rainy sunday", "something warm"),
        ("a thriller for tonight", "a thriller"),
        ("music for a long drive", "music"),
        ("feel-good rainy sunday", "feel-good"),
        ("a film about a long night", "a film about a long night"),
        ("party animals", "party animals"),
        ("", ""),
    ],
)
def test_an_occasion_is_no_theme(query: str, theme: str) -> None:
    assert without_occasion(query) == theme


@pytest.mark.parametrize(
    ("theme", "subject"),
    [
        ("slow sad love story in paris", "love story in paris"),
        ("something that makes me cry", "something that"),
        ("feel-good", ""),
        ("quiet grief", "grief"),
        ("heist with a clever twist", "heist"),
        ("lonely astronaut", "lonely astronaut"),
        ("the great escape", "escape"),
    ],
)
def test_moods_are_not_looked_for_by_their_letters(theme: str, subject: str) -> None:
    read = read_moods(theme)
    assert read.subject == subject
    assert subject in read.meaning and read.meaning


def test_a_mood_does_not_find_the_titles_that_carry_its_word(door: Door) -> None:
    found = door(query="a quiet drama")
    assert all("“quiet”" not in reason.text for pick in found.picks for reason in pick.reasons if pick.id == "heist")


def test_a_short_sentence_that_bears_on_the_wish_is_quoted_whole() -> None:
    quote = matching_quote(MOON, content_stems("computers"))
    assert quote is not None and quote.matched == ("computer",)
    assert quote.text in MOON and quote.text.endswith("GERTY.")


def test_a_long_sentence_is_quoted_from_the_start_of_a_phrase() -> None:
    text = f"When the ship {'sails on and on ' * 6}and at last comes home, the crew of the harbour light goes to sea."
    quote = matching_quote(text, content_stems("crew"))
    assert quote is not None and quote.text.strip("…") in text
    assert len(quote.text.split()) <= 18


def test_a_text_is_quoted_to_where_it_can_stand() -> None:
    assert leading_quote("A lone miner nears the end of his contract.") == "A lone miner nears the end of his contract."
    long = MOON.split(".")[0] + ", and " + MOON
    lead = leading_quote(long)
    assert lead is not None and long.startswith(lead.strip("…")) and lead.endswith("…")
    assert lead.strip("…").split()[-1] not in ("a", "the", "of", "in", "to", "is", "his")


def test_a_sentence_can_be_told_apart_from_the_quotation_that_leads_it() -> None:
    assert after_quote("“A miner is alone.” Close to your space film.") == "Close to your space film."
    assert after_quote("It has “Moon” in it.") == "It has “Moon” in it."


@pytest.mark.parametrize("text", ["", "Short.", "…", "日本の映画です。", '"Quoted" <b>only</b>'])
def test_what_cannot_be_quoted_is_not(text: str) -> None:
    assert leading_quote(text) is None
    assert matching_quote(text, content_stems("space station")) is None
