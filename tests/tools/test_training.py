"""What is learned from histories: picks that follow a person's kind, with parts that sum and a ranker kept whole."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from indexers.library import Library
from indexers.models import Interaction
from indexers.pipeline import index
from indexers.sources import open_source
from tests.fakes.encoder import FakeEncoder
from tools import search
from tools.context import Context
from tools.models import Request
from tools.ranking.taste import store
from tools.ranking.taste.training import train as training
from tools.ranking.taste.training.due import is_due

BEGIN = datetime(2024, 1, 1, tzinfo=UTC)
KINDS = {"horror": "ghost in a dark house", "romance": "wedding by the sea", "war": "soldiers in a trench"}
FILMS, PEOPLE, HAD = 40, 36, 24


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Films of three kinds, and people of whom each likes one kind and rates the others badly."""
    lines = [
        {"id": f"{kind}{number}", "title": f"No. {number} of {kind}", "medium": "film", "year": 1990 + number % 30,
         "genres": [kind], "description": f"The {number}. {told}."}
        for kind, told in KINDS.items() for number in range(FILMS)
    ]  # fmt: skip
    (tmp_path / "items.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf8")
    with Library.open(tmp_path / "library", create=True, encoder=FakeEncoder(64)) as opened:
        assert index(opened, open_source(tmp_path / "items.jsonl")).added == len(lines)
        for number in range(PEOPLE):
            opened.person(f"p{number}").add(history(number))
        yield opened


def history(number: int) -> list[Interaction]:
    """The lower a film's number, the more have it; two of three that somebody has are of their kind."""
    chance, kinds = random.Random(number), list(KINDS)
    own, had = kinds[number % len(kinds)], dict[str, int]()
    while len(had) < HAD:
        kind = own if chance.random() < 0.67 else chance.choice(kinds)
        had.setdefault(f"{kind}{int(FILMS * chance.random() ** 2)}", 5 if kind == own else 2)
    return [
        Interaction(item=item, kind="rating", value=stars, scale=5, at=BEGIN + timedelta(days=day), source="test")
        for day, (item, stars) in enumerate(had.items())
    ]


def train(library: Library) -> training.Outcome:
    steps = training.stream(library)
    while True:
        try:
            next(steps)
        except StopIteration as done:
            outcome: training.Outcome = done.value
            return outcome


def context(library: Library, name: str | None) -> Context:
    return Context(library, library.person(name), BEGIN)


def folder(library: Library) -> list[Path]:
    return sorted((library.path / store.FOLDER).rglob("*"))


def test_what_is_learned_puts_a_persons_own_kind_first(library: Library) -> None:
    assert train(library).is_taken
    for number, kind in enumerate(KINDS):
        picks = search.recommend(context(library, f"p{number}"), 5).picks
        assert [pick.id.rstrip("0123456789") for pick in picks] == [kind] * 5


def test_somebody_of_whom_nothing_is_known_is_shown_what_most_people_liked(library: Library) -> None:
    train(library)
    liked = Counter(
        str(one.item) for number in range(PEOPLE) for one in history(number) if one.value is not None and one.value >= 4
    )
    told = [liked[pick.id] for pick in search.recommend(context(library, "nobody"), 10).picks]
    assert told == sorted(liked.values(), reverse=True)[:10]
    best = search.recommend(context(library, "nobody"), 1).picks[0]
    why = search.explain(context(library, "nobody"), best.id, Request())
    assert [one.name for one in why.contributions if one.value > 1e-9] == ["popularity"]


def test_the_parts_of_a_learned_score_sum_to_it_with_and_without_a_wish(library: Library) -> None:
    train(library)
    of = context(library, "p0")
    for request in (Request(), Request(query="a wedding by the sea"), Request(genres=("war",), like=("romance3",))):
        for pick in search.search(of, request, 5).picks:
            told = search.explain(of, pick.id, request)
            assert told.score == pytest.approx(pick.score, abs=1e-9)
            assert sum(one.value for one in told.contributions) == pytest.approx(told.score, abs=1e-6)
            assert all(told.evidence[one.evidence].text for one in told.contributions)


