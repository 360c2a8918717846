"""A wish said back: in the person's own order, with the names that genres have, and not where it would sound odd."""

from __future__ import annotations

import pytest

from agent.reply.wish import said_clause, spoken
from tools.evidence.text.put import put
from tools.models import Request


@pytest.mark.parametrize(
    ("query", "sentence", "before", "after"),
    [
        ("quiet grief", "a quiet film about grief", "quiet", "about grief"),
        ("house", "a murder mystery in a big house", "", "in a big house"),
        ("slow beautiful", "something slow and beautiful", "slow and beautiful", ""),
        ("space small crew", "film set in space with a small crew", "", "set in space with a small crew"),
        ("prison escape", "a prison escape", "", "about a prison escape"),
        ("grown ups", "an animated film for grown-ups", "", "for grown-ups"),
    ],
)
def test_words_are_put_as_the_person_put_them(query: str, sentence: str, before: str, after: str) -> None:
    assert put(query, sentence) == (before, after)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("painter life", "a painter's life"),
        ("grandmother", "a musical my grandmother would like"),
        ("road trip grumpy", "a road trip with a grumpy old man"),
    ],
)
def test_words_that_do_not_stand_together_are_not_put(query: str, sentence: str) -> None:
    assert put(query, sentence) is None


@pytest.mark.parametrize(
    ("request_", "noun", "said"),
    [
        (Request(genres=("comedy",), languages=("fr",), genres_all=True), "films", "French comedies"),
        (Request(genres=("romance", "comedy"), genres_all=True), "films or series", "romantic comedies"),
        (Request(genres=("horror", "comedy")), "films", "horror or comedy films"),
        (Request(genres=("comedy",), media=("series",)), "", "comedy series"),
        (Request(genres=("animation",), year_min=1990, year_max=1999), "films", "animated films from the 1990s"),
        (Request(query="chess", words="a film about chess"), "titles", "titles about chess"),
        (Request(query="villain wins", words="movies where the villain wins"), "films", ""),
        (Request(query="warm", not_query="space sad"), "films", "warm films, no space, nothing sad"),
        (Request(people=("Al Pacino", "Robert De Niro")), "films", "films with Al Pacino or Robert De Niro"),
    ],
)  # fmt: skip
def test_a_request_is_said_back(request_: Request, noun: str, said: str) -> None:
    assert spoken(request_, {}, noun) == said


def test_a_clause_is_said() -> None:
    assert said_clause("not_genres music") == "no musicals"
    assert said_clause("people Al Pacino, Robert De Niro") == "with Al Pacino or Robert De Niro"
    assert said_clause("languages uz, lb") == "Uzbek or Luxembourgish"
