# ruff: noqa: E501
"""Read one message: spans of every kind, how the words speak of them, what is left over, and the intent."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Literal

from tools.request import intent as intents
from tools.request.negation import Scopes, find_scopes, free_words, mode_of
from tools.request.references import find_references, said_in
from tools.request.spans.link import Linker
from tools.request.spans.mentions import correct_typos, find_mentions
from tools.request.spans.names import find_people
from tools.request.spans.quantities import find_quantities
from tools.request.spans.text import Text, clean, tokenise
from tools.request.state import Mention, Parsed, References, Role, TitleMention
from tools.request.withdraw import find_drops
from tools.request.words.en import cues
from tools.request.words.en import intents as en_intents
from tools.request.words.en.genres import OPPOSITE_ORDER

_ROLES: dict[str, Role] = {
    "like": "like", "after_like": "like", "seen": "seen", "after_seen": "seen", "reject": "reject", "not": "reject",
    "after_reject": "reject", "after_not": "reject",
}  # fmt: skip
_TYPE_OF = frozenset("fan fans nerd nerds geek geeks lover lovers buff fanatic addict type types style styles vibe vibes kind esque like ish".split())
_DEFINITE = frozenset(
    "the that this those these your favorite favourite last whole said same first second third fourth same fav it".split()
)
_QUESTIONS = frozenset(("why", "why_not", "compare", "details"))
_SEEN_ONLY = re.compile(
    r"\b(?:i(?:ve| have)?|we(?:ve| have)?) (?:already |all )?(?:seen|watched|heard|listened to|played) (?:before|already)\b|\b(?:re ?watch|watch again|see again|hear again|listen again|seen before|watch (?:it|one|something|them) again)\b"
    r"|from (?:all )?(?:that |what |the ones )?i(?:ve| have)? (?:already )?(?:seen|watched)|\b(?:things?|films?|movies?|ones|something|albums?|series|shows?|anything) (?:that )?(?:i|we)(?:ve| have)? (?:already )?(?:seen|watched|heard|know|loved before|rated)\b|could watch again|old favou?rites?"
)
_SEEN_ANY = re.compile(
    r"\bseen or (?:not|unseen)|whether (?:or not )?i(?:ve| have) seen|even if i(?:ve| have)? (?:already )?(?:seen|watched|heard)|includ(?:e|ing) (?:the )?(?:ones|those|things|films|movies|what) (?:that )?i(?:ve| have)?|(?:dont|do not) (?:mind|care) (?:re ?watching|if i(?:ve| have)|seeing (?:it|something) again|repeats)|repeats are (?:fine|ok|okay)|re ?watch(?:es|ing)? (?:is|are) (?:fine|ok|okay)|seen ones (?:are|too|as well)|already seen is (?:fine|ok)|can be something i(?:ve| have)|again is (?:fine|ok)|no matter if i"
)
_UNSEEN = re.compile(r"new to me|(?:havent|have not|never|not) (?:yet )?(?:seen|watched|heard)|unseen|dont know yet|first time for me")
_NEW_TO_ME = re.compile(r"new to me|unseen|(?:something|anything|ones?|films?|movies?|series|shows?|albums?|what)\b.{0,25}(?:havent|have not|never|not) (?:yet )?(?:seen|watched|heard)(?! (?:it|that|this))")
_SLOT_NAMES = frozenset(w for phrase in cues.SLOT_WORDS for w in phrase.split())
_PERSON = re.compile(r"\b(?:with|without|by|starring|from|not|of) (?:him|her)\b|\b(?:his|her) (?:other|films|movies|work|stuff|things|albums|songs|series|shows|books)")
_FOLLOWS = re.compile(r"^(?:and|what about|how about|or|and what about|just|only)\b")
_STARS = re.compile(
    r"(?P<n>\d(?:[.,]\d)?|10|one|two|three|four|five|six|seven|eight|nine|ten)(?: and a (?P<half>half))? ?(?P<unit>stars?|/ ?10|out of 10|out of ten|/ ?5|out of 5|out of five|\+ stars|points)?"
)


def parse(message: str, linker: Linker, now: datetime, recent: frozenset[str] = frozenset()) -> Parsed:
    """Read `message`. `recent`: folded titles spoken of before. Deterministic; a few ms over 36,273 titles."""
    text = correct_typos(tokenise(clean(message)))
    titles, people = _names(text, linker, recent)
    names = {t.start: t.end for t in titles} | {m.start: m.end for m in people}
    inside = frozenset(p for start, end in names.items() for p in range(start, end))
    quantities = find_quantities(text, now, inside)
    closed = inside | {p for m in quantities for p in range(m.start, m.end)}
    words = find_mentions(text, closed)
    found = [*people, *quantities, *words]
    scopes = find_scopes(text, names, {p: m.slot for m in found for p in range(m.start, m.end)})
    titles = [_with_role(text, scopes, title) for title in titles]
    references = find_references(text, scopes, closed, bool(titles))
    titles = _settle(text, titles, references)
    described = range(*references.described_at)
    mentions = _thin_out(text, tuple(m if m.start not in described else replace(m, mode="none") for m in _read_modes(text, scopes, found, titles)))
    return _assemble(text, scopes, titles, mentions, references, inside | _covered(mentions))


def _covered(mentions: Iterable[Mention]) -> frozenset[int]:
    return frozenset(p for m in mentions for p in range(m.start, m.end))


def _names(text: Text, linker: Linker, recent: frozenset[str]) -> tuple[list[TitleMention], list[Mention]]:
    """Titles and people; known titles come first, then people, then what else stands where a title would."""
    known = linker.link(text, recent)
    inside = frozenset(p for m in known for p in range(m.start, m.end))
    people = find_people(text, linker.index, inside)
    return linker.link_rest(text, known, _covered(people)), people


def _with_role(text: Text, scopes: Scopes, title: TitleMention) -> TitleMention:
    role = _ROLES.get(scopes.at(title.start).kind, "none")
    after = text.tokens[title.end].norm if title.end < len(text.tokens) else ""
    if role == "none" and after in _TYPE_OF and scopes.at(title.start).kind not in ("unseen", "narrate"):
        role = "like"
    return replace(title, role=role)


def _settle(text: Text, titles: list[TitleMention], references: References) -> list[TitleMention]:
    """Seen and praised is liked; "something of that kind" likes the title before it; nothing but a title is a wish."""
    said = references.pronoun_role
    if len(titles) > 1:
        titles = [_praised(text, title, titles) for title in titles]
    if len(titles) == 1 and re.match(r" ?(?:again )?\? (?:no|nah|nope|not again)\b", text.words(titles[0].end, len(text.tokens))):
        return [replace(titles[0], role="reject")]
    if len(titles) == 1 and titles[0].role in ("seen", "none") and not references.places:
        title = titles[0]
        if references.like_it or (said == "like" and not _unseen(text)):
            return [replace(title, role="like")]
        if said in ("seen", "reject") and title.role == "none" and not _unseen(text):
            return [replace(title, role=said)]
    if said == "like" and titles and all(t.role == "seen" for t in titles):
        return [replace(t, role="like") for t in titles]
    return titles


def _praised(text: Text, title: TitleMention, titles: list[TitleMention]) -> TitleMention:
    """ "I have seen X and loved it": what is said of "it" right after a title, in its sentence, is said of the title."""
    if title.role not in ("seen", "none"):
        return title
    end = next((last for first, last in text.sentences if first <= title.start < last), len(text.tokens))
    stop = min([end, *(t.start for t in titles if t.start > title.start)])
    role = said_in(text, title.end, stop)
    return replace(title, role=role) if role in ("like", "reject") else title


def _unseen(text: Text) -> bool:
    return _UNSEEN.search(text.norm) is not None


def _read_modes(text: Text, scopes: Scopes, found: list[Mention], titles: list[TitleMention]) -> Iterable[Mention]:
    for mention in sorted(found, key=lambda m: m.start):
        mode = mode_of(scopes, mention)
        if mention.slot in ("years", "minutes", "rating", "age", "count", "added_after") and mode != "none":
            mode = "drop" if mode == "drop" else "allow" if mode == "allow" else "want"
        if text.tokens[mention.start - 1].norm == "too" and mention.start and mention.slot in ("genres", "languages", "countries") and mode == "want":
            mode = "none"  # "too American", "too scary"
        if mention.slot == "genres" and mode == "not" and text.tokens[mention.start - 1].norm == "less":
            mode = "none"  # "less scary": a shade, no limit
        if mention.slot == "media" and mode == "want" and _is_definite(text, mention, titles):
            mode = "none"
        if mention.slot == "media" and mode == "not" and not _is_barred(text, scopes, mention, found):
            mode = "none"
        if (mention.slot == "order" and mode == "allow") or (mention.slot == "count" and scopes.at(mention.start).kind not in ("want", "wish", "block", "stop")):
            mode = "none"
        if (mention.slot == "order" and mode == "not") or (mention.slot == "order" and mode in ("want", "none") and text.tokens[mention.start - 1].norm == "too" and mention.start):
            mention, mode = replace(mention, values=(OPPOSITE_ORDER[mention.values[0]],)), "want"
        yield replace(mention, mode=mode)


def _thin_out(text: Text, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Without what another mention makes void: a vague size beside a hard limit of its kind, episodes of a wanted series."""
    kinds = {m.slot for m in mentions if m.mode in ("want", "allow") and (m.bare is not None or any(v is not None for v in m.values))}
    vague = {*(("short", "long") if "minutes" in kinds else ()), *(("new", "old") if "years" in kinds else ())}
    media = {v for m in mentions if m.slot == "media" and m.mode == "want" for v in m.values}
    kept = []
    for mention in mentions:
        is_vague = mention.slot == "order" and mention.values[0] in vague
        is_part = mention.slot == "media" and mention.values == ("episode",) and (media & {"series", "podcast"} or _is_measure(text, mention))
        kept.append(replace(mention, mode="none") if is_vague or is_part else mention)
    return tuple(kept)


