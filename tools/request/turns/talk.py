"""What the conversation speaks of: the lists shown, the works and people named last, and what a reference means in it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from indexers.reading.fold import fold
from tools.request.spans.link import Linker, capital_runs
from tools.request.spans.names import find_people, people_in
from tools.request.spans.text import Text, clean, tokenise
from tools.request.state import Handle, Parsed, Place, Role, TitleMention

_LINE = re.compile(r"^\s*(?:\*\*)?(\d{1,2})[.)]\s+(?:\*\*)?(.+?)(?:\*\*)?\s*$", re.MULTILINE)
_NAME = re.compile(r"^[A-ZÀ-Þ][\w'-]+(?: (?:de|la|van|von|der|del|di|da|le|du|el|al))?(?: [A-ZÀ-Þ][\w'-]+){1,2}(?=[.,!]|$)")
_HEAD = re.compile(r"^[\"*_]*(?P<title>.+?)[\"*_]*\s*\((?P<year>(?:1[89]|20)\d\d)\)(?P<rest>.*)$", re.DOTALL)
_BARE_HEAD = re.compile(r"^[\"*_]*(?P<title>[^\s].{0,89}?)[\"*_]*(?P<rest>(?: [-—–] |: ).*)?$")
_CREDIT = re.compile(
    r"\b(?:[Bb]y|[Ww]ith|[Ss]tarring|[Ss]tars|host is|sung by|from) ((?:The )?[A-ZÀ-Þ][\w'.-]*\w(?: (?:de |la |van |von |del )?[A-ZÀ-Þ][\w'-]+)*)"
)
_DATED = re.compile(
    r"(?P<title>[A-ZÀ-Þ0-9][\w'’.!&-]*(?:[:,]? (?:[A-ZÀ-Þ0-9&][\w'’.!&-]*|of|the|and|for|in|a|an|to|on|at|by|from|with|de|la|le|vs\.?))*) \((?P<year>(?:1[89]|20)\d\d)\)"
)
_MINUTES = re.compile(r"\b(?P<minutes>\d{1,3})[- ](?:min\b|mins\b|minutes?\b)")


def unique(handles: Iterable[Handle]) -> tuple[Handle, ...]:
    found: list[Handle] = []
    for handle in handles:
        if not any(handle.is_same(other) for other in found):
            found.append(handle)
    return tuple(found)


@dataclass(frozen=True)
class Talk:
    """`focus`: the works spoken of last; `people`: names spoken of last."""

    shown: tuple[Handle, ...] = ()
    ever_shown: tuple[Handle, ...] = ()
    focus: tuple[Handle, ...] = ()
    named: tuple[Handle, ...] = ()  # every work named so far
    people: tuple[str, ...] = ()
    ever_people: tuple[str, ...] = ()
    is_list: bool = False  # the last reply was a numbered list
    asked: bool = False  # the last reply asked "have you seen ...?"

    @property
    def latest(self) -> tuple[Handle, ...]:
        """The works shown or spoken of last."""
        return unique((*self.focus, *self.shown))

    @property
    def works(self) -> tuple[Handle, ...]:
        """All works spoken of, the latest first."""
        return unique((*self.latest, *reversed((*self.named, *self.ever_shown))))

    @property
    def recent(self) -> frozenset[str]:
        return frozenset(fold(h.title) for h in self.named)

    def after_reply(self, content: str, linker: Linker, media: tuple[str, ...] = (), *, is_answer: bool = False) -> Talk:
        """The talk after an assistant's message, whoever wrote it.

        The answer to a question about works (`is_answer`) leaves them in focus: what it names is said in passing.
        """
        text = clean(content)
        listed = _numbered(text, linker, media)
        named = listed or _in_prose(text, linker, self.recent, media)
        people = tuple(dict.fromkeys(people_in(tokenise(text), linker.index)))
        if is_answer and not people and (match := _NAME.match(text)):
            people = (match[0],)
        if not listed:
            said = (m[1] for m in _CREDIT.finditer(text) if not any(fold(m[1]) == fold(h.title) for h in named))
            people = tuple(dict.fromkeys((*people, *(n for n in said if not any(fold(n) in fold(p) for p in people)))))
        shown = listed or self.shown
        return replace(
            self,
            shown=shown,
            ever_shown=unique((*self.ever_shown, *listed)),
            focus=(named if listed or not is_answer else ()) or self.focus,
            named=unique((*self.named, *named)),
            people=people or self.people,
            ever_people=tuple(dict.fromkeys((*people, *self.ever_people))),
            is_list=bool(listed),
            asked="?" in text,
        )

    def after_request(self, about: tuple[Handle, ...], named: tuple[Handle, ...], people: tuple[str, ...]) -> Talk:
        return replace(
            self,
            focus=about or named or self.focus,
            named=unique((*self.named, *named)),
            people=people or self.people,
            ever_people=tuple(dict.fromkeys((*people, *self.ever_people))),
            is_list=self.is_list and not about,
        )

    # --- what a reference means ----------------------------------------------------------------------------------

    def at(self, place: int) -> Handle | None:
        """The work at a 1-based place of the last list (negative: from its end); of the last prose, if no list was."""
        source = self.shown if self.shown else self.focus
        if not source or place == 0 or place > len(source) or -place > len(source):
            return None
        return source[place - 1] if place > 0 else source[place]

    def known(self, title: TitleMention) -> Handle | None:
        """The work of that title that was spoken of before, if one was: "heat" after "1. Heat (1995)" is that one."""
        for handle in (*self.focus, *self.shown, *self.named):
            if handle.row is not None and handle.row in title.rows and (title.year is None or title.year == handle.year):
                return handle
            if handle.row is None and not title.rows and fold(handle.title) == fold(title.text):
                return handle
        return None

    def partly(self, word: str) -> Handle | None:
        """The one work spoken of before whose title holds `word`."""
        found = [h for h in unique((*self.shown, *self.focus)) if word in fold(h.title).split()]
        return found[0] if len(found) == 1 else None

    def compared(self, order: str) -> Handle | None:
        """ "the older one", "the shortest": of the works spoken of last, by year or length where both are known."""
        works = self.focus if len(self.focus) > 1 else self.shown
        known = [(key, h) for h in works if (key := h.year if order in ("new", "old") else h.minutes) is not None]
        if len(known) < 2:
            return None
        return (max if order in ("new", "long") else min)(known, key=lambda pair: pair[0])[1]

    def described(self, words: tuple[str, ...], linker: Linker) -> Handle | None:
        """The work of the last list or prose that fits "the penguin one": by its title and blurb, else by its facts."""
        source = unique((*self.focus, *self.shown, *self.ever_shown, *self.named))
        for handle in source:
            if all(_fits(word, f"{handle.title} {handle.blurb}") for word in words):
                return handle
        for handle in source:
            if handle.row is not None and all(_has_fact(word, handle.row, linker) for word in words):
                return handle
        return None

    def pointed(self, number: str) -> tuple[Handle, ...]:
        """ "it": the work spoken of; "them": all of them."""
        if number == "all":
            return self.focus
        return self.focus[:1] if self.is_list else self.focus[-1:]


def _numbered(text: str, linker: Linker, media: tuple[str, ...]) -> tuple[Handle, ...]:
    found: list[Handle] = []
    for expected, match in enumerate(_LINE.finditer(text), start=1):
        head = _HEAD.match(match[2])
        bare = None if head else _BARE_HEAD.match(match[2])
        if int(match[1]) != expected or (head or bare) is None:
            continue
        if head:
            title, year, rest = head["title"].strip(), int(head["year"]), head["rest"]
        else:
            assert bare
            title, year, rest = bare["title"].strip(), None, bare["rest"] or ""
        row = _row(title, year, linker, media)
        found.append(Handle(title, row, year, rest.strip(" -—:,"), _minutes(row, linker) or _said_minutes(rest)))
    return tuple(found)


def _said_minutes(text: str) -> float | None:
    match = _MINUTES.search(text)
    return float(match["minutes"]) if match else None


def _minutes(row: int | None, linker: Linker) -> float | None:
    minutes = float(linker.columns.minutes[row]) if row is not None else math.nan
    return None if math.isnan(minutes) else minutes


def _row(title: str, year: int | None, linker: Linker, media: tuple[str, ...] = ()) -> int | None:
    """The work of that title and year; of a film and its album, the one of the medium that was asked for."""
    rows = linker.index.exact(title)
    rows = [r for r in rows if linker.columns.medium_of(r) in media] or rows
    if year is None:
        return richest(rows, linker)
    exact = [r for r in rows if linker.columns.year[r] == year]
    near = [r for r in rows if abs(int(linker.columns.year[r]) - year) <= 1]
    return richest(exact or near, linker)


def richest(rows: Sequence[int], linker: Linker) -> int | None:
    """Of rows that may be one work kept twice (same year as the first), the one that more is known of."""
    if not rows:
        return None
    columns = linker.columns
    same = [r for r in rows if columns.year[r] == columns.year[rows[0]] and columns.medium[r] == columns.medium[rows[0]]]
    return max(same, key=lambda r: (r in columns.makers) + (not math.isnan(columns.minutes[r])))


def _in_prose(content: str, linker: Linker, recent: frozenset[str], media: tuple[str, ...]) -> tuple[Handle, ...]:
    """Works that an assistant's prose names: linked titles, and capitalised ones that the catalogue lacks."""
    text = tokenise(content)
    dated = [_dated(match, text) for match in _DATED.finditer(content)]
    titles = linker.link(text, recent, is_reply=True)
    titles = [t for t in titles if not any(t.start < d.end and d.start < t.end for d in dated)]
    titles += [replace(d, rows=() if (row := _row(d.text, d.year, linker, media)) is None else (row,)) for d in dated]
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


