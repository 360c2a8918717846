"""One message alone: the slots of the contract, by kinds of language."""

from __future__ import annotations

from typing import Any

import pytest

from tests.tools.request_catalogue import catalogue, slots_of, state_of

WANTED: list[tuple[str, dict[str, Any]]] = [
    ("a funny sci-fi film", {"genres": ["comedy", "science fiction"], "media": ["film"]}),
    ("any good documantaries?", {"genres": ["documentary"]}),
    ("something for the kids", {"genres": ["family"]}),
    ("musicals", {"genres": ["music"]}),
    ("music for studying", {"media": ["album", "track"]}),
    ("a film with great music", {"media": ["film"]}),
    ("a film about the second world war", {"media": ["film"]}),
    ("albums by Nina Simone", {"media": ["album"], "people": ["Nina Simone"]}),
    ("can you show me a series", {"media": ["series"]}),
    ("a French thriller", {"genres": ["thriller"], "languages": ["fr"]}),
    ("something British", {"countries": ["GB"]}),
    ("films made in Sweden or Denmark", {"media": ["film"], "countries": ["SE", "DK"]}),
    ("a film about French cooking", {"media": ["film"]}),
    ("foreign films, not in english", {"media": ["film"], "not_languages": ["en"]}),
    ("anything with sam rockwell", {"people": ["Sam Rockwell"]}),
    ("the new Scorsese", {"people": ["Martin Scorsese"]}),
    ("give me three westerns", {"genres": ["western"], "count": 3}),
    ("top 5 westerns", {"genres": ["western"], "count": 5}),
    ("in French maybe", {"languages": ["fr"]}),
    ("comedy w/o romance", {"genres": ["comedy"], "not_genres": ["romance"]}),
    ("don't ever suggest horror", {"not_genres": ["horror"]}),
    ("Jazz - whole albums, no single tracks", {"media": ["album"], "not_media": ["track"]}),
    ("only films I know already", {"media": ["film"], "seen": "only"}),
    ("comedies I know already", {"genres": ["comedy"], "seen": "only"}),
    ("do you know any newer westerns?", {"genres": ["western"], "order": "new"}),
    ("no films no series", {"not_media": ["film", "series"]}),
    ("my ex loved Sam Rockwell so none of that", {"not_people": ["Sam Rockwell"]}),
    ("lol you're funny", {}),
    ("an old black-and-white film", {"media": ["film"], "order": "old"}),
    ("what are the latest westerns you have?", {"genres": ["western"], "order": "new"}),
    ("what is the best western?", {"genres": ["western"]}),
    ("a lecture for absolute beginners", {"media": ["lecture"], "level": "beginner"}),
]
NUMBERS: list[tuple[str, dict[str, Any]]] = [
    ("films from before the war", {"media": ["film"], "year_max": 1938}),
    ("films about the war", {"media": ["film"], "genres": ["war"]}),
    ("from nineteen fifty-four to nineteen sixty", {"year_min": 1954, "year_max": 1960}),
    ("from the 90ies", {"year_min": 1990, "year_max": 1999}),
    ("no course longer than ten hours", {"media": ["course"], "minutes_max": 600}),
    ("under two hours", {"minutes_max": 120}),
    ("an hour and a half at most", {"minutes_max": 90}),
    ("nothing over 100 mins", {"minutes_max": 100}),
    ("min 40 max 50 minutes", {"minutes_min": 40, "minutes_max": 50}),
    ("between 120 and 80 minutes", {"minutes_min": 80, "minutes_max": 120}),
    ("exactly 90 minutes", {"minutes_min": 90, "minutes_max": 90}),
    ("for our grandchildren (8 and 11)", {"age_max": 8}),
    ("certified 12 or lower", {"age_max": 12}),
    ("added after 20/10/2026", {"added_after": "2026-10-20"}),
    ("loads, like 15", {"count": 15}),
    ("at least 1h30", {"minutes_min": 90}),
    ("between 90 and 120 minutes", {"minutes_min": 90, "minutes_max": 120}),
    ("I only have 40 minutes", {"minutes_max": 40}),
    ("sub-90 please", {"minutes_max": 90}),
    ("ninety or less", {"minutes_max": 90}),
    ("between an hour and ninety minutes", {"minutes_min": 60, "minutes_max": 90}),
    ("something for a 3 hr 20 flight", {"minutes_max": 200}),
    ("max. 100 min", {"minutes_max": 100}),
    ("before 1980", {"year_max": 1979}),
    ("from the last decade, say since 2015", {"year_min": 2015}),
    ("older, I was born in 1985", {"order": "old"}),
    ("nothing below 7", {"rating_min": 7}),
    ("at least 80%", {"rating_min": 8}),
    ("after 1999", {"year_min": 2000}),
    ("since 2010", {"year_min": 2010}),
    ("no older than 1990", {"year_min": 1990}),
    ("nothing from before 1960", {"year_min": 1960}),
    ("from the 60s or 70s", {"year_min": 1960, "year_max": 1979}),
    ("late nineties", {"year_min": 1990, "year_max": 1999}),
    ("2000-2010", {"year_min": 2000, "year_max": 2010}),
    ("rated at least 7.5", {"rating_min": 7.5}),
    ("four stars or more", {"rating_min": 8}),
    ("PG-13 at most", {"age_max": 13}),
    ("my kids are 5 and 9", {"age_max": 5}),
    ("added since 1 October 2026", {"added_after": "2026-10-01"}),
    ("under 80 minutes and at least 2 hours", {"minutes_max": 80, "minutes_min": 120}),
]
VAGUE: list[tuple[str, dict[str, Any]]] = [
    ("something recent", {"order": "new"}),
    ("not too long please", {"order": "short"}),
    ("an old film", {"media": ["film"], "order": "old"}),
    ("something older, before 1970", {"year_max": 1969}),
    ("old or new, whatever", {}),
    ("why offer an old man this", {}),
]
REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("no not romantic", {"not_genres": ["romance"]}),
    ("sorry, my English is poor. a german film", {"media": ["film"], "languages": ["de"]}),
    ("a japan film", {"media": ["film"], "languages": ["ja"]}),
    ("no horror", {"not_genres": ["horror"]}),
    ("anything but musicals", {"not_genres": ["music"]}),
    ("comedy minus the romance", {"genres": ["comedy"], "not_genres": ["romance"]}),
    ("I can't stand westerns", {"not_genres": ["western"]}),
    ("no horror, war or westerns", {"not_genres": ["horror", "war", "western"]}),
    ("no romance and something funny", {"genres": ["comedy"], "not_genres": ["romance"]}),
    ("horror isn't my thing", {"not_genres": ["horror"]}),
    ("nothing but comedies", {"genres": ["comedy"]}),
    ("no, a drama please", {"genres": ["drama"]}),
    ("no problem, a drama then", {"genres": ["drama"]}),
    ("without Bill Murray", {"not_people": ["Bill Murray"]}),
    ("a series, not a film", {"media": ["series"], "not_media": ["film"]}),
    ("not into movies like Alien", {"exclude": ["Alien (1979)"]}),
    ("not american", {"not_countries": ["US"]}),
]
TITLES: list[tuple[str, dict[str, Any]]] = [
    ("something like Moon, under two hours", {"like": ["Moon (2009)"], "minutes_max": 120}),
    ("I loved Her and Up, what next?", {"like": ["Her (2013)", "Up (2009)"]}),
    ("find something for her, it is up to you", {}),
    ("more like Solaris (1972)", {"like": ["Solaris (1972)"]}),
    ("seen the godfather, more with pacino", {"exclude": ["The Godfather (1972)"], "people": ["Al Pacino"]}),
    ("anything like incidious", {"like": ["Insidious (2010)"]}),
    ("I have not yet seen Parasite, recommend a comedy", {"genres": ["comedy"]}),
    ("stuff like 12 angry men", {"like": ["12 Angry Men (1957)"]}),
    ("i liked 1917, more war please", {"like": ["1917 (2019)"], "genres": ["war"]}),
    ("happy new year! a comedy please", {"genres": ["comedy"]}),
    ("I loved Zebulon Nine and Alien", {"like": ["Alien (1979)"], "like_unknown": ["Zebulon Nine"]}),
    ('something like "The Unheard Of"', {"like_unknown": ["The Unheard Of"]}),
    ("in the style of 'Alien Over Karlsund'", {"like_unknown": ["Alien Over Karlsund"]}),
    ("similar to Seven Tin Sparrows", {"like_unknown": ["Seven Tin Sparrows"]}),
    ("Alien but with less gore", {"like": ["Alien (1979)"]}),
    ("I feel like a moon film", {"media": ["film"]}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "slots"), WANTED + NUMBERS + VAGUE + REFUSED + TITLES, ids=lambda v: v if isinstance(v, str) else ""
)
def test_a_message_gives_its_slots_and_no_others(text: str, slots: dict[str, Any]) -> None:
    found = slots_of(text)
    found.pop("intent")
    assert found == slots


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("something funny", "recommend"),
        ("why the second one?", "why"),
        ("why not Alien?", "why_not"),
        ("what's better, Alien or Aliens?", "compare"),
        ("what's the difference between the first two?", "compare"),
        ("how many films do I have?", "count"),
        ("how long is the second?", "details"),
        ("who directed Heat?", "details"),
        ("which of these is the shortest?", "details"),
        ("I gave Alien 5 stars", "feedback"),
        ("Alien 9/10", "feedback"),
        ("is Alien scary?", "details"),
        ("did I like Alien?", "history"),
        ("how come you left out Alien?", "why_not"),
        ("Alien or Aliens - which would I like more?", "compare"),
        ("whatever you think", "recommend"),
        ("who made you?", "chat"),
        ("loved Amélie", "feedback"),
        ("no horror, ever", "rule"),
        ("from now on only things under two hours", "rule"),
        ("what did I watch last week?", "history"),
        ("thanks, that's perfect", "chat"),
        ("hello there", "chat"),
        ("I think that was a great suggestion, thank you", "chat"),
    ],
)
def test_a_message_has_its_intent(text: str, intent: str) -> None:
    assert state_of(text).request.intent == intent


