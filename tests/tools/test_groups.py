"""Works for several people: the limits of each hold, each has a share, and nothing is told of the others' histories."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexers.library import Library
from indexers.models import Interaction, Rule
from indexers.people.history import Person
from tests.tools.conftest import ITEMS, NOW
from tools import search
from tools.context import Context, Fairness
from tools.models import Request, Result
from tools.settings import SearchSettings

NUMBERS = itertools.count()
BY_ID = {item["id"]: item for item in ITEMS}
WORKS = [item["id"] for item in ITEMS if not item.get("parent") and item["medium"] == "film"]
HISTORIES = st.lists(
    st.tuples(st.sampled_from(WORKS), st.sampled_from(["view", "like", "dislike", "skip"])), max_size=8
)
RULES = st.lists(
    st.one_of(
        st.tuples(st.just("not_genres"), st.sampled_from(["horror", "comedy", "drama"])),
        st.tuples(st.just("minutes_max"), st.integers(80, 200)),
        st.tuples(st.just("age_max"), st.sampled_from([6, 12, 16])),
        st.tuples(st.just("languages"), st.sampled_from(["en", "fr", "ja"])),
    ),
    max_size=2,
    unique_by=lambda rule: rule[0],  # a later rule takes the place of one on the same thing
)
PEOPLE = st.lists(st.tuples(HISTORIES, RULES), min_size=2, max_size=3)


def person(library: Library, history: Any, rules: Any = ()) -> Person:
    """Somebody new, whose name no other has."""
    who = library.person(f"member{next(NUMBERS)}")
    days = itertools.count()
    who.add(
        [
            Interaction(item=item, kind=kind, at=NOW - timedelta(days=99 - next(days)), source="t")
            for item, kind in history
        ]
    )
    for slot, value in rules:
        who.add_rule(Rule(slot=slot, value=value, said="t", at=NOW))
    return who


def group(library: Library, people: list[Person], fairness: Fairness = "least-misery", **given: Any) -> Context:
    return Context(library, people[0], NOW, company=tuple(people[1:]), fairness=fairness, **given)


def keeps(item: dict[str, Any], slot: str, value: Any) -> bool:
    """By the item's own facts, apart from the code under test."""
    if slot == "not_genres":
        return bool(item.get("genres")) and value not in item["genres"]
    if slot == "languages":
        return value in item.get("languages", [])
    own = item.get({"minutes_max": "minutes", "age_max": "age_min"}[slot])
    return own is not None and own <= value


def texts(result: Result) -> str:
    reasons = [reason.text for pick in (*result.picks, *result.alternatives) for reason in pick.reasons]
    moved = [pick.moved.because for pick in result.picks if pick.moved]
    return "\n".join([*reasons, *moved, *(entry.text for entry in result.evidence.values())])


@settings(max_examples=40, deadline=None)
@given(people=PEOPLE, query=st.sampled_from(["", "space", "a wedding"]), seen=st.sampled_from(["exclude", "any"]))
def test_the_rules_and_histories_of_every_member_hold(library: Library, people: Any, query: str, seen: Any) -> None:
    members = [person(library, *one) for one in people]
    request = Request(query=query, seen=seen)
    result = search.search(group(library, members), request, 20)
    had = {item for history, _ in people for item, _ in history}
    for pick in (*result.picks, *result.alternatives):
        assert seen == "any" or pick.id not in had
        assert all(keeps(BY_ID[pick.id], *rule) for _, rules in people for rule in rules)


@settings(max_examples=25, deadline=None)
@given(people=PEOPLE, fairness=st.sampled_from(["least-misery", "average"]))
def test_parts_sum_to_the_score_that_why_tells_and_name_each_member(
    library: Library, people: Any, fairness: Fairness
) -> None:
    members = [person(library, *one) for one in people]
    of = group(library, members, fairness)
    for request in (Request(), Request(query="a lonely astronaut", genres=("drama",))):
        for pick in search.search(of, request, 3).picks:
            told = search.explain(of, pick.id, request)
            assert told.score == pytest.approx(pick.score, abs=1e-12)
            assert sum(part.value for part in told.contributions) == pytest.approx(told.score, abs=1e-6)
            assert {one.name for one in members} <= {part.name for part in told.contributions}
            assert all(told.evidence[part.evidence].text for part in told.contributions)


