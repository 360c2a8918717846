"""Messages in Chinese: read into the slots and intents that English has, titles by the library's aliases."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

from indexers.catalogue.columns import Columns, build_columns
from indexers.catalogue.titles import TitleIndex
from tests.tools.request_catalogue import NOW
from tools.models import Request
from tools.request import State, read
from tools.request.languages import in_english, language_of
from tools.request.spans.link import Linker
from tools.request.words.zh import in_digits

_FILMS = """alien|Alien|1979|异形; moon|Moon|2009|月球; matrix|The Matrix|1999|黑客帝国 駭客任務; heat|Heat|1995|盗火线;
totoro|My Neighbor Totoro|1988|龙猫; titanic|Titanic|1997|泰坦尼克号; parasite|Parasite|2019|寄生虫; old heat|Heat|1986|"""
LISTED = "就从这几部开始。\n\n1. Alien (1979) — 科幻。\n2. Moon (2009) — 科幻。\n3. Parasite (2019) — 剧情。"


@cache
def _catalogue() -> tuple[Columns, TitleIndex]:
    entries = (entry.strip().split("|") for entry in _FILMS.replace("\n", " ").split(";"))
    items = [{"id": i, "title": t, "year": int(y), "medium": "film", "aliases": a.split()} for i, t, y, a in entries]
    columns = build_columns(1, ((n, json.dumps(item)) for n, item in enumerate(items)))
    return columns, TitleIndex(columns)


def _heard(*talk: str) -> State:
    messages = [{"role": ("user", "assistant")[n % 2], "content": said} for n, said in enumerate(talk)]
    return read(messages, *_catalogue(), now=NOW)


def _slots(state: State) -> dict[str, Any]:
    plain = Request().model_dump()
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in state.request.model_dump().items()
        if value != plain[name] and name not in ("words", "genres_all")
    }


WANTED: list[tuple[str, dict[str, Any]]] = [
    ("两小时以内的法国爱情片", {"media": ["film"], "languages": ["fr"], "genres": ["romance"], "minutes_max": 120}),
    ("兩小時以內的法國愛情片", {"media": ["film"], "languages": ["fr"], "genres": ["romance"], "minutes_max": 120}),
    ("推荐三部九十年代的科幻片", {"media": ["film"], "genres": ["science fiction"], "year_min": 1990, "year_max": 1999, "count": 3}),
    ("一百分钟以内的喜剧", {"genres": ["comedy"], "minutes_max": 100}),
    ("至少一个半小时", {"minutes_min": 90}),
    ("2000年以后的悬疑片", {"media": ["film"], "genres": ["mystery"], "year_min": 2000}),
    ("2000年之后的悬疑片", {"media": ["film"], "genres": ["mystery"], "year_min": 2001}),
    ("１９８０年以前的西部片", {"media": ["film"], "genres": ["western"], "year_max": 1979}),
    ("不要恐怖片，也不要爱情片", {"not_genres": ["horror", "romance"]}),
    ("除了恐怖片和惊悚片，什么都可以", {"not_genres": ["horror", "thriller"]}),
    ("別給我恐怖片", {"not_genres": ["horror"]}),
    ("没有暴力的战争电影", {"media": ["film"], "genres": ["war"], "not_query": "violent"}),
    ("一部安静的电影", {"media": ["film"], "query": "quiet"}),
    ("像《黑客帝国》那样的电影", {"media": ["film"], "like": ["matrix"]}),
    ("像《駭客任務》那樣的電影", {"media": ["film"], "like": ["matrix"]}),
    ("像黑客帝国一样的电影", {"media": ["film"], "like": ["matrix"]}),
    ("像Moon一样的电影", {"media": ["film"], "like": ["moon"]}),
    ("像《某某电影》一样的", {"like_unknown": ["某某电影"]}),
    ("《月球》我看过了，还有类似的吗？", {"like": ["moon"]}),
    ("韩剧，悬疑的", {"media": ["series"], "languages": ["ko"], "genres": ["mystery"]}),
    ("国产战争片", {"media": ["film"], "countries": ["CN"], "genres": ["war"]}),
    ("非英语的惊悚片", {"media": ["film"], "genres": ["thriller"], "not_languages": ["en"]}),
    ("王家卫导演的电影", {"media": ["film"], "people": ["Wong Kar-wai"]}),
    ("适合小孩看的动画片", {"media": ["film"], "genres": ["animation", "family"]}),
    ("评分八分以上", {"rating_min": 8.0}),
    ("播客或者讲座", {"media": ["podcast", "lecture"]}),
    ("不要太长的电影", {"media": ["film"], "order": "short"}),
    ("更新的", {"order": "new"}),
    ("七十年代以前的电影", {"media": ["film"], "year_max": 1969}),
    ("斯瓦希里语的电影", {"media": ["film"], "languages": ["sw"]}),
]  # fmt: skip


@pytest.mark.parametrize(("said", "slots"), WANTED, ids=[said for said, _ in WANTED])
def test_a_request_is_read_into_the_slots_of_english(said: str, slots: dict[str, Any]) -> None:
    assert _slots(_heard(said)) == slots


INTENTS = [
    ("为什么推荐第二个？", "why", ("moon",)),
    ("为什么不推荐《泰坦尼克号》？", "why_not", ("titanic",)),
    ("第三个讲的是什么？", "details", ("parasite",)),
    ("第一部有多长", "details", ("alien",)),
    ("《异形》和《月球》哪个更长？", "compare", ("alien", "moon")),
    ("哪部最短？", "compare", ("alien", "moon", "parasite")),
    ("一共有多少部电影？", "count", ()),
    ("我看过什么？", "history", ()),
    ("以后不要推荐恐怖片了", "rule", ()),
    ("谢谢", "chat", ()),
]


@pytest.mark.parametrize(("said", "intent", "about"), INTENTS, ids=[row[0] for row in INTENTS])
def test_questions_rules_and_talk_have_their_intent(said: str, intent: str, about: tuple[str, ...]) -> None:
    state = _heard("科幻片", LISTED, said)
    assert (state.request.intent, state.about) == (intent, about)


@pytest.mark.parametrize(
    ("said", "item", "kind"),
    [
        ("我很喜歡《異形》", "alien", "like"),
        ("第二个我看过了", "moon", "view"),
        ("不喜欢第三个", "parasite", "dislike"),
        ("《泰坦尼克号》不好看", "titanic", "dislike"),
        ("把第一个加到我的清单里", "alien", "want"),
    ],
)
def test_what_is_said_of_works_is_feedback(said: str, item: str, kind: str) -> None:
    told = _heard("科幻片", LISTED, said).feedback
    assert [(one.item, one.kind) for one in told] == [(item, kind)]


def test_limits_stand_over_a_talk_that_changes_its_language() -> None:
    state = _heard("两小时以内的科幻片", LISTED, "no horror", LISTED, "更短的")
    assert _slots(state) == {
        "media": ["film"], "genres": ["science fiction"], "not_genres": ["horror"],
        "minutes_max": 120, "order": "short",
    }  # fmt: skip
    assert state.language == "zh"
    assert _heard("科幻片", LISTED, "撤销").undo


def test_only_chinese_is_chinese_and_english_comes_back_as_it_is() -> None:
    linker = Linker(*_catalogue())
    for message in ("a film like 《月球》", "Amélie, très bien", "もっと短い映画", "짧은 영화", "something like Moon"):
        assert language_of(message) == "en"
        assert in_english(message, linker) == message
    assert language_of("有没有 Moon 这样的") == "zh"


def test_a_name_of_several_works_keeps_its_year() -> None:
    assert in_english("像《盗火线》一样的", Linker(*_catalogue())) in (
        'something like "Heat"',
        "something like Heat (1995)",
    )


def test_numerals_become_digits_only_where_they_count() -> None:
    assert in_digits("一百二十分钟") == "120分钟"
    assert in_digits("两个半小时") == "150分钟"
    assert in_digits("一小时二十分钟") == "80分钟"
    assert in_digits("二〇一〇年") == "2010年"
    assert in_digits("一样的，有一点奇怪") == "一样的，有一点奇怪"
