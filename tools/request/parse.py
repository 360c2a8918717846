"""Read one message: spans of every kind, how the words speak of them, what is left over, and the intent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Literal

from indexers.reading.fold import fold
from tools.models import Intent
from tools.request import intent as intents
from tools.request.free import find_free
from tools.request.modes import is_shade, read_modes, thin_out
from tools.request.negation import Scopes, find_scopes
from tools.request.references import find_references
from tools.request.spans.link import Linker
from tools.request.spans.mentions import correct_typos, find_mentions
from tools.request.spans.names import find_people
from tools.request.spans.quantities import find_quantities
from tools.request.spans.spoken import find_spoken, find_spoken_people
from tools.request.spans.text import Text, clean, tokenise
from tools.request.spans.verdicts import find_loose, find_verdicts
from tools.request.spans.watched import read_seen, read_stars
from tools.request.state import Handle, Mention, Parsed, References, Role, TitleMention
from tools.request.withdraw import find_drops
from tools.request.words.en import withdrawn

_ROLES: dict[str, Role] = {
    "like": "like", "after_like": "like", "seen": "seen", "after_seen": "seen", "reject": "reject", "not": "reject",
    "after_reject": "reject", "after_not": "reject",
}  # fmt: skip
_TYPE_OF = frozenset(
    "fan fans nerd nerds geek geeks lover lovers buff fanatic addict type types style styles vibe vibes kind"
    " esque like ish".split()
)
_QUESTIONS = frozenset(("why", "why_not", "compare", "details"))
_SLOT_NAMES = frozenset(w for phrase in withdrawn.SLOT_WORDS for w in phrase.split())
_PERSON = re.compile(
    r"\b(?:with|without|by|starring|from|not|of) (?:him|her)\b|\b(?:his|her) (?:other|films|movies|work|stuff"
    r"|things|albums|songs|series|shows|books)"
)
_MORE_OF = re.compile(r"\b(?:more|other|by|from|films|all|same|else|with|anything|something)\b")
_FOLLOWS = re.compile(r"(?:^|[.!] )(?:and|what about|how about|or|and what about|just|only)\b")


def parse(
    message: str,
    linker: Linker,
    now: datetime,
    works: Sequence[Handle] = (),
    newest: int = 0,
    known_people: Sequence[str] = (),
) -> Parsed:
    """Read `message`. `works`: those spoken of before, the latest first; the first `newest` of them were so last.

    Deterministic; a few ms over 36,273 titles.
    """
    text = correct_typos(tokenise(clean(message)))
    titles, people = _names(text, linker, works, newest, known_people)
    names = {t.start: t.end for t in titles} | {m.start: m.end for m in people}
    inside = frozenset(p for start, end in names.items() for p in range(start, end))
    quantities = find_quantities(text, now, inside)
    closed = inside | {p for m in quantities for p in range(m.start, m.end)}
    words = find_mentions(text, closed)
    found = [*people, *quantities, *words]
    scopes = find_scopes(text, names, {p: m.slot for m in found for p in range(m.start, m.end)})
    titles = [_with_role(text, scopes, title) for title in titles]
    references = find_references(text, closed, bool(titles))
    titles = _settle(text, titles, references)
    titles, references = _judged(text, titles, references, talked=bool(works))
    mentions = thin_out(
        text, tuple(read_modes(text, scopes, found, titles, is_seen_wanted=read_seen(text.norm) == "only"))
    )
    taken = _covered(m for m in mentions if m.mode != "none" or not is_shade(text, m))
    return _conclude(_assemble(text, scopes, titles, mentions, references, inside | taken, talked=bool(works)))


def _covered(mentions: Iterable[Mention]) -> frozenset[int]:
    return frozenset(p for m in mentions for p in range(m.start, m.end))


def _names(
    text: Text, linker: Linker, works: Sequence[Handle], newest: int, known_people: Sequence[str]
) -> tuple[list[TitleMention], list[Mention]]:
    """Titles and people: works spoken of, other titles, then people outside them."""
    spoken = find_spoken(text, works, linker.columns, newest)
    names = frozenset((m.start, m.end) for m in find_people(text, linker.index, frozenset()))
    spoken = [t for t in spoken if not any(a <= t.start and t.end <= b and b - a > t.end - t.start for a, b in names)]
    titles = _joined(spoken, linker.link(text, frozenset(fold(work.title) for work in works), names))
    inside = frozenset(p for m in titles for p in range(m.start, m.end))
    people = find_people(text, linker.index, inside)
    return titles, people + find_spoken_people(text, known_people, inside | _covered(people))


def _joined(spoken: list[TitleMention], linked: list[TitleMention]) -> list[TitleMention]:
    """Both, left to right: of two at one place the longer, at the same length the work spoken of."""
    longer = [t for t in linked if all(t.start >= s.end or t.end <= s.start or _covers(t, s) for s in spoken)]
    kept = [s for s in spoken if not any(_covers(t, s) for t in longer)]
    return sorted([*kept, *longer], key=lambda t: t.start)


def _covers(title: TitleMention, other: TitleMention) -> bool:
    return title.start <= other.start and title.end >= other.end and title.end - title.start > other.end - other.start


def _with_role(text: Text, scopes: Scopes, title: TitleMention) -> TitleMention:
    role = _ROLES.get(scopes.at(title.start).kind, "none")
    after = text.tokens[title.end].norm if title.end < len(text.tokens) else ""
    if role == "none" and after in _TYPE_OF and scopes.at(title.start).kind not in ("unseen", "narrate"):
        role = "like"
    return replace(title, role=role)


def _settle(text: Text, titles: list[TitleMention], references: References) -> list[TitleMention]:
    """Seen and praised is liked; "something of that kind" likes the title before it; nothing but a title is a wish."""
    if len(titles) == 1 and re.match(
        r" ?(?:again )?\? (?:no|nah|nope|not again)\b", text.words(titles[0].end, len(text.tokens))
    ):
        return [replace(titles[0], role="reject")]
    if len(titles) == 1 and titles[0].role in ("seen", "none") and not references.places:
        title = titles[0]
        if references.like_it:
            return [replace(title, role="like")]
    return titles


def _judged(
    text: Text, titles: list[TitleMention], references: References, *, talked: bool
) -> tuple[list[TitleMention], References]:
    """Both with what their clauses say of them."""
    places = references.places
    said = find_verdicts(text, [*((t.start, t.end) for t in titles), *dict.fromkeys((p.start, p.end) for p in places)])
    titles = [
        replace(t, role=said[t.start, t.end])
        if (t.start, t.end) in said
        and (t.work or t.role == "none" or t.role == "seen" or said[t.start, t.end] == "like")
        else t
        for t in titles
    ]
    spans = [*((t.start, t.end) for t in titles), *((p.start, p.end) for p in places)]
    judged = tuple(replace(p, role=said.get((p.start, p.end), p.role)) for p in places)
    return titles, replace(references, places=judged, loose=find_loose(text, spans) if talked else ("none", "none"))


@dataclass(frozen=True)
class _Reading:
    """A message as far as its spans go: what the intent is found from."""

    text: Text
    scopes: Scopes
    titles: tuple[TitleMention, ...]
    mentions: tuple[Mention, ...]
    references: References
    query: tuple[str, ...]
    not_query: tuple[str, ...]
    allowed: tuple[str, ...]
    drops: frozenset[str]
    undo: bool
    talked: bool  # works were spoken of before

    @cached_property
    def norm(self) -> str:
        """The norm text with each title as "xtitle"."""
        return intents.ask_norm(self.text, {t.start: t.end for t in self.titles})

    @cached_property
    def said(self) -> tuple[str, ...]:
        """The words, with titles, places in the list and what slots hold by their kind."""
        named = {t.start: ("TITLE", t.end) for t in self.titles}
        named |= {p.start: ("PLACE", p.end) for p in self.references.places}
        for mention in self.mentions:
            if mention.slot not in ("media", "order", "count", "level"):
                named.setdefault(mention.start, (mention.slot.upper(), mention.end))
        said, place = [], 0
        while place < len(self.text.tokens):
            kind, end = named.get(place, (self.text.tokens[place].norm, place + 1))
            said.append(kind)
            place = max(end, place + 1)
        return tuple(said)

    @cached_property
    def seen(self) -> Literal["exclude", "only", "any"] | None:
        return read_seen(self.text.norm)

    @cached_property
    def stars(self) -> float | None:
        return read_stars(
            self.norm, has_target=bool(self.titles or self.references.places) or self.references.pronoun != "none"
        )

    @cached_property
    def is_only_title(self) -> bool:
        rest = self.norm.replace("xtitle", "").strip(" .,!?")
        return (
            bool(self.titles)
            and all(t.role == "none" for t in self.titles)
            and rest in ("", "please", "the", "movie", "and", "or")
        )

    def says(self, role: Role) -> bool:
        """Whether the message says of a work that it is liked, seen or rejected."""
        references = self.references
        said = (
            *(t.role for t in self.titles),
            *(p.role for p in references.places),
            references.pronoun_role,
            references.loose[1],
        )
        return role in said

    def is_wish(self, mention: Mention) -> bool:
        is_bare = mention.bare is not None and len(self.text.tokens) <= 6
        return mention.mode != "none" and (
            mention.mode == "allow" or is_bare or any(v is not None for v in mention.values)
        )

    def has_wishes(self) -> bool:
        """Whether a slot is wanted, barred, dropped or allowed, by name or by a person pointed at."""
        return (
            any(map(self.is_wish, self.mentions))
            or bool(self.drops or self.undo or self.not_query or self.allowed)
            or self.seen is not None
            or _PERSON.search(self.norm) is not None
            or (self.references.person in ("director", "actor") and _MORE_OF.search(self.norm) is not None)
        )

    def facts(self) -> intents.Facts:
        references, titles, mentions = self.references, self.titles, self.mentions
        is_placed = bool(references.places)
        idle = ("unseen", "wish", "narrate")
        return intents.Facts(
            wanted=any(m.mode == "want" and m.slot in ("genres", "media", "people", "languages") for m in mentions),
            wishes=self.has_wishes(),
            liked=self.says("like"),
            rejected=self.says("reject"),
            seen=self.says("seen"),
            titles=len(titles),
            limits=any(m.mode != "none" and m.slot not in ("media", "order", "count") for m in mentions)
            or bool(self.drops or self.not_query),
            talked=self.talked,
            spoken=is_placed or any(t.work for t in titles),
            untouched=bool(titles) and all(t.role == "none" and self.scopes.at(t.start).kind in idle for t in titles),
            points=is_placed or references.pronoun != "none" or references.pronoun_role != "none",
            placed=is_placed,
            rated=self.stars is not None,
            free=bool(self.query),
            relative=references.relative is not None,
            like_it=references.like_it,
            only_title=self.is_only_title,
        )


def _assemble(
    text: Text,
    scopes: Scopes,
    titles: list[TitleMention],
    mentions: tuple[Mention, ...],
    references: References,
    taken: frozenset[int],
    *,
    talked: bool,
) -> _Reading:
    query, not_query, allowed = find_free(text, scopes, taken | _pointing(references))
    drops, undo = find_drops(text, scopes, mentions)
    if drops:
        query = tuple(w for w in query if w not in _SLOT_NAMES and w.rstrip("s") not in _SLOT_NAMES)
    return _Reading(text, scopes, tuple(titles), mentions, references, query, not_query, allowed, drops, undo, talked)


def _conclude(reading: _Reading) -> Parsed:
    """The intent, and what it makes of titles and mentions."""
    intent, attribute = _intent_of(reading)
    if intent == "chat" and _is_list_of_titles(reading):
        intent = "recommend"
    text, norm = reading.text, reading.norm
    return Parsed(
        text=text,
        intent=intent,
        attribute=attribute,
        mentions=tuple(_mentions_for(intent, reading)),
        titles=tuple(_titles_for(intent, reading)),
        references=reading.references,
        query=() if intent in ("chat", "feedback", *_QUESTIONS) else reading.query,
        not_query=reading.not_query,
        allowed=reading.allowed,
        drops=reading.drops,
        undo=reading.undo,
        adds=_has_phrase(text, withdrawn.ADDS) or text.norm.startswith("or "),
        replaces=_has_phrase(text, withdrawn.REPLACES),
        seen=reading.seen,
        stars=reading.stars,
        talk=intents.find_talk(norm) if intent == "chat" else "",
        more=intents.wants_more(norm),
        follows=_FOLLOWS.search(norm) is not None,
    )


def _intent_of(reading: _Reading) -> tuple[Intent, str | None]:
    if intents.is_verdict(reading.norm):
        return "feedback", None
    facts = reading.facts()
    cued, attribute = intents.find_intent(reading.norm, facts)
    intent = intents.choose(reading.said, facts, cued)
    if intent == cued:
        return cued, attribute
    return intent, (intents.details_attribute(reading.norm) or "plot") if intent == "details" else None


def _is_list_of_titles(reading: _Reading) -> bool:
    titles = reading.titles
    is_short = len(reading.norm.split()) <= 8 + 2 * len(titles)
    return bool(titles) and is_short and all(t.role == "none" and _opens(reading.text, t, titles) for t in titles)


def _titles_for(intent: Intent, reading: _Reading) -> Iterable[TitleMention]:
    """In a request a title that heads its sentence is a taste: "12 Angry Men, but as a series?"."""
    for title in reading.titles:
        is_taste = (reading.is_only_title and title.work is None) or (
            intent == "recommend"
            and title.work is None
            and reading.scopes.at(title.start).kind in ("want", "after_like")
            and _opens(reading.text, title, reading.titles)
            and not _is_described(reading.text, title)
        )
        yield replace(title, role="like") if is_taste and title.role == "none" else title


def _mentions_for(intent: Intent, reading: _Reading) -> Iterable[Mention]:
    """A question about works, talk and praise ask for no kind; in counts and history the kind is the question."""
    for mention in reading.mentions:
        beside_title = any(mention.start == t.end or mention.end == t.start for t in reading.titles)
        if (
            intent in ("count", "history")
            and (mention.slot == "media" or (intent, mention.slot) == ("count", "years"))
            and mention.mode == "none"
            and not beside_title
        ):
            yield replace(mention, mode="want")
        elif intent in _QUESTIONS or (
            intent in ("chat", "feedback") and mention.slot in ("media", "genres", "order", "count")
        ):
            yield replace(mention, mode="none")
        elif not (intent == "history" and mention.slot == "order"):
            yield mention


def _is_described(text: Text, title: TitleMention) -> bool:
    """ "Paddington is no cartoon": something is said of the title, and nothing asked."""
    after = text.tokens[title.end].norm if title.end < len(text.tokens) else ""
    return after in ("is", "isnt", "was", "wasnt", "are", "has", "looks", "sounds", "seems", "s", "when", "part")


def _opens(text: Text, title: TitleMention, titles: Sequence[TitleMention]) -> bool:
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


def _has_phrase(text: Text, phrases: tuple[str, ...]) -> bool:
    padded = f" {text.norm} "
    return any(f" {phrase} " in padded for phrase in phrases)