@settings(max_examples=25, deadline=None)
@given(people=PEOPLE)
def test_no_title_of_anothers_history_is_in_any_text(library: Library, people: Any) -> None:
    members = [person(library, *one) for one in people]
    of = group(library, members)
    result = search.recommend(of, 10)
    said = texts(result) + "".join(
        told.text + "".join(fact.text for fact in told.evidence.values())
        for pick in result.picks[:3]
        for told in [search.explain(of, pick.id, Request())]
    )
    described = " ".join(str(item.get("description", "")) for item in ITEMS)
    own = {item for item, _ in people[0][0]}
    for item in {item for history, _ in people[1:] for item, _ in history} - own:
        title = re.compile(rf"\b{re.escape(BY_ID[item]['title'])}\b")
        if not title.search(described) and not any(title.search(pick.title) for pick in result.picks):
            assert not title.search(said), BY_ID[item]["title"]


@pytest.fixture
def pair(library: Library) -> list[Person]:
    """Two people of opposite tastes."""
    by_genre = {g: [w for w in WORKS if g in BY_ID[w].get("genres", [])] for g in ("horror", "comedy")}
    scary = [work for work in by_genre["horror"] if work not in by_genre["comedy"]][:3]
    funny = [work for work in by_genre["comedy"] if work not in by_genre["horror"]][:3]
    return [person(library, [(one, "like") for one in liked]) for liked in (scary, funny)]


def shares_of(of: Context, item: str) -> list[float]:
    """Of each member: by average, a part is a share over their number."""
    told = search.explain(replace(of, fairness="average"), item, Request())
    names = [one.name for one in (of.person, *of.company)]
    parts = {part.name: part.value for part in told.contributions}
    return [parts[name] * len(names) for name in names]


def test_least_misery_goes_by_the_lowest_share_and_average_by_the_mean(library: Library, pair: list[Person]) -> None:
    exact = SearchSettings(exact=True, vary=False)
    least, average = (group(library, pair, one, settings=exact) for one in ("least-misery", "average"))
    lowest, mean = (search.recommend(of, 40).picks for of in (least, average))
    assert [pick.id for pick in lowest] != [pick.id for pick in mean]
    for pick in lowest[:8]:
        assert pick.score == pytest.approx(min(shares_of(least, pick.id)))
    for pick in mean[:8]:
        assert pick.score == pytest.approx(sum(shares_of(average, pick.id)) / 2)
    assert min(shares_of(least, lowest[0].id)) >= min(shares_of(least, mean[0].id))
    assert sum(shares_of(least, mean[0].id)) >= sum(shares_of(least, lowest[0].id))


def test_each_pick_says_in_one_sentence_how_far_it_suits_each(library: Library, pair: list[Person]) -> None:
    for pick in search.recommend(group(library, pair), 8).picks:
        (said,) = [reason for reason in pick.reasons if " and you at " in reason.text]
        mine, theirs = (f"{share:.2f}".removeprefix("0") for share in shares_of(group(library, pair), pick.id))
        assert said.text == f"It suits {pair[1].name.capitalize()} at {theirs} and you at {mine}."
        evidence = search.recommend(group(library, pair), 8).evidence
        assert [evidence[key].kind for key in said.evidence] == ["contribution"]


def test_without_company_nothing_changes_and_with_oneself_alone_no_shares_are_told(
    library: Library, pair: list[Person]
) -> None:
    alone = search.recommend(Context(library, pair[0], NOW), 8)
    assert search.recommend(group(library, pair[:1]), 8) == alone
    assert not any(fact.kind == "contribution" for fact in alone.evidence.values())


def test_rules_that_bar_each_other_leave_nothing(library: Library) -> None:
    members = [person(library, [], [("languages", "fr")]), person(library, [], [("languages", "en")])]
    for pick in search.recommend(group(library, members), 20).picks:
        assert {"fr", "en"} <= set(BY_ID[pick.id]["languages"])


def test_of_what_only_another_has_had_nothing_is_told(library: Library) -> None:
    work = WORKS[0]
    asker, other = person(library, []), person(library, [(work, "view")])
    told = search.why_not(group(library, [asker, other]), work, Request())
    assert len(told.sentences) == 1 and "of the others nothing is told" in told.sentences[0].text
    assert "seen" not in told.sentences[0].text and "had" not in told.sentences[0].text
    only = search.search(group(library, [asker, other]), Request(seen="only"), 20)
    assert not only.picks


def test_why_tells_what_would_be_if_another_did_not_count(library: Library, pair: list[Person]) -> None:
    of = group(library, pair)
    told = search.explain(of, search.recommend(of, 1).picks[0].id, Request())
    assert [one.change for one in told.counterfactuals] == [f"if {pair[1].name.capitalize()} did not count"]
    assert "It suits" not in told.text and f"suits {pair[1].name.capitalize()} at" in told.text
