"""What a person says in conversation is kept once, acts, is told, and can be taken back."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from agent.answer import Answer
from agent.settings import Settings
from agent.usher import Usher
from indexers.errors import UsageError
from tests.fakes.encoder import FakeEncoder
from tests.tools.conftest import ITEMS, open_library

NUMBERS = itertools.count()
INTERSTELLAR = next(item["id"] for item in ITEMS if item["title"] == "Interstellar")
NOW = datetime(2026, 11, 24, 20, tzinfo=UTC)


class Talk:
    """A conversation of one person, turn by turn."""

    def __init__(self, usher: Usher, person: str | None) -> None:
        self._usher, self._person, self._id = usher, person, f"c{next(NUMBERS)}"
        self.messages: list[dict[str, str]] = []

    def __call__(self, text: str, **given: Any) -> Answer:
        self.messages.append({"role": "user", "content": text})
        answer = self._usher.ask(self.messages, person=self._person, conversation=self._id, **given)
        self.messages.append({"role": "assistant", "content": answer.reply})
        self._last = answer.turn
        return answer

    @property
    def kept(self) -> list[tuple[str, str | None]]:
        rows = self._usher.library.person(self._person).interactions()
        return [(row.kind, row.item) for row in rows if row.kind != "search"]

    def calls(self) -> list[str]:
        """The tools that the last turn called, from its record."""
        record = self._usher.library.person(self._person).turn(self._last)
        return [call["name"] for call in (record or {})["calls"]]


@pytest.fixture
def usher(tmp_path: Path) -> Any:
    with open_library(tmp_path, FakeEncoder(256)) as library:
        yield Usher(library, Settings(), now=lambda: NOW)


@pytest.fixture
def talk(usher: Usher) -> Talk:
    return Talk(usher, "ann")


def genres_of(answer: Answer) -> set[str]:
    known = {item["id"]: item.get("genres", []) for item in ITEMS}
    return {genre for pick in answer.picks for genre in known[pick.id]}


def test_praise_is_kept_and_a_wish_alone_is_not(talk: Talk) -> None:
    talk("something like Moon")
    assert talk.kept == []
    talk("I loved Alien")
    assert talk.kept == [("like", "alien")] and talk.calls()[0] == "record_feedback"


def test_a_message_that_is_sent_again_writes_nothing_twice(usher: Usher, talk: Talk) -> None:
    talk("I loved Alien")
    Talk(usher, "ann")("I loved Alien")
    assert talk.kept == [("like", "alien")]


def test_what_was_kept_last_is_taken_back(talk: Talk) -> None:
    talk("I loved Alien")
    talk("I gave Interstellar 4 stars")
    assert talk.kept == [("like", "alien"), ("rating", INTERSTELLAR)]
    assert "aken back" in talk("undo that").reply or "Undone" in talk.messages[-1]["content"]
    assert talk.kept == [("like", "alien")]
    talk("undo that")
    assert talk.kept == []


@pytest.mark.parametrize("person", [None, "kid", "quiet"])
def test_nothing_is_kept_of_who_is_not_to_be_remembered(usher: Usher, person: str | None) -> None:
    usher.set_child(12, person="kid")
    Talk(usher, "quiet")("stop remembering what I say")
    talk = Talk(usher, person)
    talk("I loved Moon")
    talk("never show me horror again")
    who = usher.library.person(person)
    assert who.interactions() == [] and who.ledger() == [] and who.turns()[1:] == []


def test_a_batch_keeps_nothing_unless_it_is_told_to(talk: Talk) -> None:
    talk("I loved Alien", remember=False)
    assert talk.kept == []


def test_works_are_saved_listed_and_taken_off_the_list(talk: Talk) -> None:
    talk("save Alien for later")
    talk("put Moon on my list")
    assert talk.kept == [("want", "alien"), ("want", "moon")]
    told = talk("what is on my list?")
    assert talk.calls() == ["user_history"] and "Alien" in told.reply and "Moon" in told.reply
    assert "Alien" not in talk("what is on my list, under 100 minutes?").reply
    talk("take Moon off my list")
    assert "Moon" not in talk("what is on my list?").reply


def test_what_is_not_wanted_now_is_left_out_for_a_while(usher: Usher) -> None:
    first = usher.recommend(person="bob", n=1).picks[0].id
    usher.feedback(first, "not_now", person="bob")
    assert first not in [pick.id for pick in usher.recommend(person="bob", n=20).picks]
    later = Usher(usher.library, Settings(), now=lambda: NOW.replace(year=2027))
    assert first in [pick.id for pick in later.recommend(person="bob", n=20).picks]


def test_a_rule_holds_everywhere_until_its_end(usher: Usher, talk: Talk) -> None:
    talk("no horror until May")
    assert talk.calls() == ["set_rule"]
    (rule,) = usher.rules(person="ann")
    assert (rule["slot"], rule["value"], rule["until"][:10]) == ("not_genres", "horror", "2027-05-01")
    fresh = Talk(usher, "ann")
    assert "horror" not in genres_of(fresh("a scary space film", n=20))
    assert "horror" not in {g for p in usher.recommend(person="ann", n=30).picks for g in genres_of_pick(p.id)}
    later = Usher(usher.library, Settings(), now=lambda: NOW.replace(year=2027, month=6))
    assert any("horror" in genres_of_pick(p.id) for p in later.recommend(person="ann", n=30).picks)


def genres_of_pick(id_: str) -> list[str]:
    return next(item.get("genres", []) for item in ITEMS if item["id"] == id_)


def test_a_wish_against_a_rule_names_it_and_can_be_had_once(usher: Usher) -> None:
    Talk(usher, "ann")("never show me horror again")
    talk = Talk(usher, "ann")
    told = talk("a horror film")
    assert not told.picks and "no horror" in told.reply and "just this once" in told.reply.lower()
    assert "horror" in genres_of(talk("just this once"))
    assert not Talk(usher, "ann")("a horror film").picks


@pytest.mark.parametrize("words", ["horror is fine again", "forget the rule about horror", "drop the rule"])
def test_a_rule_is_withdrawn_in_words_and_that_can_be_undone(usher: Usher, words: str) -> None:
    Talk(usher, "ann")("never show me horror again")
    talk = Talk(usher, "ann")
    talk(words)
    assert not usher.library.person("ann").rules(NOW)
    talk("undo that")
    assert [rule.value for rule in usher.library.person("ann").rules(NOW)] == ["horror"]


def test_rules_are_laid_down_and_removed_by_command(usher: Usher) -> None:
    (rule,) = usher.add_rules("no horror until May", person="ann")
    assert rule["holds"] and usher.end_rule(rule["number"], person="ann")
    assert not usher.end_rule(rule["number"], person="ann")
    with pytest.raises(UsageError):
        usher.add_rules("the sky is blue", person="ann")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("what did I watch last month?", "Moon"),
        ("what did I watch in May?", "Alien"),
        ("did I like Alien?", "4.5 of 5"),
        ("when did I see Moon?", "10 October 2026"),
        ("which films have I rated best?", "Alien (4.5 of 5)"),
        ("what did I watch last week?", "Nothing"),
    ],
)
def test_questions_of_ones_own_history_are_answered_by_time_and_kind(
    talk: Talk, usher: Usher, asked: str, said: str
) -> None:
    from indexers.models import Interaction

    usher.library.person("ann").add(
        [
            Interaction(item="moon", kind="view", at=datetime(2026, 10, 10, tzinfo=UTC)),
            Interaction(item="alien", kind="rating", value=4.5, scale=5, at=datetime(2026, 5, 3, tzinfo=UTC)),
        ]
    )
    assert said in talk(asked).reply and talk.calls() == ["user_history"]


def test_what_was_searched_for_is_told_by_month(talk: Talk) -> None:
    talk("a quiet film about the sea")
    assert "quiet film about the sea" in talk("what did I search for this month?").reply


def test_nobody_sees_or_changes_what_is_anothers(usher: Usher, talk: Talk) -> None:
    talk("I loved Alien")
    talk("never show me horror again")
    other = Talk(usher, "bob")
    key = usher.feedback("moon", "like", person="ann")
    assert usher.undo(key, person="bob") == 0 and not usher.end_rule(1, person="bob")
    for question in ("what did I watch?", "what are my rules?", "did I like Alien?", "what do you know about me?"):
        reply = other(question).reply
        assert "horror" not in reply and "liked it" not in reply and "1 work" not in reply
    assert usher.rules(person="bob") == [] and ("like", "moon") in talk.kept


@pytest.mark.parametrize("kind", ["love", "rating", "search ", ""])
def test_feedback_of_no_known_kind_is_refused(usher: Usher, kind: str) -> None:
    with pytest.raises(UsageError):
        usher.feedback("moon", kind, person="ann")


def test_a_word_of_a_kind_of_works_judges_none_that_was_listed(talk: Talk) -> None:
    talk("something in space")
    talk("I don't like westerns, I watched them with my dad")
    assert talk.kept == []
    talk("hated all of them")
    assert {kind for kind, _ in talk.kept} == {"dislike"}


def test_company_by_name_is_no_wish(talk: Talk) -> None:
    for text in ("for Ann and me, something funny", "something funny for me and Ann", "a comedy to watch with Bob"):
        assert talk(text).request.query == ""


def test_what_is_believed_of_a_taste_is_told_with_what_it_rests_on(talk: Talk, usher: Usher) -> None:
    genre, liked = "science fiction", [item for item in ITEMS if "science fiction" in item.get("genres", ())][:3]
    for item in liked:
        talk(f"I loved {item['title']}")
    answer = talk("what is my taste?")
    assert answer.request.intent == "history" and answer.picks == ()
    told = next(one for one in answer.evidence.values() if genre in one.text)
    assert told.kind == "history" and all(item["title"] in told.text for item in liked)
    assert f"{len(liked)} of the {len(liked)}" in told.text and told.text in answer.reply


def test_what_stood_in_three_lists_makes_way_for_others(talk: Talk) -> None:
    lists = [[pick.id for pick in talk(text, n=3).picks] for text in ("a film", *["what should I watch?"] * 3)]
    assert lists[0] == lists[1] == lists[2]
    assert lists[3] and not set(lists[3]) & set(lists[0])


def test_a_bare_verdict_is_feedback(talk: Talk) -> None:
    talk("a comedy")
    assert talk("I didn't like Interstellar").request.intent == "feedback"
    assert talk.kept == [("dislike", INTERSTELLAR)]
