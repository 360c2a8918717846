"""Works found by what is said in them, how they look and how they sound; where they start, and why."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from indexers.encoders import TextEncoder
from indexers.library import Library
from tests.tools.conftest import NOW, Door
from tests.tools.media import FINDINGS, ITEMS, open_media
from tools import search
from tools.candidates.cues import Cues, read_cues
from tools.context import Context
from tools.evidence.answers.quoted import subject_asked
from tools.models import Pick, Request, Result

WISHES: list[dict[str, Any]] = [
    {"query": "Roman coin under the roses"},
    {"query": "the part where hydrogen nuclei fuse"},
    {"query": "slow waltz"},
    {"query": "loud music"},
    {"query": "silent black and white", "genres": ("comedy",)},
    {"query": "sounds like", "like": ("calm",)},
    {"like": ("calm",)},
    {"query": "looks like", "like": ("tramp",)},
    {"query": "looks dark and green"},
    {},
]


def first(result: Result) -> Pick:
    return result.picks[0]


def told(result: Result, pick: Pick, kind: str) -> str:
    """What the reasons of a pick rest on, of one kind."""
    cited = [result.evidence[e] for reason in pick.reasons for e in reason.evidence]
    return " ".join(one.text for one in cited if one.kind == kind)


def test_a_work_is_found_by_what_is_said_in_it_and_starts_at_the_line(media: Door) -> None:
    found = media(query="Roman coin under the roses")
    pick = first(found)
    assert (pick.id, pick.start_s, pick.part, pick.play) == (
        "garden",
        758,
        None,
        "https://example.org/garden.mp3#t=758",
    )
    assert told(found, pick, "transcript").startswith(
        "At 12:38 in Garden Hour is said: “My neighbour found a Roman coin"
    )
    assert "12:38" in pick.reasons[0].text


def test_a_moment_of_a_part_speaks_for_its_work_which_starts_in_that_part(media: Door) -> None:
    pick = first(media(query="the part where hydrogen nuclei fuse"))
    assert (pick.id, pick.part, pick.start_s, pick.play) == ("light", "light/2", 304, "/media/2.mp4")


def test_where_parts_are_asked_for_the_part_itself_is_picked(media: Door) -> None:
    pick = first(media(query="hydrogen nuclei fuse", media=("lecture",)))
    assert (pick.id, pick.part, pick.start_s) == ("light/2", None, 304)


def test_below_the_floor_there_is_no_second(media: Door) -> None:
    for query in ("the part where the coin machine waits for helium", "a museum of bread", "stock market crash"):
        assert all(pick.start_s is None for pick in media(query=query).picks)


def test_works_are_found_by_how_they_sound_through_their_tracks(media: Door) -> None:
    found = media(query="slow waltz")
    assert (first(found).id, first(found).part, first(found).play) == ("evening", "evening/1", "/media/round.flac")
    assert "92 beats a minute and 3 beats to the bar" in told(found, first(found), "sound")
    assert first(media(query="loud music")).id == "storm"


def test_a_measure_is_named_by_the_whole_sentence_though_its_words_are_no_theme(media: Door) -> None:
    assert first(media(query="music", words="music in three-four time")).id == "evening"


def test_works_are_found_by_how_they_look(media: Door) -> None:
    found = media(query="silent black and white", genres=("comedy",))
    assert first(found).id == "tramp"
    assert "black and white, in numbers 9.2 cuts a minute" in told(found, first(found), "look")


def test_a_work_of_which_only_the_text_is_known_is_judged_by_it(media: Door) -> None:
    """The hat's description says that it is black and white; nobody looked at it."""
    found = media(query="silent black and white", genres=("comedy",))
    assert [pick.id for pick in found.picks[:2]] == ["tramp", "bare"]


def test_likeness_follows_the_sense_that_is_named(media: Door) -> None:
    names = {
        c.name
        for c in search.explain(media.context, "evening", Request(query="sounds like", like=("calm",))).contributions
    }
    assert "liked sound" in names and "liked look" not in names
    names = {
        c.name
        for c in search.explain(media.context, "bunny", Request(query="looks like", like=("tramp",))).contributions
    }
    assert "liked look" in names and "liked sound" not in names


@pytest.mark.parametrize("wish", WISHES, ids=str)
def test_the_parts_of_a_score_sum_to_it_whatever_is_known(media: Door, wish: dict[str, Any]) -> None:
    for pick in media(**wish, n=20).picks:
        why = search.explain(media.context, pick.id, Request(**wish))
        assert why.score == pytest.approx(pick.score, abs=1e-12)
        assert sum(part.value for part in why.contributions) == pytest.approx(why.score, abs=1e-6)
        assert 0 <= why.score <= 1


@pytest.mark.parametrize("wish", WISHES, ids=str)
def test_every_reason_rests_on_evidence_that_is_there(media: Door, wish: dict[str, Any]) -> None:
    found = media(**wish, n=20)
    for pick in found.picks:
        assert pick.reasons and all(set(reason.evidence) <= found.evidence.keys() for reason in pick.reasons)


def test_shares_are_those_of_the_contributions(media: Door) -> None:
    why = search.explain(media.context, "storm", Request(query="loud music"))
    values = {part.name: part.value for part in why.contributions}
    wish = sum(values[name] for name in ("meaning", "words", "said", "sound"))
    assert f"{100 * values['sound'] / wish:.0f}% how it sounds" in why.text


