"""What a file's name says: of a film, an episode, a track, a lecture. Well kept names are read here, release names
by guessit, which takes 5 ms a name and so would take 50 s for 10,000."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

_YEAR = r"(?:1[89]\d\d|20\d\d)"
_IN_BRACKETS = re.compile(r"[\[{(]((?:tmdb|imdb|tvdb|tmdbid|imdbid|tvdbid)[-= ]?(tt\d+|\d+))[\]})]", re.IGNORECASE)
_EDITION = re.compile(r"\{edition[- ]([^}]{1,80})\}", re.IGNORECASE)
_TITLE_YEAR = re.compile(rf"^(?P<title>.+?)[ ._]*[(\[](?P<year>{_YEAR})[)\]](?P<rest>.*)$")
_EPISODE = re.compile(
    r"^(?P<title>.*?)[ ._\-\[(]*(?<![a-z0-9])(?:s(?P<season>\d{1,4})[ ._-]*(?P<numbers>(?:[ex]p?\d{1,4}[ ._-]*)+)"
    r"|(?P<season_x>\d{1,2})x(?P<number_x>\d{2,3})(?:-(?:\d{1,2}x)?(?P<last_x>\d{2,3}))?)"
    r"(?:-(?P<last>\d{1,4})(?!\d))?[\])]?(?![a-z0-9])(?P<rest>.*)$",
    re.IGNORECASE,
)
_DATED = re.compile(
    rf"^(?P<title>.*?)[ ._\-\[(]*(?<!\d)(?P<year>{_YEAR})[-._ ](?P<month>0[1-9]|1[0-2])[-._ ](?P<day>[0-2]\d|3[01])"
    r"(?!\d)[\])]?(?P<rest>.*)$"
)
_NUMBERED = re.compile(
    r"^(?:(?P<season>\d{1,2})[.-](?=\d{1,3}[ ._)-]))?(?P<number>\d{1,4})(?:\s*[-._)–:]+\s*|\s+)(?P<title>\S.*)$"
)
_WORD_NUMBER = re.compile(
    r"^(?:(?P<before>.+?)[ ._-]+)?(?P<word>lecture|lesson|lec|class|lektion|vorlesung|week|module|unit|chapter|session|"
    r"episode|ep|folge|part|teil|lección|leçon|cours|урок|лекция|серия)\s*[#._-]?\s*(?P<number>\d{1,4})\b"
    r"[ ._:–-]*(?P<title>.*)$",
    re.IGNORECASE,
)
_WORD = re.compile(r"^(?P<word>lecture|lesson|class|lektion|vorlesung|chapter|session|episode|folge)\b", re.IGNORECASE)
_ASIAN_NUMBER = re.compile(r"^(?P<before>.*?)\s*第\s*(?P<number>\d{1,4})\s*[話话集回讲講课課章期]\s*(?P<title>.*)$")
_ANIME = re.compile(
    r"^\[(?P<group>[^\]]{1,40})\][ _]*(?P<title>.+?)[ _]+-[ _]+(?P<number>\d{1,4})(?:v\d)?(?:[ _]*[\[(].*)?$"
)
_ABSOLUTE = re.compile(r"^(?P<title>\D.*?) - (?P<number>\d{2,4})(?: - (?P<rest>.+))?$")
_PART = re.compile(
    r"[ ._-]*[\[(]?\b(?:cd|dvd|disc|disk|part|pt)[ ._-]?(?P<part>\d{1,2}|[a-d])[\])]?\s*$", re.IGNORECASE
)
_NOISE = re.compile(
    r"(?<![a-z0-9])(?:480p|576p|720p|1080[pi]|2160p|4k|uhd|blu-?ray|brrip|bdrip|web-?dl|webrip|hdtv|dvdrip|dvdscr|xvid|"
    r"divx|[xh][ .]?26[45]|hevc|av1|aac\d?|ac3|dts|10bit|hdr|remux|proper|repack|amzn|nf|yify|yts)(?![a-z0-9])",
    re.IGNORECASE,
)
_SAID_EDITION = re.compile(
    r"\b(director'?s cut|extended(?: cut| edition)?|unrated|uncut|theatrical(?: cut)?|final cut|remastered|"
    r"special edition|ultimate(?: cut| edition)|redux|imax)\b",
    re.IGNORECASE,
)
_FREESOUND = re.compile(r"^\d{3,7}__(?P<artist>[^_].*?)__(?P<title>.+)$")
_GENERIC = frozenset(
    "img image dsc dscn mov mvi vid video audio track untitled clip title file output movie film sample rec recording "
    "new record voice gopr gh gx dji wav mp3 part cd disc disk side episode lecture test the and pxl unknown whatsapp "
    "screen capture screencast screenrecording zoom memo kein titel piste spur pista".split()
)


@dataclass(frozen=True)
class Name:
    """What a name says. `title` is a series' where `numbers` (its episodes') or `date` are there, else the work's."""

    title: str
    year: int | None = None
    season: int | None = None
    numbers: tuple[int, ...] = ()
    episode_title: str = ""
    date: str = ""  # 2024-01-15
    is_absolute: bool = False  # numbered through all seasons
    part: int | None = None  # of a film on several discs
    edition: str = ""
    ids: tuple[tuple[str, str], ...] = ()  # (provider, id)
    has_noise: bool = False  # a release name
    has_year_in_brackets: bool = False


