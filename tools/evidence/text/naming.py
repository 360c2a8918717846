"""How things are called in a sentence: languages, countries, genres, lists, lengths."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import prompts
from tools.evidence.text.put import put

_BOOK = "names"
_MOST_QUOTED = 6  # words of a wish
# Words of a wish that say what somebody wants to do: they cannot stand before a noun ("a cry film").
DEEDS = frozenset(
    "cry laugh learn watch think relax sleep listen hear cook cooking dance run running study talk feel feels win wins"
    " lose loses die dies kill kills fall falls come comes go goes gone happen happens".split()
)


@cache
def _names(table: str, language: str = "en") -> dict[str, str]:
    return {str(key): str(value) for key, value in prompts.phrases(_BOOK, language)[table].items()}


def language_name(code: str) -> str:
    """ "fr" -> "French"; an unknown code stays as it is."""
    return _names("languages").get(code.lower(), code)


def country_name(code: str) -> str:
    """ "US" -> "the United States"; an unknown code stays as it is."""
    return _names("countries").get(code.upper(), code)


def role_phrase(role: str) -> str:
    """ "director" -> "directed by"; an unknown role -> "with"."""
    return _names("roles").get(role.lower(), "with")


def genre_name(genre: str) -> str:
    return _names("genres").get(genre, genre)


def a_genre(genre: str, medium: str) -> str:
    """ "comedy" -> "a comedy", "horror" of a series -> "a horror series"."""
    pattern = _names("genre_nouns").get(genre, f"{genre_name(genre)} {{noun}}")
    return with_article(pattern.replace("{noun}", medium_name(medium)))


def tag_name(tag: str, description: str = "") -> str:
    """A tag as it is written: with the capitals it has in the description ("Paris"), or known ones ("NASA")."""
    if tag in _names("tags"):
        return _names("tags")[tag]
    found = re.search(rf"(?<![.!?] )(?<!^)\b{re.escape(tag)}\b", description, re.IGNORECASE)
    return found.group() if found and tag.islower() else tag


def medium_name(medium: str) -> str:
    return _names("media").get(medium, medium)


def joined(values: Sequence[str], word: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    shown = list(dict.fromkeys(values))
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} {word} {shown[-1]}"


def number(value: float) -> str:
    """Without a needless fraction: 97.0 -> "97", 8.1 -> "8.1"."""
    return str(int(value)) if float(value).is_integer() else str(round(value, 1))


def with_article(noun: str) -> str:
    """ "album" -> "an album"."""
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def as_asked(wish: str, noun: str, sentence: str = "") -> str:
    """ "sad" -> "sad film", "robots" -> "film about robots", more than two words in quotation marks.

    `sentence`: where the person put the wish, to be said back as it stands there: "film in a big house".
    """
    words = wish.split()
    if (said := put(wish, sentence)) and said[1] and not DEEDS & {*wish.lower().split()}:
        return " ".join(part for part in (said[0], noun, said[1]) if part)
    if len(words) > 1 and words[0].lower() in ("a", "an", "the"):
        words = words[1:]
        wish = " ".join(words)
    if len(words) > _MOST_QUOTED:
        return f"“{' '.join(words[:_MOST_QUOTED])}…”"
    if len(words) > 2 or DEEDS & {*wish.lower().split()} or not wish.replace(" ", "").replace("-", "").isalpha():
        return f"“{wish}”"
    if is_plural(wish):
        return f"{noun} about {wish}"
    return f"{wish} {noun}"


def is_plural(words: str) -> bool:
    """ "lonely robots"; not "chess", "physics" or "virus"."""
    return words.endswith("s") and not words.endswith(("ss", "us", "is", "ics"))


def an_asked(asked: str) -> str:
    """ "sad film" -> "a sad film"; what is quoted stays as it is."""
    return asked if asked.startswith("“") else with_article(asked)


def possessive(name: str) -> str:
    return f"{name}'" if name.endswith(("s", "S")) else f"{name}'s"


def length_words(minutes: float) -> str:
    """ "two hours" where it is said so, else "100 minutes"."""
    return _LENGTHS.get(minutes, f"{number(minutes)} minutes")


_LENGTHS: dict[float, str] = {
    120: "two hours", 150: "two and a half hours", 180: "three hours", 240: "four hours",
}  # fmt: skip


def clock(seconds: float) -> str:
    """760.4 -> "12:40", 3725 -> "1:02:05"."""
    whole = int(seconds)
    hours, minutes = whole // 3600, whole % 3600 // 60
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"


def ordinal(place: int) -> str:
    """1 -> "1st", 12 -> "12th", 23 -> "23rd"."""
    suffix = "th" if place % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{suffix}"


def tally(value: int) -> str:
    """4803 -> "4803", 36273 -> "36,273"."""
    return f"{value:,}" if value >= 10_000 else str(value)


def counted(value: int, noun: str, plural: str | None = None) -> str:
    """ "1 film", "3 films"."""
    return f"{tally(value)} {noun if value == 1 else plural or noun + 's'}"


def media_counted(value: int, medium: str) -> str:
    return f"{tally(value)} {medium_name(medium) if value == 1 else _names('media_many').get(medium, medium)}"
