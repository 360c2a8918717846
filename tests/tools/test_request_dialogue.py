"""A conversation folded into what stands: limits that stay, are replaced or taken back, and what words point at."""

from __future__ import annotations

from typing import Any

import pytest

from tests.tools.request_catalogue import slots_of, state_of, titles_of

LIST = "Here:\n1. Hot Fuzz (2007): a policeman in a village.\n2. Airplane! (1980): a joke every second.\n3. Clue (1985): six guests."
BULLETS = "Some ideas:\n- *Hot Fuzz* (2007): a policeman\n- *Airplane!* (1980): jokes\n- *Clue* (1985): six guests"
PROSE = "You could try Groundhog Day with Bill Murray, or maybe Clue."

TURNS: list[tuple[tuple[str, ...], dict[str, Any]]] = [
    # limits stay
    (("a french comedy", LIST, "before 1970"), {"genres": ["comedy"], "languages": ["fr"], "year_max": 1969}),
    (("a comedy", LIST, "thanks, great"), {"genres": ["comedy"]}),
    # are replaced
    (("a comedy from the 60s", LIST, "make that 60s and 70s"), {"genres": ["comedy"], "year_min": 1960, "year_max": 1979}),
    (("a film", LIST, "a series instead"), {"media": ["series"]}),
    (("a comedy", LIST, "actually, a thriller"), {"genres": ["thriller"]}),
    (("under 90 minutes", LIST, "2 hours is fine after all"), {"minutes_max": 120}),
    (("the 2010s", LIST, "or the 2000s"), {"year_min": 2000, "year_max": 2019}),
    (("five films", LIST, "too many. one"), {"media": ["film"], "count": 1}),
    # are taken back
    (("a french comedy", LIST, "forget the French thing"), {"genres": ["comedy"]}),
    (("no cartoons", LIST, "actually cartoons are OK"), {}),
    (("a comedy under 90 minutes", LIST, "any length"), {"genres": ["comedy"]}),
    (("a comedy since 2000", LIST, "the year doesn't matter"), {"genres": ["comedy"]}),
    (("with Bill Murray, a comedy", LIST, "drop the actor"), {"genres": ["comedy"]}),
    (("a french comedy under 90 minutes", LIST, "ok start over"), {}),
    (("a comedy", LIST, "a western", LIST, "scratch that"), {"genres": ["comedy"]}),
    (("a film with guns, no comedy but a comedy", LIST, "drop the no comedy"), {"media": ["film"], "genres": ["comedy"]}),
    # point at the list
    (("a comedy", LIST, "not the second"), {"genres": ["comedy"], "exclude": ["Airplane! (1980)"]}),
    (("a comedy", LIST, "seen 1 and 3"), {"genres": ["comedy"], "exclude": ["Hot Fuzz (2007)", "Clue (1985)"]}),
    (("a comedy", LIST, "more like the third"), {"genres": ["comedy"], "like": ["Clue (1985)"]}),
    (("a comedy", LIST, "thanks", "Welcome.", "loved the last one"), {"genres": ["comedy"], "like": ["Clue (1985)"]}),
    (("a comedy", LIST, "all seen except the last"), {"genres": ["comedy"], "exclude": ["Hot Fuzz (2007)", "Airplane! (1980)"]}),
    (("a comedy", LIST, "the first: loved it. the second: seen"), {"genres": ["comedy"], "like": ["Hot Fuzz (2007)"], "exclude": ["Airplane! (1980)"]}),
    (("a comedy", LIST, "the police one I've seen"), {"genres": ["comedy"], "exclude": ["Hot Fuzz (2007)"]}),
    (("a comedy", LIST, "shorter than the first"), {"genres": ["comedy"], "minutes_max": 120}),
    (("a comedy", LIST, "newer than the second"), {"genres": ["comedy"], "year_min": 1981}),
    (("a comedy", LIST, "anything newer?"), {"genres": ["comedy"], "order": "new"}),
    (("a comedy", LIST, "that director's other films, of the first"), {"genres": ["comedy"], "media": ["film"], "people": ["Edgar Wright"]}),
    (("a comedy", LIST, "1 is great, 2 meh"), {"genres": ["comedy"], "like": ["Hot Fuzz (2007)"], "exclude": ["Airplane! (1980)"]}),
    (("a comedy", LIST, "more like 3"), {"genres": ["comedy"], "like": ["Clue (1985)"]}),
    (("a comedy", LIST, "all seen"), {"genres": ["comedy"], "exclude": ["Hot Fuzz (2007)", "Airplane! (1980)", "Clue (1985)"]}),
    (("a comedy", LIST, "the first I know. the third too"), {"genres": ["comedy"], "exclude": ["Hot Fuzz (2007)", "Clue (1985)"]}),
    (("a comedy", LIST, "thumbs down for the last"), {"genres": ["comedy"], "exclude": ["Clue (1985)"]}),
    (("a comedy", LIST, "that is PG-13, so no"), {"genres": ["comedy"], "exclude": ["Hot Fuzz (2007)"]}),
    (("a comedy for my son, 7", LIST, "the kids are in bed now"), {"genres": ["comedy"]}),
    (("a film or a series", LIST, "no series after all"), {"media": ["film"], "not_media": ["series"]}),
    # point at another assistant's prose
    (("a comedy", PROSE, "seen both"), {"genres": ["comedy"], "exclude": ["Groundhog Day (1993)", "Clue (1985)"]}),
    (("a comedy", "Have you seen Clue?", "yes, loved it"), {"genres": ["comedy"], "like": ["Clue (1985)"]}),
    (("a comedy", "Have you seen Clue?", "no, not yet. a thriller?"), {"genres": ["thriller"]}),
    (("a comedy", PROSE, "anything else with him?"), {"genres": ["comedy"], "people": ["Bill Murray"]}),
    # a new limit in few words
    (("a comedy, max 110 minutes", LIST, "raise it to 130"), {"genres": ["comedy"], "minutes_max": 130}),
    (("a comedy, at least 8 stars of 10", LIST, "drop the bar to 7.5"), {"genres": ["comedy"], "rating_min": 7.5}),
    (("a comedy under 90 minutes", LIST, "actually 110"), {"genres": ["comedy"], "minutes_max": 110}),
    (("a comedy", LIST, "too long, 85 at the outside"), {"genres": ["comedy"], "minutes_max": 85}),
    (("a comedy", LIST, "nothing longer than the first"), {"genres": ["comedy"], "minutes_max": 121}),
    (("a french comedy", LIST, "doesn't have to be french"), {"genres": ["comedy"]}),
    (("a comedy from the 80s", LIST, "let the years go"), {"genres": ["comedy"]}),
    # what is left, both, neither
    (("a comedy", LIST, "not the first. the other two I know"), {"genres": ["comedy"], "exclude": ["Hot Fuzz (2007)", "Airplane! (1980)", "Clue (1985)"]}),
    (("a comedy", PROSE, "seen the first, what about the other one? who directed it?"), {"genres": ["comedy"], "exclude": ["Groundhog Day (1993)"]}),
    (("a comedy", PROSE, "neither. a thriller?"), {"genres": ["thriller"], "exclude": ["Groundhog Day (1993)", "Clue (1985)"]}),
    (("a comedy", LIST, "not the second", "Fine.", "ok put it back"), {"genres": ["comedy"]}),
    # the last word counts
    (("a comedy", LIST, "the third is great but I know it by heart"), {"genres": ["comedy"], "exclude": ["Clue (1985)"]}),
    (("a comedy", LIST, "Clue? nah"), {"genres": ["comedy"], "exclude": ["Clue (1985)"]}),
    (("a comedy", LIST, "how long is the second?", "88 minutes.", "so no"), {"genres": ["comedy"], "exclude": ["Airplane! (1980)"]}),
    (("a comedy", LIST, "how long is the second?", "88 minutes.", "seen all of them"), {"genres": ["comedy"], "exclude": ["Hot Fuzz (2007)", "Airplane! (1980)", "Clue (1985)"]}),
    # what is stated of a work is no wish
    (("a comedy", LIST, "the first is a thriller, no?"), {"genres": ["comedy"]}),
    (("a comedy", LIST, "the Bill Murray one I have seen"), {"genres": ["comedy"]}),
    # people
    (("a comedy", LIST, "who is in the first?", "Simon Pegg.", "can't stand him"), {"genres": ["comedy"], "not_people": ["Simon Pegg"]}),
    (("a comedy", LIST, "who is in it?", "Simon Pegg and Sigourney Weaver.", "love her! more with her"), {"genres": ["comedy"], "people": ["Sigourney Weaver"]}),
    (("a comedy with Bill Murray", LIST, "another actor is fine"), {"genres": ["comedy"]}),
    # other layouts of lists
    (("a comedy", BULLETS, "seen the second"), {"genres": ["comedy"], "exclude": ["Airplane! (1980)"]}),
    (("a comedy", "Try 1) Hot Fuzz (2007), 2) Clue (1985).", "the second: seen"), {"genres": ["comedy"], "exclude": ["Clue (1985)"]}),
    # correct a title
    (("something like heat", LIST, "no, I meant the 1986 one"), {"like": ["Heat (1986)"]}),
]  # fmt: skip


