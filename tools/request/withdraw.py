"""Limits taken back: "any length", "forget the French thing", "the years don't matter", "start over"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tools.request.negation import Scopes
from tools.request.spans.phrases import Phrases
from tools.request.spans.text import Text
from tools.request.state import Mention
from tools.request.words.en import withdrawn

_SLOTS = Phrases(withdrawn.SLOT_WORDS, plurals=True)
_START_OVER = re.compile(r"(?<!\w)(?:" + "|".join(withdrawn.START_OVER) + r")(?!\w)")
_UNDO = re.compile(
    r"^(?:\w+,? )?(?:oh |no |ok |actually |sorry |hmm |meh |ugh |nah |well |wait |[.,] )*(?:"
    + "|".join(withdrawn.UNDO)
    + r")(?= ?[.,!]| ?$)"
)
_OPEN = re.compile(
    r"(?P<slot>decade|year|years|length|language|genre|era|country) (?:is )?(?:open|free|wide open|no matter"
    r"|whatever|irrelevant)|(?P<alone>(?:no|without) (?:time |length |year |language )?(?:limits?"
    r"|restrictions?))"
)
_LET_GO = re.compile(
    r"\b(?:take back|let go of|undo|lift|withdraw|waive|never mind|dont mind|dont care about|forget|scrap"
    rf"|ignore)(?: \w+){{0,4}}? (?P<slot>{'|'.join(withdrawn.SLOT_WORDS)})s?\b"
    rf"|\blet (?:the |that )?(?P<let>{'|'.join(withdrawn.SLOT_WORDS)})(?: limit| thing)? (?:go|be|drop)\b"
    rf"|\bthe (?P<off>{'|'.join(withdrawn.SLOT_WORDS)}) (?:limit|rule|thing|restriction) is (?:off|lifted|gone)\b"
    rf"|\bthe (?P<need>{'|'.join(withdrawn.SLOT_WORDS)}) (?:neednt|need not|does not|doesnt|dont"
    r"|do not)(?: \w+)? (?:matter|count|apply)\b"
)
_ANYWHERE = re.compile(
    r"\b(?:anywhere|wherever|any country|every country|all countries|any nationality)\b(?! (?:near|close))"
)
_ADDED = re.compile(
    r"(?:dont care|dont mind|doesnt matter|any|whenever|no matter|whatever)\b.{0,25}\badd(?:ed|ing)\b"
    r"|\badd(?:ed|ing)\b.{0,20}\b(?:doesnt matter|is ok|is okay|is fine|whenever|any time)\b"
)
_CHILDLESS = re.compile(withdrawn.CHILDLESS)
_UP_TO_NOW = re.compile(r"(?:up to|until|till|to) (?:now|today|the present)")
# "Older is fine too": the lower bound falls.
_BOUND_OF = {
    "older": "year_min",
    "earlier": "year_min",
    "newer": "year_max",
    "later": "year_max",
    "longer": "minutes_max",
    "shorter": "minutes_min",
}
_OPENED = re.compile(
    rf"\b(?P<word>{'|'.join(_BOUND_OF)})(?: (?:ones?|films?|movies?|stuff|things|series|shows?|albums?))?"
    r"(?: (?:is|are|would be|can be|s|also|actually|now))*(?: (?:fine|ok|okay|allowed|welcome|alright|cool"
    r"|good)| too| as well)(?: (?:too|as well|also|now|then|though|actually|please))* ?(?:$|[.,!;])"
)
_DROPPED = frozenset(("drop", "after_drop", "allow", "after_allow"))


def find_drops(text: Text, scopes: Scopes, mentions: Iterable[Mention]) -> tuple[frozenset[str], bool]:
    """(slots withdrawn by name, whether the last change is undone). "all" stands for everything."""
    if _START_OVER.search(text.norm):
        return frozenset(("all",)), False
    taken = frozenset(p for m in mentions for p in range(m.start, m.end) if m.slot not in ("order", "media"))
    words = [t.norm for t in text.tokens]
    drops = {
        slot
        for value, start, end in _SLOTS.find(words, skip=taken)
        if (scopes.at(start).kind in _DROPPED or words[start - 1 : start] in (["any"], ["whatever"], ["whichever"]))
        and not _is_phrase(words, start, end)
        for slot in value
    }
    for match in _OPEN.finditer(text.norm):
        drops |= set(withdrawn.SLOT_WORDS.get(match["slot"] or "time", ()))
    for match in _LET_GO.finditer(text.norm):
        drops |= set(withdrawn.SLOT_WORDS[next(filter(None, match.groups()))])
    if _ANYWHERE.search(text.norm):
        drops |= {"countries", "languages"}
    if _CHILDLESS.search(text.norm):
        drops.add("age")
    if _ADDED.search(text.norm):
        drops.add("added")
    if _UP_TO_NOW.search(text.norm) and not any(m.slot == "years" for m in mentions):
        drops.add("year_max")
    for match in _OPENED.finditer(text.norm):
        drops.add(_BOUND_OF[match["word"]])
    return frozenset(drops), _UNDO.search(text.norm) is not None


def _is_phrase(words: list[str], start: int, end: int) -> bool:
    """ "this time", "the last time", "old friends": no slot is named."""
    before = words[start - 1] if start else ""
    return (words[start] == "time" and before in ("this", "last", "next", "that", "first", "some", "long")) or (
        words[start] == "when" and end < len(words)
    )
