"""A turn ends well whatever the model does: limits kept, titles true, invented reasons gone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from agent.answer import Answer, Done, Picked, Said
from agent.models.choose import choose
from agent.models.settings import ModelSettings
from agent.usher import Usher
from indexers.errors import ModelError
from indexers.weights import Weights
from tests.fakes.model import CUT, HANG, REFUSE, ModelServer, Say, model_server

WISH = "a quiet film about space, under two hours, no horror"


@contextmanager
def led_by(usher: Usher, *, call: Say | str = "{}", words: Say | str = "", stall_s: float = 5) -> Iterator[ModelServer]:
    """The usher with a scripted model in the lead."""
    with model_server(call=call, words=words) as server:
        before = usher.chosen
        usher.chosen = choose(ModelSettings(model=server.url, stall_s=stall_s), Weights(offline=True))
        try:
            yield server
        finally:
            usher.chosen = before


def keeps_its_word(answer: Answer) -> None:
    """What holds for each answer to WISH."""
    assert answer.picks and answer.shown >= 3
    assert "alien" not in [pick.id for pick in answer.picks]
    for pick in answer.picks:
        assert {r.status for r in pick.receipts if r.clause.startswith(("minutes", "not_genres"))} == {"met"}
    for place, pick in enumerate(answer.picks[: answer.shown], 1):
        assert f"{place}. {pick.title} ({pick.year})" in answer.reply
        assert all(e in answer.evidence for reason in pick.reasons for e in reason.evidence)


def call(**arguments: object) -> str:
    return json.dumps({"tool": "search_catalog", "query": "quiet space", "like": [], **arguments})


def test_a_good_model_leads_and_its_true_sentences_are_shown(usher: Usher) -> None:
    words = json.dumps({"1": "A worker on a lunar mine meets somebody he knows.", "2": "x"})
    with led_by(usher, call=call(), words=words) as server:
        answer = usher.ask(WISH, person=None)
    keeps_its_word(answer)
    assert answer.model.server == "url" and answer.model.name == "scripted" and not answer.model.note
    moon = [pick.id for pick in answer.picks].index("moon") + 1
    told = f"{moon}. Moon (2009) — A worker on a lunar mine meets somebody he knows."
    assert (told in answer.reply) == (moon == 1)
    assert len(server.asked) == 2


def test_the_model_is_asked_for_a_call_first_and_for_words_after(usher: Usher) -> None:
    with led_by(usher, call=call()) as server:
        usher.ask(WISH, person=None)
    first, second = server.asked
    names = [body["response_format"]["json_schema"]["name"] for body in (first, second)]
    assert names == ["call", "words"]
    assert WISH in first["messages"][-1]["content"]


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "no json",
        '{"tool": "search_catalog", "query": "qu',
        '{"tool": "rm"}',
        "[1, 2]",
        "null",
        "{" * 5000,
        REFUSE,
        CUT,
    ],
)
def test_a_broken_call_costs_nothing(usher: Usher, broken: str) -> None:
    with led_by(usher, call=broken):
        keeps_its_word(usher.ask(WISH, person=None))


@pytest.mark.parametrize(
    "babble",
    [
        "", REFUSE, CUT, "1. " + "la " * 400, "```json\n{}\n```", "Try Alien (1979), it is scary!\n1. Alien (1979)\n",
        "Sure.\n1. Winner of seven Oscars.\n2. Directed by Steven Spielberg.\n3. It lasts 300 minutes.\n" + CUT,
        "Look: [here](http://evil.example/x) ![i](http://evil.example/i.png)\n",
    ],
)  # fmt: skip
def test_babble_and_lies_never_reach_the_person(usher: Usher, babble: str) -> None:
    with led_by(usher, call=call(), words=babble):
        answer = usher.ask(WISH, person=None)
    keeps_its_word(answer)
    for lie in ("Alien", "Oscar", "Spielberg", "300", "http", "la la"):
        assert lie not in answer.reply


def test_a_model_cannot_lift_or_set_a_limit(usher: Usher) -> None:
    with led_by(usher, call=call(minutes_max=500, not_genres=[], genres=["horror"], like=["Alien"])):
        answer = usher.ask(WISH, person=None)
    keeps_its_word(answer)
    assert answer.request.minutes_max == 120 and answer.request.like == ()


@pytest.mark.parametrize("hanging", ["call", "words"])
def test_a_model_that_hangs_is_left_and_the_answer_says_so(usher: Usher, hanging: str) -> None:
    script = {"call": call(), "words": "Here you go.\n", hanging: HANG}
    with led_by(usher, call=script["call"], words=script["words"], stall_s=0.3):
        answer = usher.ask(WISH, person=None)
    keeps_its_word(answer)
    assert "did not answer in time" in answer.model.note


def test_a_model_that_dies_in_the_middle_leaves_a_whole_answer(usher: Usher) -> None:
    with led_by(usher, call=call(), words="Here is something for you tonight.\n1. A worker at the end" + CUT):
        answer = usher.ask(WISH, person=None)
    keeps_its_word(answer)


def test_picks_come_before_words_and_the_pieces_make_the_reply(usher: Usher) -> None:
    events = list(usher.stream(WISH, person=None))
    assert isinstance(events[0], Picked) and isinstance(events[-1], Done)
    assert "".join(e.text for e in events if isinstance(e, Said)) == events[-1].answer.reply


def test_a_question_of_fact_is_answered_by_the_catalogue_alone(usher: Usher) -> None:
    with led_by(usher, words="It lasts 300 minutes.") as server:
        answer = usher.ask("how long is Moon?", person=None)
    assert "97" in answer.reply and "300" not in answer.reply and not server.asked


def test_small_talk_of_a_model_is_shown_only_if_it_claims_nothing(usher: Usher) -> None:
    with led_by(usher, words="You are welcome, enjoy it!"):
        assert usher.ask("thanks!", person=None).reply == "You are welcome, enjoy it!"
    with led_by(usher, words="You are welcome! Alien won two Oscars in 1980."):
        assert "Oscars" not in usher.ask("thanks!", person=None).reply


def test_the_planner_says_once_that_it_is_built_in(usher: Usher) -> None:
    first = usher.ask(WISH, person=None)
    talk = [{"role": "user", "content": WISH}, {"role": "assistant", "content": first.reply}]
    second = usher.ask([*talk, {"role": "user", "content": "anything else?"}], person=None)
    assert "built-in planner" in first.reply and "built-in planner" not in second.reply


def test_the_same_messages_give_the_same_answer(usher: Usher) -> None:
    one, two = (usher.ask(WISH, person=None) for _ in range(2))
    assert (one.reply, one.picks, one.request) == (two.reply, two.picks, two.request)


def test_an_address_that_does_not_answer_is_named_with_the_cure() -> None:
    with pytest.raises(ModelError, match=r"No model server answers at http://127\.0\.0\.1:9/v1"):
        choose(ModelSettings(model="http://127.0.0.1:9"), Weights(offline=True))


def test_why_of_a_turn_is_what_was_stored_then(usher: Usher) -> None:
    answer = usher.ask(WISH, person="ann")
    pick = answer.picks[0]
    then = usher.why(pick.id, person="ann", turn=answer.turn)
    assert then.score == pytest.approx(pick.score)
    assert sum(part.value for part in then.contributions) == pytest.approx(then.score)
    assert all(part.evidence in then.evidence for part in then.contributions) and then.counterfactuals
    record = usher.library.person("ann").turn(answer.turn)
    assert record and record["calls"][0]["name"] == "search_catalog"


def test_taste_told_gets_picks_before_any_list_and_others_after_one(usher: Usher) -> None:
    told = usher.ask("I loved Interstellar", person=None)
    assert told.request.like == ("interstellar",) and told.shown >= 3 and "Interstellar" in told.reply
    talk = [{"role": "user", "content": "I loved Interstellar"}, {"role": "assistant", "content": told.reply}]
    after = usher.ask([*talk, {"role": "user", "content": "I hated the second"}], person=None)
    assert after.request.intent == "feedback" and told.picks[1].title in after.reply
    assert after.shown >= 3 and told.picks[1].id not in {pick.id for pick in after.picks}
    thanked = usher.ask([*talk, {"role": "user", "content": "thanks, that will do!"}], person=None)
    assert thanked.shown == 0 and not thanked.picks


def test_more_brings_what_was_not_shown_and_says_no_less(usher: Usher) -> None:
    first = usher.ask("a film about space", person=None)
    talk = [{"role": "user", "content": "a film about space"}, {"role": "assistant", "content": first.reply}]
    second = usher.ask([*talk, {"role": "user", "content": "any others?"}], person=None)
    shown = {pick.id for pick in first.picks[: first.shown]}
    assert not shown & {pick.id for pick in second.picks[: second.shown]}
    assert second.request.exclude == ()


def test_what_was_shown_is_known_to_whoever_reads_files(usher: Usher) -> None:
    answer = usher.ask(WISH, person=None)
    shown = [pick.id for pick in answer.picks[: answer.shown]]
    assert list(usher.library.shown)[-len(shown) :] == shown[::-1]
