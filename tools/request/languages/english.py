"""A message of another language, said in the English that the reader knows.

A language is a package of `words`: how its messages are known, how its words and clauses are said in English. Titles
are told by the library's own names and pass through untouched, so that no rule reads their words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import ModuleType

from tools.request.spans.link import Linker
from tools.request.words import zh

_LANGUAGES: Mapping[str, ModuleType] = {"zh": zh}
_FIRST_TITLE = 0xE000  # private characters stand for titles while the rest is read
_NAMED = re.compile(r"《([^《》]{1,80})》")
_LATIN = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ0-9'’.:&! -]*(?<![ .!:-])")
_CLAUSE = re.compile(r"([,.?!;:\n]+)")
_LONGEST_TITLE = 12  # characters of a title without marks around it
_SLOT = re.compile(r"\{(-?)(\d)(?:\|([^}]*))?\}")
_FILMS = re.compile(r"\b(?:films|movies)\b")
# Comparatives that come out of "{1}er" by rule, not by spelling.
_FORMS = {"newer": "newer", "older": "older", "gooder": "better", "goodest": "best", "longest": "longest"}


def language_of(message: str) -> str:
    """The code of the language that a message is in: "en" for all that no other claims."""
    if message.isascii():
        return "en"
    return next((code for code in _LANGUAGES if _sign(code).search(_NAMED.sub("", message))), "en")


@cache
def said_in(code: str) -> Mapping[str, str]:
    """English words of a wish in a language: what its table says, the other way round; the first of several."""
    found: dict[str, str] = {}
    for word, english in _LANGUAGES[code].WISHES.items() if code in _LANGUAGES else ():
        found.setdefault(english, word)
    return found


@cache
def _sign(code: str) -> re.Pattern[str]:
    return re.compile(_LANGUAGES[code].SIGN)


def in_english(message: str, linker: Linker) -> str:
    """`message` as the reader knows it; one in English comes back as it is."""
    code = language_of(message)
    return message if code == "en" else _Hearing(code, linker).of(message)


@cache
def _clauses(code: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    words = _LANGUAGES[code]
    macros = {**words.MACROS, "N": f"(?:{'|'.join(map(re.escape, sorted(words.PEOPLE, key=len, reverse=True)))})"}
    made = []
    for pattern, english in words.CLAUSES:
        for name, meaning in macros.items():
            pattern = pattern.replace(f"{{{name}}}", meaning)
        made.append((re.compile(pattern), english))
    return tuple(made)


@cache
def _words(code: str) -> tuple[re.Pattern[str], Mapping[str, str]]:
    words = _LANGUAGES[code]
    table = {**dict.fromkeys(words.FILLERS, ""), **words.WORDS, **words.PEOPLE}
    longest = sorted(table, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest))), table


@dataclass
class _Hearing:
    """One message being said in English. `titles`: what stands for the private characters."""

    code: str
    linker: Linker
    titles: list[str] = field(default_factory=list)

    def of(self, message: str) -> str:
        text = unicodedata.normalize("NFKC", message).translate(_LANGUAGES[self.code].MARKS)
        text = _NAMED.sub(lambda found: self._title(found[1]), text)
        text = _LATIN.sub(lambda found: self._latin(found[0]), text)
        spelt = text.translate(_LANGUAGES[self.code].SPELLING)
        spelt = _LANGUAGES[self.code].in_digits(self._bare(text, spelt))
        parts = [p if _CLAUSE.fullmatch(p) else self._said(p.replace(" ", "")) for p in _CLAUSE.split(spelt)]
        english = re.sub(r"\s*,(?:\s*,)+", " ,", " ".join(filter(None, map(str.strip, parts))))
        english = re.sub(r"\?(?:\s*\?)+", "?", english)
        english = re.sub(r"\s+", " ", re.sub(r"\s+([,.?!;:])", r"\1", english)).strip(" ,")
        return "".join(self._named(c) for c in english)

    def _named(self, character: str) -> str:
        place = ord(character) - _FIRST_TITLE
        return self.titles[place] if 0 <= place < len(self.titles) else character

    def _title(self, name: str) -> str:
        """A character that stands for the title: as the catalogue has it, else in quotation marks."""
        index, columns = self.linker.index, self.linker.columns
        rows = index.exact(name) or index.exact(name.translate(_LANGUAGES[self.code].SPELLING))
        said = f'"{name}"'
        if rows:
            title = columns.titles[rows[0]]
            is_likeliest = index.exact(title)[:1] == rows[:1]
            said = f'"{title}"' if is_likeliest else f"{title} ({int(columns.year[rows[0]])})"
        self.titles.append(said)
        return chr(_FIRST_TITLE + len(self.titles) - 1)

    def _latin(self, words: str) -> str:
        return self._title(words) if self.linker.index.exact(words) else words

    def _bare(self, text: str, spelt: str) -> str:
        """`spelt` with titles that stand without marks: three characters or more, two after "like" or "seen"."""
        known, place, said = _words(self.code)[1], 0, []
        while place < len(text):
            for end in range(min(len(text), place + _LONGEST_TITLE), place + 1, -1):
                name = text[place:end]
                is_short = end - place == 2 and not re.search(_LANGUAGES[self.code].SPEAKS_OF, spelt[:place])
                if is_short or not name.isalpha() or spelt[place:end] in known or name.isascii():
                    continue
                if self.linker.index.exact(name) or self.linker.index.exact(spelt[place:end]):
                    said.append(self._title(name))
                    place = end
                    break
            else:
                said.append(spelt[place])
                place += 1
        return "".join(said)

    def _said(self, clause: str) -> str:
        """The first pattern that is found says its part; what stands before and after is said by itself."""
        if not clause:
            return ""
        for pattern, english in _clauses(self.code):
            if found := pattern.search(clause):
                middle = _SLOT.sub(lambda slot, found=found: self._filled(slot, found), english)  # type: ignore[misc]
                return " ".join((self._said(clause[: found.start()]), middle, self._said(clause[found.end() :])))
        return self._word_by_word(clause)

    def _filled(self, slot: re.Match[str], found: re.Match[str]) -> str:
        said = self._said(found[int(slot[2])] or "") if (found[int(slot[2])] or "") != found[0] else ""
        if slot[1]:
            said = _FILMS.sub("", said) if _FILMS.sub("", said).strip() else said
        return said.strip() or slot[3] or ""

    def _word_by_word(self, clause: str) -> str:
        pattern, table = _words(self.code)
        said, place = [], 0
        for found in pattern.finditer(clause):
            said += [clause[place : found.start()], table[found[0]]]
            place = found.end()
        return " ".join(part for part in (*said, clause[place:]) if part).replace("、", " , ")
