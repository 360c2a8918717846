# ruff: noqa: E501
"""Titles in a message: n-grams that the catalogue knows, taken where the sentence says that they are titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from indexers.catalogue.columns import Columns
from indexers.catalogue.titles import TitleIndex
from indexers.reading.fold import fold
from tools.request.state import TitleMention
from tools.request.text import Text
from tools.request.words.en import cues, genres, places
from tools.request.words.en import titles as en
from tools.request.words.en.common import FUNCTION, STOCK, STUDIOS, WEAK_TITLE
from tools.request.words.en.people import SHARED
from tools.request.words.en.spelling import FREQUENT

_COMPARISON = re.compile(r"\b(?:better|compare|comparing|versus|vs|difference|which (?:one|of|is)|whats? (?:better|funnier|scarier|longer|shorter))\b.* (?:or|and|vs|versus|with|to) ")
_PARENTHESISED = re.compile(r"^ ?\( ?(?:18|19|20)\d\d ?\)")
_YEAR = re.compile(r"^ ?[,(]? ?\(? ?(1[89]\d\d|20\d\d) ?\)?(?= |$)(?! s)")
_YEAR_BEFORE = re.compile(r"(?<!\w)the (1[89]\d\d|20\d\d) $")
_LONGEST_WORDS = 14
_TYPO_QUERIES = 8  # a misspelt title is looked for at most so often a message: a few ms each
_KINDS = frozenset(
    w for table in (genres.GENRE_NOUNS, genres.GENRE_ADJECTIVES, genres.MEDIA_NOUNS, genres.ORDER_WORDS, places.LANGUAGES, places.NATIONALITIES)
    for phrase in table for w in (*phrase.split(), phrase + "s")
)  # fmt: skip
_AFTER_CUES = frozenset((*cues.AFTER_LIKE, *cues.AFTER_REJECT))
_ENDS = frozenset(".!?;\n…,:()")
_SMALL = frozenset("of the a an and in to for on at is it with by".split())
_LOVING = frozenset("love loves loved liked hated hates adore adores adored enjoyed".split())
_DEVOTEES = frozenset("fan fans nerd nerds geek geeks lover lovers buff buffs fanatic addict fandom".split())
_VERBS = frozenset("is was looks sounds seems had has sucked sucks rocks rocked made are were".split())
_KIND_NOUNS = frozenset("movie movies film films show shows series album albums song songs podcast podcasts genre genres stuff episodes".split())
_WATCHED_ON = frozenset("netflix hulu amazon hbo disney tv prime youtube theaters theatres cinema dvd television bluray".split())
_BREAKS = frozenset(
    """but and or with that which who because where when if since so though although also too not is was were are it i we you they he she
    my please instead only both do does did have has had can could would should from in on at for than then this about though by""".split()
)


@dataclass(frozen=True)
class Linker:
    """Links titles over one generation of the catalogue."""

    columns: Columns
    index: TitleIndex

    def link(self, text: Text, recent: frozenset[str] = frozenset(), *, is_reply: bool = False) -> list[TitleMention]:
        """Titles of the catalogue in `text`. `recent`: folded titles spoken of before, which need no other evidence.
        In a reply (of another assistant) capitals are evidence enough.
        """
        found: list[TitleMention] = []
        for mention in self._known(text, recent, set(), found, is_reply):
            found.append(mention)
        return found

    def link_rest(self, text: Text, known: list[TitleMention], closed: frozenset[int]) -> list[TitleMention]:
        """Misspelt titles and titles that are not here, outside `closed`, beside those already `known`."""
        found = list(known)
        shut = set(closed) | {p for m in known for p in range(m.start, m.end)}
        self._add_others(text, shut, found)
        return sorted(found, key=lambda m: m.start)

    # --- titles that the catalogue has -------------------------------------------------------------------------

    def _known(self, text: Text, recent: frozenset[str], shut: set[int], found: list[TitleMention], is_reply: bool) -> Iterator[TitleMention]:
        start = 0
        while start < len(text.tokens):
            mention = self._longest(text, start, recent, shut, found, is_reply) if text.tokens[start].is_word else None
            if mention:
                yield mention
                start = mention.end
            else:
                start += 1

    def _longest(
        self, text: Text, start: int, recent: frozenset[str], shut: set[int], found: list[TitleMention], is_reply: bool
    ) -> TitleMention | None:
        for end in range(self._furthest(text, start, shut), start, -1):
            if not text.tokens[end - 1].is_word:
                continue
            rows = self._rows(text, start, end)
            if not rows and end - start > 1 and fold(text.slice(start, end)) in recent:
                return TitleMention(text.slice(start, end), (), start, end)
            if end < len(text.tokens) and text.tokens[end].norm in ("one", "ones", "thing") and end - start < 3:
                continue
            if rows and self._is_loved(text, start, end, rows):
                return self._mention(text, start, end, rows, None)
            if rows and not self._is_part_of_name(text, start, end) and (evidence := Evidence.of(text, start, end, found)).accepts(fold(text.slice(start, end)) in recent, is_reply):
                longer = self._longer(text, start, end, evidence)
                return longer or self._mention(text, start, end, rows, evidence.year)
        return None

    def _is_loved(self, text: Text, start: int, end: int, rows: list[int]) -> bool:
        """ "the kids love frozen": a well-known one-word title in lower case, at the end of its clause."""
        if end - start > 1 or start == 0 or text.tokens[start].norm in WEAK_TITLE or text.tokens[start].norm in _KINDS:
            return False
        at_end = end >= len(text.tokens) or not text.tokens[end].is_word or text.tokens[end].norm in ("and", "but", "so")
        return at_end and text.tokens[start - 1].norm in _LOVING and float(self.columns.prominence[rows[0]]) >= 0.7

    def _longer(self, text: Text, start: int, end: int, evidence: Evidence) -> TitleMention | None:
        """ "avatar last airbender": the word alone is a title, but what follows makes it another, misspelt."""
        if evidence.words > 1 or evidence.lead != "strong" or evidence.has_capitals or evidence.year:
            return None
        stop = _span_end(text, start, set())
        if stop - end < 2:
            return None
        near = self.index.near(text.slice(start, stop), 1)
        return self._mention(text, start, stop, [near[0][0]], None) if near and near[0][1] >= 0.8 else None

    def _is_part_of_name(self, text: Text, start: int, end: int) -> bool:
        """ "Adam" of "Adam Sandler", "Protocol" of "Sandcastle Protocol": a longer name stands there."""
        if end - start > 1 or _quoted(text, start, end):
            return False
        tokens = text.tokens
        for stop in (end + 1, end + 2):
            if stop <= len(tokens) and tokens[stop - 1].is_word and self.index.person(text.slice(start, stop)):
                return True
        after = tokens[end] if end < len(tokens) else None
        if after and tokens[start].raw[:1].isupper() and (after.raw in ("2", "3", "4", "5", "6") or after.raw in ("II", "III", "IV")) and text.words(end + 1, end + 2) not in ("stars", "star", "out", "/", "and", "points", "half"):
            return True
        if after and after.is_word and text.is_cased and after.raw[:1].isupper() and after.norm not in WEAK_TITLE and after.norm not in _KINDS:
            return not any(self._rows(text, end, stop) for stop in range(end + 1, min(end + 6, len(tokens) + 1)))
        before = tokens[start - 1] if start else None
        return bool(before and before.is_word and before.raw[:1].isupper() and tokens[start].raw[:1].isupper() and text.is_cased and before.norm not in FUNCTION and before.norm not in WEAK_TITLE)

    def _furthest(self, text: Text, start: int, shut: set[int]) -> int:
        end, words = start, 0
        while end < len(text.tokens) and end not in shut and words < min(self.index.max_words, _LONGEST_WORDS):
            if text.tokens[end].raw in "\n\"();" and end > start:
                break
            words += text.tokens[end].is_word
            end += 1
        return end

    def _rows(self, text: Text, start: int, end: int) -> list[int]:
        raw = text.slice(start, end)
        rows = self.index.exact(raw)
        if not rows and text.tokens[end - 1].possessive and raw.endswith(("'s", "'")):
            rows = self.index.exact(raw.rpartition("'")[0])
        if rows and re.search(r"[,.!?]\s", raw):
            rows = [r for r in rows if re.search(r"[,.!?:]", self.columns.titles[r])]
        return rows

    def _mention(self, text: Text, start: int, end: int, rows: list[int], year: int | None) -> TitleMention:
        if year:
            close = [r for r in rows if self.columns.year[r] == year] or [r for r in rows if abs(self.columns.year[r] - year) <= 1]
            if not close:
                return TitleMention(text.slice(start, end), (), start, self._year_end(text, end), year=year)
            rows, end = close, self._year_end(text, end)
            begin = start - (start > 0 and text.tokens[start - 1].raw == str(year))
            return TitleMention(text.slice(start, end), tuple(rows), begin, end, year=year)
        if end < len(text.tokens) and text.tokens[end].norm in en.AFTER and text.tokens[start - 1 : start] != ():
            end += 1 if end + 1 >= len(text.tokens) or text.tokens[end].norm not in ("series", "show") else 0
        return TitleMention(text.slice(start, end), tuple(rows), start, end, year=year)

    @staticmethod
    def _year_end(text: Text, end: int) -> int:
        if not _YEAR.match(text.norm[text.offsets[end - 1] + len(text.tokens[end - 1].norm) :]):
            return end
        stop = end
        while stop < len(text.tokens) and stop < end + 4:
            stop += 1
            if text.tokens[stop - 1].raw.isdigit():
                break
        return stop + (stop < len(text.tokens) and text.tokens[stop].raw == ")")

    # --- misspelt titles, and those that are not here ------------------------------------------------------------

    def _add_others(self, text: Text, shut: set[int], found: list[TitleMention]) -> None:
        queries = _TYPO_QUERIES
        for start, end, is_strong in _positions(text, shut, found):
            mention, spent = self._misspelt(text, start, end, is_strong, queries)
            queries -= spent
            mention = mention or self._unknown(text, start, end, is_strong)
            if mention and not set(range(mention.start, mention.end)) & shut:
                found.append(mention)
                shut |= set(range(mention.start, mention.end))

    def _misspelt(self, text: Text, start: int, end: int, is_strong: bool, queries: int) -> tuple[TitleMention | None, int]:
        spent = 0
        for stop in range(end, start, -1):
            words = text.words(start, stop)
            looks = is_strong or text.is_cased and text.tokens[start].raw[:1].isupper()
            if not looks or not text.tokens[stop - 1].is_word or len(words) < 5 or _is_plain(words) or spent >= queries:
                continue
            spent += 1
            near = self.index.near(text.slice(start, stop), 3)
            if near and near[0][1] >= (0.85 if len(words) < 12 else 0.82) and _is_typo(words, self.columns.titles[near[0][0]]):
                year = Evidence.of(text, start, stop, []).year
                rows = tuple(r for r, score in near if score == near[0][1])
                return self._mention(text, start, stop, list(rows), year), spent
            if not is_strong or text.tokens[stop - 1].raw[:1].isupper() or text.tokens[stop - 1].raw.isdigit():
                break
        return None, spent

    def _unknown(self, text: Text, start: int, end: int, is_strong: bool) -> TitleMention | None:
        """A title by its position and look (capitals, quotes, a year) that the catalogue does not have."""
        evidence = Evidence.of(text, start, end, [])
        words = [t.norm for t in text.tokens[start:end] if t.is_word]
        if all(w in STUDIOS for w in words) or any(w in _KIND_NOUNS or w in ("like", "ones", "one", "them", "those", "it") for w in words) and not evidence.is_quoted:
            return None
        is_rare = any(w not in FREQUENT and w not in WEAK_TITLE and w not in _KINDS and not w.isdigit() for w in words)
        if not words or (all(w in WEAK_TITLE or w in _KINDS for w in words) and not evidence.is_quoted):
            return None
        if end < len(text.tokens) and text.tokens[end].norm in _KIND_NOUNS and not evidence.is_quoted and len(words) < 2:
            return None
        if evidence.is_quoted and not evidence.lead and not any(t.raw[:1].isupper() for t in text.tokens[start:end]):
            return None
        looks = evidence.is_quoted or evidence.year or evidence.has_capitals
        if looks or (is_strong and is_rare and _names_titles(text, start) and len(words) <= 5 and words[0] not in FUNCTION - {"the"}):
            stop = self._year_end(text, end) if evidence.year else end
            return TitleMention(text.slice(start, end), (), start, stop, year=evidence.year)
        return None


@dataclass(frozen=True)
class Evidence:
    """What the sentence says for tokens start..end-1 being a title."""

    is_quoted: bool
    year: int | None
    has_capitals: bool  # of all its own words, where capitals mean something, not merely at a sentence's head
    opens: bool  # it has them, but opens the sentence
    lead: str  # "strong", "loose" or ""
    is_followed: bool  # by "is my favourite", "was great"
    is_whole: bool  # it is the whole message
    is_listed: bool  # after another title and a comma, "and" or "or"
    content: int  # words of it that are not function or request words
    words: int
    rare: bool
    is_kind: bool  # nothing but genres, media, nationalities
    is_person: bool
    is_number: bool  # a year or a place in a list, more likely
    has_digits: bool
    cased: bool
    is_example: bool  # "films like X"
    is_sentence: bool  # everyday words, some in lower case: "I do"
    is_studio: bool
    is_stock: bool  # a polite phrase
    is_subject: bool  # it opens the sentence and a verb follows: "Baywatch is funny"
    in_comparison: bool  # the message compares: "what's better, Alien or Aliens?"
    is_dated: bool  # a year in parentheses follows
    is_closed: bool  # punctuation follows

    @classmethod
    def of(cls, text: Text, start: int, end: int, found: list[TitleMention]) -> Evidence:
        tokens = [t for t in text.tokens[start:end] if t.is_word]
        content = [t for t in tokens if t.norm not in WEAK_TITLE and t.norm not in _KINDS]
        content = [t for t in content if not t.norm.isdigit()] or (content if len(tokens) == 1 else [])
        capitals = bool(tokens) and text.is_cased and all(t.is_capital for t in tokens if t.norm not in FUNCTION) and any(
            t.raw[:1].isupper() for t in tokens
        )
        opens = text.opens_sentence(start) or (start > 0 and text.tokens[start - 1].raw in '"-:')
        if opens and sum(t.raw[:1].isupper() for t in tokens) < 2:
            capitals_count = False
        else:
            capitals_count = capitals and (tokens[0].raw[:1].isupper() or tokens[0].raw.isdigit() or (len(tokens) > 1 and not opens))
        year = _YEAR.match(text.norm[text.offsets[end - 1] + len(text.tokens[end - 1].norm) :])
        year = year or _YEAR_BEFORE.search(text.norm[: text.offsets[start]])
        return cls(
            is_quoted=_quoted(text, start, end),
            year=int(year[1]) if year else None,
            has_capitals=capitals_count,
            opens=capitals and opens,
            lead=_lead(text, start, end),
            is_followed=_followed(text, end),
            is_whole=_whole(text, start, end),
            is_listed=any(m.end <= start and _is_join(text, m.end, start) for m in found if m.start < start),
            content=len(content),
            words=len(tokens),
            rare=any(t.norm not in FREQUENT for t in content),
            is_kind=not content and any(t.norm in _KINDS for t in tokens),
            is_person=" ".join(t.norm for t in tokens) in SHARED,
            is_number=len(tokens) == 1 and tokens[0].norm[:1].isdigit(),
            is_sentence=not content and any(t.raw[:1].islower() and t.norm not in _SMALL for t in tokens) and any(t.raw[:1].isupper() for t in tokens),
            is_studio=len(tokens) == 1 and tokens[0].norm in STUDIOS,
            is_stock=" ".join(t.norm for t in tokens) in STOCK,
            is_subject=text.opens_sentence(start) and end < len(text.tokens) and text.tokens[end].norm in _VERBS,
            cased=text.is_cased,
            is_example=text.words(max(0, start - 1), start) == "like" and _is_preposition([t.norm for t in text.tokens], start, "like") and any(t.norm not in FUNCTION for t in tokens),
            has_digits=any(t.norm.isdigit() for t in tokens),
            in_comparison=_COMPARISON.search(text.norm) is not None,
            is_dated=_PARENTHESISED.match(text.norm[text.offsets[end - 1] + len(text.tokens[end - 1].norm) :]) is not None,
            is_closed=end >= len(text.tokens) or not text.tokens[end].is_word,
        )

    def accepts(self, is_recent: bool, is_reply: bool = False) -> bool:
        """Whether a title of the catalogue may be read here."""
        if (self.is_stock or self.is_studio) and not self.is_quoted and not self.is_dated:
            return False
        if self.is_quoted or self.is_dated or (self.year and self.words < 3 and not self.has_capitals and not self.opens and self.lead == "strong") or (self.year and (self.lead or self.words > 1 or self.has_capitals or self.opens) and (self.lead or self.words > 1 or self.has_capitals)):
            return True
        if self.is_person or self.is_number and self.lead != "strong":
            return False
        if is_reply and self.content and (self.has_capitals or self.opens and (self.words > 1 or self.is_closed or self.is_subject)):
            return True
        if not self.content:
            return self._accepts_weak(is_recent)
        if is_recent or self.is_whole or self.lead == "strong" or (self.is_listed and (self.has_capitals if self.cased else self.rare or self.words > 1)):
            return True
        if self.words == 1 or (self.content == 1 and self.words <= 2 and not self.has_capitals):
            return (self.has_capitals and (self.lead == "loose" or self.is_followed or self.in_comparison)) or ((self.is_followed or self.is_subject and self.rare) and self.opens) or (self.is_subject and self.rare and self.words > 1) or (
                self.lead == "loose" and self.rare
            )
        if self.has_capitals or self.is_followed or self.lead == "loose":
            return True
        return (self.words >= 3 and self.content >= 2 and self.rare) or (self.words >= 4 and self.content >= 2) or (self.words >= 5 and self.content >= 1) or self.opens

    def _accepts_weak(self, is_recent: bool) -> bool:
        """Her, It, Up, This Is 40, Comedy: everyday words need capitals in the middle of a sentence and a lead."""
        if self.is_kind or self.words == 1:
            return (self.has_capitals and bool(self.lead) and not (self.is_kind and self.words == 1)) or (
                is_recent and self.has_capitals
            )
        return (self.has_capitals and (bool(self.lead) or self.words > 2 or is_recent)) or (
            (self.has_digits or self.is_example) and self.words > 1 and self.lead == "strong"
        ) or (
            self.words >= 3 and (is_recent or (self.lead == "strong" and self.words >= 4))
        )


def _names_titles(text: Text, start: int) -> bool:
    """After these even lower case is a title: "films like X", "I loved X"; not after "hates", "about", "is"."""
    words = [t.norm for t in text.tokens[max(0, start - 3) : start]]
    while words and words[-1] in en.FILLERS:
        words.pop()
    last = words[-1] if words else ""
    if last == "like":
        return _is_preposition(words, len(words), "like")
    return last in ("to", "liked", "loved", "enjoyed", "seen", "saw", "watched", "finished", "rewatched", ",", "and", "or", "called", "of")


def _is_plain(words: str) -> bool:
    """Nothing but everyday words and kinds: no title is misspelt here."""
    return all(w in WEAK_TITLE or w in _KINDS or w in FREQUENT or w.isdigit() for w in words.split() if w[0].isalnum())


def _is_typo(words: str, title: str) -> bool:
    """The first words begin alike and the sizes agree: "incidious" is Insidious, "dark" is not Darkman."""
    said, meant = fold(words).replace("the ", "", 1), fold(title).removeprefix("the ")
    return said[:1] == meant[:1] and abs(len(said) - len(meant)) <= max(2, len(meant) // 4) and _digits(said) == _digits(meant)


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


def _quoted(text: Text, start: int, end: int) -> bool:
    opening = text.tokens[start - 1].raw if start else ""
    closing = text.raw[text.tokens[end - 1].end : text.tokens[end - 1].end + 2]
    before = text.raw[max(0, text.tokens[start].start - 1) : text.tokens[start].start]
    if before == "'" and text.tokens[end - 1].raw.endswith("'"):
        return True
    return (opening == '"' and closing.lstrip(",.!?").startswith('"')) or (before in "'*_" and before != "" and closing[:1] == before)


def _lead(text: Text, start: int, end: int = 0) -> str:
    """ "strong" if a lead stands right before `start`, articles and the like aside; "loose" if it needs capitals."""
    if end == start + 1 and text.tokens[start].norm[:1].isdigit():
        before = text.tokens[start - 1].norm if start else ""
        return "strong" if len(text.tokens[start].norm) > 2 and before in ("like", "liked", "loved", "love", "seen", "saw", "watched", "enjoyed") else ""
    if end and end < len(text.tokens) and text.tokens[end].norm in _DEVOTEES:
        return "strong"
    if start > 2 and text.tokens[start - 1].norm == "as" and text.tokens[start - 3].norm == "as":
        return "strong"
    if end and end < len(text.tokens) and text.tokens[end].norm in ("type", "style", "esque", "vibes", "like") and end + 1 < len(text.tokens) and text.tokens[end + 1].norm in _KINDS | {"of", "thing", "stuff"}:
        return "strong"
    words = [t.norm for t in text.tokens]
    best, end = "", start
    for _skipped in range(4):
        for size in (6, 5, 4, 3, 2, 1):
            phrase = " ".join(words[max(0, end - size) : end])
            if end >= size and phrase in en.LEADS:
                if phrase == "like" and words[max(0, end - 2) : end - 1] in (["would"], ["id"], ["looks"], ["look"], ["sounds"], ["feel"]):
                    return best
                return "loose" if phrase in en.LOOSE and not _is_preposition(words, end, phrase) else "strong"
        if end == 0 or words[end - 1] not in en.FILLERS:
            return best
        end -= 1
    return best


def _is_preposition(words: list[str], end: int, phrase: str) -> bool:
    """ "films like X", "something like X": a title may follow in lower case; "I like x" is any thing."""
    if phrase != "like":
        return False
    before = words[end - 2] if end >= 2 else ""
    return before in _KINDS or before in (
        "something", "anything", "stuff", "things", "one", "ones", "more", "much", "lot", "similar", "kind", "sort", "smth", "bit", "just", "not", "nothing", "exactly", "else", "thing",
    )  # fmt: skip


def _followed(text: Text, end: int) -> bool:
    words = [t.norm for t in text.tokens[end : end + 6]]
    return any(" ".join(words[:size]) in _AFTER_CUES for size in range(1, 7))


def _whole(text: Text, start: int, end: int) -> bool:
    rest = [t for i, t in enumerate(text.tokens) if not start <= i < end and t.is_word]
    return all(t.norm in ("the", "a", "please", "movie", "film", "maybe", "um", "hmm", "yes", "oh") for t in rest)


def _is_join(text: Text, end: int, start: int) -> bool:
    between = [t.norm for t in text.tokens[end:start]]
    return bool(between) and len(between) <= 4 and all(w in (",", "and", "or", "&", "/", "meets", "the", "a", "also", "with", '"', "maybe", "even", "movie", "film", "vs", "then", "but") for w in between) and any(
        w in (",", "and", "or", "/", "vs", "meets") for w in between
    )


def _positions(text: Text, shut: set[int], found: list[TitleMention]) -> Iterator[tuple[int, int, bool]]:
    """(start, end, strong) of spans that stand where a title would and are not linked yet."""
    for start, token in enumerate(text.tokens):
        if start in shut or not token.is_word or (token.norm in FUNCTION and not token.raw[:1].isupper() and token.norm not in ("the", "a", "an")):
            continue
        if token.norm == "the" and start + 1 < len(text.tokens) and text.tokens[start + 1].raw == "The":
            continue
        is_listed = any(m.end <= start and _is_join(text, m.end, start) for m in found)
        lead = _lead(text, start)
        at_lead = start == 0 or text.tokens[start - 1].norm not in en.FILLERS or text.tokens[start - 1].raw in '"'
        if token.norm in ("the", "a", "an") and lead:
            at_lead = True
        end = _span_end(text, start, shut)
        is_praised = text.opens_sentence(start) and end - start > 1 and text.is_cased and token.raw[:1].isupper() and _followed(text, end)
        if not (is_listed or (lead and at_lead) or _quoted_at(text, start) or is_praised):
            continue
        if end > start:
            yield start, end, lead == "strong" or is_listed


def _quoted_at(text: Text, start: int) -> bool:
    return start > 0 and text.tokens[start - 1].raw == '"' and any(t.raw == '"' for t in text.tokens[start : start + 12])


def _span_end(text: Text, start: int, shut: set[int]) -> int:
    """The end of the run of words that may be one title: to punctuation, a quote, or a word that goes on otherwise."""
    if _quoted_at(text, start):
        return next(i for i in range(start, len(text.tokens)) if text.tokens[i].raw == '"')
    is_capital = text.is_cased and any(
        t.raw[:1].isupper() for t in text.tokens[start : start + 2] if t.norm not in ("i", "im", "ive")
    )
    end = start
    while end < len(text.tokens) and end not in shut and end - start < 8:
        token = text.tokens[end]
        if token.raw in _ENDS and not (token.raw == ":" and is_capital):
            break
        if token.raw == "&":
            end += 1
            continue
        if end > start and token.norm in ("on", "in") and end + 1 < len(text.tokens) and text.tokens[end + 1].norm in _WATCHED_ON:
            break
        if is_capital and end > start and not token.is_capital and (
            token.norm not in ("of", "the", "a", "an", "and", "in", "to", "for", "on", "with", "at", "from", "by", ":") or not _capital_after(text, end)
        ):
            break
        if not is_capital and end > start and token.norm in _BREAKS:
            break
        end += 1
    return end


def capital_runs(text: Text, shut: frozenset[int]) -> list[TitleMention]:
    """Runs of capitalised words in a reply that may be titles the catalogue lacks: two words, or one set apart."""
    found, start = [], 0
    while start < len(text.tokens):
        token = text.tokens[start]
        if start in shut or not token.raw[:1].isupper() or not token.raw[:1].isalpha() or (text.opens_sentence(start) and token.norm in WEAK_TITLE and token.norm != "the"):
            start += 1
            continue
        end = start + 1
        while end < len(text.tokens) and end not in shut and (
            (text.tokens[end].is_word and text.tokens[end].is_capital) or (text.tokens[end].norm in _CONNECTIVES and _capital_after(text, end))
        ):
            end += 1
        words = [t.norm for t in text.tokens[start:end]]
        if start and text.tokens[start - 1].norm in ("in", "from", "at", "near", "to", "of", "for", "with", "by", "around"):
            start = end
            continue
        is_apart = end >= len(text.tokens) or not text.tokens[end].is_word
        is_plain = all(w in WEAK_TITLE or w in _KINDS or w in FREQUENT for w in words)
        if end - start > 1 and not (is_plain and text.opens_sentence(start)) or (is_apart and not is_plain and words[0] not in places.COUNTRIES and text.tokens[start - 1].norm not in ("from", "in", "of")):
            found.append(TitleMention(text.slice(start, end), (), start, end))
        start = end
    return found


_CONNECTIVES = frozenset("of the a an in to for on at ' : ,".split()) - {","}


def _capital_after(text: Text, i: int) -> bool:
    following = text.tokens[i + 1 : i + 3]
    return bool(following) and (following[0].is_capital or (len(following) > 1 and following[0].norm in ("the", "a") and following[1].is_capital)) and text.tokens[i].norm not in ("and", "with", "by", "from")


def with_rows(mention: TitleMention, rows: tuple[int, ...]) -> TitleMention:
    return replace(mention, rows=rows)
