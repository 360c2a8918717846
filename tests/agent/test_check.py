"""A sentence is shown only if its evidence carries it."""

import pytest

from agent.reply.check import claims_nothing, is_carried
from tools.models import Evidence


def fact(kind: str, text: str, *terms: str) -> Evidence:
    return Evidence(kind=kind, text=text, source="description", item="moon", terms=terms)  # type: ignore[arg-type]


MOON = [
    fact("theme", "A lone worker mines the far side of the moon and starts to doubt his own memories."),
    fact("length", "It runs 97 minutes."),
    fact("person", "Duncan Jones is its director.", "director"),
    fact("person", "Sam Rockwell is in its cast.", "actor"),
]


@pytest.mark.parametrize(
    "sentence",
    [
        "A lone worker starts to doubt his memories.",
        "It runs 97 minutes, so it fits your evening.",
        "Directed by Duncan Jones.",
        "Duncan Jones directs this story of a worker on the moon.",
        "Sam Rockwell stars as the lone worker.",
        "The worker's memories are on the moon's far side.",
    ],
)
def test_a_sentence_of_facts_passes(sentence: str) -> None:
    assert is_carried(sentence, MOON)


@pytest.mark.parametrize(
    "sentence",
    [
        "An alien invasion threatens the worker.",
        "It runs 98 minutes.",
        "Directed by Christopher Nolan.",
        "Directed by Sam Rockwell.",
        "Duncan Jones stars as the worker.",
        "It is the best film of the year.",
        "The worker does not doubt his memories.",
        "An award-winning story of a worker.",
        "Rated 8.1 by viewers.",
        "See https://example.org for the worker.",
        "![moon](http://x/y.png)",
        "",
    ],
)
def test_an_invented_claim_does_not_pass(sentence: str) -> None:
    assert not is_carried(sentence, MOON)


@pytest.mark.parametrize(
    "sentence", ["Here are some that I think you would enjoy.", "Shall I look for something else?"]
)
def test_small_talk_claims_nothing(sentence: str) -> None:
    assert claims_nothing(sentence)


@pytest.mark.parametrize("sentence", ["I watched Heat last night.", "These won 3 Oscars.", "A scary tale of aliens."])
def test_talk_that_claims_something_is_noticed(sentence: str) -> None:
    assert not claims_nothing(sentence)
