"""What names and the files beside a media file say: read where it is sound, left out where it is junk."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from indexers.reading.filenames import read_track_name, read_video_name, says_nothing
from indexers.reading.items import read_item
from indexers.reading.nfo import read_nfo
from indexers.reading.sidecars import describe, read_chapters, read_json
from tests.indexers.trees import records, write

BOMB = """<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><movie><title>&c;</title></movie>"""
OUTSIDE = (
    """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><movie><title>&f;</title></movie>"""
)


@pytest.mark.parametrize(
    ("name", "title", "year", "rest"),
    [
        ("Moon (2009)", "Moon", 2009, {}),
        ("(500) Days of Summer (2009)", "(500) Days of Summer", 2009, {}),
        ("2001 A Space Odyssey (1968) [tmdbid-62]", "2001 A Space Odyssey", 1968, {"ids": (("tmdb", "62"),)}),
        ("Blade Runner 2049 (2017) {edition-Final Cut}", "Blade Runner 2049", 2017, {"edition": "Final Cut"}),
        ("1917 (2019)", "1917", 2019, {}),
        ("2012", "2012", None, {}),
        ("The.Matrix.1999.1080p.BluRay.x264-GRP", "The Matrix", 1999, {"has_noise": True}),
        ("Alien Director's Cut (1979) cd1", "Alien", 1979, {"part": 1, "edition": "Director's Cut"}),
        ("七人の侍 (1954)", "七人の侍", 1954, {}),
        ("Ame\u0301lie (2001)", "Amélie", 2001, {}),
        ("Show.Name.S01E02E03.720p.HDTV", "Show Name", None, {"season": 1, "numbers": (2, 3)}),
        ("Show - 1x02 - Foo", "Show", None, {"season": 1, "numbers": (2,), "episode_title": "Foo"}),
        ("The.Office.2005.S01E01", "The Office", 2005, {"season": 1, "numbers": (1,)}),
        ("S01E05", "", None, {"season": 1, "numbers": (5,)}),
        ("[Group] Show - 012 [1080p]", "Show", None, {"numbers": (12,), "is_absolute": True}),
        ("Show.2024.01.15.Guest", "Show", 2024, {"date": "2024-01-15", "episode_title": "Guest"}),
    ],
)
def test_a_films_or_episodes_name_is_read(name: str, title: str, year: int | None, rest: dict[str, Any]) -> None:
    read = read_video_name(name)
    assert (read.title, read.year) == (title, year)
    assert {key: getattr(read, key) for key in rest} == rest


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("01 - Intro", (None, 1, "", "Intro")),
        ("1-07 Foo", (1, 7, "", "Foo")),
        ("207 Foo", (2, 7, "", "Foo")),
        ("Kevin_MacLeod_-_Vibe_Ace", (None, None, "Kevin MacLeod", "Vibe Ace")),
        ("147793__setuniman__sweet-waltz", (None, None, "setuniman", "sweet-waltz")),
        ("Lecture 3 - Sorting", (None, 3, "", "Sorting")),
        ("第3讲 排序", (None, 3, "", "排序")),
        ("2001 - Odyssey", (None, None, "", "2001 - Odyssey")),
    ],
)
def test_a_tracks_or_lectures_name_is_read(name: str, read: tuple[Any, ...]) -> None:
    track = read_track_name(name)
    assert (track.disc, track.number, track.artist, track.title) == read


def test_names_that_say_nothing_are_known() -> None:
    assert all(
        map(says_nothing, ("1-100032-A-0", "IMG_20240101", "DSC00123", "p001", "track 01", "9", "e7c9fa01bc", ""))
    )
    assert not any(map(says_nothing, ("Up", "jfk", "Her", "七", "M3GAN", "Vibe Ace")))


@pytest.mark.parametrize(
    "text", [BOMB, OUTSIDE, "<movie><title>cut", "", "\x00\x01", "<movie/>" * 3, "<other>1</other>"]
)
def test_a_record_that_is_no_record_harms_nothing(tmp_path: Path, text: str) -> None:
    write(tmp_path, {"Moon (2009).mkv": b"", "Moon (2009).nfo": text})
    assert all("title" not in nfo.fields for nfo in read_nfo(tmp_path / "Moon (2009).nfo"))
    (record,) = records(tmp_path).values()
    assert read_item(record).title == "Moon"


def test_a_huge_record_is_not_read(tmp_path: Path) -> None:
    write(tmp_path, {"a.nfo": "<movie><title>Big</title>" + "<tag>x</tag>" * 300_000 + "</movie>"})
    assert read_nfo(tmp_path / "a.nfo") == []


@pytest.mark.parametrize("encoding", ["utf8", "utf-16", "cp1252"])
def test_records_are_read_in_any_encoding_and_with_bare_ampersands(tmp_path: Path, encoding: str) -> None:
    text = "<movie>\n<title>Lilo & Stitch à la mode</title><rating>7,5</rating><year>0</year></movie>\nhttps://imdb.com/title/tt0275847"
    write(tmp_path, {"a.nfo": text.encode(encoding)})
    (nfo,) = read_nfo(tmp_path / "a.nfo")
    assert nfo.fields == {"title": "Lilo & Stitch à la mode", "rating": 7.5} and nfo.ids == {"imdb": "tt0275847"}


def test_several_episodes_in_one_record_are_one_file(tmp_path: Path) -> None:
    one, two = (f"<episodedetails><title>{t}</title><season>1</season><episode>{n}</episode></episodedetails>"
                for n, t in ((1, "Rising (1)"), (2, "Rising (2)")))  # fmt: skip
    write(tmp_path, {"Atlantis/tvshow.nfo": "<tvshow><title>Stargate Atlantis</title><year>2004</year></tvshow>"})
    write(tmp_path, {"Atlantis/a.mkv": b"", "Atlantis/a.nfo": one + two})
    found = records(tmp_path)
    assert (found["Atlantis"]["title"], found["Atlantis"]["year"]) == ("Stargate Atlantis", 2004)
    episode = found["Atlantis/a.mkv"]
    assert (episode["title"], episode["season"], episode["number"]) == ("Rising (1) / Rising (2)", 1, 1)


@pytest.mark.parametrize(
    "found",
    [
        {
            "title": 7,
            "year": "soon",
            "rating": 1e300,
            "genres": {"a": 1},
            "people": [1, {"name": None}],
            "tags": [None, 3],
        },
        {
            "title": ["a"],
            "duration": "nan",
            "upload_date": 20240101,
            "chapters": [{"start_time": "x"}, 5],
            "age_limit": -4,
        },
        {"description": None, "year": 10**400, "languages": "x" * 100_000, "track": [], "categories": ["Music"]},
    ],
)
def test_json_of_any_kind_gives_a_sound_item(tmp_path: Path, found: dict[str, Any]) -> None:
    write(tmp_path, {"Moon (2009).mkv": b"", "Moon (2009).info.json": json.dumps(found)})
    (record,) = records(tmp_path).values()
    assert read_item(record).medium == "film"


def test_json_of_a_download_describes_a_clip(tmp_path: Path) -> None:
    chapters = [{"start_time": 0, "end_time": 60, "title": "Start"}, {"start_time": 60, "title": "Hunt"}]
    found = {"title": "Owls at night", "uploader": "Bird Channel", "upload_date": "20230102", "duration": 300,
             "tags": ["owl"], "categories": ["Animals"], "description": "<b>Owls</b> hunt. https://example.org",
             "chapters": chapters}  # fmt: skip
    write(tmp_path, {"x.mp4": b"", "x.info.json": json.dumps(found)})
    (record,) = records(tmp_path).values()
    item = read_item(record)
    assert (item.medium, item.title, item.year, item.minutes) == ("clip", "Owls at night", 2023, 5)
    assert (item.keywords, item.description) == (("owl",), "Owls hunt.")
    assert [(credit.name, credit.role) for credit in item.people] == [("Bird Channel", "uploader")]
    assert item.extra["chapters"] == [[0.0, 60.0, "Start"], [60.0, None, "Hunt"]]


def test_broken_json_and_deep_json_give_nothing(tmp_path: Path) -> None:
    write(tmp_path, {"a.json": "{", "b.json": "[" * 100_000, "c.json": "[1]"})
    assert [read_json(tmp_path / f"{name}.json") for name in "abc"] == [{}, {}, {}]


def test_chapters_are_read_from_what_lies_beside(tmp_path: Path) -> None:
    text = "CHAPTER01=00:00:00.000\nCHAPTER01NAME=Intro\nCHAPTER02=00:01:30.500\nCHAPTER02NAME=More\n"
    cues = "WEBVTT\n\n1\n00:00:00.000 --> 00:00:27.500\nPrologue\n"
    write(tmp_path, {"a.chapters.txt": text, "a.chapters.vtt": cues})
    assert read_chapters(tmp_path / "a.chapters.txt") == [[0.0, 90.5, "Intro"], [90.5, None, "More"]]
    assert read_chapters(tmp_path / "a.chapters.vtt") == [[0.0, 27.5, "Prologue"]]


def test_a_long_text_is_cut_at_a_sentence() -> None:
    cut = describe("This is a sentence. " * 1_000)
    assert len(cut) <= 6_000 and cut.endswith("sentence.")