@pytest.mark.parametrize(("talk", "slots"), TURNS, ids=lambda v: " / ".join(v[::2]) if isinstance(v, tuple) else "")
def test_what_stands_after_the_last_message(talk: tuple[str, ...], slots: dict[str, Any]) -> None:
    found = slots_of(*talk)
    found.pop("intent")
    assert found == slots


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("how long is the second?", ["Airplane! (1980)"]),
        ("compare the first with the third", ["Hot Fuzz (2007)", "Clue (1985)"]),
        ("difference between the last two?", ["Airplane! (1980)", "Clue (1985)"]),
        ("why Clue?", ["Clue (1985)"]),
        ("which of these is the shortest?", ["Hot Fuzz (2007)", "Airplane! (1980)", "Clue (1985)"]),
        ("the older one of them, who made it?", ["Airplane! (1980)"]),
        ("1 or 3?", ["Hot Fuzz (2007)", "Clue (1985)"]),
    ],
)
def test_a_question_speaks_of_the_works_it_means(question: str, about: list[str]) -> None:
    assert titles_of(state_of("a comedy", LIST, question).about) == about


@pytest.mark.parametrize(
    ("message", "intent"),
    [
        ("the newer of the first two?", "compare"),
        ("seen the first. is the third scary?", "details"),
        ("the second isn't a musical, is it", "details"),
        ("the last one. why?", "why"),
        ("the first then. bye", "chat"),
        ("let the length go", "recommend"),
    ],
)
def test_the_intent_in_view_of_the_list(message: str, intent: str) -> None:
    assert state_of("a comedy under 100 minutes", LIST, message).request.intent == intent