def test_a_wish_that_names_no_sense_ranks_as_if_nobody_had_looked_or_listened(tmp_path: Path, media: Door) -> None:
    items = [item for item in ITEMS if item["id"] not in ("garden", "kitchen", "light", "light/1", "light/2")]
    encoder = media.context.library.encoder
    (tmp_path / "with").mkdir()
    (tmp_path / "without").mkdir()
    with (
        open_media(tmp_path / "with", encoder, items) as read,
        open_media(tmp_path / "without", encoder, items, findings=()) as unread,
    ):
        for wish in (
            {"query": "revenge of a rabbit"},
            {"genres": ("comedy",)},
            {},
            {"query": "small room", "order": "new"},
        ):
            one, other = (_found(library, wish) for library in (read, unread))
            assert one == other


def _found(library: Library, wish: dict[str, Any]) -> list[tuple[str, float]]:
    context = Context(library, library.person(None), NOW)
    return [(pick.id, pick.score) for pick in search.search(context, Request(**wish), 10).picks]


def test_what_is_said_counts_against_words_that_are_unwanted(media: Door) -> None:
    assert "garden" not in media.ids(query="two friends", not_query="museum")


def test_a_work_says_it_in_other_words(minilm: TextEncoder, tmp_path: Path) -> None:
    with open_media(tmp_path, minilm) as library:
        door = Door(Context(library, library.person(None), NOW))
        pick = first(door(query="the lecture part about nuclear fusion"))
        assert (pick.id, pick.part) == ("light", "light/2") and pick.start_s is not None
        assert abs(pick.start_s - 300) <= 5
        assert first(door(query="how to keep blades sharp")).id == "kitchen"


@pytest.mark.parametrize(
    ("ids", "message", "said"),
    [
        (["garden"], "What does she say about the museum?", "At 12:42 in Garden Hour: “She took it to the museum.”"),
        (["light"], "what does the lecture say about hydrogen?", "At 5:04 in Particles: “Because hydrogen nuclei fuse"),
        (
            [],
            "where do they talk about sourdough?",
            "At 0:04 in Kitchen Table: “First a letter about sourdough bread.”",
        ),
        (["garden"], "How long is it, and who made it?", ""),
        (
            ["garden"],
            "What do they say about football in the first?",
            "Nothing is said about “football” in Garden Hour",
        ),
        (["calm"], "What does it say about rain?", "What is said in Calm is not written down here."),
    ],
)
def test_what_is_said_about_something_is_quoted_with_its_second(
    media: Door, ids: list[str], message: str, said: str
) -> None:
    subject = subject_asked(message)
    assert bool(subject) == bool(said)
    if subject:
        statement = search.said_about(media.context, ids, subject)
        assert " ".join(sentence.text for sentence in statement.sentences).startswith(said)
        assert all(statement.evidence[e].kind == "transcript" for one in statement.sentences for e in one.evidence)


def test_an_ad_is_picked_only_where_it_is_asked_for_or_the_operator_admits_it(media: Door) -> None:
    wish: dict[str, Any] = {"query": "garden shears for two friends"}
    assert "shears" not in media.ids(**wish)
    assert media.ids(**wish, media=("ad",)) == ["shears"]
    assert media.with_settings(ads=True).ids(1, **wish) == ["shears"]


def test_a_post_is_a_work_like_any_other(media: Door) -> None:
    assert media.ids(1, query="tomatoes in a bucket") == ["balcony"]


def test_what_mattered_inside_is_what_a_library_without_it_gives(tmp_path: Path, media: Door) -> None:
    wish = Request(query="Roman coin under the roses")
    (moment,) = search.explain(media.context, "garden", wish, look_inside=True).inside
    assert (moment.kind, moment.start_s, moment.text) == ("moment", 754, "12:34 to 12:46")
    garden = FINDINGS[0]
    cut = replace(garden, finding=replace(garden.finding, moments=garden.finding.moments[:1]))
    with open_media(tmp_path, media.context.library.encoder, findings=[cut, *FINDINGS[1:]]) as library:
        without = search.explain(Context(library, library.person(None), NOW), "garden", wish)
    assert moment.score == pytest.approx(without.score, abs=1e-6)


def test_the_phrase_that_counts_most_is_the_one_that_says_it(media: Door) -> None:
    why = search.explain(media.context, "kitchen", Request(query="soup and a knife"), look_inside=True)
    told = {one.kind: one for one in why.inside}
    assert told["phrase"].text == "soup and knives"
    assert told["phrase"].score < why.score and told["phrase"].evidence in why.evidence
    assert not search.explain(media.context, "kitchen", Request(query="soup and a knife")).inside


@pytest.mark.parametrize(
    ("theme", "cues"),
    [
        ("the part where she talks about the sea", Cues("the sea", part=True)),
        ("the lecture part about gravity", Cues("gravity", part=True)),
        ("sounds like rain", Cues("rain", sounds=True)),
        ("something that sounds like", Cues("", sounds=True)),
        ("looks like the sea", Cues("the sea", looks=True)),
        ("slow waltz", Cues("slow waltz", sounds=True)),
        ("silent black-and-white", Cues("silent black-and-white", looks=True, sounds=True)),
        ("moment of truth", Cues("moment of truth")),
        ("the place in the sun", Cues("the place in the sun")),
        ("music", Cues("music", sounds=True)),
        ("quiet space film", Cues("quiet space film")),
        ("the recording where someone says one small step", Cues("one small step", part=True)),
        ('where she reads "when forty winters"', Cues("when forty winters", part=True)),
        ("the film where a man loses his memory", Cues("the film where a man loses his memory")),
        ("a cartoon", Cues("a cartoon", looks=True)),
    ],
)
def test_the_words_say_which_sense_is_meant(theme: str, cues: Cues) -> None:
    assert read_cues(theme) == cues
