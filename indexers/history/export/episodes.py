"""Episodes in one text, as streaming services name them: "Dark: Season 1: Secrets"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexers.reading.lines import name_of

# "season" in the languages of the service, with the number before or after it.
_SEASON = (
    "season|series|staffel|saison|temporada|stagione|seizoen|säsong|sæson|sesong|kausi|tuotantokausi|sezon|sezonul|"
    "sezóna|série|σεζόν|κύκλος|сезон|évad|musim|mùa|ซีซั่น|ซีซัน|الموسم|עונה|シーズン|시즌|シリーズ|"
    "part|partie|parte|teil|deel|del|osa|część|partea|část|kısım|часть|μέρος|パート|파트|"
    "volume|vol\\.?|band|volumen|volym|book|livre|buch|libro|livro|chapter|collection|kollektion|colección|coleção"
)
_AFTER = re.compile(rf"^(?:{_SEASON})\s*(\d{{1,4}})\b.*$|^(?:{_SEASON})\s*([ivx]+)$", re.IGNORECASE)
_BEFORE = re.compile(rf"^(\d{{1,3}})\.?\s*(?:ª|º|\.)?\s*(?:{_SEASON})$", re.IGNORECASE)
_CJK = re.compile(r"^(?:第\s*)?(\d{1,3}|[一二三四五六七八九十])\s*(?:季|部|シーズン|シリーズ)$|^시즌\s*(\d{1,3})$")
_ONLY = re.compile(
    r"^(?:limited series|miniseries|mini-series|miniserie|miniserie limitada|minissérie|mini-série|série limitée|"
    r"serie limitada|miniserie|série limitada|begrenzte serie|gelimiteerde serie|limitowany serial|リミテッドシリーズ|"
    r"리미티드 시리즈|迷你剧|限定剧|影集|miniserial|mini dizi|мини-сериал|lyhytsarja|miniserien)$",
    re.IGNORECASE,
)
_EPISODE = re.compile(
    r"^(?:episode|folge|épisode|episodio|episódio|aflevering|avsnitt|afsnit|jakso|odcinek|bölüm|серия|επεισόδιο|"
    r"epizoda|epizód|capítulo|capitolo|chapter|chapitre|kapitel|hoofdstuk|rozdział|ep\.?|エピソード|에피소드|第)\s*"
    r"(\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten)\b[話화集]?",
    re.IGNORECASE,
)
_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
_CHINESE = {digit: number for number, digit in enumerate("一二三四五六七八九十", 1)}
_BRACKETED = re.compile(r"\s*\(([^()]+)\)$")
_COLON = re.compile(r"\s*[:：]\s+|：")


@dataclass(frozen=True)
class Named:
    """A title, and the series that it is an episode of."""

    title: str
    series: str = ""
    season: int | None = None
    number: int | None = None


def split_title(text: str) -> Named | None:
    """The episode that `text` names by series, season and title; None where it names no season, as a film.

    "Mission: Impossible" is a film; so is "Kill Bill: Volume 2", which nothing follows.
    """
    pieces = [name_of(piece) for piece in _COLON.split(text)]
    for place in range(1, len(pieces) - 1):
        season = _season(pieces[place])
        if season is not None:
            title, number = _numbered(": ".join(pieces[place + 1 :]))
            return Named(title, ": ".join(pieces[:place]), season or None, number)
    return None


def _numbered(title: str) -> tuple[str, int | None]:
    """ "Lies (Episode 2)" -> "Lies", 2."""
    found = _BRACKETED.search(title)
    if found and (number := episode_number(found[1])):
        return title[: found.start()], number
    return title, episode_number(title)


def episode_number(title: str) -> int | None:
    """Of "Episode 3", "Folge 3: ...", "Chapter Three: ..."."""
    found = _EPISODE.match(title)
    if not found:
        return None
    return _WORDS.get(found[1].lower()) or (int(found[1]) if found[1].isdigit() else None)


def _season(piece: str) -> int | None:
    """1 for "Season 1", 0 for a series of one season without a number, None for what is no season."""
    if _ONLY.match(piece):
        return 1
    found = _AFTER.match(piece) or _BEFORE.match(piece) or _CJK.match(piece)
    if not found:
        return None
    said = next(group for group in found.groups() if group).lower()
    return int(said) if said.isdigit() else _ROMAN.get(said) or _CHINESE.get(said, 0)