def test_people_of_other_kinds_are_ranked_for_together_by_what_was_learned_of_each(library: Library) -> None:
    train(library)
    of = replace(context(library, "p0"), company=(library.person("p1"),))
    for request in (Request(), Request(query="a wedding by the sea")):
        for pick in search.search(of, request, 5).picks:
            told = search.explain(of, pick.id, request)
            assert told.score == pytest.approx(pick.score, abs=1e-9)
            assert sum(one.value for one in told.contributions) == pytest.approx(told.score, abs=1e-6)
            assert {"p0", "p1"} <= {one.name for one in told.contributions}
    kinds = {pick.id.rstrip("0123456789") for pick in search.recommend(replace(of, fairness="average"), 20).picks}
    assert {"horror", "romance"} <= kinds


def test_a_wish_outweighs_the_taste(library: Library) -> None:
    train(library)
    picks = search.search(context(library, "p0"), Request(like=("war3", "war5")), 3).picks
    assert all(pick.id.startswith("war") for pick in picks)


def test_the_chance_of_liking_is_told_but_not_of_works_like_another(library: Library) -> None:
    train(library)
    assert all(0 < (pick.probability or 0) < 1 for pick in search.recommend(context(library, "p0"), 5).picks)
    assert all(pick.probability is None for pick in search.similar(context(library, "p0"), "war1", 3).picks)


def test_before_anything_is_learned_no_chance_is_told(library: Library) -> None:
    assert all(pick.probability is None for pick in search.recommend(context(library, "p0"), 5).picks)


def test_the_same_histories_teach_the_same_and_one_taken_back_was_never_there(library: Library) -> None:
    train(library)
    before = [(path.name, path.read_bytes()) for path in folder(library) if path.is_file()]
    library.person("new").add(history(100))
    train(library)
    assert before != [(path.name, path.read_bytes()) for path in folder(library) if path.is_file()]
    library.person("new").take_back("test", [f"{kind}{n}" for kind in KINDS for n in range(FILMS)], ())
    assert not library.person("new").interactions()
    train(library)
    assert before == [(path.name, path.read_bytes()) for path in folder(library) if path.is_file()]


def test_a_ranker_that_is_worse_than_the_one_in_use_is_not_taken(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert train(library).is_taken
    picks, learn = search.recommend(context(library, "p0"), 5).picks, training._ranker
    monkeypatch.setattr("tools.ranking.taste.training.train._ranker", lambda found: replace(learn(found), scale=-1.0))
    outcome = train(library)
    assert not outcome.is_taken and "stays" in outcome.reason
    assert search.recommend(context(library, "p0"), 5).picks == picks


def test_it_is_time_to_learn_at_first_and_again_when_a_tenth_is_new(library: Library) -> None:
    assert is_due(library) and not is_due(library, tried=library.people.size())
    train(library)
    assert not is_due(library)
    for number in range(PEOPLE, PEOPLE + 2):
        library.person(f"p{number}").add(history(number))
    assert not is_due(library)
    for number in range(PEOPLE + 2, PEOPLE + 4):
        library.person(f"p{number}").add(history(number))
    assert is_due(library)


def test_few_histories_teach_nothing_and_say_so(library: Library) -> None:
    for number in range(3, PEOPLE):
        library.person(f"p{number}").take_back("test", [f"{kind}{n}" for kind in KINDS for n in range(FILMS)], ())
    outcome = train(library)
    assert not outcome.is_taken and "3 people" in outcome.reason
    assert store.trained(library) is None


def test_a_damaged_ranker_is_as_if_there_were_none(library: Library) -> None:
    train(library)
    (file,) = (path for path in folder(library) if path.name == "crowd.npz")
    file.write_bytes(b"spoiled")
    (library.path / store.FOLDER / "current").touch()
    store._LOADED.pop(library)
    assert store.trained(library) is None
    assert search.recommend(context(library, "p0"), 5).picks
    assert train(library).is_taken and store.trained(library) is not None


def test_works_that_come_and_go_after_learning_are_ranked_all_the_same(library: Library, tmp_path: Path) -> None:
    train(library)
    known = {pick.id: pick.score for pick in search.recommend(context(library, "p0"), 20).picks}
    lines = [json.loads(line) for line in (tmp_path / "items.jsonl").read_text(encoding="utf8").splitlines()]
    fresh = {**lines[0], "id": "fresh", "title": "Fresh"}
    (tmp_path / "items.jsonl").write_text(
        "\n".join(json.dumps(one) for one in [fresh, *lines] if one["id"] != "war0"), encoding="utf8"
    )
    index(library, open_source(tmp_path / "items.jsonl"))
    picks = search.recommend(context(library, "p0"), 40).picks
    assert "war0" not in {pick.id for pick in picks}
    assert {pick.id for pick in picks} >= set(known) - {"war0"} - {pick.id for pick in picks[40:]}