def _is_measure(text: Text, mention: Mention) -> bool:
    return mention.start > 0 and text.tokens[mention.start - 1].norm in ("an", "per", "each", "every", "two", "three", "few", "of")


def _is_barred(text: Text, scopes: Scopes, mention: Mention, found: list[Mention]) -> bool:
    """ "no films", "not a series": the medium itself is unwanted; in "no films like X", "no scary films" it is not."""
    before = mention.start - 1
    while (before >= 0 and text.tokens[before].norm in ("a", "an", "any", "the", "more", "another", "or", "nor", "and", ",")) or (before >= mention.start - 4 and any(before in range(m.start, m.end) for m in found if m.slot in ("media", "genres"))):
        before -= 1
    after = text.tokens[mention.end].norm if mention.end < len(text.tokens) else "."
    return before in scopes.cue_tokens and (not after[:1].isalnum() or after in ("and", "or", "nor", "please", "pls", "ever", "tonight", "for", "today", "this", "but", "just", "only", "again", "now", "then", "at", "anymore"))


def _is_definite(text: Text, mention: Mention, titles: list[TitleMention]) -> bool:
    """ "the movie", "that show", "my favourite film", "the movie Moon": a work spoken of, not a kind asked for."""
    before = [t.norm for t in text.tokens[max(0, mention.start - 3) : mention.start]]
    if any(t.start == mention.end or t.end == mention.start for t in titles):
        return True
    if before[-2:-1] and before[-2] in ("just", "only") and text.tokens[mention.start].norm.endswith("s"):
        return False
    if before[-1:] and before[-1] in _DEFINITE:
        return True
    return len(before) >= 2 and before[-2] in ("the", "that", "this", "my") and before[-1] in ("last", "first", "other", "second", "whole", "favorite", "favourite", "same", "new")


