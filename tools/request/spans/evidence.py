"""What the sentence says for a span of its words being a title: names of things noticed, which are weighed together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from indexers.catalogue.columns import Columns
from indexers.catalogue.titles import TitleIndex
from tools.request.spans.candidates import Candidate
from tools.request.spans.positions import KINDS, is_followed, is_join, is_quoted_at, lead_of
from tools.request.spans.text import Text, Token
from tools.request.words.en import places
from tools.request.words.en.common import FUNCTION, STOCK, STUDIOS, WEAK_TITLE
from tools.request.words.en.people import PERSONS
from tools.request.words.en.spelling import FREQUENT

YEAR = re.compile(r"^ ?[,(]? ?\(? ?(1[89]\d\d|20\d\d) ?\)?(?= |$)(?! s)")
_PARENTHESISED = re.compile(r"^ ?\( ?(?:18|19|20)\d\d ?\)")
_YEAR_BEFORE = re.compile(r"(?<!\w)the (1[89]\d\d|20\d\d) $")
_COMPARISON = re.compile(
    r"\b(?:better|compare|comparing|versus|vs|difference|which (?:one|of|is)|whats? (?:better|funnier|scarier|longer"
    r"|shorter))\b.* (?:or|and|vs|versus|with|to) |^[^,.?!]{2,40} or [^,.?!]{2,40} ?(?:\?$|[-,:?] which\b)"
    r"|\bwhich (?:one )?(?:would|should|do|is)\b.* or "
)
_TONGUES = frozenset((*places.COUNTRIES, *places.LANGUAGES, *places.NATIONALITIES))
_SKIPPED = frozenset('the a an " ( movie movies film films show series called also really just both either'.split())
_JOINS = frozenset((",", "and", "or", "/", "vs", "versus", "meets", "then"))
_KIND_NOUNS = frozenset(
    "movie movies film films show shows series album albums song songs podcast podcasts genre genres stuff"
    " episodes".split()
)
_PRONOUNS = frozenset(("i", "im", "ive", "id", "ill"))
_CONNECTIVES = frozenset("of the a an in to for on at : and".split())
_TOPIC_WORKS = 5  # a keyword of so many works is what "zombie movie" asks for, not the work of that name


def year_of(text: Text, start: int, end: int) -> int | None:
    """The year that is written right after or before tokens start..end-1."""
    after = YEAR.match(_after(text, end))
    found = after or _YEAR_BEFORE.search(text.norm[: text.offsets[start]])
    return int(found[1]) if found else None


def _after(text: Text, end: int) -> str:
    return text.norm[text.offsets[end - 1] + len(text.tokens[end - 1].norm) :]


def _is_up(token: Token) -> bool:
    return token.raw[:1].isupper()


@dataclass(frozen=True)
class Witness:
    """Notices things about the candidates of one message. `people`: the spans of people's names."""

    text: Text
    candidates: Sequence[Candidate]
    people: frozenset[tuple[int, int]]
    columns: Columns
    index: TitleIndex
    is_reply: bool = False  # an assistant speaks

    @cached_property
    def _known(self) -> tuple[Candidate, ...]:
        return tuple(c for c in self.candidates if c.match in ("title", "alike"))

    @cached_property
    def _starts(self) -> frozenset[int]:
        return frozenset(c.start for c in self._known)

    @cached_property
    def _leads(self) -> dict[int, str]:
        return {c.start: lead_of(self.text, c.start) for c in self.candidates}

    def notice(self, candidate: Candidate, accepted: Sequence[tuple[int, int]]) -> Iterator[str]:
        """`accepted`: spans held for titles so far, in the light of which lists are seen."""
        look = self._look(candidate)
        yield "always"
        if self.is_reply:
            yield from ("reply", f"reply {look.case} {look.known}", f"reply {look.kind}")
        yield from look.alone()
        yield from self._neighbours(candidate, look)
        yield from self._company(candidate, look, accepted)
        yield from self._work(candidate, look)
        yield from self._name(candidate, look)

    def _look(self, candidate: Candidate) -> _Look:
        text, start, end = self.text, candidate.start, candidate.end
        own = tuple(t for t in text.tokens[start:end] if t.is_word)
        opens = text.opens_sentence(start) or (start > 0 and text.tokens[start - 1].raw in '"-:')
        content = [t for t in own if t.norm not in WEAK_TITLE and t.norm not in KINDS]
        kind = (
            "rare" if any(t.norm not in FREQUENT for t in content)
            else "common" if content
            else "kind" if any(t.norm in KINDS for t in own)
            else "weak"
        )  # fmt: skip
        known = "known" if candidate.match in ("title", "alike") else candidate.match
        return _Look(own, _case_of(own, text.is_cased, opens), kind, known, self._lead(candidate))

    def _lead(self, candidate: Candidate) -> str:
        return lead_of(self.text, candidate.start, candidate.end) or self._leads[candidate.start]

    def _neighbours(self, candidate: Candidate, look: _Look) -> Iterator[str]:
        """The words before and after."""
        tokens, start, end = self.text.tokens, candidate.start, candidate.end
        place = start - 1
        while place >= 0 and tokens[place].norm in _SKIPPED and start - place < 4:
            place -= 1
        before = tokens[place].norm if place >= 0 and tokens[place].raw not in ".!?\n" else "^"
        first = tokens[place - 1].norm if place > 0 else "^"
        after = tokens[end].norm if end < len(tokens) else "$"
        second = tokens[end + 1].norm if end + 1 < len(tokens) else "$"
        yield f"before={before}"
        yield f"before={first} {before}"
        yield f"right before={tokens[start - 1].norm if start else '^'}"
        yield f"after={after}"
        yield f"after={after} {second}"
        yield f"{look.case} before={before}"
        yield f"{look.case} after={after}"
        if self.text.opens_sentence(start):
            yield f"opens after={after}"
            if after == "but":  # "Alien but with less gore"
                yield f"varied {look.known} {look.size}"
        if after[:1].isalnum() and _is_up(tokens[end]) and after not in _PRONOUNS and self.text.is_cased:
            yield f"capital after {look.case}"
        if (
            start
            and tokens[start - 1].is_word
            and _is_up(tokens[start - 1])
            and tokens[start - 1].norm not in _PRONOUNS
        ):
            yield f"capital before {look.case} {self.text.opens_sentence(start - 1)}"
        if after in _CONNECTIVES and end + 1 < len(tokens) and _is_up(tokens[end + 1]) and second not in _PRONOUNS:
            yield f"goes on {look.case} {after in ('and', ':')}"
        if start > 1 and tokens[start - 1].norm in _CONNECTIVES and _is_up(tokens[start - 2]):
            yield f"went on {look.case} {tokens[start - 1].norm in ('and', ':')} {self.text.opens_sentence(start - 2)}"
        if not after[:1].isalnum():
            yield f"closed {look.case} {look.kind} {look.known}"
            yield f"closed {look.lead}"

    def _company(self, candidate: Candidate, look: _Look, accepted: Sequence[tuple[int, int]]) -> Iterator[str]:
        """Lists, comparisons, what is said of it, and whether anything else is said at all."""
        text, start, end = self.text, candidate.start, candidate.end
        if any(stop <= start and is_join(text, stop, start) for _, stop in accepted):
            yield from (f"listed {look.case} {look.known}", f"listed {look.kind}", f"listed {look.size}")
        if self._goes_on_with_another(end):
            yield from (f"lists {look.case}", f"lists {look.lead} {look.known}")
        if is_followed(text, end):
            yield f"praised {look.case} {look.known}"
        if _COMPARISON.search(text.norm):
            yield f"compared {look.case}"
        rest = [t for i, t in enumerate(text.tokens) if t.is_word and not start <= i < end]
        if all(t.norm in ("the", "a", "please", "movie", "film", "um", "hmm", "yes", "oh") for t in rest):
            yield from ("whole", f"whole {look.kind} {look.known}")
        elif len(rest) > 8:
            yield f"long message {look.known}"
        if any(c.start <= start and c.end >= end and c.end - c.start > end - start for c in self._known):
            yield from ("inside another", f"inside another {look.case} {look.known}")

    def _goes_on_with_another(self, end: int) -> bool:
        tokens = self.text.tokens
        if end >= len(tokens) or tokens[end].norm not in _JOINS:
            return False
        place = end
        while place < min(len(tokens), end + 3) and tokens[place].norm in _JOINS | {"the", "a", "also"}:
            place += 1
        return place in self._starts

    def _work(self, candidate: Candidate, look: _Look) -> Iterator[str]:
        """What is known of the work."""
        yield f"match={candidate.match}"
        yield f"match={candidate.match} {look.size}"
        yield f"{look.known} {look.case} {look.kind} {look.size}"
        yield f"{look.known} {look.lead} {look.case}"
        if candidate.match == "alike":
            yield f"alike {look.case} {look.kind}"
        prominence = max((float(self.columns.prominence[r]) for r in candidate.rows[:1]), default=0.0)
        for least in (0.3, 0.5, 0.7, 0.85):
            if prominence >= least:
                yield from (f"prominent {least}", f"prominent {least} {look.case}")
                yield f"prominent {least} {look.kind} {look.case in ('inner', 'head')} {look.lead}"

    def _name(self, candidate: Candidate, look: _Look) -> Iterator[str]:
        """What else the words may be: a person, a place, a number, what a work is about."""
        text, start, end = self.text, candidate.start, candidate.end
        if is_quoted_at(text, start, end):
            yield from ("quoted", f"quoted {look.known}")
        if year_of(text, start, end):
            yield from ("dated", f"dated {look.case} {look.lead}")
        if _PARENTHESISED.match(_after(text, end)):
            yield "dated in parentheses"
        if (start, end) in self.people or look.name in PERSONS:
            yield from ("person", f"person {look.known}")
        elif any(a < end and start < b for a, b in self.people):
            yield from ("beside person", f"beside person {look.known} {look.size}")
        if look.size == 1 and look.name in self.index.given_names:
            yield from ("given name", f"given name {look.case}")
        if look.name in _TONGUES:
            before = text.tokens[start - 1].norm if start else ""
            yield from ("tongue", f"tongue {look.case} {before in ('from', 'in')}")
        if look.name in STOCK or look.name.removeprefix("the ").removeprefix("a ") in STOCK:
            yield "stock"
        if look.size == 1 and look.name in STUDIOS:
            yield "studio"
        if look.size == 1 and look.name[:1].isdigit():
            yield "number"
        elif any(t.norm.isdigit() for t in look.own):
            after = text.words(end, end + 1)
            yield f"has digits {look.known} {after in ('out', '/', 'stars', 'star')}"
        yield from self._topic(candidate, look)

    def _topic(self, candidate: Candidate, look: _Look) -> Iterator[str]:
        tokens, start, end = self.text.tokens, candidate.start, candidate.end
        after = tokens[end].norm if end < len(tokens) else ""
        bare = look.name.removeprefix("a ").removeprefix("an ")
        is_topic = len(self.columns.rows("keyword", bare)) >= _TOPIC_WORKS
        if is_topic:
            yield from ("topic", f"topic {look.case}", f"topic {after in _KIND_NOUNS}")
        if after in _KIND_NOUNS:
            yield f"of kind {look.case} {after.endswith('s')}"
        if bare != look.name or (start and tokens[start - 1].norm in ("a", "an")):
            is_own = any(self.columns.titles[r].casefold().startswith(("a ", "an ")) for r in candidate.rows)
            yield f"indefinite {look.case} {is_own}"