def test_an_ambiguous_title_names_the_one_taken_and_the_others() -> None:
    (ambiguity,) = state_of("something like Solaris").ambiguous
    assert ambiguity.text == "Solaris"
    assert len({ambiguity.taken, *ambiguity.others}) == 2


def test_contradictions_are_named() -> None:
    assert state_of("a comedy but no comedy").contradictions == (("genres comedy", "not_genres comedy"),)
    assert state_of("before 1950 and after 1990").contradictions == (("year_min 1991", "year_max 1949"),)


def test_genres_joined_by_and_are_all_preferred_and_by_or_any() -> None:
    assert state_of("a crime comedy").request.genres_all
    assert not state_of("a western or a comedy").request.genres_all


def test_free_text_keeps_moods_and_drops_politeness() -> None:
    request = state_of("hi, could you please find me a quiet film about loneliness, without zombies").request
    assert request.query.split() == ["quiet", "loneliness"]
    assert request.not_query == "zombies"


@pytest.mark.parametrize(
    "text",
    [
        "surprise me",
        "it's raining and I'm tired, a film",
        "a film for a rainy Sunday with my parents",
        "a film, we have a long drive tomorrow",
    ],
)
def test_circumstances_are_not_searched_for(text: str) -> None:
    assert state_of(text).request.query == ""


@pytest.mark.parametrize("word", ["shortest", "longest", "newest", "oldest", "best", "worst"])
def test_a_question_which_names_what_the_works_are_compared_by(word: str) -> None:
    assert state_of(f"which of these is the {word}?").attribute == f"which-{word}"


@pytest.mark.parametrize(
    "text", ["", " \n ", "🎬🎬", "\x00\x07", "什么电影", "?" * 50, "a" * 100_000, "minutes -5, year 30000", '"(' * 300]
)
def test_odd_input_is_read_without_a_limit(text: str) -> None:
    request = state_of(text).request
    assert (request.year_min, request.year_max, request.minutes_min) == (None, None, None)


def test_the_same_words_give_the_same_state() -> None:
    talk = ("a comedy like Clue", "1. Clue (1985) - six guests", "not that one, something newer")
    assert state_of(*talk) == state_of(*talk)


def test_stars_are_read_on_their_scale() -> None:
    columns, _ = catalogue()
    (feedback,) = state_of("I'd give Alien 8 out of 10").feedback
    assert (columns.titles[columns.row_of[feedback.item]], feedback.kind, feedback.stars) == ("Alien", "rating", 4)