@dataclass(frozen=True)
class TrackName:
    """What the name of a piece of music, a lecture or a recording says."""

    title: str
    disc: int | None = None
    number: int | None = None
    artist: str = ""
    word: str = ""  # "lecture", "chapter": what is numbered
    is_only_number: bool = False
    is_sure: bool = True  # that the number is one, and no part of the title as in `99 Luftballons`
    full: str = ""  # the title with what may be its number


def plain(text: str) -> str:
    """A title as people write it: NFC, underscores and (where nothing else parts words) dots and dashes as spaces."""
    text = unicodedata.normalize("NFC", text).replace("_", " ")
    if " " not in text.strip():
        text = re.sub(r"(?<=\w)\.(?=\w{2,}|\w$|\w\b)", " ", text) if text.count(".") else text
        text = re.sub(r"(?<=[^\W\d])-(?=[^\W\d])", " ", text) if " " not in text and text.count("-") > 1 else text
    return " ".join(text.split()).strip(" -._")


def says_nothing(title: str) -> bool:
    """Whether a name is a number, a code or a camera's: nothing that a person would ask for."""
    words = re.findall(r"[^\W\d_]+", title)
    if any(ord(character) > 0x2E80 for word in words for character in word):
        return False  # scripts whose words have one or two characters
    if words and title.isalpha() and title.lower() not in _GENERIC and len(title) == 2:
        return False  # Up, It
    return not any(len(word) > 2 and word.lower() not in _GENERIC and not _is_code(word, title) for word in words)


def _is_code(word: str, title: str) -> bool:
    """Letters glued to a long number, or a hexadecimal string: DSC00123, e7c9fa01."""
    if re.search(rf"(?<![^\W_]){re.escape(word)}\d{{3}}|\d{{3}}{re.escape(word)}", title):
        return word.isupper() or len(word) < 4
    return re.fullmatch(r"[0-9a-fA-F-]{8,}", title) is not None


def read_video_name(stem: str) -> Name:
    """The name of a film, an episode or a folder that holds one, without its suffix."""
    text = unicodedata.normalize("NFC", stem)
    ids = tuple((found[1][:4].lower(), found[2]) for found in _IN_BRACKETS.finditer(text))
    edition = found[1] if (found := _EDITION.search(text)) else ""
    text = _EDITION.sub(" ", _IN_BRACKETS.sub(" ", text)).strip() or text
    for read in (_episode, _anime, _dated, _film):
        name = read(text)
        if name is not None:
            return replace(name, ids=ids, edition=edition or name.edition)
    return replace(_other(text), ids=ids, edition=edition)


def names_episode(name: str) -> bool:
    """Whether it carries a season and an episode: `Show.S01E02.1080p`."""
    return _EPISODE.match(name) is not None


def _episode(text: str) -> Name | None:
    found = _EPISODE.match(text)
    if found is None:
        return None
    if found["season"]:
        numbers = [int(number) for number in re.findall(r"\d+", found["numbers"])]
        season, last = int(found["season"]), found["last"]
    else:
        season, numbers, last = int(found["season_x"]), [int(found["number_x"])], found["last_x"]
    if last and numbers[-1] < int(last) <= numbers[-1] + 30:
        numbers.extend(range(numbers[-1] + 1, int(last) + 1))
    elif len(numbers) == 2 and numbers[0] < numbers[1] <= numbers[0] + 30:
        numbers = list(range(numbers[0], numbers[1] + 1))
    title, year = _with_year(found["title"])
    rest = _NOISE.split(found["rest"])[0]
    return Name(title, year, season, tuple(numbers), plain(_unbracketed(rest)), has_noise=bool(_NOISE.search(text)))


def _anime(text: str) -> Name | None:
    found = _ANIME.match(text)
    if found is None:
        return None
    title, year = _with_year(found["title"])
    return Name(title, year, None, (int(found["number"]),), is_absolute=True, has_noise=True)


def _dated(text: str) -> Name | None:
    found = _DATED.match(text)
    if found is None or says_nothing(found["title"]):
        return None
    date = f"{found['year']}-{found['month']}-{found['day']}"
    rest = plain(_unbracketed(_NOISE.split(found["rest"])[0]))
    return Name(plain(found["title"]), int(found["year"]), int(found["year"]), (), rest, date)


def _film(text: str) -> Name | None:
    """`Title (2009)`, `Title (2009) - 4K`, `Title (2009) cd1`."""
    found = _TITLE_YEAR.match(text)
    if found is None:
        return None
    before, part_before = _without_part(found["title"])
    rest, part = _without_part(found["rest"])
    edition = re.sub(r"^[ ._-]+|[ ._\])-]+$", "", rest).lstrip("[(") if part is None or rest else ""
    title = plain(_unbracketed(before)) or plain(before)
    said = _SAID_EDITION.search(title)
    if said and said.start():
        title, edition = plain(title[: said.start()]), edition or said[0]
    return Name(title, int(found["year"]), edition=edition.strip(), part=part or part_before, has_year_in_brackets=True)


