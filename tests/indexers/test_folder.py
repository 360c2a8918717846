"""A folder of media becomes works and their parts, told apart by records, tags, layout and names."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexers.reading.items import read_item
from tests.fakes.media import make_audio, make_image, make_video, tone
from tests.indexers.trees import outline, plant, records, write


def test_a_film_is_a_file_or_a_folder_of_its_own(tmp_path: Path) -> None:
    plant(
        tmp_path,
        "Moon (2009).mkv",
        "Alien (1979)/alien-grp.mkv",
        "The.Matrix.1999.1080p.BluRay.x264-GRP.mkv",
        "七人の侍 (1954)/七人の侍 (1954).mkv",
        "Up.mkv",
    )
    found = records(tmp_path)
    assert {(one["title"], one.get("year")) for one in found.values()} == {
        ("Moon", 2009), ("Alien", 1979), ("The Matrix", 1999), ("七人の侍", 1954), ("Up", None)
    }  # fmt: skip
    assert {one["medium"] for one in found.values()} == {"film"}
    assert found["Alien (1979)/alien-grp.mkv"]["path"] == str(tmp_path / "Alien (1979)/alien-grp.mkv")


def test_discs_and_editions_are_one_film(tmp_path: Path) -> None:
    for name in ("heat.cd1.mkv", "heat.cd2.mkv"):
        (tmp_path / "Heat (1995)").mkdir(exist_ok=True)
        make_video(tmp_path / "Heat (1995)" / name, 3)
    plant(tmp_path, "Dune (1984)/CD1/dune.avi", "Dune (1984)/CD2/dune.avi")
    write(
        tmp_path, {"Brazil (1985)/Brazil (1985) - Final Cut.mkv": b"12", "Brazil (1985)/Brazil (1985) - 4K.mkv": b"1"}
    )
    found = records(tmp_path)
    assert sorted(one["title"] for one in found.values()) == ["Brazil", "Dune", "Heat"]
    heat = found["Heat (1995)/heat.cd1.mkv"]
    assert heat["minutes"] == pytest.approx(0.1, abs=0.02) and len(heat["extra"]["parts"]) == 2
    brazil = found["Brazil (1985)/Brazil (1985) - Final Cut.mkv"]
    assert [edition["name"] for edition in brazil["extra"]["editions"]] == ["4K"]


def test_a_disc_image_is_one_film(tmp_path: Path) -> None:
    write(tmp_path, {f"Casablanca (1942)/VIDEO_TS/VTS_01_{n}.VOB": b"x" * n for n in range(3)})
    write(tmp_path, {"Jaws (1975)/BDMV/STREAM/00001.m2ts": b"x", "Jaws (1975)/BDMV/STREAM/00002.m2ts": b"xx"})
    found = records(tmp_path)
    assert {id_: one["title"] for id_, one in found.items()} == {
        "Casablanca (1942)/VIDEO_TS/VTS_01_1.VOB": "Casablanca",
        "Jaws (1975)/BDMV/STREAM/00002.m2ts": "Jaws",
    }


def test_what_is_no_work_is_left_out(tmp_path: Path) -> None:
    plant(
        tmp_path,
        "Moon (2009)/Moon (2009).mkv",
        "Moon (2009)/Moon (2009)-trailer.mkv",
        "Moon (2009)/sample.mkv",
        "Moon (2009)/Sample/moon-sample.mkv",
        "Moon (2009)/extras/making of.mkv",
        "Moon (2009)/theme.mp3",
        "Moon (2009)/._Moon (2009).mkv",
        "half.mkv",
        "half.mkv.aria2",
        "other.mkv.part",
        ".hidden/a.mkv",
        "@eaDir/b.mkv",
        ".Trash-1000/files/c.mkv",
        "Private/.nomedia",
        "Private/d.mkv",
        "code/index.d.ts",
    )
    assert list(records(tmp_path)) == ["Moon (2009)/Moon (2009).mkv"]


def test_what_is_an_extra_elsewhere_is_a_work_where_nothing_else_is(tmp_path: Path) -> None:
    plant(tmp_path, "Trailers/Moon trailer.mkv", "clips/a cat.mp4", "clips/a dog.mp4")
    assert len(records(tmp_path)) == 3


def test_series_have_seasons_and_episodes(tmp_path: Path) -> None:
    plant(
        tmp_path,
        "The Wire/Season 01/The Wire S01E01 The Target.mkv",
        "The Wire/Season 01/The Wire S01E02.mkv",
        "The Wire/Season 02/S02E01-E02.mkv",
        "The Wire/Specials/Making of.mkv",
        "名探偵/第1季/名探偵 S01E01.mkv",
    )
    assert outline(tmp_path) == [
        ("series", "The Wire", None),
        ("episode", "Making of", "The Wire"),
        ("episode", "The Target", "The Wire"),
        ("episode", "Episode 2", "The Wire"),
        ("episode", "Episode 1", "The Wire"),
        ("series", "名探偵", None),
        ("episode", "Episode 1", "名探偵"),
    ]
    found = records(tmp_path)
    assert "path" not in found["The Wire"] and found["The Wire"]["extra"]["seasons"] == 3
    double = found["The Wire/Season 02/S02E01-E02.mkv"]
    assert (double["season"], double["number"], double["extra"]["numbers"]) == (2, 1, [1, 2])


def test_episodes_of_several_shows_in_one_folder_are_kept_apart(tmp_path: Path) -> None:
    plant(
        tmp_path,
        "Downloads/Severance.S01E01.mkv",
        "Downloads/Severance.S01E02.mkv",
        "Downloads/Dark.S01E01.mkv",
        "TV/Fargo.S01.1080p.WEB/Fargo.S01E01.mkv",
        "TV/Fargo.S02.1080p.WEB/Fargo.S02E01.mkv",
        "TV/Lost.S01E01.720p/Lost.S01E01.720p.mkv",
        "TV/Lost.S01E02.720p/Lost.S01E02.720p.mkv",
    )
    parts = [(title, parent) for medium, title, parent in outline(tmp_path) if medium == "episode"]
    assert [parent for _, parent in parts] == ["Dark", "Severance", "Severance", "Fargo", "Fargo", "Lost", "Lost"]


def test_episodes_are_counted_through_or_dated(tmp_path: Path) -> None:
    plant(
        tmp_path,
        "One Piece/One Piece - 1014.mkv",
        "One Piece/One Piece - 1015.mkv",
        "Frieren/[Group] Frieren - 05 (1080p) [ABCD].mkv",
        "Daily/The Daily Show - 2024-01-15 - Guest A.mkv",
        "Daily/The Daily Show - 2024-01-16 - Guest B.mkv",
    )
    episodes = [one for one in records(tmp_path).values() if one["medium"] == "episode"]
    assert [(one["title"], one.get("season"), one.get("number")) for one in episodes] == [
        ("Guest A", 2024, None), ("Guest B", 2024, None), ("Episode 5", None, 5),
        ("Episode 1014", None, 1014), ("Episode 1015", None, 1015),
    ]  # fmt: skip


def test_tags_make_an_album(tmp_path: Path) -> None:
    for number, title in ((2, "Second"), (1, "First")):
        tags = {"album": "Debut", "artist": "Ann & Bo", "track": f"{number}/2", "title": title, "date": "1999",
                "genre": "Folk"}  # fmt: skip
        make_audio(tmp_path / f"{title}.mp3", tone(3), tags=tags)
    make_audio(tmp_path / "alone.mp3", tone(3), tags={"album": "Another", "artist": "Cy", "title": "Alone"})
    found = records(tmp_path)
    album = found["Ann & Bo - Debut"]
    assert (album["title"], album["year"], album["genres"]) == ("Debut", 1999, ["Folk"])
    assert album["people"] == [{"name": "Ann & Bo", "role": "artist"}]
    assert album["minutes"] == pytest.approx(0.1, abs=0.01)
    tracks = [one for one in found.values() if one.get("parent") == album["id"]]
    assert [(one["title"], one["number"]) for one in tracks] == [("First", 1), ("Second", 2)]
    assert "parent" not in found["alone.mp3"] and found["alone.mp3"]["medium"] == "track"


def test_a_folder_of_numbered_music_is_an_album_and_a_folder_of_music_is_not(tmp_path: Path) -> None:
    names = ("01 - Speak to Me.flac", "02 - Breathe.flac", "03 - On the Run.flac")
    plant(tmp_path, *(f"Pink Floyd/1973 - The Dark Side/{name}" for name in names))
    plant(tmp_path, "Pink Floyd/The Wall/CD1/01 In.flac", "Pink Floyd/The Wall/CD1/02 Ice.flac",
          "Pink Floyd/The Wall/CD2/01 Hey.flac", "Loose/99 Luftballons.mp3", "Loose/Nena - Irgendwie.mp3")  # fmt: skip
    found = records(tmp_path)
    dark = found["Pink Floyd/1973 - The Dark Side"]
    assert (dark["title"], dark["year"], dark["people"][0]["name"]) == ("The Dark Side", 1973, "Pink Floyd")
    wall = [one for one in found.values() if one.get("parent") == "Pink Floyd/The Wall"]
    assert [(one["title"], one["season"], one["number"]) for one in wall] == [
        ("In", 1, 1),
        ("Ice", 1, 2),
        ("Hey", 2, 1),
    ]
    loose = [one for id_, one in found.items() if id_.startswith("Loose/")]
    assert [(one["title"], "parent" in one) for one in loose] == [("99 Luftballons", False), ("Irgendwie", False)]


def test_lectures_make_a_course(tmp_path: Path) -> None:
    plant(
        tmp_path,
        "Algorithms/01 - Lecture - Sorting.mp4",
        "Algorithms/02 - Lecture - Trees.mp4",
        "Python/01 - Basics/01 - Hello.mp4",
        "Python/01 - Basics/02 - Variables.mp4",
        "Python/02 - More/01 - Functions.mp4",
        "Home/IMG_0001.mp4",
        "Home/IMG_0002.mp4",
    )
    write(tmp_path, {"Algorithms/01 - Lecture - Sorting.json": '{"title": "Sorting", "lecturer": "Eve Ng"}'})
    write(tmp_path, {"Algorithms/course.json": '{"title": "Algorithms I", "level": "beginner"}'})
    found = records(tmp_path)
    course = found["Algorithms"]
    assert (course["medium"], course["title"], course["level"]) == ("course", "Algorithms I", "beginner")
    first = found["Algorithms/01 - Lecture - Sorting.mp4"]
    assert (first["medium"], first["title"], first["number"]) == ("lecture", "Sorting", 1)
    assert first["people"] == [{"name": "Eve Ng", "role": "lecturer"}]
    python = [(one["season"], one["number"]) for one in found.values() if one.get("parent") == "Python"]
    assert python == [(1, 1), (1, 2), (2, 1)]
    assert [one["medium"] for id_, one in found.items() if id_.startswith("Home/")] == ["clip", "clip"]


def test_podcasts_are_known_by_their_tags(tmp_path: Path) -> None:
    (tmp_path / "Show").mkdir()
    for number in (1, 2):
        tags = {
            "album": "Night Talk",
            "artist": "Ann",
            "genre": "Podcast",
            "title": f"On owls {number}",
            "track": f"{number}",
        }
        make_audio(tmp_path / "Show" / f"{number}.mp3", tone(2), tags=tags)
    assert outline(tmp_path) == [
        ("podcast", "Night Talk", None),
        ("episode", "On owls 1", "Night Talk"),
        ("episode", "On owls 2", "Night Talk"),
    ]


def test_a_feed_beside_episodes_makes_them_a_podcast(tmp_path: Path) -> None:
    feed = """<?xml version="1.0"?><rss xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel>
    <title>Night Talk</title><description>&lt;p&gt;Of owls.&lt;/p&gt;</description><language>en-US</language>
    <itunes:author>Ann</itunes:author><itunes:category text="Science"/>
    <item><title>On owls</title><itunes:duration>1:02:30</itunes:duration><itunes:episode>7</itunes:episode>
    <pubDate>Fri, 09 Oct 2020 04:30:38 GMT</pubDate><enclosure url="https://example.org/a/n7%20x.mp3?id=1"/></item>
    <item><title>On bats</title></item></channel></rss>"""
    write(tmp_path, {"Night/feed.xml": feed, "Night/n7 x.mp3": b"", "Night/On bats.mp3": b"", "Night/else.mp3": b""})
    found = records(tmp_path)
    show, owls = found["Night"], found["Night/n7 x.mp3"]
    assert (show["medium"], show["title"], show["description"]) == ("podcast", "Night Talk", "Of owls.")
    assert (owls["title"], owls["minutes"], owls["number"], owls["year"]) == ("On owls", 62.5, 7, 2020)
    assert found["Night/On bats.mp3"]["parent"] == "Night" and "parent" not in found["Night/else.mp3"]


def test_a_name_that_says_nothing_takes_the_folders(tmp_path: Path) -> None:
    plant(tmp_path, "Dog bark/1-100032-A-0.ogg", "Dog bark/1-110389-A-0.ogg")
    assert [title for _, title, _ in outline(tmp_path)] == ["Dog bark 1-100032-A-0", "Dog bark 1-110389-A-0"]


def test_records_beside_a_file_speak_before_its_name(tmp_path: Path) -> None:
    nfo = """<?xml version="1.0" encoding="utf-8"?><movie><title>Der Mond</title><originaltitle>Moon</originaltitle>
    <year>2009</year><runtime>97</runtime><genre>Science Fiction</genre><mpaa>US:R</mpaa>
    <country>United Kingdom</country>
    <rating>7.9</rating><plot>A &lt;b&gt;lone&lt;/b&gt; miner.</plot><uniqueid type="tmdb">17431</uniqueid>
    <director>Duncan Jones</director><actor><name>Sam Rockwell</name><role>Sam Bell</role></actor></movie>"""
    write(tmp_path, {"m.mkv": b"", "m.nfo": nfo, "m.de.forced.srt": "", "m-poster.jpg": "", "m.txt": "ignored"})
    (record,) = records(tmp_path).values()
    item = read_item(record)
    assert (item.title, item.aliases, item.year, item.minutes) == ("Der Mond", ("Moon",), 2009, 97)
    assert (item.genres, item.countries, item.age_min, item.rating) == (("science fiction",), ("GB",), 17, 7.9)
    assert item.description == "A lone miner." and item.subtitles == ("de",)
    assert [(credit.name, credit.role) for credit in item.people] == [
        ("Duncan Jones", "director"),
        ("Sam Rockwell", "actor"),
    ]
    assert item.image == str(tmp_path / "m-poster.jpg") and item.extra["ids"] == {"tmdb": "17431"}
    assert item.extra["sources"]["title"] == "nfo" and item.extra["sources"]["path"] == "file"


def test_what_is_inside_the_file_is_known(tmp_path: Path) -> None:
    make_video(
        tmp_path / "Talk (2020).mkv", 4, audio=tone(4), languages=["ger"], subtitles=[(0, 2, "Hello")],
        chapters=[(0, 2, "Beginning"), (2, 4, "End")],
    )  # fmt: skip
    (record,) = records(tmp_path).values()
    assert record["languages"] == ["de"] and record["minutes"] == pytest.approx(0.07, abs=0.01)
    assert record["extra"]["chapters"] == [[0.0, 2.0, "Beginning"], [2.0, 4.0, "End"]]


def test_a_text_beside_a_file_describes_it_without_links_and_licences(tmp_path: Path) -> None:
    make_audio(tmp_path / "waltz.ogg", tone(1))
    write(
        tmp_path,
        {"waltz.txt": "A slow waltz by Nobody\nhttps://example.org/1\nCC BY-NC 3.0: https://example.org/by/3.0\n"},
    )
    (record,) = records(tmp_path).values()
    assert record["description"] == "A slow waltz by Nobody"


def test_a_damaged_file_is_an_item_with_a_sentence(tmp_path: Path) -> None:
    write(tmp_path, {"Moon (2009).mkv": b"not a film at all", "Empty (2001).mkv": b""})
    found = records(tmp_path)
    assert found["Empty (2001).mkv"]["extra"]["trouble"] == "The file is empty."
    assert found["Moon (2009).mkv"]["extra"]["trouble"].endswith(".") and found["Moon (2009).mkv"]["title"] == "Moon"


def test_covers_stand_for_what_they_lie_with(tmp_path: Path) -> None:
    plant(tmp_path, "a.mp4", "b.mp4", "Moon (2009)/Moon (2009).mkv", "Band/Album/01 A.mp3", "Band/Album/02 B.mp3",
          "Band/Album/03 C.mp3")  # fmt: skip
    for path in ("poster.jpg", "Moon (2009)/poster.jpg", "Band/Album/cover.jpg"):
        make_image(tmp_path / path)
    found = records(tmp_path)
    assert "image" not in found["a.mp4"]
    assert found["Moon (2009)/Moon (2009).mkv"]["image"] == str(tmp_path / "Moon (2009)/poster.jpg")
    assert found["Band/Album"]["image"] == str(tmp_path / "Band/Album/cover.jpg")