@dataclass(frozen=True)
class _Look:
    """`case`: capitals as a title has them ("inner"; "head" where a sentence begins anyway), some, or none.
    `kind`: of its rarest word. `known`: whether the catalogue has it.
    """

    own: tuple[Token, ...]
    case: str
    kind: str
    known: str
    lead: str

    @cached_property
    def name(self) -> str:
        return " ".join(t.norm for t in self.own)

    @property
    def size(self) -> int:
        return min(len(self.own), 5)

    def alone(self) -> Iterator[str]:
        size = min(self.size, 3)
        yield from (f"words {self.size}", f"case {self.case}", f"kind {self.kind}", f"lead {self.lead}")
        yield from (f"{self.kind} {size}", f"{self.case} {self.kind}", f"{self.case} {size}", f"{self.known} {size}")
        yield from (
            f"{self.case} {self.kind} {min(size, 2)}",
            f"lead {self.lead} {self.case}",
            f"lead {self.lead} {self.kind}",
        )
        yield f"lead {self.lead} {self.kind} {self.case in ('inner', 'head')} {size}"
        if self.known in ("none", "near"):
            first, last = self.own[0], self.own[-1]
            yield f"{self.known} first {first.norm in WEAK_TITLE} {_is_up(first)} {first.norm in FUNCTION}"
            kinds = f"{last.norm in FUNCTION} {last.norm in KINDS}"
            yield f"{self.known} last {last.norm in WEAK_TITLE} {_is_up(last)} {kinds}"
            yield f"{self.known} {self.case} first={first.norm}"
            yield f"{self.known} {self.case} last={last.norm}"


def _case_of(own: Sequence[Token], is_cased: bool, opens: bool) -> str:
    letters = [t for t in own if t.raw[:1].isalpha()]
    if not is_cased or not letters:
        return "none"
    if not any(map(_is_up, letters)):
        return "lower"
    if not all(map(_is_up, [t for t in letters if t.norm not in FUNCTION] or letters)):
        return "mixed"
    return "head" if opens and sum(map(_is_up, letters)) < 2 else "inner"
