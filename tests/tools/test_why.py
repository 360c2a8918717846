"""Why, why not, how they differ, how many: true answers with evidence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from indexers.errors import NotFound
from indexers.models import Interaction
from tests.tools.conftest import Door
from tools import search
from tools.models import Request, Statement
from tools.request import State

WISH = Request(query="quiet space film", minutes_max=120)


def told(statement: Statement) -> str:
    for sentence in statement.sentences:
        assert sentence.evidence and all(key in statement.evidence for key in sentence.evidence)
    return " ".join(sentence.text for sentence in statement.sentences)


def test_the_parts_of_a_score_sum_to_the_score_that_search_gave(door: Door) -> None:
    for request in (WISH, Request(), Request(like=("moon",)), Request(genres=("comedy",), order="new")):
        for pick in search.search(door.context, request, 5).picks:
            why = search.explain(door.context, pick.id, request)
            assert why.score == pytest.approx(pick.score, abs=1e-12)
            assert sum(part.value for part in why.contributions) == pytest.approx(why.score, abs=1e-9)
            assert all(part.evidence in why.evidence for part in why.contributions)


def test_without_a_request_it_explains_the_recommendation(door: Door) -> None:
    pick = search.recommend(door.context, 1).picks[0]
    assert search.explain(door.context, pick.id, None).score == pytest.approx(pick.score, abs=1e-12)


def test_counterfactuals_are_what_a_search_without_the_word_gives(door: Door) -> None:
    why = search.explain(door.context, "gravity", WISH)
    change = next(c for c in why.counterfactuals if c.change == "without “space”")
    ranked = search.search(door.with_settings(vary=False).context, WISH.model_copy(update={"query": "quiet film"}), 30)
    place = [pick.id for pick in ranked.picks].index("gravity") + 1
    assert (change.place, change.score) == (place, pytest.approx(ranked.picks[place - 1].score))
    assert change.evidence in why.evidence


def test_a_score_is_explained_in_words_with_one_counterfactual(door: Door) -> None:
    why = search.explain(door.context, "gravity", WISH)
    assert why.text.startswith("What speaks for Gravity: it has a theme that you named")
    assert "Gravity runs 91 minutes; you asked for at most 120 minutes." in why.text
    assert why.text.count("would") == 1 and not any(f"{why.score:.2f}" in part for part in why.text.split())


def test_there_is_always_a_counterfactual(door: Door) -> None:
    for item in ("moon", "bare", "blue"):
        assert search.explain(door.context, item, None).counterfactuals


def test_a_work_outside_the_limits_is_explained_with_the_limit_it_breaks(door: Door) -> None:
    why = search.explain(door.context, "interstellar", WISH)
    assert "169 minutes" in why.text and sum(c.value for c in why.contributions) == pytest.approx(why.score)
    with pytest.raises(NotFound):
        search.explain(door.context, "not-here", WISH)


@pytest.mark.parametrize(
    ("item", "request_", "said"),
    [
        ("interstellar", WISH, "Interstellar runs 169 minutes; you asked for at most 120."),
        ("nolength", WISH, "The running time of Lost Reel is not recorded"),
        ("alien", Request(not_genres=("horror",)), "The genres of Alien are horror and science fiction; you wanted no"),
        ("amelie", Request(languages=("ru",)), "The language of Amélie is French; you asked for Russian."),
        ("moon", Request(exclude=("moon",)), "You ruled Moon out yourself."),
        ("moon", Request(like=("moon",)), "You named Moon yourself"),
        ("wire1", Request(), "The Target is a part of a larger work"),
        ("gravity", Request(people=("Sam Rockwell",)), "Gravity does not list Sam Rockwell."),
    ],
)
def test_why_not_names_the_clause_that_shuts_a_work_out(door: Door, item: str, request_: Request, said: str) -> None:
    assert said in told(search.why_not(door.context, item, request_))


def test_why_not_says_the_place_and_what_goes_before_it(door: Door) -> None:
    text = told(search.why_not(door.context, "heist", WISH))
    assert text.startswith("Nothing rules The Quiet Heist out; of the ")
    assert "comes 1st because, next to The Quiet Heist, " in text


def test_why_not_of_a_seen_work_says_so(door_of: Callable[..., Door]) -> None:
    own = door_of(Interaction(item="moon", kind="view"))
    assert "among what you have had" in told(search.why_not(own.context, "moon", Request()))


def test_compare_gives_true_differences(door: Door) -> None:
    text = told(search.compare(door.context, ["alien", "aliens"]))
    assert "Alien is the shorter by 20 minutes, 117 to 137." in text
    assert "Alien is from 1979, Aliens from 1986." in text
    assert "Aliens is also action" in text
    assert "Alien is rated higher, 8.1 to 8." in text


@pytest.mark.parametrize(
    ("ids", "attribute", "said"),
    [
        (["moon"], "minutes", "Moon runs 97 minutes, which is 1 h 37 min."),
        (["nolength"], "minutes", "The running time of Lost Reel is not recorded."),
        (["moon"], "director", "Moon is directed by Duncan Jones."),
        (["moon"], "cast", "In Moon you meet Sam Rockwell and Kevin Spacey."),
        (["solaris"], "language", "The language of Solaris is Russian."),
        (["toy"], "age", "Toy Story is rated for all ages."),
        (["wire"], "minutes", "The Wire runs 59 minutes an episode."),
        (["birds"], "plot", "Birds attack the people of a small town."),
        (["moon", "alien", "solaris"], "which-shortest", "Moon is the shortest, at 97 minutes. Then come Alien, at"),
        (["moon", "alien"], "which-newest", "Moon is the newest, from 2009."),
        (["moon", "nolength"], "which-longest", "For Lost Reel the running time is not recorded."),
        (["amelie"], None, "Amélie is a film from 2001, filed under comedy and romance."),
    ],
)
def test_details_are_those_of_the_catalogue(door: Door, ids: list[str], attribute: str | None, said: str) -> None:
    assert said in told(search.details(door.context, ids, attribute))


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        (Request(media=("film",)), "There are 20 films here."),
        (Request(media=("film",), minutes_max=90), "There are 3 films here of at most 90 minutes."),
        (Request(genres=("horror",)), "There are 6 works here filed under horror."),
        (Request(languages=("fr",), media=("film",)), "There are 3 films here in French."),
        (Request(query="spiders"), "There is 1 work here with “spiders”"),
        (Request(), "There are 24 works here."),
        (Request(media=("podcast",)), "I have no podcasts here."),
    ],
)
def test_count_is_that_of_the_catalogue(door: Door, request_: Request, said: str) -> None:
    assert told(search.count(door.context, request_)).startswith(said)


def test_history_tells_what_was_rated_and_liked(door_of: Callable[..., Door], door: Door) -> None:
    own = door_of(Interaction(item="moon", kind="rating", value=4.5), Interaction(item="alien", kind="view"))
    asked = State(request=Request(intent="history"))
    text = told(search.history(own.context, asked))
    assert "2 works" in text and "You liked Moon." in text
    assert told(search.history(own.context, replace(asked, about=("moon",)))) == "Moon: you gave it 4.5 of 5 stars."
    none = told(search.history(own.context, replace(asked, about=("toy",))))
    assert none == "Nothing of yours on Toy Story is on record."
    assert "nothing of yours" in told(search.history(door.context, asked))