def _assemble(
    text: Text, scopes: Scopes, titles: list[TitleMention], mentions: tuple[Mention, ...], references: References, taken: frozenset[int]
) -> Parsed:
    query, not_query, allowed = _free(text, scopes, taken | _pointing(references))
    drops, undo = find_drops(text, scopes, mentions)
    if drops:
        query = tuple(w for w in query if w not in _SLOT_NAMES and w.rstrip("s") not in _SLOT_NAMES)
    norm = intents.ask_norm(text, {t.start: t.end for t in titles})
    stars = _stars(text, norm, titles, references)
    seen = _seen(text.norm)
    only_title = bool(titles) and all(t.role == "none" for t in titles) and norm.replace("xtitle", "").strip(" .,!?") in ("", "please", "the", "movie", "and", "or")
    facts = intents.Facts(
        wanted=any(m.mode == "want" and m.slot in ("genres", "media", "people", "languages") for m in mentions),
        wishes=any(m.mode != "none" and (m.mode == "allow" or (m.bare is not None and len(text.tokens) <= 6) or any(v is not None for v in m.values)) for m in mentions) or bool(drops) or undo or bool(not_query) or bool(allowed) or seen is not None or _PERSON.search(norm) is not None
        or (references.person in ("director", "actor") and re.search(r"\b(?:more|other|by|from|films|all|same|else|with|anything|something)\b", norm) is not None),
        liked=any(t.role == "like" for t in titles) or any(p.role == "like" for p in references.places) or references.described_role == "like" or references.pronoun_role == "like",
        rejected=any(t.role == "reject" for t in titles) or any(p.role == "reject" for p in references.places) or references.described_role == "reject" or references.pronoun_role == "reject",
        seen=any(t.role == "seen" for t in titles) or any(p.role == "seen" for p in references.places) or references.described_role == "seen" or references.pronoun_role == "seen",
        titles=len(titles),
        limits=any(m.mode != "none" and m.slot not in ("media", "order", "count") for m in mentions) or bool(drops) or bool(not_query),
        untouched=bool(titles) and all(scopes.at(t.start).kind in ("unseen", "wish", "narrate") and t.role == "none" for t in titles),
        points=bool(references.places or references.described) or references.pronoun != "none" or references.pronoun_role != "none",
        placed=bool(references.places or references.described),
        rated=stars is not None,
        free=bool(query),
        relative=references.relative is not None,
        like_it=references.like_it,
        barred=bool(not_query) or any(m.mode == "not" for m in mentions),
        only_title=only_title,
    )  # fmt: skip
    intent, attribute = intents.find_intent(norm, facts)
    if intent == "chat" and titles and all(t.role == "none" and _opens(text, t, titles) for t in titles) and len(norm.split()) <= 8 + 2 * len(titles):
        intent = "recommend"
    if only_title or intent == "recommend":
        titles = [
            replace(t, role="like") if t.role == "none" and (only_title or (scopes.at(t.start).kind in ("want", "after_like") and _opens(text, t, titles))) else t
            for t in titles
        ]
    if intent == "history":
        mentions = tuple(m for m in mentions if m.slot != "order")
    if intent in ("count", "history"):
        mentions = tuple(replace(m, mode="want") if m.slot == "media" and m.mode == "none" and not any(t.end == m.start or t.start == m.end for t in titles) else m for m in mentions)
    if intent in _QUESTIONS or intent in ("chat", "feedback"):
        mentions = tuple(replace(m, mode="none") if m.slot in ("media", "genres", "order", "count") or intent in _QUESTIONS else m for m in mentions)
        query = query if intent not in ("chat", "feedback", *_QUESTIONS) else ()
    return Parsed(
        text=text, intent=intent, attribute=attribute, mentions=mentions, titles=tuple(titles), references=references,
        query=query, not_query=not_query, allowed=allowed, drops=drops, undo=undo,
        adds=_has_phrase(text, cues.ADDS) or text.norm.startswith("or "), replaces=_has_phrase(text, cues.REPLACES), seen=seen, stars=stars,
        talk=intents.find_talk(norm) if intent == "chat" else "", more=intents.wants_more(norm), follows=_FOLLOWS.match(norm) is not None,
    )  # fmt: skip


