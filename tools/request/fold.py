"""A conversation folded into its state: one pure function over the messages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from indexers.catalogue.columns import Columns
from indexers.catalogue.titles import TitleIndex
from indexers.models import Rule
from tools.models import Request
from tools.request.change import apply_mentions, drop_slots
from tools.request.parse import parse
from tools.request.spans.link import Linker
from tools.request.spans.text import clean
from tools.request.state import Ambiguity, Feedback, Handle, Parsed, Role, State, TitleMention
from tools.request.talk import Talk, handle_of, places_of, unique

# "all seen except the last", "only the third is new to me": what is said of all but the places named.
_ALL_BUT = re.compile(
    r"\b(?:all|both|everything|every one|each|them)\b.*\b(?:except|but|apart from|besides|save)\b.*|\bthe (?:rest|others)\b.*(?:seen|know|watched)|(?:seen|know|watched) (?:all )?the (?:rest|others)|^only (?:the |number )?\w+ is (?:new|unknown)"
)
_THE_REST = re.compile(r"\bthe (?:rest|others)\b")
_NAY = re.compile(r"^(?:nah|nope|no|neither|none|meh|ill pass|pass|not really|hm+ no|maybe not|no thanks)(?: \w+)? ?[.!]*$")
_ORDERS = {
    "older": "old",
    "oldest": "old",
    "newer": "new",
    "newest": "new",
    "shorter": "short",
    "shortest": "short",
    "longer": "long",
    "longest": "long",
    "earlier": "old",
    "later": "new",
}
_THE_OLDER = re.compile(rf"the (?P<order>{'|'.join(_ORDERS)}) (?:one|of the two|of these|of those|of them|film|movie|series|album)\b")
_OTHER_ONE = re.compile(
    r"(?:i meant?|no,?|not that|the) .*?(?:(?P<year>(?:18|19|20)\d\d)|(?P<age>old|older|oldest|original|first|new|newer|newest|recent|latest)) (?:one|version|film|movie)\b|from (?P<y2>(?:19|20)\d\d) i mean"
)
_ABOUT = frozenset(("why", "why_not", "compare", "details", "feedback", "history"))
LONGEST_CONVERSATION = 400  # messages that are replayed; older ones are forgotten


@dataclass(frozen=True)
class Standing:
    """What stands between two messages. Works are handles until the end, so that they keep their titles."""

    request: Request = field(default_factory=Request)
    like: tuple[Handle, ...] = ()
    exclude: tuple[Handle, ...] = ()
    talk: Talk = field(default_factory=Talk)
    intent: str = "recommend"
    before: Standing | None = None  # to undo the last change
    ambiguous: tuple[TitleMention, ...] = ()


def read(messages: Sequence[dict[str, str]], columns: Columns, titles: TitleIndex, rules: Sequence[Rule] = (), *, now: datetime) -> State:
    """The state after the last of `messages` (dicts with `role` and `content`).

    Pure: the same messages, catalogue and `now` give the same state. `rules` that were stored before are not shown in
    the request; a rule spoken in this conversation stands in its slot.
    """
    linker = Linker(columns, titles)
    standing, turn = Standing(), None
    for message in messages[-LONGEST_CONVERSATION:]:
        if message.get("role") == "user":
            turn = _Turn(
                standing, parse(message["content"], linker, now, standing.talk.works, len(standing.talk.latest), standing.talk.ever_people), linker
            )
            standing = turn.after
        elif message.get("role") == "assistant":
            standing = replace(
                standing,
                talk=standing.talk.after_reply(
                    message["content"], linker, standing.request.media, is_answer=standing.intent in ("details", "compare", "why", "why_not")
                ),
            )
    return _state(standing, turn, linker, messages, now)


class _Turn:
    """One user message applied to what stood before it."""

    def __init__(self, standing: Standing, parsed: Parsed, linker: Linker) -> None:
        self.parsed, self.linker, self.before = parsed, linker, standing
        self.feedback: list[tuple[Handle, Role]] = []
        self.about: tuple[Handle, ...] = ()
        self.intent: str = parsed.intent
        self.is_correction = False
        self.after = self._apply()

    def _apply(self) -> Standing:
        parsed, standing = self.parsed, self.before
        if parsed.undo and standing.before is not None:
            standing = replace(standing.before, talk=standing.talk)
        if "all" in parsed.drops:
            standing = Standing(talk=standing.talk)
        self._say(standing.talk)
        self._follow(standing)
        standing = self._correct(standing)
        if self.intent == "chat" and standing.talk.named and _NAY.match(self.parsed.text.norm):
            self.intent = "recommend"
        if self.intent == "feedback" and self.parsed.stars is None and self._goes_on(standing.talk):
            self.intent = "recommend"
        standing = self._rate(standing)
        request = drop_slots(standing.request, parsed)
        if self.is_correction:
            parsed = replace(parsed, mentions=tuple(m for m in parsed.mentions if m.slot not in ("years", "order")))
            self.intent = "recommend" if self.intent == "chat" else self.intent
        request = apply_mentions(request, parsed, is_question=parsed.intent in ("why", "why_not", "compare", "details"))
        request = self._relate(request, standing.talk)
        request = self._person(request, standing.talk)
        named = unique(t.work or standing.talk.known(t) or handle_of(t, self.linker, self._media(parsed)) for t in parsed.titles)
        people = tuple(str(m.values[0]) for m in parsed.mentions if m.slot == "people")
        return replace(
            standing,
            request=request,
            talk=standing.talk.after_request(self.about, named, people),
            intent=self.intent if self.intent != "chat" else standing.intent,
            before=self.before,
            ambiguous=tuple(t for t in parsed.titles if len(t.rows) > 1) or standing.ambiguous,
        )

    # --- works ---------------------------------------------------------------------------------------------------

    def _say(self, talk: Talk) -> None:
        """Resolve what the message points at, and what it says of it."""
        parsed, refs = self.parsed, self.parsed.references
        media = self._media(parsed)
        titles = [(t.work or talk.known(t) or handle_of(t, self.linker, media), t.role) for t in parsed.titles]
        found = places_of(parsed, talk)
        said_of_all = refs.pronoun_role if all(role in ("none", "seen") for _, role, _ in found) or len(found) == 1 else "none"
        said_of_all = "none" if {role for _, role, _ in found} == {"none", "seen"} else said_of_all
        places = [(handle, _settled(role, said_of_all)) for handle, role, _ in found]
        said: list[tuple[Handle, Role]] = [*titles, *places]
        if not said and refs.described and (handle := talk.described(refs.described, self.linker)):
            said.append((handle, refs.described_role if refs.described_role != "none" else refs.pronoun_role))
        if not said and (match := _THE_OLDER.search(parsed.text.norm)) and (handle := talk.compared(_ORDERS[match["order"]])):
            said.append((handle, refs.pronoun_role))
        of_person = not refs.like_it and not self._asks_about() and any(m.slot == "people" for m in parsed.mentions)
        if not said and not of_person and parsed.seen is None and (refs.pronoun_role != "none" or refs.like_it or self._asks_about()):
            number = "all" if refs.pronoun == "all" or (parsed.attribute or "").startswith("which-") else "one"
            said += [(handle, refs.pronoun_role) for handle in talk.pointed(number)]
        if (
            _ALL_BUT.search(parsed.text.norm)
            and re.search(r"\b(?:seen|know|known|watched|new to me|saw)\b", parsed.text.norm)
            and not titles
            and talk.shown
            and (places or _THE_REST.search(parsed.text.norm))
        ):
            said = [(h, "seen") for h in talk.shown if not any(h.is_same(other) for other, _ in said)]
        if refs.like_it and not any(role == "like" for _, role in said):
            said = [(handle, "like" if role == "none" else role) for handle, role in said]
        if parsed.references.relative:
            said = [(handle, "none") for handle, _ in said]
        number, role = refs.loose
        if (
            role != "none"
            and not of_person
            and parsed.seen is None
            and not any(r != "none" for _, r in said)
            and (number == "all" or len(talk.focus) == 1 or not talk.is_list)
        ):
            said += [(handle, role) for handle in (talk.pointed(number) if number != "none" or len(talk.focus) == 1 else ())]
        self.about = unique(handle for handle, _ in said)
        self.feedback = [(handle, role) for handle, role in said if role != "none"]

    def _media(self, parsed: Parsed) -> tuple[str, ...]:
        """The media that the message, else the standing request, speaks of: among works of one title they come first."""
        wanted = tuple(v for m in parsed.mentions if m.slot == "media" for v in m.values)
        return wanted or self.before.request.media

    def _asks_about(self) -> bool:
        return (
            self.parsed.intent in ("details", "compare", "why", "why_not")
            or self.parsed.references.relative is not None
            or (self.parsed.stars is not None)
        )

    def _follow(self, standing: Standing) -> None:
        """ "And from the fifties?" goes on with the question before it."""
        if self.parsed.follows and self.intent == "recommend" and standing.intent in ("count", "history") and not self.parsed.titles:
            self.intent = standing.intent

    def _correct(self, standing: Standing) -> Standing:
        """ "I meant the 1995 one", "the old one": another of the works that share the title named before."""
        titles = standing.ambiguous
        if not titles or self.parsed.titles:
            return standing
        title, columns = titles[-1], self.linker.columns
        match = _OTHER_ONE.search(self.parsed.text.norm)
        if match is None:
            return standing
        rows = [r for r in title.rows if columns.year[r] > 0]
        year = int(match["year"]) if match["year"] else None
        if year:
            rows = [r for r in rows if columns.year[r] == year]
        elif match["age"] and rows:
            rows = [(min if match["age"] in ("old", "older", "first", "original", "oldest") else max)(rows, key=lambda r: int(columns.year[r]))]
        if not rows:
            return standing
        meant = handle_of(replace(title, rows=(rows[0],)), self.linker)
        self.is_correction, self.about, self.feedback = True, (meant,), []
        old = [handle_of(replace(title, rows=(r,)), self.linker) for r in title.rows]
        swap = tuple(meant if any(h.is_same(o) for o in old) else h for h in standing.like)
        return replace(standing, like=unique(swap if any(h.is_same(meant) for h in swap) else (*swap, meant)))

    def _is_aside(self, handle: Handle) -> bool:
        """ "Is it good? I liked Pineapple Express": the title stands in a sentence that asks nothing."""
        text = self.parsed.text
        for title in self.parsed.titles:
            if handle.is_same(self.before.talk.known(title) or handle_of(title, self.linker, self._media(self.parsed))):
                end = next((e for s, e in text.sentences if s <= title.start < e), 1)
                return len(text.sentences) > 1 and text.tokens[end - 1].raw != "?" and "?" in text.raw
        return False

    def _goes_on(self, talk: Talk) -> bool:
        """Seen or turned down after works were shown: the person wants others, not merely to say so."""
        roles = {role for _, role in self.feedback}
        hates = re.search(r"\b(?:hate|hated|loathe|despise|rubbish|dont show)\b", self.parsed.text.norm)
        return bool(roles) and "like" not in roles and not hates and bool(talk.named)

    def _rate(self, standing: Standing) -> Standing:
        if self.parsed.intent in ("why", "why_not", "compare", "details", "history"):
            said = [(h, r) for h, r in self.feedback if self.parsed.references.places or self.parsed.references.pronoun_role == "reject"]
            said = self.feedback if self.parsed.intent == "details" and len(self.parsed.text.sentences) > 1 else []
            self.feedback = said or [(h, r) for h, r in self.feedback if self._is_aside(h)]
        like, exclude = list(standing.like), list(standing.exclude)
        for handle, role in self.feedback:
            like = [h for h in like if not h.is_same(handle)] if role in ("like", "reject") else like
            exclude = [h for h in exclude if not h.is_same(handle)]
            if role == "like":
                like.append(handle)
            elif not any(h.is_same(handle) for h in like):
                exclude.append(handle)
        return replace(standing, like=tuple(like), exclude=tuple(exclude))

    # --- limits that need the conversation ---------------------------------------------------------------------------

    def _relate(self, request: Request, talk: Talk) -> Request:
        """ "shorter than the first": a limit from the facts of that work, an order where they are not known."""
        order = self.parsed.references.relative
        if order is None or not self.about:
            return request
        rows = list(self.about)
        years = [y for h in rows if (y := self._year(h)) is not None]
        minutes = [h.minutes for h in rows if h.minutes is not None]
        if order == "short" and minutes:
            return self._bound(request, minutes_max=round(min(minutes)) - 1)
        if order == "long" and minutes:
            return self._bound(request, minutes_min=round(max(minutes)) + 1)
        if order == "new" and years:
            return self._bound(request, year_min=max(years) + 1, year_max=None if (request.year_max or 9999) <= max(years) else request.year_max)
        if order == "old" and years:
            return self._bound(request, year_max=min(years) - 1, year_min=None if (request.year_min or 0) >= min(years) else request.year_min)
        return request.model_copy(update={"order": order})

    def _bound(self, request: Request, **update: Any) -> Request:
        """The limit, which says all that an order would."""
        return request.model_copy(update={"order": self.before.request.order, **update})

    def _year(self, handle: Handle) -> int | None:
        year = int(self.linker.columns.year[handle.row]) if handle.row is not None else handle.year
        return year if year is not None and year > 0 else None

    def _person(self, request: Request, talk: Talk) -> Request:
        """ "that director", "with her": the person spoken of."""
        refs = self.parsed.references
        spoken = tuple(str(m.values[0]) for m in self.parsed.mentions if m.slot == "people" and m.mode == "none")
        if spoken and re.search(r"\b(?:not|skip|without|no more|avoid|drop) (?:him|her|them)\b", self.parsed.text.norm):
            return request.model_copy(update={"not_people": tuple(dict.fromkeys((*request.not_people, *spoken)))})
        if spoken and refs.person == "someone" and self.parsed.intent == "recommend":
            return request.model_copy(update={"people": spoken})
        if talk.people and re.search(r"\b(?:with|by|from|starring) (?:both|the two|both of) ?(?:of )?(?:them)?\b", self.parsed.text.norm):
            return request.model_copy(update={"people": tuple(dict.fromkeys((*request.people, *talk.people[:2])))})
        if not refs.person or self.parsed.intent not in ("recommend", "similar") or any(m.slot == "people" for m in self.parsed.mentions):
            return request
        if "people" in self.parsed.drops:
            return request
        names = self._people_meant(talk, refs.person)
        if re.search(r"\bboth of them\b|\bwith both\b", self.parsed.text.norm):
            names = talk.people[:2]
        if not names:
            return request
        if self.parsed.references.pronoun_role == "reject" or re.search(
            r"\b(?:without|not|no|no more|minus) (?:with |by )?(?:him|her|them)\b", self.parsed.text.norm
        ):
            return request.model_copy(
                update={"not_people": (*request.not_people, *names), "people": tuple(p for p in request.people if p not in names)}
            )
        return request.model_copy(update={"people": names})

    def _people_meant(self, talk: Talk, kind: str) -> tuple[str, ...]:
        if kind == "director" or not talk.people:
            works = self.about or (talk.focus if kind == "director" or len(talk.focus) == 1 else ())
            makers = [name for h in works if h.row is not None for name in self.linker.columns.makers.get(h.row, ())]
            if makers:
                return (makers[0],)
        return tuple(p for p in talk.people[:1] if p not in self.before.request.not_people)


def _settled(role: Role, said: Role) -> Role:
    """What is said of a place: its own cue, else the message's; "own the first two. Wonderful both" likes them."""
    return said if role == "none" or (role == "seen" and said == "like") else role