def handle_of(title: TitleMention, linker: Linker, media: tuple[str, ...] = (), blurb: str = "") -> Handle:
    if title.rows:
        row = next((r for r in title.rows if linker.columns.medium_of(r) in media), richest(title.rows, linker))
        assert row is not None
        year = int(linker.columns.year[row])
        return Handle(linker.columns.titles[row], row, year if year > 0 else None, blurb, _minutes(row, linker))
    return Handle(title.text.strip("\"'*_ "), None, title.year, blurb)


def _fits(word: str, blurb: str) -> bool:
    stem = word.rstrip("s")
    return any(w == word or w.rstrip("s") == stem or (len(stem) > 3 and w.endswith(stem)) for w in fold(blurb).split())


_KIND_WORDS = {"cartoon": "animation", "animated": "animation", "funny": "comedy", "scary": "horror", "romantic": "romance", "musical": "music"}


def _has_fact(word: str, row: int, linker: Linker) -> bool:
    columns = linker.columns
    for facet, value in (("genre", _KIND_WORDS.get(word, word)), ("keyword", word)):
        if row in columns.rows(facet, value):  # type: ignore[arg-type]
            return True
    return any(name.split()[-1] == word for name in people_of(row, linker))


def people_of(row: int, linker: Linker) -> list[str]:
    """Folded names credited in a work."""
    return [name for name, rows in linker.columns.postings["person"].items() if row in rows]


def places_of(parsed: Parsed, talk: Talk) -> list[tuple[Handle, Role, Place]]:
    found = []
    for place in parsed.references.places:
        handle = talk.at(place.place)
        if handle is not None:
            found.append((handle, place.role, place))
    return found
