"""How things are called in a sentence: languages, countries, genres, lists, lengths."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache

import prompts
from indexers.catalogue import Columns
from indexers.models import Item
from tools.evidence.text.put import put
from tools.request.languages import language_of, said_in

_BOOK = "names"
_MOST_QUOTED = 6  # words of a wish
# Words of a wish that say what somebody wants to do: they cannot stand before a noun ("a cry film").
DEEDS = frozenset(
    "cry laugh learn watch think relax sleep listen hear cook cooking dance run running study talk feel feels win wins"
    " lose loses die dies kill kills fall falls come comes go goes gone happen happens".split()
)


def _names(table: str) -> dict[str, str]:
    return _table(table, prompts.spoken())


@cache
def _table(table: str, language: str) -> dict[str, str]:
    return {str(key): str(value) for key, value in prompts.phrases(_BOOK, language)[table].items()}


def is_english() -> bool:
    return prompts.spoken() == "en"


def grammar(key: str, /, **values: object) -> str:
    """How the language that is spoken puts things together."""
    return _names("grammar")[key].format_map(values)


def called(title: str, aliases: Iterable[str] = ()) -> str:
    """A title in a sentence: in another language marked as such, behind the name that the work has in it."""
    if is_english():
        return title
    alias = _alias(title, aliases)
    return grammar("alias", alias=alias, title=title) if alias else grammar("called", title=title)


def _alias(title: str, aliases: Iterable[str]) -> str:
    """The first name in the language that is spoken; "" where the title itself is in it, or none is."""
    language = prompts.spoken()
    if language_of(title) == language:
        return ""
    return next((name for name in aliases if language_of(name) == language), "")


def name_of(item: Item) -> str:
    """What an item is called in a sentence."""
    return called(item.title, item.aliases)


def own_name(item: Item) -> str:
    """The name of an item in the language that is spoken, beside its title; "" where it has none."""
    alias = "" if is_english() else _alias(item.title, item.aliases)
    return grammar("called", title=alias) if alias else ""


def name_at(columns: Columns, row: int) -> str:
    return called(columns.titles[row], columns.aliases.get(row, ()))


_LATIN = re.compile(r"[A-Za-z][A-Za-z' -]*[A-Za-z]")


def said_back(words: str) -> str:
    """English words of a wish in the language that is spoken, as far as it has all of a phrase."""
    return words if is_english() else _LATIN.sub(lambda found: _phrase_back(found[0]), words)


def _phrase_back(phrase: str) -> str:
    known = {**said_in(prompts.spoken()), **_names("said")}
    if phrase in known:
        return known[phrase]
    words = phrase.split()
    return grammar("comma").join(known[word] for word in words) if all(word in known for word in words) else phrase


def day_said(at: date) -> str:
    """ "1 May 2027"."""
    return grammar("day", day=at.day, month=f"{at:%B}", year=at.year, number=at.month)


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
    return f"{grammar('comma').join(shown[:-1])}{grammar(word)}{shown[-1]}"


def number(value: float) -> str:
    """Without a needless fraction: 97.0 -> "97", 8.1 -> "8.1"."""
    return str(int(value)) if float(value).is_integer() else str(round(value, 1))


def with_article(noun: str) -> str:
    """ "album" -> "an album"."""
    if not is_english():
        return noun
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def as_asked(wish: str, noun: str, sentence: str = "") -> str:
    """ "sad" -> "sad film", "robots" -> "film about robots", more than two words in quotation marks.

    `sentence`: where the person put the wish, to be said back as it stands there: "film in a big house".
    """
    if not is_english():
        return grammar("asked", wish=said_back(wish))
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


def an_episode(medium: str) -> str:
    """What follows a length that each episode has."""
    return grammar("episode") if medium == "series" else ""


def possessive(name: str) -> str:
    return f"{name}'" if name.endswith(("s", "S")) else f"{name}'s"


def length_words(minutes: float) -> str:
    """ "two hours" where it is said so, else "100 minutes"."""
    plain = grammar("minutes", n=number(minutes))
    return _LENGTHS.get(minutes, plain) if is_english() else plain


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
    if not is_english():
        return grammar("ordinal", place=place)
    suffix = "th" if place % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{suffix}"


def tally(value: int) -> str:
    """4803 -> "4803", 36273 -> "36,273"."""
    return f"{value:,}" if value >= 10_000 else str(value)


def counted(value: int, noun: str, plural: str | None = None) -> str:
    """ "1 film", "3 films"."""
    if not is_english():
        return grammar("works", n=tally(value))
    return f"{tally(value)} {noun if value == 1 else plural or noun + 's'}"


def media_counted(value: int, medium: str) -> str:
    if pattern := _names("media_counted").get(medium):
        return pattern.format(n=tally(value))
    return f"{tally(value)} {medium_name(medium) if value == 1 else _names('media_many').get(medium, medium)}"
