"""What a sentence says for a span of its words being a title."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tools.request.spans.text import Text, Token
from tools.request.state import TitleMention
from tools.request.words.en import cues, genres, places
from tools.request.words.en import titles as en
from tools.request.words.en.common import FUNCTION, STOCK, STUDIOS, WEAK_TITLE
from tools.request.words.en.people import PERSONS
from tools.request.words.en.spelling import FREQUENT

_COMPARISON = re.compile(
    r"\b(?:better|compare|comparing|versus|vs|difference|which (?:one|of|is)|whats? (?:better|funnier|scarier|longer|shorter))\b.* (?:or|and|vs|versus|with|to) |^[^,.?!]{2,40} or [^,.?!]{2,40} ?(?:\?$|[-,:?] which\b)|\bwhich (?:one )?(?:would|should|do|is)\b.* or "
)
_PRAISED = re.compile(
    r"(?:is|was|are|were) (?:\w+ ){0,3}?(?:good|great|excellent|amazing|awesome|fantastic|wonderful|brilliant|ok|okay|decent|bad|boring|terrible|awful|classic|best|funny|fun)\b|[-:,]? ?\d(?:[.,]\d)? ?(?:/ (?:5|10)\b|stars?\b|out of (?:5|10|five|ten)\b)"
)
_VARIED = re.compile(r"^but (?:with|as|in|less|more|set|for|from|\w{3,}er)\b")
_PARENTHESISED = re.compile(r"^ ?\( ?(?:18|19|20)\d\d ?\)")
YEAR = re.compile(r"^ ?[,(]? ?\(? ?(1[89]\d\d|20\d\d) ?\)?(?= |$)(?! s)")
_YEAR_BEFORE = re.compile(r"(?<!\w)the (1[89]\d\d|20\d\d) $")
KINDS = frozenset(
    word
    for table in (genres.GENRE_NOUNS, genres.GENRE_ADJECTIVES, genres.MEDIA_NOUNS, genres.ORDER_WORDS, places.LANGUAGES, places.NATIONALITIES)
    for phrase in table
    for word in (phrase, phrase + "s")
    if " " not in phrase
) | frozenset("sci fi rom com tv science fiction".split())  # fmt: skip
_AFTER_CUES = frozenset((*cues.AFTER_LIKE, *cues.AFTER_REJECT))
_TONGUES = frozenset((*places.COUNTRIES, *places.LANGUAGES, *places.NATIONALITIES))
_AUXILIARIES = frozenset("is was were have has had are do does did will would can could should might may want need love like think know".split())
_PRONOUN_TITLES = frozenset("it her us up them over after him once now here who why before down".split())
_PLACES = frozenset(
    "paris london chicago vegas tokyo venice rome berlin moscow munich brooklyn manhattan philadelphia nebraska oklahoma texas california florida"
    " hawaii alaska boston miami dallas detroit vienna dublin havana shanghai hollywood christmas halloween thanksgiving easter january february march april"
    " june july august september october november december monday tuesday wednesday thursday friday saturday sunday god jesus internet".split()
)
_SMALL = frozenset("of the a an and in to for on at is it with by".split())
_DEVOTEES = frozenset("fan fans nerd nerds geek geeks lover lovers buff buffs fanatic addict fandom".split())
_VERBS = frozenset("is was looks sounds seems had has sucked sucks rocks rocked made are were".split())


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
    is_country: bool
    after_no: bool  # a lower-case word after "no"
    starts: bool  # the message begins with it
    is_followed_by_verb: bool  # "We have seen": a pronoun, no title
    cased: bool
    is_example: bool  # "films like X"
    is_sentence: bool  # everyday words, some in lower case: "I do"
    is_studio: bool
    is_stock: bool  # a polite phrase
    is_subject: bool  # it opens the sentence and a verb follows: "Baywatch is funny"
    in_comparison: bool  # the message compares: "what's better, Alien or Aliens?"
    is_dated: bool  # a year in parentheses follows
    is_praised: bool  # "was pretty good" follows
    is_varied: bool  # it opens the message and "but newer" follows
    is_closed: bool  # punctuation follows
    is_lower: bool  # a lower-case everyday word where others have capitals
    is_mixed: bool  # begins in lower case and goes on with capitals: "like Crazy"
    name: str  # its norm words

    @property
    def is_bare(self) -> bool:
        """One rare word without a lead: "He cracked me up in Deadpool"."""
        return self.words == 1 and self.rare and not self.lead and not self.is_listed and self.name not in _PLACES

    @classmethod
    def of(cls, text: Text, start: int, end: int, found: list[TitleMention]) -> Evidence:
        tokens = [t for t in text.tokens[start:end] if t.is_word]
        content = [t for t in tokens if t.norm not in WEAK_TITLE and t.norm not in KINDS]
        content = [t for t in content if not t.norm.isdigit()] or (content if len(tokens) == 1 else [])
        capitals, capitals_count = _capitals(text, start, tokens)
        year = YEAR.match(text.norm[text.offsets[end - 1] + len(text.tokens[end - 1].norm) :])
        year = year or _YEAR_BEFORE.search(text.norm[: text.offsets[start]])
        return cls(
            is_quoted=is_quoted_at(text, start, end),
            year=int(year[1]) if year else None,
            has_capitals=capitals_count,
            opens=capitals and _opens(text, start),
            lead=lead_of(text, start, end),
            is_followed=is_followed(text, end),
            is_whole=_whole(text, start, end),
            is_listed=any(m.end <= start and is_join(text, m.end, start) for m in found if m.start < start),
            content=len(content),
            words=len(tokens),
            rare=any(t.norm not in FREQUENT for t in content),
            is_kind=not content and any(t.norm in KINDS for t in tokens),
            is_person=" ".join(t.norm for t in tokens) in PERSONS,
            is_number=len(tokens) == 1 and tokens[0].norm[:1].isdigit(),
            is_sentence=(not content and tokens[0].norm == "i" and any(t.raw[:1].islower() for t in tokens))
            or (not content and any(t.raw[:1].islower() and t.norm not in _SMALL for t in tokens) and any(t.raw[:1].isupper() for t in tokens)),
            is_studio=len(tokens) == 1 and tokens[0].norm in STUDIOS,
            is_stock=" ".join(t.norm for t in tokens[tokens[0].norm in ("a", "the") and len(tokens) > 1 :]) in STOCK
            or " ".join(t.norm for t in tokens) in STOCK,
            is_subject=text.opens_sentence(start) and end < len(text.tokens) and text.tokens[end].norm in _VERBS,
            cased=text.is_cased,
            is_example=text.words(max(0, start - 1), start) == "like"
            and _is_preposition([t.norm for t in text.tokens], start, "like")
            and any(t.norm not in FUNCTION for t in tokens),
            is_followed_by_verb=end < len(text.tokens) and text.tokens[end].norm in _AUXILIARIES,
            starts=start == 0,
            is_country=" ".join(t.norm for t in tokens) in _TONGUES,
            after_no=text.words(max(0, start - 1), start) in ("no", "without") and all(t.raw.islower() for t in tokens),
            has_digits=any(t.norm.isdigit() for t in tokens),
            in_comparison=_COMPARISON.search(text.norm) is not None,
            is_lower=text.is_cased
            and all(t.raw[:1].islower() for t in tokens)
            and all(t.norm in FREQUENT or t.norm in WEAK_TITLE for t in tokens)
            and len(tokens) < 3,
            is_mixed=_is_mixed(tokens),
            name=" ".join(t.norm for t in tokens),
            is_praised=_PRAISED.match(text.words(end, end + 7)) is not None,
            is_dated=_PARENTHESISED.match(text.norm[text.offsets[end - 1] + len(text.tokens[end - 1].norm) :]) is not None,
            is_varied=start == 0 and _VARIED.match(text.words(end, end + 2)) is not None,
            is_closed=end >= len(text.tokens) or not text.tokens[end].is_word,
        )

    def accepts(self, is_recent: bool, is_reply: bool = False) -> bool:
        """Whether a title of the catalogue may be read here."""
        if self.is_country and not (self.is_quoted or self.is_dated or is_recent):
            return False
        if (self.is_stock or self.is_studio) and not self.is_quoted and not self.is_dated:
            return False
        if (
            self.is_quoted
            or self.is_dated
            or (self.year and self.words < 3 and not self.has_capitals and not self.opens and self.lead == "strong")
            or (self.year and (self.lead or self.words > 1 or self.has_capitals or self.opens) and (self.lead or self.words > 1 or self.has_capitals))
        ):
            return True
        if self.after_no and not is_recent and self.words == 1:
            return False
        if (
            self.words == 1
            and self.name.endswith("s")
            and not self.has_capitals
            and self.lead != "strong"
            and not (is_recent or self.is_whole or self.is_quoted or self.is_followed or self.opens)
        ):
            return False
        if self.is_mixed or (self.is_lower and text_is_prose(self) and not is_recent and not self.is_whole):
            return False
        if self.is_person or (self.is_number and self.lead != "strong"):
            return False
        if is_reply and self.content and (self.has_capitals or (self.opens and (self.words > 1 or self.is_closed or self.is_subject))):
            return True
        return self._accepts_named(is_recent) if self.content else self._accepts_weak(is_recent)

    def _accepts_named(self, is_recent: bool) -> bool:
        """A title with words of its own: what lead, capitals or rarity speak for it."""
        if (
            is_recent
            or self.is_whole
            or self.lead == "strong"
            or (self.is_listed and (self.has_capitals if self.cased else self.rare or self.words > 1))
        ):
            return True
        if self.is_varied and (self.rare or self.words > 1 or (self.cased and self.opens)):
            return True
        if self.is_bare and self.has_capitals:
            return True
        if self.words == 1 or (self.content == 1 and self.words <= 2 and not self.has_capitals):
            return (
                (self.has_capitals and (self.lead == "loose" or self.is_followed or self.in_comparison or self.is_praised))
                or ((self.is_followed or self.in_comparison or self.is_praised or (self.is_subject and self.rare)) and self.opens)
                or (self.is_subject and self.rare and self.words > 1)
                or (self.lead == "loose" and self.rare)
            )
        if self.has_capitals or self.is_followed or self.lead == "loose":
            return True
        return (
            (self.words >= 3 and self.content >= 2 and self.rare)
            or (self.words >= 4 and self.content >= 2)
            or (self.words >= 5 and self.content >= 1)
            or self.opens
        )

    def _accepts_weak(self, is_recent: bool) -> bool:
        """Her, It, Up, This Is 40, Comedy: everyday words need capitals in the middle of a sentence and a lead."""
        if is_recent and self.words == 1 and ((self.lead == "strong" and self.name not in FUNCTION) or self.starts) and not self.is_followed_by_verb:
            return True
        if self.words == 1 and ((self.name in FUNCTION and self.name not in _PRONOUN_TITLES) or (self.name in FUNCTION and self.is_followed_by_verb)):
            return False
        if self.is_kind or self.words == 1:
            return (
                self.has_capitals
                and bool(self.lead or self.is_listed or (self.is_praised and self.name not in FUNCTION))
                and not (self.is_kind and self.words == 1)
            ) or (is_recent and self.has_capitals)
        return (
            (self.has_capitals and (bool(self.lead or self.is_listed or self.is_subject) or self.words > 2 or is_recent))
            or ((self.has_digits or self.is_example) and self.words > 1 and self.lead == "strong")
            or (self.words >= 3 and (is_recent or self.words >= 6 or (self.lead == "strong" and self.words >= 4)))
        )


def text_is_prose(evidence: Evidence) -> bool:
    """Capitals mean something in the sentence, and this span has none of them."""
    return evidence.cased and not evidence.has_capitals and not evidence.is_quoted and not evidence.is_dated


def _is_mixed(tokens: list[Token]) -> bool:
    """ "like Crazy", "a Princess": begins in lower case, other than with "the", and goes on with capitals."""
    return len(tokens) > 1 and tokens[0].raw[:1].islower() and tokens[0].norm != "the" and any(t.raw[:1].isupper() for t in tokens[1:])


def names_titles(text: Text, start: int) -> bool:
    """After these even lower case is a title: "films like X", "I loved X"; not after "hates", "about", "is"."""
    words = [t.norm for t in text.tokens[max(0, start - 3) : start]]
    while words and words[-1] in en.FILLERS:
        words.pop()
    last = words[-1] if words else ""
    if last == "like":
        return _is_preposition(words, len(words), "like")
    return last in ("to", "liked", "loved", "enjoyed", "seen", "saw", "watched", "finished", "rewatched", ",", "and", "or", "called", "of")


def is_quoted_at(text: Text, start: int, end: int) -> bool:
    opening = text.tokens[start - 1].raw if start else ""
    closing = text.raw[text.tokens[end - 1].end : text.tokens[end - 1].end + 2]
    before = text.raw[max(0, text.tokens[start].start - 1) : text.tokens[start].start]
    if before == "'" and text.tokens[end - 1].raw.endswith("'"):
        return True
    return (opening == '"' and closing.lstrip(",.!?").startswith('"')) or (before in "'*_" and before != "" and closing[:1] == before)


def quote_end(text: Text, start: int) -> int:
    """Where a quotation ends that opens right before `start`; 0 if none does."""
    before = text.raw[max(0, text.tokens[start].start - 2) : text.tokens[start].start]
    if before[-1:] not in ("'", '"') or before[:1].isalnum():
        return 0
    closes = (
        i for i in range(start, min(start + 12, len(text.tokens))) if text.raw[text.tokens[i].end - 1 : text.tokens[i].end + 1].find(before[-1]) >= 0
    )
    return next((i + 1 for i in closes if text.tokens[i].is_word), 0)


def lead_of(text: Text, start: int, end: int = 0) -> str:
    """ "strong" if a lead stands right before `start`, articles and the like aside; "loose" if it needs capitals."""
    if end == start + 1 and text.tokens[start].norm[:1].isdigit():
        before = text.tokens[start - 1].norm if start else ""
        return (
            "strong" if len(text.tokens[start].norm) > 2 and before in ("like", "liked", "loved", "love", "seen", "saw", "watched", "enjoyed") else ""
        )
    if end and end < len(text.tokens) and text.tokens[end].norm in _DEVOTEES:
        return "strong"
    if start > 2 and text.tokens[start - 1].norm == "as" and text.tokens[start - 3].norm == "as":
        return "strong"
    if (
        end
        and end < len(text.tokens)
        and text.tokens[end].norm in ("type", "style", "esque", "vibes", "like")
        and end + 1 < len(text.tokens)
        and text.tokens[end + 1].norm in KINDS | {"of", "thing", "stuff"}
    ):
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
    return before in KINDS or before in (
        "something", "anything", "stuff", "things", "one", "ones", "more", "much", "lot", "similar", "kind", "sort", "smth", "bit", "just", "not", "nothing", "exactly", "else", "thing",
    )  # fmt: skip


def is_followed(text: Text, end: int) -> bool:
    words = [t.norm for t in text.tokens[end : end + 6]]
    return any(" ".join(words[:size]) in _AFTER_CUES for size in range(1, 7))


def _whole(text: Text, start: int, end: int) -> bool:
    rest = [t for i, t in enumerate(text.tokens) if not start <= i < end and t.is_word]
    return all(t.norm in ("the", "a", "please", "movie", "film", "maybe", "um", "hmm", "yes", "oh") for t in rest)


def is_join(text: Text, end: int, start: int) -> bool:
    between = [t.norm for t in text.tokens[end:start]]
    return (
        bool(between)
        and len(between) <= 4
        and all(
            w in (",", "and", "or", "&", "/", "meets", "the", "a", "also", "with", '"', "maybe", "even", "movie", "film", "vs", "then", "but")
            for w in between
        )
        and any(w in (",", "and", "or", "/", "vs", "meets") for w in between)
    )


def _capitals(text: Text, start: int, tokens: list[Token]) -> tuple[bool, bool]:
    """Whether the words are written as a title, and whether that counts: a sentence begins with a capital anyway."""
    capitals = (
        bool(tokens) and text.is_cased and all(t.is_capital for t in tokens if t.norm not in FUNCTION) and any(t.raw[:1].isupper() for t in tokens)
    )
    opens = _opens(text, start)
    if opens and sum(t.raw[:1].isupper() for t in tokens) < 2:
        capitals_count = False
    else:
        capitals_count = capitals and (tokens[0].raw[:1].isupper() or tokens[0].raw.isdigit() or (len(tokens) > 1 and not opens))
    return capitals, capitals_count


def _opens(text: Text, start: int) -> bool:
    return text.opens_sentence(start) or (start > 0 and text.tokens[start - 1].raw in '"-:')