def _other(text: str) -> Name:
    base, part = _without_part(text)
    if _NOISE.search(text) or (text.count(".") > 2 and " " not in text):
        return replace(_guessed(text), part=part)
    if found := _ABSOLUTE.match(base):
        number = int(found["number"])
        if not 1900 <= number <= 2100:
            title = plain(found["title"])
            return Name(title, numbers=(number,), episode_title=plain(found["rest"] or ""), is_absolute=True)
    return Name(plain(base) or plain(text), part=part)


def _guessed(text: str) -> Name:
    """A release name by guessit."""
    from guessit import guessit
    from guessit.api import GuessitException

    try:
        found = guessit(f"{text}.mkv")
    except GuessitException:
        return Name(plain(text), has_noise=True)
    title, numbers, season = found.get("title"), _whole_numbers(found.get("episode")), found.get("season")
    return Name(
        plain(str(title[0] if isinstance(title, list) else title)) if title else plain(text),
        year if isinstance(year := found.get("year"), int) else None,
        season if isinstance(season, int) else None,
        numbers if found.get("type") == "episode" else (),
        plain(str(found.get("episode_title") or "")),
        edition=str(found.get("edition") or ""),
        is_absolute=season is None and bool(numbers),
        has_noise=True,
    )


def _whole_numbers(value: object) -> tuple[int, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(number for number in values if isinstance(number, int))


def _with_year(text: str) -> tuple[str, int | None]:
    """A series' title, and the year behind it: `The Office (2005)`, `The.Office.2005`."""
    found = re.match(rf"^(.+?)[ ._]*[(\[]?\b({_YEAR})[)\]]?[ ._-]*$", text)
    if found:
        return plain(found[1]), int(found[2])
    return plain(_unbracketed(text)), None


def _without_part(text: str) -> tuple[str, int | None]:
    found = _PART.search(text)
    if found is None or (found.start() == 0 and not text[: found.start()]):
        bare = _PART.fullmatch(text)
        return ("", _part_number(bare["part"])) if bare else (text, None)
    return text[: found.start()], _part_number(found["part"])


def _part_number(text: str) -> int:
    return int(text) if text.isdigit() else ord(text.lower()) - ord("a") + 1


def _unbracketed(text: str) -> str:
    """Without [tags], and without (tags) behind the first word; the text itself where nothing else is there."""
    bare = re.sub(r"\[[^\]]*\]|(?<=\S)\s*\([^)]*\)|\{[^}]*\}", " ", text)
    return bare if re.search(r"\w", bare) else text


def read_track_name(stem: str) -> TrackName:
    """The name of a track, a lecture or a recording, without its suffix."""
    text = unicodedata.normalize("NFC", stem)
    if found := _FREESOUND.match(text):
        return TrackName(plain(found["title"]), artist=plain(found["artist"]))
    text = re.sub(r"_-_", " - ", text)
    text = text.replace("_", " ").strip()
    if text.isdigit() and len(text) <= 4:
        return TrackName(text, number=int(text), is_only_number=True)
    found = _ASIAN_NUMBER.match(text) or _WORD_NUMBER.match(text)
    numbered = _NUMBERED.match(text)
    if numbered is not None and not re.match(rf"{_YEAR}\b", text):
        return _numbered(numbered)
    if found is not None:
        title = plain(found["title"]) or plain(text)
        word = found.groupdict().get("word") or "lecture"
        return TrackName(title, number=int(found["number"]), word=word.lower())
    artist, title = _artist_and_title(text)
    return TrackName(title, artist=artist)


def _numbered(found: re.Match[str]) -> TrackName:
    disc = int(found["season"]) if found["season"] else None
    number = int(found["number"])
    if disc is None and len(found["number"]) == 3 and 100 < number < 1000 and 0 < number % 100 < 40:
        disc, number = divmod(number, 100)  # 101 is disc 1, track 1
    artist, title = _artist_and_title(found["title"])
    inner = _WORD_NUMBER.match(title) or _WORD.match(title)
    is_sure = re.match(r"0|\d+\s*[-._)–:]", found[0]) is not None
    word = inner["word"].lower() if inner else ""
    return TrackName(title, disc, number, artist, word, is_sure=is_sure, full=plain(found[0]))


def _artist_and_title(text: str) -> tuple[str, str]:
    """`Artist - Title`; a number between (`Artist - 03 - Title`) is left out."""
    parts = [part.strip() for part in re.split(r"\s[-–—]\s", text) if part.strip()]
    if len(parts) < 2 or says_nothing(parts[0]):
        return "", plain(text)
    if len(parts) > 2 and parts[1].isdigit():
        parts = [parts[0], *parts[2:]]
    return plain(parts[0]), plain(" - ".join(parts[1:]))
