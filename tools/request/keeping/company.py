"""Who is to like what is looked for beside the one who asks, and the words without them.

Only names of people known in the library count. What is said of company is cut out of a message before it is read, so
that a message of names nobody bears is read as ever.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from indexers.reading.fold import fold
from tools.request.words.en.dialogue import company as en

Named = Callable[[str], str | None]  # what is said -> the person known by that name
_OPENS, _HEADS, _JOINS, _SELF, _ENDS, _ALONE, _OWNED, _LEAVES, _TOO = (
    re.compile(pattern, re.IGNORECASE)
    for pattern in (en.OPENS, en.HEADS, en.JOINS, en.SELF, en.ENDS, en.ALONE, en.OWNED, en.LEAVES, en.TOO)
)
_WORD = re.compile(r"\w(?:[\w.-]*\w)?")
_LONGEST = 3  # words of a name


@dataclass(frozen=True)
class _Listed:
    """People listed in a row from `start` to `end`. `rest`: what stands there that is nobody's name."""

    start: int
    end: int
    names: tuple[str, ...]
    rest: str = ""


def hear(
    talk: Sequence[Mapping[str, str]], named: Named, is_credited: Callable[[str], bool] = lambda name: False
) -> tuple[list[dict[str, str]], tuple[str, ...]]:
    """The talk without what it says of company, and who stands as company at its end.

    `is_credited`: whether somebody of that name has a part in a work: "with" means them.
    """
    named, heard, company = cache(named), list[dict[str, str]](), tuple[str, ...]()
    for message in talk:
        text = message["content"]
        if message["role"] == "user":
            text, company = _heard(text, company, named, is_credited)
        heard.append({**message, "content": text})
    return heard, company


def _heard(
    text: str, company: tuple[str, ...], named: Named, is_credited: Callable[[str], bool]
) -> tuple[str, tuple[str, ...]]:
    said = _OWNED.sub(lambda found: f"{found['not']} " if named(found["name"]) else found[0], text)
    cut, names = said, tuple[str, ...]()
    while (listed := _listed(cut, named, is_credited)) is not None:
        names += listed.names
        cut = _without(cut, listed.start, listed.end, listed.rest)
    if names:
        company = tuple(dict.fromkeys((*company, *names) if _TOO.search(text) else names))
    elif company and (alone := _ALONE.search(said)):
        company, cut = (), _without(said, *alone.span())
    for found in reversed(list(_LEAVES.finditer(cut))):
        if (gone := named(found["name"])) in company:
            company = tuple(name for name in company if name != gone)
            cut = _without(cut, *found.span())
    return (text if cut == text else _tidy(cut)), company


def _listed(text: str, named: Named, is_credited: Callable[[str], bool]) -> _Listed | None:
    """The first list of people with somebody known in it."""
    for opened in _OPENS.finditer(text):
        may_be = named if opened["for"] else lambda name: None if is_credited(name) else named(name)
        end, names, _, rest = _row(text, opened.end(), may_be)
        if names and _ENDS.match(text, end):
            word = opened[0].split()[-1] if rest else ""
            return _Listed(opened.start(), end, names, f"{word} {' and '.join(rest)}".strip())
    for opened in _HEADS.finditer(text):
        end, names, has_self, rest = _row(text, opened.end(), named)
        if names and has_self and not rest and _ENDS.match(text, end):
            return _Listed(opened.end(), end, names, "I" if text[end:].strip(" .,!?") else "")
    return None


def _row(text: str, at: int, named: Named) -> tuple[int, tuple[str, ...], bool, tuple[str, ...]]:
    """From `at`: where the list ends, who is known of it, whether it names oneself, and whom nobody knows."""
    end, names, has_self = at, tuple[str, ...](), False
    passed, rest = tuple[str, ...](), tuple[str, ...]()
    while True:
        if myself := _SELF.match(text, at):
            end, has_self, rest = myself.end(), True, rest + passed
            passed = ()
        elif (known := _known(text, at, named)) is not None:
            end, rest = known[0], rest + passed
            names, passed = (*names, known[1]), ()
        elif (word := _WORD.match(text, at)) and word[0][:1].isupper():
            passed = (*passed, word[0])
            at = word.end()
        else:
            break
        at = max(at, end)
        if (join := _JOINS.match(text, at)) is None:
            break
        at = join.end()
    return end, names, has_self, rest


def _known(text: str, at: int, named: Named) -> tuple[int, str] | None:
    """Where the longest name of somebody known ends that stands at `at`, and whose it is."""
    ends: list[int] = []
    place = at
    while len(ends) < _LONGEST and (word := _WORD.match(text, place)):
        ends.append(word.end())
        place = word.end() + 1 if text[word.end() : word.end() + 1] == " " else len(text)
    for end in reversed(ends):
        if (found := named(text[at:end])) is not None:
            return end, found
    return None


def _without(text: str, start: int, end: int, rest: str = "") -> str:
    return f"{text[:start]}{rest}{text[end:]}"


def _tidy(text: str) -> str:
    """What is left to be read; a message that named nobody but company asks for anything."""
    text = re.sub(r"\s+([.,;!?])", r"\1", re.sub(r"[^\S\n]+", " ", text))
    text = re.sub(r"([,;])(?=[.,;!?])", "", text).strip(" ,;\n")
    return text if set(fold(text).split()) - en.FILLERS else en.ANYTHING
