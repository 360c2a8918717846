"""Subtitles, lyrics and transcripts beside a media file: which there are, and their lines without what is not said."""

from __future__ import annotations

import html
import json
import os
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from indexers.errors import SourceError
from indexers.reading.encodings import read_text
from indexers.reading.labels import language_code
from indexers.reading.suffixes import is_extra, kind_of

if TYPE_CHECKING:
    from indexers.media.models import Spoken, Transcript

SubtitleKind = Literal["full", "forced", "sdh", "lyrics", "transcript"]
Found = tuple[Path, str, SubtitleKind]
SUFFIXES = frozenset("srt vtt ass ssa sub smi sbv ttml dfxp lrc".split())
_FOLDERS = ("Subs", "subs", "Sub", "Subtitles", "subtitles", "captions", "Captions")
_MOST = 16 << 20  # bytes
_FLAGS = {"forced": "forced", "foreign": "forced", "sdh": "sdh", "cc": "sdh", "hi": "sdh", "default": "", "full": "",
          "transcript": "transcript", "lyrics": "lyrics"}  # fmt: skip
_REGION = {"chs": "zh", "cht": "zh", "zh hans": "zh", "zh hant": "zh", "zho": "zh", "chi": "zh", "sc": "zh", "tc": "zh",
           "pob": "pt", "ptbr": "pt", "simplified": "zh", "traditional": "zh", "brazilian": "pt"}  # fmt: skip
_TAG = re.compile(r"<[^<>]{0,300}>|\{[\\*=][^{}]{0,500}\}|\\[Nnh]")
_NOTE = re.compile(r"[\[(（【][^\])）】]{0,200}[\])）】]|[♪♫#♬]+")
_SPEAKER = re.compile(
    r"^\s*[-–—]*\s*(?:[A-Z][A-Z0-9 .'’#&-]{1,29}|>>+\s*[\w .'-]{0,29}|[A-Z][\w'’.]{1,15}(?: [A-Z][\w'’.]{1,15})?):\s+"
)
_DASH = re.compile(r"^\s*(?:[-–—]+|>>+)\s*")
_CREDIT = re.compile(
    r"(?:sub(?:title|bed|s)?s?|caption(?:ed|s|ing)?|transcript(?:ion)?|translat(?:ed|ion)|sync(?:ed|hronized|ro)?|corrected|"
    r"correc?tions?|encoded|ripped|resync(?:ed)?|timed|untertitel(?:ung)?|sous-titr\w*|legendas?|subtítulos|traducc?i\w+|"
    r"vertaling|napisy|tłumaczenie|субтитры|перевод|字幕|翻译|翻譯|校对|時間軸|时间轴)"
    r"(?:\s*(?:&|and|et|und|,|/)\s*\w+){0,3}\s*(?:by|von|par|por|door|di|:|：|-)(?!\s*$)",
    re.IGNORECASE,
)
_AD = re.compile(
    r"(?:https?://|www\.)\S+|\b[\w-]{2,40}\.(?:com|org|net|tv|io|to|info)\b(?!\s+\w+\s+\w+\s+\w+\s+\w+\s+\w+)|opensubtitles|subscene|"
    r"addic7ed|yts\b|yify|advertise your product|support us and become|osdb|rate this subtitle|download.{0,30}subtitle|"
    r"please rate|become a vip|射手网|人人影视|YYeTs",
    re.IGNORECASE,
)
_LRC = re.compile(r"\[(\d{1,3}):(\d{1,2}(?:[.:]\d{1,3})?)\]")
_LRC_OFFSET = re.compile(r"\[offset:\s*([+-]?\d{1,6})\]", re.IGNORECASE)
_WORD_TIME = re.compile(r"<\d{1,3}:\d{1,2}(?:[.:]\d{1,3})?>")
_LAST_LYRIC_S = 5.0  # how long the last line of lyrics is taken to last


