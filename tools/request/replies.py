"""An assistant's reply, whoever wrote it: the works that it lists or names, and the people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexers.reading.fold import fold
from tools.request.spans.link import Linker, capital_runs
from tools.request.spans.names import find_people, people_in
from tools.request.spans.text import Text, clean, tokenise
from tools.request.state import Handle, TitleMention
from tools.request.turns.works import handle_of, minutes_of, row_of, unique
from tools.request.words.en.dialogue import replies as en

_NUMBERED = re.compile(en.NUMBERED, re.MULTILINE)
_INLINE = re.compile(en.INLINE, re.MULTILINE)
_BULLET = re.compile(en.BULLET, re.MULTILINE)
_HEAD = re.compile(en.HEAD, re.DOTALL)
_BARE_HEAD = re.compile(en.BARE_HEAD)
_NAME = re.compile(en.NAME)
_CREDIT = re.compile(en.CREDIT)
_DATED = re.compile(en.DATED)
_ANSWER = re.compile(en.ANSWER)
_MINUTES = re.compile(en.MINUTES)


@dataclass(frozen=True)
class Reply:
    """`listed`: the works of a list, in its order; `named`: those, or the ones that the prose names."""

    listed: tuple[Handle, ...]
    named: tuple[Handle, ...]
    people: tuple[str, ...]
    minutes: float | None  # a length that is told
    is_answer: bool  # what it names is said in passing


def read_reply(
    content: str, linker: Linker, recent: frozenset[str], media: tuple[str, ...], *, is_answer: bool
) -> Reply:
    """`recent`: folded titles named before; `is_answer`: the reply answers a question about works."""
    text = clean(content)
    listed = _list(text, linker, media)
    named = listed or _in_prose(text, linker, recent, media)
    people = _people(text, linker, named, is_list=bool(listed), is_answer=is_answer)
    return Reply(
        listed, named, people, _told_minutes(text), not listed and (is_answer or _ANSWER.match(text) is not None)
    )


def _people(text: str, linker: Linker, named: Sequence[Handle], *, is_list: bool, is_answer: bool) -> tuple[str, ...]:
    """Known people, and what stands where a name would: "by Evangelina Prosser", an answer that begins with a name."""
    people = tuple(dict.fromkeys(people_in(tokenise(text), linker.index)))
    if is_answer and not people and (match := _NAME.match(text)):
        people = (match[0],)
    if is_list:
        return people
    titles = {fold(h.title) for h in named}
    said = [m[1] for m in _CREDIT.finditer(text) if fold(m[1]) not in titles]
    return tuple(dict.fromkeys((*people, *(n for n in said if not any(fold(n) in fold(p) for p in people)))))


def _list(text: str, linker: Linker, media: tuple[str, ...]) -> tuple[Handle, ...]:
    """The works of a numbered list, else of one with bullets, in its order."""
    for pattern in (_NUMBERED, _INLINE):
        matches = list(pattern.finditer(text))
        lines = [m[2] for place, m in enumerate(matches, start=1) if int(m[1]) == place]
        if lines and (pattern is _NUMBERED or len(lines) > 1):
            return _all_listed(lines, linker, media)
    lines = [m[1] for m in _BULLET.finditer(text)]
    return _all_listed(lines, linker, media) if len(lines) > 1 else ()


def _all_listed(lines: Sequence[str], linker: Linker, media: tuple[str, ...]) -> tuple[Handle, ...]:
    return tuple(h for line in lines if (h := _listed(line, linker, media)) is not None)


def _listed(line: str, linker: Linker, media: tuple[str, ...]) -> Handle | None:
    """The work that a line of a list begins with."""
    head = _HEAD.match(line) or _BARE_HEAD.match(line)
    if head is None:
        return None
    said = head.groupdict()
    title, rest = said["title"].strip(), said["rest"] or ""
    year = int(said["year"]) if said.get("year") else None
    row = row_of(title, year, linker, media)
    return Handle(title, row, year, rest.strip(" -—:,"), minutes_of(row, linker) or _told_minutes(rest))


def _told_minutes(text: str) -> float | None:
    match = _MINUTES.search(text)
    return float(match["minutes"]) if match else None


def _in_prose(content: str, linker: Linker, recent: frozenset[str], media: tuple[str, ...]) -> tuple[Handle, ...]:
    """Works that prose names: linked titles, and capitalised ones that the catalogue lacks."""
    text = tokenise(content)
    dated = [_dated(match, text) for match in _DATED.finditer(content)]
    titles = linker.link(text, recent, is_reply=True)
    titles = [t for t in titles if not any(t.start < d.end and d.start < t.end for d in dated)]
    titles += [replace(d, rows=() if (row := row_of(d.text, d.year, linker, media)) is None else (row,)) for d in dated]
    closed = frozenset(p for m in titles for p in range(m.start, m.end))
    people = find_people(text, linker.index, closed)
    taken = frozenset(p for m in people for p in range(m.start, m.end))
    titles = sorted([*titles, *capital_runs(text, closed | taken)], key=lambda t: t.start)
    return unique(handle_of(t, linker, media, _clause_of(t, titles, text)) for t in titles)


def _dated(match: re.Match[str], text: Text) -> TitleMention:
    """ "Hunt for the Wilderpeople (2016)": a title that its year marks."""
    inside = [i for i, t in enumerate(text.tokens) if match.start() <= t.start < match.end()]
    return TitleMention(match["title"], (), inside[0], inside[-1] + 1, year=int(match["year"]))


def _clause_of(title: TitleMention, titles: Sequence[TitleMention], text: Text) -> str:
    """What the reply says of a title: its sentence, as far as the next title."""
    first, last = next(((a, b) for a, b in text.sentences if a <= title.start < b), (title.start, title.end))
    others = [t.start for t in titles if first <= t.start < last and t.start != title.start]
    return text.slice(title.start if others else first, min((t for t in others if t > title.start), default=last))
