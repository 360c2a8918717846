"""Where titles stand in a sentence: after which words, before which, between which."""

from __future__ import annotations

from tools.request.spans.text import Text
from tools.request.state import TitleMention
from tools.request.words.en import cues, genres, places
from tools.request.words.en import titles as en
from tools.request.words.en.common import WEAK_TITLE
from tools.request.words.en.spelling import FREQUENT

KINDS = frozenset(
    word
    for table in (genres.GENRE_NOUNS, genres.GENRE_ADJECTIVES, genres.MEDIA_NOUNS, genres.ORDER_WORDS,
    places.LANGUAGES, places.NATIONALITIES)
    for phrase in table
    for word in (phrase, phrase + "s")
    if " " not in phrase
) | frozenset("sci fi rom com tv science fiction".split())  # fmt: skip
_AFTER_CUES = frozenset((*cues.AFTER_LIKE, *cues.AFTER_REJECT))
_DEVOTEES = frozenset("fan fans nerd nerds geek geeks lover lovers buff buffs fanatic addict fandom".split())
_ENDS = frozenset(".!?;\n…,:()")
_WATCHED_ON = frozenset(
    "netflix hulu amazon hbo disney tv prime youtube theaters theatres cinema dvd television bluray".split()
)
_BREAKS = frozenset(
    """but and or with that which who because where when if since so though although also too not is was were are it i
    we you they he she my please instead only both do does did have has had can could would should from in on at for
    than then this about though by""".split()
)
_CONNECTIVES = frozenset("of the a an in to for on at ' :".split())


def is_quoted_at(text: Text, start: int, end: int) -> bool:
    opening = text.tokens[start - 1].raw if start else ""
    closing = text.raw[text.tokens[end - 1].end : text.tokens[end - 1].end + 2]
    before = text.raw[max(0, text.tokens[start].start - 1) : text.tokens[start].start]
    if before == "'" and text.tokens[end - 1].raw.endswith("'"):
        return True
    return (opening == '"' and closing.lstrip(",.!?").startswith('"')) or (
        before in "'*_" and before != "" and closing[:1] == before
    )


def quote_end(text: Text, start: int) -> int:
    """Where a quotation ends that opens right before `start`; 0 if none does."""
    before = text.raw[max(0, text.tokens[start].start - 2) : text.tokens[start].start]
    if before[-1:] not in ("'", '"') or before[:1].isalnum():
        return 0
    closes = (
        i
        for i in range(start, min(start + 12, len(text.tokens)))
        if text.raw[text.tokens[i].end - 1 : text.tokens[i].end + 1].find(before[-1]) >= 0
    )
    return next((i + 1 for i in closes if text.tokens[i].is_word), 0)


def lead_of(text: Text, start: int, end: int = 0) -> str:
    """ "strong" if a lead stands right before `start`, articles and the like aside; "loose" if it needs capitals."""
    if end == start + 1 and text.tokens[start].norm[:1].isdigit():
        before = text.tokens[start - 1].norm if start else ""
        return (
            "strong"
            if len(text.tokens[start].norm) > 2
            and before in ("like", "liked", "loved", "love", "seen", "saw", "watched", "enjoyed")
            else ""
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
                if phrase == "like" and words[max(0, end - 2) : end - 1] in (
                    ["would"],
                    ["id"],
                    ["looks"],
                    ["look"],
                    ["sounds"],
                    ["feel"],
                ):
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
        "something", "anything", "stuff", "things", "one", "ones", "more", "much", "lot", "similar", "kind", "sort",
        "smth", "bit", "just", "not", "nothing", "exactly", "else", "thing",
    )  # fmt: skip


def is_followed(text: Text, end: int) -> bool:
    words = [t.norm for t in text.tokens[end : end + 6]]
    return any(" ".join(words[:size]) in _AFTER_CUES for size in range(1, 7))


def is_join(text: Text, end: int, start: int) -> bool:
    between = [t.norm for t in text.tokens[end:start]]
    return (
        bool(between)
        and len(between) <= 4
        and all(
            w
            in (
                ",",
                "and",
                "or",
                "&",
                "/",
                "meets",
                "the",
                "a",
                "also",
                "with",
                '"',
                "maybe",
                "even",
                "movie",
                "film",
                "vs",
                "then",
                "but",
            )
            for w in between
        )
        and any(w in (",", "and", "or", "/", "vs", "meets") for w in between)
    )


def _opens_quote(text: Text, start: int) -> bool:
    return text.tokens[start].is_word and quote_end(text, start) > start + text.tokens[start].raw.endswith("'")


def span_end(text: Text, start: int, shut: set[int]) -> int:
    """The end of the run of words that may be one title: to punctuation, a quote, or a word that goes on otherwise."""
    if _opens_quote(text, start):
        return quote_end(text, start)
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
        if (
            end > start
            and token.norm in ("on", "in")
            and end + 1 < len(text.tokens)
            and text.tokens[end + 1].norm in _WATCHED_ON
        ):
            break
        if (
            is_capital
            and end > start
            and not token.is_capital
            and (
                token.norm
                not in ("of", "the", "a", "an", "and", "in", "to", "for", "on", "with", "at", "from", "by", ":")
                or not _capital_after(text, end)
            )
        ):
            break
        if not is_capital and end > start and token.norm in _BREAKS:
            break
        end += 1
    while (
        end > start + 1
        and is_capital
        and text.tokens[end - 1].raw.islower()
        and text.tokens[end - 1].norm in _CONNECTIVES
    ):
        end -= 1
    return end


def capital_runs(text: Text, shut: frozenset[int]) -> list[TitleMention]:
    """Runs of capitalised words in a reply that may be titles the catalogue lacks: two words, or one set apart."""
    found, start = [], 0
    while start < len(text.tokens):
        token = text.tokens[start]
        if (
            start in shut
            or not token.raw[:1].isupper()
            or not token.raw[:1].isalpha()
            or (text.opens_sentence(start) and token.norm in WEAK_TITLE and token.norm != "the")
        ):
            start += 1
            continue
        end = start + 1
        while (
            end < len(text.tokens)
            and end not in shut
            and (
                (text.tokens[end].is_word and text.tokens[end].is_capital)
                or (text.tokens[end].norm in _CONNECTIVES and _capital_after(text, end))
            )
        ):
            end += 1
        words = [t.norm for t in text.tokens[start:end]]
        if start and text.tokens[start - 1].norm in (
            "in",
            "from",
            "at",
            "near",
            "to",
            "of",
            "for",
            "with",
            "by",
            "around",
        ):
            start = end
            continue
        is_apart = end >= len(text.tokens) or not text.tokens[end].is_word
        is_plain = all(w in WEAK_TITLE or w in KINDS or w in FREQUENT for w in words)
        if (end - start > 1 and not (is_plain and text.opens_sentence(start))) or (
            is_apart
            and not is_plain
            and words[0] not in places.COUNTRIES
            and text.tokens[start - 1].norm not in ("from", "in", "of")
        ):
            found.append(TitleMention(text.slice(start, end), (), start, end))
        start = end
    return found


def _capital_after(text: Text, i: int) -> bool:
    following = text.tokens[i + 1 : i + 3]
    return (
        bool(following)
        and (
            following[0].is_capital
            or (len(following) > 1 and following[0].norm in ("the", "a") and following[1].is_capital)
        )
        and text.tokens[i].norm not in ("and", "with", "by", "from")
    )