def find_subtitles(media_path: Path) -> list[Found]:
    """What lies beside a media file as (path, ISO 639-1 language or "", kind); full ones first, lyrics last.

    Also in a folder of subtitles beside it (`Subs/2_English.srt`, `Subs/Film/2_English.srt`). Reads no file.
    """
    folder, stem = media_path.parent, media_path.stem
    found = [(folder / name, tail) for name, tail in matching(stem, _names(folder))]
    for below in (folder / name for name in _FOLDERS):
        named = _names(below)
        mine = list(matching(stem, named))
        if not mine and _is_alone(folder):
            mine = [(other, other.rpartition(".")[0]) for other in named if _suffix(other) in SUFFIXES]
        found.extend((below / other, tail) for other, tail in mine)
        deeper = below / stem
        found.extend(
            (deeper / other, other.rpartition(".")[0]) for other in _names(deeper) if _suffix(other) in SUFFIXES
        )
    kept = {os.path.realpath(path): (path, *describe_tail(tail, path.name)) for path, tail in found}
    order = ("full", "sdh", "transcript", "forced", "lyrics")
    return sorted(kept.values(), key=lambda one: (order.index(one[2]), one[0].name))


def matching(stem: str, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(name, what stands between `stem` and the suffix) of the subtitles of a media file, by names alone."""
    low = stem.casefold()
    for name in names:
        suffix, base = _suffix(name), name.rpartition(".")[0]
        is_json = suffix == "json" and base.casefold().endswith((".transcript", ".transcription", "-transcript"))
        if (suffix in SUFFIXES or is_json) and base.casefold().startswith(low):
            tail = base[len(stem) :]
            if not tail or tail[0] in " ._-([":
                yield name, tail


def describe_tail(tail: str, name: str) -> tuple[str, SubtitleKind]:
    """(language, kind) that the end of a subtitle's name says: `.en.forced`, `.zh-Hans`, `2_English`, `.eng.SDH`."""
    language, kind = "", "lyrics" if _suffix(name) == "lrc" else "transcript" if _suffix(name) == "json" else "full"
    for word in re.split(r"[ ._()\[\]]+", tail.strip()):
        low = word.lower().strip("-")
        if low in _FLAGS and (low != "hi" or language):  # alone it is Hindi
            kind = _FLAGS[low] or kind
        elif code := _language(low):
            language = language or code
    return language, kind  # type: ignore[return-value]


def _language(word: str) -> str:
    if not word or word.isdigit():
        return ""
    return language_code(_REGION.get(word.replace("-", " "), word))


def read_subtitles(path: Path, language: str = "") -> Transcript:
    """As `parse_subtitles`, of a file in any encoding. Raises SourceError."""
    try:
        text = read_text(path, _MOST, language)
    except OSError as error:
        raise SourceError(f"{path.name} cannot be read: {error.strerror or error}.") from error
    return parse_subtitles(text, path.name, language)


def parse_subtitles(text: str, name: str, language: str = "") -> Transcript:
    """The lines of subtitles, lyrics or a podcast's transcript, in order of time; `name` ends with what it is.

    Markup, sounds in brackets, speakers' names, credits, advertisements and repeated lines are left out.
    Raises SourceError for what holds no such lines.
    """
    from indexers.media.models import Transcript

    suffix = _suffix(name)
    if suffix == "lrc":
        return Transcript(tuple(clean_lines(_lyrics(text))), language, "lyrics")
    if suffix == "json":
        return Transcript(tuple(_joined(clean_lines(_segments(text, name)))), language, "feed")
    return Transcript(tuple(clean_lines(_events(text, name))), language, "subtitles")


def _events(text: str, name: str) -> list[tuple[float, float, str]]:
    """By pysubs2; MicroDVD's frames are taken at 23.976 a second where the file names no rate."""
    import pysubs2

    try:
        parsed = pysubs2.SSAFile.from_string(_mended(text), fps=_rate(text))
    except Exception as first:
        raise SourceError(f"{name} holds no subtitles that can be read.") from first
    events = [event for event in parsed if not event.is_comment and not event.is_drawing]
    return [(event.start / 1000, event.end / 1000, event.text) for event in events]


def _mended(text: str) -> str:
    """What is cut before pysubs2 guesses the format: a mark, MicroDVD's rate, in WebVTT notes and styles."""
    text = re.sub(r"\A\{1\}\{1\}\d{2}(?:\.\d{1,3})?\s*\n", "", text.lstrip("\ufeff \n\t"))
    if text.startswith("WEBVTT"):
        text = re.sub(r"(?ms)^(?:NOTE|STYLE|REGION)\b.*?(?:\n\s*\n|\Z)", "", text)
    return text


def _rate(text: str) -> float | None:
    if not re.match(r"\s*\{\d+\}\{\d+\}", text):
        return None
    found = re.match(r"\s*\{1\}\{1\}\s*(\d{2}(?:\.\d{1,3})?)", text)
    return float(found[1]) if found else 23.976


def _lyrics(text: str) -> list[tuple[float, float, str]]:
    """Lines of an .lrc; one may carry several times, an offset moves all (in ms, positive: sooner)."""
    offset = _LRC_OFFSET.search(text)
    earlier_s = int(offset[1]) / 1000 if offset else 0.0
    timed: list[tuple[float, str]] = []
    for line in text.split("\n"):
        times = _LRC.findall(line)
        words = _WORD_TIME.sub("", _LRC.sub("", line)).strip()
        timed.extend((max(0.0, int(m) * 60 + float(s.replace(":", ".")) - earlier_s), words) for m, s in times)
    timed.sort(key=lambda one: one[0])
    if not timed:
        return []
    ends = [*(start for start, _ in timed[1:]), timed[-1][0] + _LAST_LYRIC_S]
    return [(start, end, words) for (start, words), end in zip(timed, ends, strict=True)]


def _segments(text: str, name: str) -> list[tuple[float, float, str]]:
    """Podcasting 2.0's JSON."""
    try:
        segments = json.loads(text)["segments"]
        return [_segment(segment) for segment in segments]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise SourceError(f"{name} holds no transcript that can be read.") from error


def _segment(segment: Any) -> tuple[float, float, str]:
    start = float(segment.get("startTime", segment.get("start", 0)))
    end = float(segment.get("endTime", segment.get("end", start)))
    return start, end, str(segment.get("body", segment.get("text", "")))


def clean_lines(events: Iterable[tuple[float, float, str]]) -> Iterator[Spoken]:
    """What is said of (start, end, text), in order.

    A line that only repeats or rolls on (as captions from live television) is said once.
    """
    from indexers.media.models import Spoken

    before: list[str] = []
    for start, end, raw in sorted(events, key=lambda event: (event[0], event[1])):
        shown = list(_said(raw))
        lines = [line for line in shown if line not in before]
        if lines and 0 <= start < 10_000_000:
            yield Spoken(round(start, 3), round(max(start, end), 3), " ".join(lines))
        before = shown or before


def _said(raw: str) -> Iterator[str]:
    """The lines of one event that somebody says."""
    text = raw.replace("\\N", "\n").replace("\\n", "\n").replace("\\h", " ")
    text = html.unescape(_TAG.sub("", text))
    if _CREDIT.search(text) or _AD.search(text):
        return
    for line in _NOTE.sub(" ", text).split("\n"):
        said = " ".join(_DASH.sub("", _SPEAKER.sub("", line)).split())
        if re.search(r"\w", said):
            yield said


def _joined(lines: Iterable[Spoken], longest: int = 200) -> Iterator[Spoken]:
    """Single words, as podcasts' transcripts have them, as lines: up to a sentence's end, a pause or 200 characters."""
    from indexers.media.models import Spoken

    open_: Spoken | None = None
    for line in lines:
        if open_ is None:
            open_ = line
        elif re.search(r"[.!?。！？]$", open_.text) or line.start_s - open_.end_s > 2 or len(open_.text) > longest:
            yield open_
            open_ = line
        else:
            open_ = Spoken(open_.start_s, line.end_s, f"{open_.text} {line.text}")
    if open_ is not None:
        yield open_


def _names(folder: Path) -> list[str]:
    try:
        return sorted(os.listdir(folder))  # noqa: PTH208 - names alone
    except OSError:
        return []


def _is_alone(folder: Path) -> bool:
    return sum(kind_of(name) == "video" and not is_extra(name) for name in _names(folder)) == 1


def _suffix(name: str) -> str:
    return name.rpartition(".")[2].lower()


def languages_of(names: Collection[tuple[str, str]]) -> list[str]:
    """The languages that (name, tail) pairs of subtitles say."""
    return list(dict.fromkeys(code for name, tail in names if (code := describe_tail(tail, name)[0])))
