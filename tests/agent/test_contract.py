"""What holds for every answer, whatever was asked: limits, numbers, evidence, scores, who is who."""

from __future__ import annotations

import json
import re
from typing import Any, get_args

import pytest

from agent.answer import Answer
from agent.usher import Usher
from indexers.errors import NotFound, UsageError
from tests.agent.conftest import Run
from tools.models import EvidenceKind, Pick, Request

TALKS = (
    ["something like Moon, under two hours"],
    ["a funny French film"],
    ["films before 1950 and after 2000"],
    ["no horror, no comedy, rated at least 7"],
    ["give me 7 films"],
    ["one film with Sigourney Weaver"],
    ["a film under 20 minutes in Swahili"],
    ["I loved Alien"],
    ["a podcast or a course"],
    ["how many films do I have?"],
    ["how long is Alien?"],
    ["compare Alien and Moon"],
    ["why not Alien?"],
    ["hello"],
    ["a quiet film about space", "not Moon", "how long is the second?", "under 100 minutes", "more"],
    ["a science fiction film", "no horror, ever", "something older", "which of these is the shortest?"],
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_LIST = re.compile(r"^\d+\. ", re.MULTILINE)


@pytest.fixture(params=TALKS, ids=lambda talk: talk[0][:30])
def answers(request: pytest.FixtureRequest, usher: Usher) -> list[Answer]:
    """Each turn of a talk, by a stranger."""
    talk: list[dict[str, str]] = []
    found = []
    for said in request.param:
        talk.append({"role": "user", "content": said})
        found.append(usher.ask(talk, person=None))
        talk.append({"role": "assistant", "content": found[-1].reply})
    return found


def test_every_number_is_found_in_request_picks_or_evidence(answers: list[Answer]) -> None:
    for answer in answers:
        told = _LIST.sub("", answer.reply)
        data = answer.as_json()
        ground = json.dumps([data[key] for key in ("request", "picks", "alternatives", "unmet", "evidence")])
        known = {_plain(number) for number in _NUMBER.findall(ground)}
        assert {_plain(number) for number in _NUMBER.findall(told)} <= known, answer.reply


def test_evidence_is_of_the_contracts_kinds_and_every_id_is_there(answers: list[Answer]) -> None:
    for answer in answers:
        assert {e.kind for e in answer.evidence.values()} <= set(get_args(EvidenceKind))
        for pick in (*answer.picks, *answer.alternatives):
            assert pick.reasons
            for reason in pick.reasons:
                assert reason.evidence and set(reason.evidence) <= answer.evidence.keys()


def test_the_first_picks_are_numbered_and_no_others(answers: list[Answer]) -> None:
    for answer in answers:
        listed = answer.picks or answer.alternatives
        assert len(_LIST.findall(answer.reply)) == answer.shown
        for place, pick in enumerate(listed[: answer.shown], 1):
            assert f"{place}. {pick.title} ({pick.year})" in answer.reply
        if answer.shown and answer.request.count is None:
            assert answer.shown == min(3, len(listed))


def test_every_pick_keeps_every_hard_limit(answers: list[Answer]) -> None:
    for answer in answers:
        for pick in answer.picks:
            _keeps(answer.request, pick)
            soft = ("genres", "like", "query")
            assert {r.status for r in pick.receipts if not r.clause.startswith(soft)} <= {"met"}


def _keeps(request: Request, pick: Pick) -> None:
    """By the pick's own year and medium, apart from what its receipts say."""
    low, high = request.year_min, request.year_max
    assert low is None or (pick.year is not None and pick.year >= low)
    assert high is None or (pick.year is not None and pick.year <= high)
    assert not request.media or pick.medium in request.media
    assert pick.medium not in request.not_media and pick.id not in (*request.exclude, *request.like)


def test_alternatives_come_only_where_picks_are_none_or_poor_and_name_what_they_break(answers: list[Answer]) -> None:
    for answer in answers:
        if not answer.picks:
            for other in answer.alternatives:
                assert any(receipt.status != "met" for receipt in other.receipts)


def test_the_request_in_the_answer_gives_the_same_scores(answers: list[Answer], usher: Usher) -> None:
    for answer in answers:
        if answer.request.intent == "recommend" and answer.picks:
            request = Request.model_validate(json.loads(json.dumps(answer.as_json()["request"])))
            scores = {pick.id: pick.score for pick in usher.search(request, person=None, n=100).picks}
            assert {pick.id: pick.score for pick in answer.picks}.items() <= scores.items()


def test_a_genre_scores_the_same_in_talk_and_by_flag(usher: Usher) -> None:
    said = usher.ask("a comedy", person=None).picks
    flag = usher.search(Request(genres=("comedy",)), person=None, n=len(said)).picks
    assert [(p.id, p.score) for p in said] == [(p.id, p.score) for p in flag]


@pytest.mark.parametrize(
    ("said", "slots"),
    [
        ("films before 1950 and after 2000", {"year_min", "year_max"}),
        ("under 80 and over 120 minutes", {"minutes_min", "minutes_max"}),
        ("not films, only films", {"media", "not_media"}),
        ("horror, but no horror", {"genres", "not_genres"}),
    ],
)
def test_clauses_that_contradict_each_other_are_both_listed_and_nothing_is_picked(
    usher: Usher, said: str, slots: set[str]
) -> None:
    answer = usher.ask(said, person=None)
    left = {unmet.clause.split(" ")[0]: unmet.left for unmet in answer.unmet}
    assert not answer.picks
    assert {slot: left.get(slot) for slot in slots} == dict.fromkeys(slots, 0)


def test_a_count_is_kept_and_never_more_than_the_library_has(usher: Usher) -> None:
    seven = usher.ask("7 films", person=None)
    assert (seven.request.count, len(seven.picks), seven.shown) == (7, 7, 7)
    one = usher.ask("just one comedy", person=None)
    assert (one.request.count, one.shown) == (1, 1)


def test_every_recommendation_has_the_score_that_why_explains(usher: Usher) -> None:
    for pick in usher.recommend(person=None, n=20).picks:
        why = usher.why(pick.id, person=None)
        assert why.score == pytest.approx(pick.score, abs=1e-12)
        assert sum(part.value for part in why.contributions) == pytest.approx(why.score)
        assert {part.evidence for part in why.contributions} <= why.evidence.keys() and why.counterfactuals


def test_a_stranger_reads_and_stores_nothing(usher: Usher) -> None:
    usher.ask("I hated Moon. No horror, ever", person="rae")
    before = usher.library.person("rae").turns()
    answer = usher.ask("a film about space", person=None)
    assert usher.library.person("rae").turns() == before
    assert not usher.conversations(None) and not answer.request.exclude and not answer.request.not_genres


def test_reading_makes_nobody(usher: Usher) -> None:
    usher.recommend(person="zoe", n=1)
    usher.search(Request(query="space"), person="zoe", n=1)
    usher.why("moon", person="zoe")
    usher.ask("a film", person="zoe", remember=False)
    assert not usher.knows("zoe")


@pytest.mark.parametrize("name", ["a\nb", "a\x1b[31mb", "\ud83d", "x" * 201])
def test_what_cannot_be_a_name_is_refused(usher: Usher, name: str) -> None:
    with pytest.raises(UsageError, match="one line of text"):
        usher.ask("a film", person=name)


def test_items_are_named_by_id_or_title_and_never_passed_over(usher: Usher) -> None:
    by_title, by_id = (usher.search(Request(like=(name,)), person=None, n=3) for name in ("Moon", "moon"))
    assert by_title.picks == by_id.picks
    for slot in ("like", "exclude"):
        with pytest.raises(NotFound, match="Nothing here is called 'Nope'"):
            usher.search(Request.model_validate({slot: ("Nope",)}), person=None)


@pytest.mark.parametrize("batch", ["ask", "recommend"])
def test_a_batch_gives_json_alone_in_order(run: Run, tmp_path: Any, batch: str) -> None:
    file = tmp_path / "batch.jsonl"
    asked = {"messages": [{"role": "user", "content": "a film about space"}], "n": 1}
    bad = ['{"user": ["x"]}', '{"user": "\\ud83d", "messages": [{"role": "user", "content": "hi"}]}', "{", "[]"]
    file.write_text("\n".join([json.dumps(asked), *bad, json.dumps(asked)]), encoding="utf8")
    ran = run(batch, "--batch", str(file), "--json")
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert ["error" in row for row in rows] == [False, True, True, True, True, False]
    assert ran.code == 1


def _plain(number: str) -> str:
    """ "1,234" and "7.0" as "1234" and "7"."""
    bare = number.replace(",", "").rstrip(".")
    return bare.rstrip("0").rstrip(".") if "." in bare else bare
