"""Whatever names lie in whatever folders: each file is in one item, each part has its group, each record is sound."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from indexers.reading.items import read_item
from tests.indexers.trees import records

FOLDERS = (
    "Season 1|Season 02|Specials|CD1|CD2|extras|Sample|Subs|VIDEO_TS|BDMV|STREAM|Show|Show S01|The Show (2010)|"
    "01 - Basics|02 - More|Artist|Album (2001)|第1季|Lectures|Show.S01E01.720p-X|Moon (2009)|2015|Course|...|a b. c"
).split("|")
STEMS = (
    "Moon (2009)|Moon (2009) cd1|Moon (2009) cd2|Moon.2009.1080p|Moon|S01E01|Show S01E02|Show - 1x03 - T|01|02|"
    "01 - Intro|02 - More|03 Lecture|Lecture 4|track 01|1-100032-A-0|IMG_0001|sample|Moon-trailer|Episode 5|"
    "[G] Show - 05|Show - 12|Show - 13|2024-01-15|Show 2024.01.15|theme|part1|part2|七|é\udcff|VTS_01_1|00001|- -|"
    "()|[]|(2009)|Show S01E01-E99|1x1|第3讲|movie|tvshow|album|cover|100 Foo|Artist - Title|12345__u__t|a.b.c.d.e|"
    "{edition-}|[tmdbid-]"
).split("|")
SUFFIXES = (
    "mkv mp4 mp3 flac nfo json srt txt jpg ts vob m2ts lrc en.srt info.json mkv.part chapters.txt ogg html".split()
)
RECORDS = (
    b"", b"x", b"<movie><title>T</title></movie>", b"<tvshow/>", b"[]", b"<album><title>A</title></album>",
    b"<episodedetails><title>E</title><season>1</season><episode>3</episode></episodedetails>",
    b'{"title": "J", "playlist_index": 3, "number": "x"}',
)  # fmt: skip


@pytest.mark.parametrize("seed", range(40))
def test_any_tree_gives_sound_items(tmp_path: Path, seed: int) -> None:
    _grow(tmp_path, random.Random(seed))
    items = [read_item(record) for record in records(tmp_path).values()]
    paths = [path for item in items for path in _paths(item.path, item.extra)]
    assert len(paths) == len(set(paths))
    assert {item.parent for item in items if item.parent} <= {item.id for item in items}
    assert all(item.title and item.model_dump_json() for item in items)


def _grow(root: Path, draw: random.Random) -> None:
    folders = ["", *("/".join(draw.choices(FOLDERS, k=draw.randint(1, 4))) for _ in range(draw.randint(1, 6)))]
    for _ in range(draw.randint(1, 40)):
        path = root / draw.choice(folders) / f"{draw.choice(STEMS)}.{draw.choice(SUFFIXES)}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(draw.choice(RECORDS) if path.suffix in (".nfo", ".json") else b"")


def _paths(path: str | None, extra: dict[str, Any]) -> Iterator[str]:
    if "parts" in extra:
        yield from extra["parts"]
    elif path:
        yield path
    yield from (edition["path"] for edition in extra.get("editions", ()))
