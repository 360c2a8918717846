"""Works for several people, asked for in words, by command and by call."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from agent.answer import Answer
from agent.settings import Settings
from agent.usher import Usher
from indexers.errors import UsageError
from tests.agent.conftest import Run
from tests.agent.test_keeping import Talk
from tests.fakes.encoder import FakeEncoder
from tests.tools.conftest import ITEMS, open_library
from tools.models import Request

NOW = datetime(2026, 11, 24, 20, tzinfo=UTC)
GENRES = {item["id"]: item.get("genres", []) for item in ITEMS}


@pytest.fixture
def usher(tmp_path: Path) -> Any:
    with open_library(tmp_path, FakeEncoder(256)) as library:
        opened = Usher(library, Settings(), now=lambda: NOW)
        opened.feedback("alien", "like", person="ann")
        opened.feedback("moon", "view", person="Bob Smith")
        opened.feedback("moon", "view", person="bob")
        opened.set_child(12, person="kid")
        yield opened


def company(usher: Usher, *said: str, person: str | None = "me") -> tuple[str, ...]:
    talk: list[dict[str, str]] = []
    for text in said:
        talk += [{"role": "user", "content": text}, {"role": "assistant", "content": "1. Moon (2009) — good"}]
    return usher.understand(talk[:-1], person).company


def shares(answer: Answer) -> list[str]:
    return [r.text for pick in answer.picks for r in pick.reasons if r.text.startswith("It suits ")]


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("something for Ann and me", ["ann"]),
        ("for ann and me", ["ann"]),
        ("a comedy for Ann, Bob and me, without Bob's horror", ["ann", "bob"]),
        ("a film with Ann and Bob tonight", ["ann", "bob"]),
        ("a film with BOB SMITH and me", ["Bob Smith"]),
        ("Ann and I want a comedy", ["ann"]),
        ("a comedy for me and Ann", ["ann"]),
        ("a comedy for Zed, Ann and me", ["ann"]),
        ("a comedy for Zed and me", []),
        ("a comedy for Ann's birthday", []),
        ("a film with Ann Hathaway", []),
        ("a film with bob odenkirk", []),
        ("just me", []),
        ("something like Moon", []),
    ],
)
def test_names_of_people_known_here_are_company(usher: Usher, said: str, names: list[str]) -> None:
    assert list(company(usher, said)) == names


@pytest.mark.parametrize(
    ("said", "like"),
    [
        ("a comedy for Ann and me", "a comedy"),
        ("a comedy for Ann, Bob and me, without Bob's horror", "a comedy, without horror"),
        ("Ann and I want a comedy", "I want a comedy"),
        ("for Ann and me", "something for me"),
        ("something with Ann and Bob tonight, under two hours", "something tonight, under two hours"),
    ],
)
def test_company_is_no_wish(usher: Usher, said: str, like: str) -> None:
    found, plain = usher.understand(said).request, usher.understand(like).request
    assert found == plain


def test_unknown_names_change_nothing(usher: Usher) -> None:
    assert usher.recommend(together=("zed", "", "me")) == usher.recommend()
    assert usher.why("alien", together=("zed",)) == usher.why("alien")
    apart = usher.ask("a comedy for Zed and me", with_others=False)
    assert usher.ask("a comedy for Zed and me").picks == apart.picks


def test_company_stands_until_just_me(usher: Usher) -> None:
    assert company(usher, "for Ann and me", "a comedy") == ("ann",)
    assert company(usher, "for Ann and me", "with Bob too") == ("ann", "bob")
    assert company(usher, "for Ann and me", "for Bob and me") == ("bob",)
    assert company(usher, "for Ann, Bob and me", "without Bob") == ("ann",)
    assert company(usher, "for Ann and me", "just me") == ()
    assert company(usher, "for Ann and me", "just me, a comedy", "a film") == ()
    talk = Talk(usher, "me")
    assert len(shares(talk("a film for Ann and me"))) == 5
    assert len(shares(talk("under two hours"))) == 5
    alone = talk("just me")
    assert alone.picks and not shares(alone) and alone.request.minutes_max == 120


def test_the_reply_says_how_far_each_pick_suits_each(usher: Usher) -> None:
    answer = Talk(usher, "me")("a film for Ann, Bob and me")
    assert answer.reply.count("It suits Ann at ") == answer.shown == 3
    for pick in answer.picks:
        told = [r for r in pick.reasons if r.text.startswith("It suits Ann at ") and " and you at " in r.text]
        assert [answer.evidence[key].kind for key in told[0].evidence] == ["contribution"]


def test_anothers_horror_is_no_ones(usher: Usher) -> None:
    answer = usher.ask("something for Ann, Bob and me, without Bob's horror", n=20)
    assert answer.request.not_genres == ("horror",) and not answer.request.query
    assert answer.picks and not any("horror" in GENRES[pick.id] for pick in answer.picks)


def test_rules_and_ages_of_the_others_hold_and_what_they_had_is_left_out(usher: Usher) -> None:
    ages = {item["id"]: item.get("age_min") for item in ITEMS}
    usher.add_rules("no comedy", person="ann")
    for pick in usher.ask("a film for Ann, Kid and me", n=20).picks:
        assert "comedy" not in GENRES[pick.id] and (ages[pick.id] or 99) <= 12
    for found in (usher.ask("a film for Bob and me", n=50), usher.recommend(together=("BOB",), n=50)):
        assert found.picks and "moon" not in {pick.id for pick in found.picks}
    assert "moon" in {pick.id for pick in usher.search(Request(seen="any"), together=("bob",), n=50).picks}


def test_why_tells_the_score_of_the_same_group_now_and_at_a_turn(usher: Usher) -> None:
    for fairness in ("least-misery", "average"):
        for pick in usher.recommend(together=("ann",), fairness=fairness, n=5).picks:
            told = usher.why(pick.id, together=("ann",), fairness=fairness)
            assert told.score == pytest.approx(pick.score, abs=1e-12)
            assert sum(part.value for part in told.contributions) == pytest.approx(told.score, abs=1e-6)
            assert {"ann", "me"} <= {part.name for part in told.contributions}
    answer = Talk(usher, "me")("a film for Ann and me")
    kept = usher.why(answer.picks[0].id, turn=answer.turn)
    assert kept.score == pytest.approx(answer.picks[0].score, abs=1e-12)
    assert usher.replay(answer.turn)["same"]


def test_a_stranger_and_a_face_that_allows_none_have_no_company(usher: Usher) -> None:
    assert usher.recommend(person=None, together=("ann",)) == usher.recommend(person=None)
    for given in ({"person": None}, {"with_others": False}):
        answer = usher.ask("a film for Ann and me", **given)  # type: ignore[arg-type]
        assert answer.picks and not shares(answer)


def test_an_unknown_fairness_is_refused(usher: Usher) -> None:
    with pytest.raises(UsageError):
        usher.recommend(together=("ann",), fairness="loudest")


def test_the_commands_take_others(run: Run, tmp_path: Path) -> None:
    library = tmp_path / "library"
    shelf = Path(__file__).parents[1] / "fakes" / "shelf.jsonl"
    first = json.loads(shelf.read_text(encoding="utf8").splitlines()[0])["id"]
    history = tmp_path / "history.jsonl"
    history.write_text(json.dumps({"item": first, "kind": "view"}), encoding="utf8")
    assert run("index", str(shelf), library=library).code == 0
    assert run("import", "jsonl", str(history), "--user", "ann", library=library).code == 0
    told = run("recommend", "--with", "Ann", "--fairness", "average", "--json", "-n", "30", library=library)
    picks = json.loads(told.out)["picks"]
    assert told.code == 0 and picks and first not in {pick["id"] for pick in picks} and "Ann" not in told.err
    why = run("why", picks[0]["id"], "--with", "Ann", "--fairness", "average", "--json", library=library)
    assert json.loads(why.out)["score"] == pytest.approx(picks[0]["score"])
    alone = run("recommend", "--with", "zed", library=library)
    assert alone.out == run("recommend", library=library).out and "zed is not known here" in alone.err
    assert "It suits Ann at" in run("recommend", "--with", "ann", library=library).out
    assert run("recommend", "--with", "ann", "--fairness", "loudest", library=library).code == 2
