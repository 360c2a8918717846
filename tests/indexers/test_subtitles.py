"""Subtitles, lyrics and transcripts beside a file: found by name, read in any encoding, without what is not said."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexers.errors import SourceError
from indexers.reading.encodings import decode
from indexers.reading.subtitles import describe_tail, find_subtitles, read_subtitles
from tests.indexers.trees import plant

RUSSIAN = "Мы вышли из дома и увидели большую белую луну над лесом."
CHINESE = "我们不知道这是什么，他说那个人没有来，你在吗？"
TRADITIONAL = "我們不知道這是什麼，他說那個人沒有來，你在嗎？"
JAPANESE = "これはなんですか。わたしのいえにきてください。"
KOREAN = "나는 그가 어디에 있는지 모른다고 말했다. 이것은 사람의 이야기다."


def _srt(*lines: str) -> str:
    blocks = (f"{n}\n00:00:{n:02},000 --> 00:00:{n:02},900\n{line}\n" for n, line in enumerate(lines, 1))
    return "\n".join(blocks)


def _read(path: Path, text: str | bytes) -> list[str]:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return [line.text for line in read_subtitles(path).lines]


@pytest.mark.parametrize(
    ("tail", "name", "told"),
    [
        (".en", "a.en.srt", ("en", "full")),
        (".zh-Hans.forced", "a.zh-Hans.forced.srt", ("zh", "forced")),
        (".eng.SDH", "a.eng.SDH.srt", ("en", "sdh")),
        (".pt-BR", "a.pt-BR.srt", ("pt", "full")),
        ("2_English", "2_English.srt", ("en", "full")),
        (".hi", "a.hi.srt", ("hi", "full")),
        (".en.hi", "a.en.hi.srt", ("en", "sdh")),
        ("", "a.lrc", ("", "lyrics")),
        ("", "a.srt", ("", "full")),
    ],
)
def test_a_name_says_language_and_kind(tail: str, name: str, told: tuple[str, str]) -> None:
    assert describe_tail(tail, name) == told


def test_those_of_a_file_are_found_and_those_of_others_are_not(tmp_path: Path) -> None:
    plant(
        tmp_path,
        "Moon (2009).mkv", "Moon (2009).en.srt", "Moon (2009).de.forced.ass", "Moon (2009).vtt", "Moon (2009) 2.srt",
        "Moonlight (2016).mkv", "Moonlight (2016).fr.srt", "Subs/Moon (2009)/2_English.srt",
        "Moon (2009).transcript.json",
    )  # fmt: skip
    found = [(path.name, language, kind) for path, language, kind in find_subtitles(tmp_path / "Moon (2009).mkv")]
    assert found == [
        ("2_English.srt", "en", "full"), ("Moon (2009) 2.srt", "", "full"), ("Moon (2009).en.srt", "en", "full"),
        ("Moon (2009).vtt", "", "full"), ("Moon (2009).transcript.json", "", "transcript"),
        ("Moon (2009).de.forced.ass", "de", "forced"),
    ]  # fmt: skip


def test_a_folder_of_subtitles_belongs_to_the_one_film_beside_it(tmp_path: Path) -> None:
    plant(tmp_path, "film.mkv", "film-trailer.mkv", "Subs/3_French.srt")
    assert [path.name for path, *_ in find_subtitles(tmp_path / "film.mkv")] == ["3_French.srt"]
    plant(tmp_path, "other.mkv")
    assert find_subtitles(tmp_path / "film.mkv") == []


def test_only_what_is_said_is_kept(tmp_path: Path) -> None:
    text = _srt(
        "Subtitles by Nobody", "<i>Where are</i> we?", "{\\an8}JOHN: On the moon.", "[door slams]", "- Really?\n- Yes.",
        "www.example.com", "♪ la la ♪", "(whispering) Be quiet.", "Support us and become VIP member", "Synced by: xyz",
    )  # fmt: skip
    said = ["Where are we?", "On the moon.", "Really? Yes.", "la la", "Be quiet."]
    assert _read(tmp_path / "a.srt", text) == said


def test_times_are_kept(tmp_path: Path) -> None:
    (tmp_path / "a.vtt").write_text(
        "WEBVTT\n\nNOTE made by hand\n\n00:01.500 --> 00:02.250 align:start\n<v Ann>Hello &amp; welcome\n"
    )
    (line,) = read_subtitles(tmp_path / "a.vtt").lines
    assert (line.start_s, line.end_s, line.text) == (1.5, 2.25, "Hello & welcome")


def test_captions_that_roll_on_are_said_once(tmp_path: Path) -> None:
    assert _read(tmp_path / "a.srt", _srt("we go", "we go\nto the moon", "to the moon\nand back", "and back")) == [
        "we go", "to the moon", "and back"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"), (RUSSIAN, "koi8_r"), (CHINESE, "gb18030"), (TRADITIONAL, "big5"), (JAPANESE, "cp932"),
        (KOREAN, "cp949"), ("Où étaient les élèves à Noël ?", "cp1252"), (CHINESE, "utf-16"),
        ("plain words", "utf-16-le"), (RUSSIAN, "utf-8-sig"),
    ],
)  # fmt: skip
def test_any_encoding_is_read(tmp_path: Path, text: str, encoding: str) -> None:
    assert decode((text * 3).encode(encoding)) == text * 3
    assert _read(tmp_path / "a.srt", _srt(text, text[::-1]).encode(encoding))[0] == text


def test_a_language_in_the_name_settles_the_encoding(tmp_path: Path) -> None:
    assert decode("Καλημέρα, τι κάνεις;".encode("cp1253"), "el") == "Καλημέρα, τι κάνεις;"


def test_lyrics_and_transcripts_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.lrc").write_text(
        "[ti:Song]\n[offset:+500]\n[00:02.00][00:10.50]Again\n[00:05.00]Once <00:06.00>more\n"
    )
    lyrics = read_subtitles(tmp_path / "a.lrc")
    assert [(line.start_s, line.text) for line in lyrics.lines] == [(1.5, "Again"), (4.5, "Once more"), (10.0, "Again")]
    words = [{"startTime": n, "endTime": n + 0.5, "body": word} for n, word in enumerate(["I", "am", "here.", "Hi"])]
    (tmp_path / "a.json").write_text(f'{{"version": "1.0.0", "segments": {words}}}'.replace("'", '"'))
    heard = read_subtitles(tmp_path / "a.json")
    assert [(line.start_s, line.end_s, line.text) for line in heard.lines] == [(0, 2.5, "I am here."), (3, 3.5, "Hi")]
    assert (lyrics.source, heard.source) == ("lyrics", "feed")


def test_frames_of_microdvd_are_seconds(tmp_path: Path) -> None:
    (tmp_path / "a.sub").write_text("{1}{1}25\n{50}{100}Two seconds in|and on\n")
    (line,) = read_subtitles(tmp_path / "a.sub").lines
    assert (line.start_s, line.end_s, line.text) == (2.0, 4.0, "Two seconds in and on")


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02" * 99, b"no subtitles at all", b"{}", b"[]"])
@pytest.mark.parametrize("suffix", ["srt", "vtt", "ass", "json", "sub", "lrc"])
def test_what_holds_no_lines_is_one_sentence_or_nothing(tmp_path: Path, suffix: str, content: bytes) -> None:
    path = tmp_path / f"a.{suffix}"
    path.write_bytes(content)
    try:
        assert read_subtitles(path).lines == ()
    except SourceError as error:
        assert str(error).endswith(".")
