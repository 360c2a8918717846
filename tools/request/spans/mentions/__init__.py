"""Find what the vocabulary names: genres, media, languages, countries, orders, levels."""

from __future__ import annotations

from collections.abc import Iterator

from tools.request.spans.mentions.tables import GENRES, LEVELS, MEDIA, NOT_GENRES, ORDERS
from tools.request.spans.mentions.tongues import find_countries, find_tongues, heads_np
from tools.request.spans.mentions.typos import correct_typos
from tools.request.spans.text import Text
from tools.request.state import Mention
from tools.request.words.en import genres

__all__ = ["correct_typos", "find_mentions"]


def find_mentions(text: Text, closed: frozenset[int]) -> list[Mention]:
    """Mentions outside the tokens of `closed` (titles, names, quantities)."""
    words = [t.norm for t in text.tokens]
    shut = closed | {p for f in NOT_GENRES.find(words, skip=closed) for p in range(f.start, f.end)}
    found = [
        Mention("genres", value, start, end, is_noun)
        for (value, is_noun), start, end in GENRES.find(words, skip=shut)
        if not _is_other_sense(words, start, end)
    ]
    found += _media(text, words, closed)
    nouns = frozenset(p for m in found for p in range(m.start, m.end))
    found += find_tongues(text, words, closed | shut, nouns)
    found += find_countries(words, closed)
    taken = closed | {p for m in found for p in range(m.start, m.end)}
    orders = list(_orders(words, taken, nouns))
    if not {"new", "old"} <= {m.values[0] for m in orders}:  # "old or new": either
        found += orders
    is_taught = "level" in words or any(m.slot == "media" and set(m.values) & genres.LEVEL_MEDIA for m in found)
    found += [
        Mention("level", (v,), s, e, False)
        for v, s, e in LEVELS.find(words, skip=taken)
        if is_taught or words[s] in ("intermediate", "advanced", "beginner", "beginners")
    ]
    return sorted(found, key=lambda m: m.start)


def _is_other_sense(words: list[str], start: int, end: int) -> bool:
    """ "history" of a person, "a doc" who heals, "the war", "family" of somebody."""
    word, before = words[start], words[start - 1] if start else ""
    if end - start > 1:
        return False
    if word == "family":
        return before in ("a", "the", "my", "our", "his", "her", "their", "whole", "with", "about", "s") or (
            words[end : end + 1] in (["of"], ["and"], ["is"], ["has"], ["member"])
        )
    if word in ("history", "doc", "docs"):
        return (
            before in ("my", "the", "your", "a", "of", "on", "world", "american", "black", "natural", "movie")
            and word == "history"
        )
    return word == "action" and before in ("plan", "of", "call", "class")


def _media(text: Text, words: list[str], closed: frozenset[int]) -> Iterator[Mention]:
    for value, start, end in MEDIA.find(words, skip=closed):
        if words[start] == "music" and _is_score(words, start, end):
            continue
        if (
            words[start] in ("course", "courses")
            and words[start - 1 : start] in (["of"], ["main"], ["golf"], ["the"])
            and words[start] == "course"
        ):
            continue
        if (
            words[start] == "talks"
            and start
            and words[start - 1]
            in (
                "he",
                "she",
                "it",
                "who",
                "that",
                "someone",
                "they",
                "everyone",
                "everybody",
                "never",
                "always",
                "always",
            )
        ):
            continue
        if (
            value == ("album",)
            and words[start] == "record"
            and words[start - 1 : start] not in (["a"], ["any"], ["good"], ["some"])
        ):
            continue
        if value == ("series",) and words[start] in ("show", "shows") and not _is_show(text, words, start):
            continue
        yield Mention("media", value, start, end)


def _is_score(words: list[str], start: int, end: int) -> bool:
    """ "music" that is not what is asked for: a film's own, or what a work is about."""
    before, after = words[max(0, start - 3) : start], words[end : end + 1]
    return bool(set(before) & {"with", "about", "has", "its", "of", "the", "film", "love", "good", "great", "and",
    "whose"}) or after in (
        ["video"], ["videos"], ["documentary"], ["documentaries"], ["history"], ["teacher"], ["biopic"], ["biopics"],
        ["film"], ["films"], ["movie"], ["movies"],
        ["lover"], ["theory"], ["industry"], ["in"], ["was"], ["is"], ["course"], ["lectures"], ["podcast"],
        ["podcasts"],
    )  # fmt: skip


def _is_show(text: Text, words: list[str], i: int) -> bool:
    """ "show" as a noun: not "show me", "to show", "shows how"."""
    after, before = words[i + 1 : i + 2], words[i - 1] if i else ""
    if after and after[0] in (
        "me",
        "us",
        "my",
        "them",
        "him",
        "her",
        "you",
        "the",
        "how",
        "that",
        "up",
        "off",
        "it",
        "a",
        "another",
        "more",
        "some",
    ):
        return before in ("a", "tv", "good", "great", "funny")
    if i == 0 and after[:1] in (["filmed"], ["set"], ["made"], ["about"], ["with"], ["where"], ["from"], ["starring"]):
        return True
    return before not in (
        "to",
        "can",
        "please",
        "you",
        "could",
        "and",
        "dont",
        "will",
        "it",
        "may",
        "might",
        "should",
        "would",
        "must",
        "do",
        "i",
        "we",
    ) and (i > 0 or words[i] == "shows" or len(words) == 1)


def _orders(words: list[str], closed: frozenset[int], nouns: frozenset[int]) -> Iterator[Mention]:
    for value, start, end in ORDERS.find(words, skip=closed):
        before, after = words[start - 1] if start else "", words[end] if end < len(words) else ""
        if value == "best" and words[start] == "best" and before != "the" and start:
            continue
        comparative = words[start].endswith(("er", "est"))
        if (
            (words[start] == "new" and before == "a" and after not in ("release", "one"))
            or (start > 1 and words[start - 2 : start] == ["i", "am"])
            or (before in genres.NOT_BEFORE_ORDER and words[start - 2 : start - 1] != ["not"])
            or (before in ("bit", "was", "were") and not comparative)
            or (before in ("any", "for") and not words[start].endswith("est") and not heads_np(words, end, nouns))
            or after in genres.NOT_AFTER_ORDER
        ):
            continue
        if (
            (before == "something" and words[start] == "new")
            or comparative
            or heads_np(words, end, nouns)
            or end >= len(words)
            or before in ("too", "something", "anything", "very", "really", "nothing")
            or after in (",", ".", "!", "?", "and", "but", "please", "with", "from", "so")
        ):
            yield Mention("order", (value,), start, end, False)