def _state(standing: Standing, turn: _Turn | None, linker: Linker, messages: Sequence[dict[str, str]], now: datetime) -> State:
    message = clean(messages[-1]["content"]) if messages and messages[-1].get("role") == "user" else ""
    talk = standing.talk
    ids = linker.columns.ids
    request = standing.request.model_copy(
        update={
            "intent": turn.intent if turn else "chat",
            "like": tuple(ids[h.row] for h in standing.like if h.row is not None),
            "like_unknown": tuple(h.title for h in standing.like if h.row is None),
            "exclude": tuple(ids[h.row] for h in standing.exclude if h.row is not None),
            "exclude_unknown": tuple(h.title for h in standing.exclude if h.row is None),
        }
    )
    about = turn.about if turn and (turn.intent in _ABOUT) else ()
    return State(
        request=request,
        message=message,
        about=tuple(ids[h.row] for h in about if h.row is not None),
        about_unknown=tuple(h.title for h in about if h.row is None),
        attribute=turn.parsed.attribute if turn else None,
        shown=tuple(ids[h.row] for h in talk.shown if h.row is not None),
        ever_shown=tuple(ids[h.row] for h in talk.ever_shown if h.row is not None),
        fresh=_fresh(turn, request, ids),
        feedback=_feedback(turn, ids),
        new_rules=_new_rules(turn, request, now),
        ambiguous=_ambiguities(turn, linker),
        contradictions=_contradictions(request),
        talk=turn.parsed.talk if turn else "",
        more=bool(turn and turn.parsed.more),
    )


