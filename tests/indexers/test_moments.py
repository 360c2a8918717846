"""What is said is cut into moments that start with their first word, and a sentence is found at its second."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexers.media.models import Chapter, Moment, Spoken, Word
from indexers.media.moments import cut, lines_of, locate

WORDS = "the sun burns water while seven clever foxes dig quietly under an old stone bridge".split()


def spoken(start_s: float, text: str, word_s: float = 0.4) -> Spoken:
    """A line whose words take equally long."""
    words = tuple(
        Word(start_s + number * word_s, start_s + (number + 1) * word_s, word)
        for number, word in enumerate(text.split())
    )
    return Spoken(start_s, words[-1].end_s, text, words)


def talk(sentences: int, start_s: float = 0.0, pause_s: float = 0.2) -> list[Spoken]:
    """Sentences of 2 to 5 s, each different, one after the other."""
    lines: list[Spoken] = []
    for number in range(sentences):
        words = [WORDS[(number * 7 + place * (number % 5 + 1)) % len(WORDS)] for place in range(5 + number % 7)]
        lines.append(spoken(start_s, f"Number {number}: {' '.join(words)}."))
        start_s = lines[-1].end_s + pause_s
    return lines


def words_in(moments: tuple[Moment, ...]) -> list[str]:
    return " ".join(moment.text for moment in moments).split()


def test_continuous_speech_is_cut_into_moments_of_15_to_60_s_at_the_ends_of_sentences() -> None:
    lines = talk(100)
    moments = cut(lines)
    assert all(15 <= moment.end_s - moment.start_s <= 60 for moment in moments)
    assert all(moment.text.endswith(".") for moment in moments)
    assert words_in(moments) == " ".join(line.text for line in lines).split()


def test_a_moment_starts_with_its_first_word() -> None:
    lines = talk(60, start_s=7.3)
    starts = {line.text: line.start_s for line in lines}
    for moment in cut(lines):
        first = next(text for text in starts if moment.text.startswith(text))
        assert moment.start_s == pytest.approx(starts[first], abs=0.01)


def test_a_chapter_parts_moments_and_names_them() -> None:
    lines = talk(40)
    chapters = [Chapter(0, 52.5, "Foxes"), Chapter(52.5, None, "Bridges"), Chapter(100, None, "Chapter 3")]
    moments = cut(lines, chapters)
    assert {moment.facts.get("chapter") for moment in moments} == {"Foxes", "Bridges", None}
    assert not any(moment.start_s < 51.5 and moment.end_s > 54 for moment in moments)


def test_a_scene_draws_the_cut() -> None:
    lines = talk(40)
    scenes = [(lines[number].end_s + lines[number + 1].start_s) / 2 for number in (6, 15, 23, 32)]
    ends = [moment.end_s for moment in cut(lines, scenes=scenes)]
    assert sum(any(abs(end - scene) < 1 for end in ends) for scene in scenes) >= 3


def test_a_long_silence_parts_two_moments_and_a_short_one_lasts_on_into_it() -> None:
    moments = cut([spoken(3, "Who goes there?"), spoken(80, "Nobody at all.")], duration_s=88.0)
    assert [(moment.start_s, moment.end_s) for moment in moments] == [(3, 18), (80, 88)]


def test_no_moment_has_more_tokens_than_the_encoder_reads() -> None:
    moments = cut(talk(50), count=lambda text: len(text.split()), most_tokens=42)
    assert max(len(moment.text.split()) for moment in moments) <= 40
    assert len(words_in(moments)) == len(words_in(cut(talk(50))))


def test_one_endless_line_is_cut_between_words() -> None:
    text = " ".join(f"word{number}" for number in range(2_000))
    moments = cut([Spoken(0, 800, text)], count=lambda text: len(text.split()))
    assert words_in(moments) == text.split()
    assert all(moment.end_s - moment.start_s <= 60 for moment in moments)


def test_a_text_without_spaces_is_cut_between_signs() -> None:
    text = "狐狸在老石桥下挖洞而太阳把河水晒得很热" * 30
    moments = cut([Spoken(0, 200, text)], count=len, most_tokens=100)
    assert max(len(moment.text) for moment in moments) <= 98
    assert moments[0].text.replace(" ", "") == text[: len(moments[0].text.replace(" ", ""))]


def test_a_refrain_is_kept_once_and_a_line_said_twice_in_a_row_too() -> None:
    refrain = "We will row the little boat all the way to the far side of the bay"
    other = "Then the wind came up from the north and nobody sang any more that night"
    moments = cut([spoken(0, refrain), spoken(40, other), spoken(80, refrain), spoken(120, other), spoken(126, other)])
    assert [moment.text for moment in moments] == [refrain, other]


def test_an_advertisement_is_marked() -> None:
    lines = [spoken(0, "This episode is brought to you by Socks."), spoken(60, "Now back to the foxes.")]
    assert [moment.facts.get("ad", False) for moment in cut(lines)] == [True, False]


def test_a_chapter_without_words_is_a_moment_by_its_title() -> None:
    chapters = [Chapter(0, 90, "Overture"), Chapter(90, None, "02"), Chapter(180, None, "Finale")]
    moments = cut([], chapters, duration_s=300.0)
    assert [(m.start_s, m.end_s, m.text) for m in moments] == [(0, 90, "Overture"), (180, 300, "Finale")]


def test_an_abbreviation_ends_no_sentence() -> None:
    (moment,) = cut([spoken(0, "Mrs. Allen met Dr. No. He bowed.")])
    assert [line.text for line in lines_of(moment)] == ["Mrs. Allen met Dr. No.", "He bowed."]


def test_each_sentence_is_located_within_5_s() -> None:
    lines = talk(100)
    moments = cut(lines)
    for line in lines:
        moment = next(moment for moment in moments if line.text in moment.text)
        assert abs(locate(moment, line.text).start_s - line.start_s) <= 5


def test_a_long_sentence_is_located_at_its_clause() -> None:
    clauses = ["when the moon had risen over the hill", "and every fox had gone to bed", "the bridge fell down"]
    (moment,) = cut([spoken(10, ", ".join(clauses) + ".", word_s=1.0)])
    assert locate(moment, "the bridge fell").start_s == pytest.approx(24.0, abs=5)


def test_a_moment_without_the_times_of_lines_is_one_line() -> None:
    assert locate(Moment(5, 20, "Hello there."), "anything") == Spoken(5, 20, "Hello there.")


texts = st.lists(st.sampled_from([*WORDS, "stop.", "why?", "你好。", "a,"]), min_size=1, max_size=60).map(" ".join)
rows = st.lists(st.tuples(st.floats(0, 3_000), st.floats(0, 40), texts), max_size=30)


@given(rows, st.lists(st.floats(0, 3_000), max_size=6))
def test_whatever_the_lines_moments_are_whole_words_in_order(
    found: list[tuple[float, float, str]], marks: list[float]
) -> None:
    lines = [Spoken(start, start + length, text) for start, length, text in found]
    moments = cut(lines, [Chapter(mark, None, "Part A") for mark in marks], sorted(marks), 4_000.0)
    known = {word for line in lines for word in re.split(r"\s+|(?<=。)", line.text)} | {"Part", "A"}
    known |= {"你", "好", "好。"}  # signs are words enough
    assert set(re.split(r"\s+", " ".join(m.text for m in moments))) <= known | {""}
    assert [m.start_s for m in moments] == sorted(m.start_s for m in moments)
    assert all(m.end_s >= m.start_s for m in moments)
    assert all(line in moment.text for moment in moments for line in (one.text for one in lines_of(moment)))
