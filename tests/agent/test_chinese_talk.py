"""A talk in Chinese by the planner over the starter library: limits held, replies in Chinese, feedback kept."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest

from agent.answer import Answer
from agent.settings import Settings
from agent.usher import Usher
from indexers.library import Library
from indexers.sources import starter
from tests.fakes.encoder import FakeEncoder

TALK = (
    "想看一部太空题材的科幻片，两个小时以内",
    "为什么推荐第二个？",
    "不要恐怖片",
    "更短的",
    "第二个有多长？",
    "我很喜欢《黑客帝国》",
    "法国电影，像《天使爱美丽》那样的",
    "《异形》和《月球》对比一下",
    "以后不要推荐爱情片",
    "我看过什么？",
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_LIST = re.compile(r"^\d+\. ", re.MULTILINE)
_ENGLISH = re.compile(r"\b(?:the|you|your|it|its|is|and|with|from|minutes|asked)\b")


@pytest.fixture(scope="module")
def usher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Usher]:
    library = Library.open(tmp_path_factory.mktemp("starter") / "library", create=True, encoder=FakeEncoder())
    with Usher(library, Settings()) as opened:
        list(opened.index([str(file) for file in starter.FILES]))
        yield opened


@pytest.fixture(scope="module")
def answers(usher: Usher) -> list[Answer]:
    return _talk(usher, TALK, "chinese")


def _talk(usher: Usher, said: tuple[str, ...], person: str) -> list[Answer]:
    talk: list[dict[str, str]] = []
    found = []
    for message in said:
        talk.append({"role": "user", "content": message})
        found.append(usher.ask(talk, person=person))
        talk.append({"role": "assistant", "content": found[-1].reply})
    return found


def test_each_message_is_heard_as_what_it_is(answers: list[Answer]) -> None:
    assert [answer.request.intent for answer in answers] == [
        "recommend", "why", "recommend", "recommend", "details", "feedback", "recommend", "compare", "rule", "history",
    ]  # fmt: skip


def test_every_limit_is_held(usher: Usher, answers: list[Answer]) -> None:
    for answer in answers:
        items = {item.id: item for item in usher.library.catalogue.get([pick.id for pick in answer.picks])}
        for item in items.values():
            assert item.minutes is not None and item.minutes <= 120
            assert answer is answers[0] or "horror" not in item.genres
    first, french = answers[0], answers[6]
    assert first.picks and first.request.minutes_max == 120 and first.request.genres == ("science fiction",)
    assert french.request.languages == ("fr",) and french.request.not_genres == ("horror",)
    assert len(french.request.like) == 2


def test_replies_are_in_chinese_and_titles_stay_as_they_are(answers: list[Answer]) -> None:
    for answer in answers:
        told = answer.reply
        for pick in answer.picks[: answer.shown]:
            told = told.replace(pick.title, "")
        assert _HAN.search(told)
        quoted = answer.request.intent == "compare"  # a description stays as it is, in quotation marks
        assert quoted or not _ENGLISH.search(re.sub(r"（[^）]*）", "", told)), answer.reply
        for place, pick in enumerate(answer.picks[: answer.shown], 1):
            assert f"{place}. {pick.title} ({pick.year}) — " in answer.reply


def test_reasons_quote_no_description_in_another_language(answers: list[Answer]) -> None:
    texts = [reason.text for answer in answers for pick in answer.picks for reason in pick.reasons]
    assert texts
    assert all(_HAN.search(text) and not re.search("“[A-Za-z][^”]{24,}”", text) for text in texts)


def test_a_name_in_chinese_stands_before_the_reasons(answers: list[Answer]) -> None:
    assert re.search(r"^\d\. .* — 《[^》]*[\u4e00-\u9fff][^》]*》：", answers[0].reply, re.MULTILINE)


def test_numbers_stand_in_the_evidence_and_reasons_cite_it(answers: list[Answer]) -> None:
    for answer in answers:
        data = answer.as_json()
        ground = json.dumps(
            [data[key] for key in ("request", "picks", "alternatives", "unmet", "evidence")], ensure_ascii=False
        )
        known = {number.removesuffix(".0") for number in _NUMBER.findall(ground)}
        assert set(_NUMBER.findall(_LIST.sub("", answer.reply))) <= known, answer.reply
        for pick in (*answer.picks, *answer.alternatives):
            assert all(set(reason.evidence) <= answer.evidence.keys() for reason in pick.reasons)


def test_what_was_said_of_a_work_is_kept_and_can_be_taken_back(usher: Usher) -> None:
    liked, undone = _talk(usher, ("我很喜欢《异形》", "撤销"), "keeper")
    assert "撤销" in liked.reply and "已经撤销" in undone.reply
    _talk(usher, ("我很喜欢《异形》",), "second keeper")
    kept = usher.library.person("second keeper").interactions()
    assert [(row.kind, row.text) for row in kept if row.kind == "like"] == [("like", "我很喜欢《异形》")]


def test_an_english_message_in_a_chinese_talk_has_an_english_reply(usher: Usher) -> None:
    chinese, english = _talk(usher, ("科幻片", "why the first one?"), "both")
    assert _HAN.search(chinese.reply)
    assert not _HAN.search(english.reply)