def test_the_length_that_an_answer_tells_is_the_works() -> None:
    found = slots_of(
        "a comedy", "1. A Film Nobody Has (2001)", "how long is that?", "It runs 97 minutes.", "shorter than that"
    )
    assert found["minutes_max"] == 96


def test_a_question_leaves_what_stands_alone() -> None:
    before, after = (
        slots_of("a short comedy"),
        slots_of("a short comedy", LIST, "how long is the second, and is it scary?"),
    )
    assert before | {"intent": "details"} == after


@pytest.mark.parametrize(
    ("critique", "less", "more"),
    [
        ("too grim", "grim", ""),
        ("hmm, way too slow and arty", "slow arty", ""),
        ("too scary", "scary", ""),
        ("these all look a bit bleak", "bleak", ""),
        ("not as sad as the last one", "sad", ""),
        ("a not too serious thriller", "serious", ""),
        ("not weird enough", "", "weird"),
        ("could be warmer", "", "warm"),
        ("something lighter", "", "light"),
        ("a bit weirder", "", "weird"),
    ],
)
def test_a_critique_asks_for_less_or_for_more_of_it(critique: str, less: str, more: str) -> None:
    request = state_of("a thriller", LIST, critique).request
    assert (request.intent, request.genres) == ("recommend", ("thriller",))
    assert (request.not_query, request.query) == (less, more)


def test_what_is_not_funny_enough_is_to_be_funny() -> None:
    assert slots_of("a thriller", LIST, "not funny enough")["genres"] == ["comedy"]


def test_and_goes_on_with_the_question_before() -> None:
    found = slots_of("how many comedies from before 1950 do you have?", "Twelve.", "and from the fifties?")
    assert found == {"intent": "count", "genres": ["comedy"], "year_min": 1950, "year_max": 1959}


def test_a_rule_stands_and_is_given_once_to_be_kept() -> None:
    state = state_of("never show me horror again")
    assert state.request.not_genres == ("horror",)
    assert [(rule.slot, rule.value) for rule in state.new_rules] == [("not_genres", "horror")]
    later = state_of("never show me horror again", "Noted.", "a thriller")
    assert later.request.not_genres == ("horror",)
    assert later.new_rules == ()


def test_only_the_last_message_licenses_what_it_changed() -> None:
    state = state_of("a french comedy", LIST, "under 90 minutes")
    assert state.fresh == {"minutes_max"}


def test_the_lists_shown_are_known_in_their_order() -> None:
    state = state_of("a comedy", LIST, "more", "1. Groundhog Day (1993) - a weatherman", "thanks")
    assert titles_of(state.shown) == ["Groundhog Day (1993)"]
    assert len(state.ever_shown) == 4