def _opens(text: Text, title: TitleMention, titles: list[TitleMention]) -> bool:
    """Whether a title stands at the head of its sentence, or after such a one and a comma."""
    start = title.start
    while True:
        if text.opens_sentence(start):
            return True
        before = next((t for t in titles if t.end < start and start - t.end <= 2), None)
        if before is None or any(t.norm not in (",", "and", "or", "/", "&") for t in text.tokens[before.end : start]):
            return False
        start = before.start


def _pointing(references: References) -> frozenset[int]:
    return frozenset(p for place in references.places for p in range(place.start, place.end))


def _free(text: Text, scopes: Scopes, taken: frozenset[int]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    wanted: list[str] = []
    unwanted: list[str] = []
    allowed: list[str] = []
    for word, mood in free_words(text, scopes, taken):
        {"want": wanted, "not": unwanted, "allow": allowed}[mood].append(word)
    return tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(unwanted)), tuple(dict.fromkeys(allowed))


def _has_phrase(text: Text, phrases: tuple[str, ...]) -> bool:
    padded = f" {text.norm} "
    return any(f" {phrase} " in padded for phrase in phrases)


def _seen(norm: str) -> Literal["exclude", "only", "any"] | None:
    if _SEEN_ANY.search(norm):
        return "any"
    if _UNSEEN.search(norm):
        return "exclude" if _NEW_TO_ME.search(norm) else None
    if _SEEN_ONLY.search(norm) and not re.search(r"(?:watch|see|hear) (?:it|that|this|that one) again|i(?:ve| have) seen (?:it|that|this)", norm) and re.search(r"something|anything|again|rewatch|show|give|recommend|suggest|one i|films? i|movies? i|only|from", norm):
        return "only"
    return None


def _stars(text: Text, norm: str, titles: list[TitleMention], references: References) -> float | None:
    """Stars (0..5) that the message gives to a title or to what it points at."""
    if not re.search(en_intents.STARS, norm) or not (titles or references.places or references.pronoun != "none"):
        return None
    if re.search(r"(?:recommend|at least|or more|and up|above|looking for|rated (?:at least|above|over))", norm):
        return None
    match = next((m for m in _STARS.finditer(norm) if m["unit"] or re.search(r"\b(?:give|gave|rate|rated|score|gets|deserves)\b", norm)), None)
    if match is None or match["n"] is None:
        return None
    value = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}.get(match["n"]) or float(match["n"].replace(",", "."))
    value += 0.5 if match["half"] else 0
    return value / 2 if value > 5 or "10" in (match["unit"] or "") or "ten" in (match["unit"] or "") else value

