"""Titles in a message: n-grams that the catalogue knows, taken where the sentence says that they are titles."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexers.catalogue.columns import Columns
from indexers.catalogue.titles import TitleIndex
from indexers.reading.fold import fold
from tools.request.spans.evidence import KINDS, YEAR, Evidence, is_quoted_at, names_titles, quote_end
from tools.request.spans.positions import capital_runs, find_positions, span_end
from tools.request.spans.text import Text
from tools.request.state import TitleMention
from tools.request.words.en import titles as en
from tools.request.words.en.common import FUNCTION, STUDIOS, WEAK_TITLE
from tools.request.words.en.spelling import FREQUENT

__all__ = ["Linker", "capital_runs"]

_LONGEST_WORDS = 14
_TYPO_QUERIES = 8  # a misspelt title is looked for at most so often a message: a few ms each
_TOPIC_WORKS = 5  # a keyword of so many works is what "zombie movie" asks for, not the work of that name
_GENERAL = re.compile(r"\b(?:hates?|dislikes?|(?:doesnt|dont|do not|does not) (?:really )?(?:like|enjoy)|cant (?:stand|bear)|cannot stand)$")
_COMPARED = re.compile(r"\b(?:better|scarier|funnier|longer|shorter|compare|vs|versus|difference between)\b")
_BEGINNINGS = frozenset("another no my her his one two three little big new old first last good bad".split())
_LOVING = frozenset("love loves loved liked hated hates adore adores adored enjoyed".split())
_KIND_NOUNS = frozenset("movie movies film films show shows series album albums song songs podcast podcasts genre genres stuff episodes".split())


@dataclass(frozen=True)
class Linker:
    """Links titles over one generation of the catalogue."""

    columns: Columns
    index: TitleIndex

    def link(self, text: Text, recent: frozenset[str] = frozenset(), *, is_reply: bool = False) -> list[TitleMention]:
        """Titles of the catalogue in `text`. `recent`: folded titles spoken of before, which need no other evidence.
        In a reply (of another assistant) capitals are evidence enough.
        """
        found: list[TitleMention] = self._all_titles(text)
        if found:
            return found
        self._add_known(text, recent, found, is_reply)
        return found

    def _all_titles(self, text: Text) -> list[TitleMention]:
        """ "pulp fiction, fight club, se7en": a message of nothing but titles, at least two of them."""
        found, start = [], 0
        is_choice = sum(t.norm in ("or", "vs", "versus") for t in text.tokens) == 1 and not any(t.raw == "," for t in text.tokens)
        for end in (*(i for i, t in enumerate(text.tokens) if t.raw in ",;\n" or (is_choice and t.norm in ("or", "vs", "versus"))), len(text.tokens)):
            begin = start + (start < end and text.tokens[start].norm in ("and", "or", "also"))
            while end > begin and not text.tokens[end - 1].is_word:
                end -= 1
            rows = self._rows(text, begin, end) if begin < end else []
            if not rows or all(t.norm in KINDS or t.norm in FUNCTION for t in text.tokens[begin:end]):
                return []
            found.append(self._mention(text, begin, end, rows, None))
            start = end + 1
        is_rare = any(t.norm not in FREQUENT and t.norm not in WEAK_TITLE for t in text.tokens if t.is_word)
        return found if len(found) > 1 and (is_rare or not is_choice) else []

    def link_rest(self, text: Text, known: list[TitleMention], closed: frozenset[int]) -> list[TitleMention]:
        """Misspelt titles and titles that are not here, outside `closed`, beside those already `known`."""
        found = list(known)
        shut = set(closed) | {p for m in known for p in range(m.start, m.end)}
        self._add_others(text, shut, found)
        return sorted(found, key=lambda m: m.start)

    # --- titles that the catalogue has -------------------------------------------------------------------------

    def _add_known(self, text: Text, recent: frozenset[str], found: list[TitleMention], is_reply: bool) -> None:
        """From left to right, each in the light of those found before it."""
        start = 0
        while start < len(text.tokens):
            quoted = self._unknown_quoted(text, start)
            mention = self._longest(text, start, recent, set(), found, is_reply) if text.tokens[start].is_word and not quoted else None
            if mention:
                found.append(mention)
            start = mention.end if mention else quoted or start + 1

    def _unknown_quoted(self, text: Text, start: int) -> int:
        """The end of a quoted title that begins here and is not in the catalogue: no other is looked for in it; else 0."""
        end = quote_end(text, start)
        words = [t for t in text.tokens[start:end] if t.is_word]
        is_title = len(words) > 1 and all(t.raw[:1].isupper() or t.norm in FUNCTION or t.norm.isdigit() for t in words)
        return end if is_title and not self._rows(text, start, end) else 0

    def _longest(
        self, text: Text, start: int, recent: frozenset[str], shut: set[int], found: list[TitleMention], is_reply: bool
    ) -> TitleMention | None:
        for end in range(self._furthest(text, start, shut), start, -1):
            if not text.tokens[end - 1].is_word:
                continue
            rows = self._rows(text, start, end)
            if not rows and end - start > 1 and fold(text.slice(start, end)) in recent:
                return TitleMention(text.slice(start, end), (), start, end)
            if rows and self._is_topic(text, start, end, rows):
                continue
            if (
                end < len(text.tokens)
                and text.tokens[end].norm in ("one", "ones", "thing", "kind", "type", "sort", "humor", "humour")
                and end - start < 3
            ):
                continue
            if rows and self._is_loved(text, start, end, rows):
                return self._mention(text, start, end, rows, None)
            if (
                rows
                and not self._is_part_of_name(text, start, end)
                and (evidence := Evidence.of(text, start, end, found)).accepts(fold(text.slice(start, end)) in recent, is_reply)
            ):
                if evidence.is_bare and not (evidence.is_followed or evidence.is_subject) and evidence.name in self.index.given_names:
                    continue
                longer = self._longer(text, start, end, evidence)
                return longer or self._mention(text, start, end, rows, evidence.year)
        return None

    def _is_topic(self, text: Text, start: int, end: int, rows: list[int]) -> bool:
        """ "a submarine film", "like a detective story", "zombie movie": what a work is about, though one is called so."""
        own = text.tokens[start:end]
        first = next((t for t in own if t.norm not in ("a", "an")), own[0])
        if is_quoted_at(text, start, end) or (
            first.raw[:1].isupper() and (not text.opens_sentence(start) or any(t.raw[:1].isupper() for t in own[1:]))
        ):
            return False
        after = text.tokens[end].norm if end < len(text.tokens) else ""
        works = len(self.columns.rows("keyword", " ".join(t.norm for t in own if t.norm not in ("a", "an"))))
        if works >= _TOPIC_WORKS and (after in _KIND_NOUNS or _GENERAL.search(text.words(0, start))):
            return True
        article = own[0].norm if own[0].norm in ("a", "an") else text.tokens[start - 1].norm if start else ""
        is_indefinite = article in ("a", "an") and YEAR.match(text.words(end, end + 3)) is None
        return is_indefinite and not any(
            name.casefold().startswith(f"{article} ") for r in rows for name in (self.columns.titles[r], *self.columns.aliases.get(r, ()))
        )

    def _is_loved(self, text: Text, start: int, end: int, rows: list[int]) -> bool:
        """ "the kids love frozen": a well-known one-word title in lower case, at the end of its clause."""
        if end - start > 1 or start == 0 or text.tokens[start].norm in WEAK_TITLE or text.tokens[start].norm in KINDS:
            return False
        at_end = end >= len(text.tokens) or not text.tokens[end].is_word or text.tokens[end].norm in ("and", "but", "so")
        return bool(
            at_end
            and (
                text.tokens[start - 1].norm in _LOVING
                or (_COMPARED.search(text.norm) and text.tokens[start - 1].norm in (",", "or", "and", "vs", "is", "than"))
            )
            and float(self.columns.prominence[rows[0]]) >= 0.7
        )

    def _longer(self, text: Text, start: int, end: int, evidence: Evidence) -> TitleMention | None:
        """ "avatar last airbender": the word alone is a title, but what follows makes it another, misspelt."""
        after = text.tokens[end] if end < len(text.tokens) else None
        is_cut = bool(after and text.is_cased and after.raw[:1].isupper() and after.norm not in ("i", "im", "ive", "do"))
        is_lower = evidence.words == 1 and evidence.lead == "strong" and not evidence.has_capitals
        stop = span_end(text, start, set()) if (is_cut or is_lower) and not evidence.year else end
        if stop - end < 2:
            return None
        near = self.index.near(text.slice(start, stop), 1)
        return self._mention(text, start, stop, [near[0][0]], None) if near and near[0][1] >= (0.85 if is_cut else 0.8) else None

    def _is_part_of_name(self, text: Text, start: int, end: int) -> bool:
        """ "Adam" of "Adam Sandler", "Protocol" of "Sandcastle Protocol": a longer name stands there."""
        tokens = text.tokens
        is_one = end - start == 1 or (end - start == 2 and tokens[start].norm in ("the", "a"))
        if is_quoted_at(text, start, end) or (start and self._goes_before(text, start)):
            return not is_quoted_at(text, start, end)
        if not is_one:
            return False
        for stop in (end + 1, end + 2):
            if stop <= len(tokens) and tokens[stop - 1].is_word and self.index.person(text.slice(start, stop)):
                return True
        after = tokens[end] if end < len(tokens) else None
        if (
            after
            and tokens[start].raw[:1].isupper()
            and (after.raw in ("2", "3", "4", "5", "6") or after.raw in ("II", "III", "IV"))
            and text.words(end + 1, end + 2) not in ("stars", "star", "out", "/", "and", "points", "half")
        ):
            return True
        if after and after.norm == "of" and end + 1 < len(tokens) and (text.tokens[end + 1].norm == "the" or text.tokens[end + 1].is_capital):
            return True
        if after and after.is_word and text.is_cased and after.raw[:1].isupper() and after.norm not in WEAK_TITLE and after.norm not in KINDS:
            return not any(self._rows(text, end, stop) for stop in range(end + 2, min(end + 6, len(tokens) + 1)))
        before = tokens[start - 1] if start else None
        return bool(
            before
            and before.is_word
            and before.raw[:1].isupper()
            and tokens[start].raw[:1].isupper()
            and text.is_cased
            and before.norm not in FUNCTION
            and before.norm not in WEAK_TITLE
        )

    @staticmethod
    def _goes_before(text: Text, start: int) -> bool:
        """ "Flarn the [Wicked]": a capitalised word and a small one stand before."""
        before, first = text.tokens[start - 1], text.tokens[start - 2] if start > 1 else None
        if before.raw[:1].isupper() and before.norm in _BEGINNINGS and not text.opens_sentence(start - 1) and text.is_cased:
            return text.tokens[start].raw[:1].isupper()
        return bool(
            first and before.norm in ("the", "of") and before.raw.islower() and first.raw[:1].isupper() and text.is_cased
            and text.tokens[start].raw[:1].isupper() and first.is_word and not text.opens_sentence(start - 2)
            and first.norm not in WEAK_TITLE and first.norm not in KINDS
        )  # fmt: skip

    def _furthest(self, text: Text, start: int, shut: set[int]) -> int:
        end, words = start, 0
        while end < len(text.tokens) and end not in shut and words < min(self.index.max_words, _LONGEST_WORDS):
            if text.tokens[end].raw in '\n"();' and end > start:
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
        if not YEAR.match(text.norm[text.offsets[end - 1] + len(text.tokens[end - 1].norm) :]):
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
        for start, end, is_strong in find_positions(text, shut, found):
            if end < len(text.tokens) and text.tokens[end].norm in ("one", "ones", "thing"):
                continue
            rows = self._rows(text, start, end)
            if rows and self._is_topic(text, start, end, rows):
                continue
            mention: TitleMention | None = None
            if rows and Evidence.of(text, start, end, found).accepts(False):
                mention = self._mention(text, start, end, rows, None)
            else:
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
            looks = is_strong or (text.is_cased and text.tokens[start].raw[:1].isupper())
            if (
                not looks
                or not text.tokens[stop - 1].is_word
                or len(words.removeprefix("the ")) < (8 if " " not in words.removeprefix("the ") else 5)
                or _is_plain(words)
                or spent >= queries
            ):
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
        if all(w in STUDIOS for w in words) or (
            any(w in _KIND_NOUNS or w in ("like", "ones", "one", "them", "those", "it") for w in words) and not evidence.is_quoted
        ):
            return None
        if (
            all(t.raw.islower() for t in text.tokens[start:end] if t.is_word)
            and not evidence.is_quoted
            and (text.is_cased or len("".join(words)) < 4)
        ):
            return None
        if words and words[-1] in KINDS and not evidence.is_quoted:
            return None
        if words and words[-1].endswith("ly") and not evidence.has_capitals and not evidence.is_quoted:
            return None
        if (
            len(words) == 1
            and text.words(max(0, start - 1), start) in ("love", "adore", "like", "enjoy", "loves", "likes")
            and not evidence.is_quoted
            and not _is_example(text, start)
        ):
            return None  # "I adore Björk": a person, more likely
        is_rare = any(w not in FREQUENT and w not in WEAK_TITLE and w not in KINDS and not w.isdigit() for w in words)
        if not words or (all(w in WEAK_TITLE or w in KINDS for w in words) and not evidence.is_quoted):
            return None
        if end < len(text.tokens) and text.tokens[end].norm in _KIND_NOUNS and not evidence.is_quoted and len(words) < 2:
            return None
        if evidence.is_quoted and not evidence.lead and not any(t.raw[:1].isupper() for t in text.tokens[start:end]):
            return None
        if len(words) == 1 and text.tokens[start].raw.isupper() and len(words[0]) > 3 and not evidence.is_quoted and not text.raw.isupper():
            return None
        looks = evidence.is_quoted or evidence.year or evidence.has_capitals
        is_name = evidence.has_capitals and is_rare and len(words) > 2 and text.tokens[start].raw == "The"
        if text.words(max(0, start - 1), start) in ("about", "not", "no", "into") and not evidence.is_quoted and not is_strong and not is_name:
            return None
        if looks or (is_strong and is_rare and names_titles(text, start) and len(words) <= 5 and words[0] not in FUNCTION - {"the"}):
            stop = self._year_end(text, end) if evidence.year else end
            return TitleMention(text.slice(start, end), (), start, stop, year=evidence.year)
        return None


def _is_example(text: Text, start: int) -> bool:
    """ "films like X", "something like X"."""
    before = text.tokens[start - 2].norm if start > 1 else ""
    return text.tokens[start - 1].norm == "like" and (before in KINDS or before in ("something", "anything", "more", "stuff", "one", "ones"))


def _is_plain(words: str) -> bool:
    """Nothing but everyday words and kinds: no title is misspelt here."""
    return all(w in WEAK_TITLE or w in KINDS or w in FREQUENT or w.isdigit() for w in words.split() if w[0].isalnum())


def _is_typo(words: str, title: str) -> bool:
    """The first words begin alike and the sizes agree: "incidious" is Insidious, "dark" is not Darkman."""
    said, meant = fold(words).replace("the ", "", 1), fold(title).removeprefix("the ")
    return said[:1] == meant[:1] and abs(len(said) - len(meant)) <= max(2, len(meant) // 4) and _digits(said) == _digits(meant)


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())