def _fresh(turn: _Turn | None, request: Request, ids: list[str]) -> frozenset[str]:
    if turn is None:
        return frozenset()
    old, new = turn.before.request, request
    changed = {name for name in Request.model_fields if getattr(old, name) != getattr(new, name)} - {
        "intent",
        "like",
        "exclude",
        "like_unknown",
        "exclude_unknown",
    }
    changed |= {"like" for _, role in turn.feedback if role == "like"} | {"exclude" for _, role in turn.feedback if role != "like"}
    return frozenset(changed)


def _feedback(turn: _Turn | None, ids: list[str]) -> tuple[Feedback, ...]:
    if turn is None:
        return ()
    kinds: dict[str, Any] = {"like": "like", "reject": "dislike", "seen": "view"}
    stars = turn.parsed.stars
    if stars is not None:
        return tuple(Feedback(ids[h.row], "rating", stars) for h in turn.about if h.row is not None)
    return tuple(Feedback(ids[h.row], kinds[role]) for h, role in turn.feedback if h.row is not None)


def _new_rules(turn: _Turn | None, request: Request, now: datetime) -> tuple[Rule, ...]:
    """The limits of a message that lays down a rule, one rule a value."""
    if turn is None or turn.intent != "rule":
        return ()
    said, rules = turn.parsed.text.raw, []
    for slot in sorted(_fresh(turn, request, [])):
        value = getattr(request, slot, None)
        old = getattr(turn.before.request, slot, None)
        values = [v for v in value if v not in (old or ())] if isinstance(value, tuple) else [value]
        rules += [Rule(slot=slot, value=v, said=said, at=now) for v in values if v not in (None, "")]
    return tuple(rules)


def _ambiguities(turn: _Turn | None, linker: Linker) -> tuple[Ambiguity, ...]:
    if turn is None:
        return ()
    ids = linker.columns.ids
    return tuple(
        Ambiguity(t.text, ids[t.rows[0]], tuple(ids[r] for r in t.rows[1:]))
        for t in turn.parsed.titles if len(t.rows) > 1 and t.year is None
    )  # fmt: skip


def _contradictions(request: Request) -> tuple[tuple[str, str], ...]:
    found = []
    for low, high in (("year_min", "year_max"), ("minutes_min", "minutes_max")):
        a, b = getattr(request, low), getattr(request, high)
        if a is not None and b is not None and a > b:
            found.append((f"{low} {a}", f"{high} {b}"))
    for wanted, barred in (("media", "not_media"), ("genres", "not_genres"), ("people", "not_people"), ("languages", "not_languages")):
        both = set(getattr(request, wanted)) & set(getattr(request, barred))
        found += [(f"{wanted} {value}", f"{barred} {value}") for value in sorted(both)]
    return tuple(found)
