"""The state that a conversation leads to, in ids."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Literal

from indexers.models import Rule
from tools.models import Request
from tools.request.keeping.periods import period_of
from tools.request.keeping.recall import find_recall
from tools.request.spans.link import Linker
from tools.request.state import Ambiguity, Feedback, Handle, Parsed, State
from tools.request.turns.change import apply_mentions
from tools.request.turns.standing import QUESTIONS, Said, Standing
from tools.request.turns.talk import Talk
from tools.request.turns.turn import Turn
from tools.request.words.en.dialogue import keeping as en

_ABOUT = QUESTIONS | {"feedback", "history"}
_KINDS: dict[str, Literal["like", "dislike", "view"]] = {"like": "like", "reject": "dislike", "seen": "view"}
_NO_RULES = frozenset(("query", "words", "order", "count", "seen", "genres_all", "level"))  # what binds nothing
_WORN = 3  # lists
_WORKS = frozenset(("like", "exclude", "like_unknown", "exclude_unknown"))


def state_of(standing: Standing, turn: Turn | None, message: str, linker: Linker, now: datetime) -> State:
    """The state after `turn`, the last message of the person; `message`: its text, empty if another came after it."""
    ids = linker.columns.ids
    request = _request(standing, turn, ids)
    if turn is None:
        return State(
            request=request,
            message=message,
            shown=_ids(standing.talk.shown, ids),
            ever_shown=_ids(standing.talk.ever_shown, ids),
        )
    about = turn.about if turn.intent in _ABOUT else ()
    fresh, period = _fresh(turn, request), period_of(turn.parsed.text.norm, now)
    return State(
        request=request,
        message=message,
        about=_ids(about, ids),
        about_unknown=_titles(about),
        attribute=turn.parsed.attribute,
        shown=_ids(standing.talk.shown, ids),
        ever_shown=_ids(standing.talk.ever_shown, ids),
        worn=_worn(standing.talk, ids),
        fresh=fresh,
        feedback=_feedback(turn, ids),
        new_rules=_new_rules(turn, request, fresh, now) if turn.intent == "rule" and not turn.keeping.ruling else (),
        ruling=turn.keeping.ruling,
        once=turn.keeping.once,
        learning=turn.keeping.learning,
        undo=turn.parsed.undo,
        within=_within(turn.parsed) if turn.intent == "history" else Request(),
        recall=find_recall(turn.parsed.text.norm, has_period=period is not None),
        period=period,
        ambiguous=_ambiguities(turn, ids),
        contradictions=_contradictions(request),
        talk=turn.parsed.talk,
        more=turn.parsed.more,
    )


def _worn(talk: Talk, ids: Sequence[str]) -> tuple[str, ...]:
    times = Counter(_ids(talk.listings, ids))
    return tuple(item for item, shows in times.items() if shows >= _WORN)


def _ids(works: Sequence[Handle], ids: Sequence[str]) -> tuple[str, ...]:
    return tuple(ids[h.row] for h in works if h.row is not None)


def _titles(works: Sequence[Handle]) -> tuple[str, ...]:
    return tuple(h.title for h in works if h.row is None)


def _request(standing: Standing, turn: Turn | None, ids: Sequence[str]) -> Request:
    works = {"like": _ids(standing.like, ids), "like_unknown": _titles(standing.like)}
    works |= {"exclude": _ids(standing.exclude, ids), "exclude_unknown": _titles(standing.exclude)}
    return standing.request.model_copy(update={"intent": turn.intent if turn else "chat", **works})


def _fresh(turn: Turn, request: Request) -> frozenset[str]:
    """The slots that the message set or changed."""
    old = turn.before.request
    changed = {name for name in Request.model_fields if getattr(old, name) != getattr(request, name)}
    said = {"like" if s.role == "like" else "exclude" for s in turn.opinions}
    return frozenset((changed - _WORKS - {"intent", "words"}) | said)


def _within(parsed: Parsed) -> Request:
    """ "On my list, under 90 minutes": what is said of works of the past limits the answer, and nothing after it."""
    wanted = tuple(replace(m, mode="want") if m.mode == "none" else m for m in parsed.mentions)
    return apply_mentions(Request(seen="any"), replace(parsed, mentions=wanted, query=(), seen=None), is_question=False)


def _feedback(turn: Turn, ids: Sequence[str]) -> tuple[Feedback, ...]:
    stars = turn.parsed.stars
    if stars is not None:
        return tuple(Feedback(ids[h.row], "rating", stars) for h in turn.about if h.row is not None)
    is_praised = turn.intent == "feedback" or re.search(en.PRAISE, turn.parsed.text.norm) is not None
    said = [
        Feedback(ids[s.work.row], _kind(s, turn), is_said=s.role != "like" or is_praised)
        for s in turn.opinions
        if s.work.row is not None
    ]
    put = turn.keeping.put
    if put is not None and put != "skip":
        said += [Feedback(ids[h.row], put) for h in turn.kept if h.row is not None]
    return tuple(said)


def _kind(said: Said, turn: Turn) -> Literal["like", "dislike", "view", "skip"]:
    return "skip" if said.role == "reject" and turn.keeping.put == "skip" else _KINDS[said.role]


def _new_rules(turn: Turn, request: Request, fresh: frozenset[str], now: datetime) -> tuple[Rule, ...]:
    """The limits of a message that lays down a rule, one rule a value."""
    rules: list[Rule] = []
    until = turn.keeping.until
    for slot in sorted(fresh - _WORKS - _NO_RULES):
        value: Any = getattr(request, slot)
        old = getattr(turn.before.request, slot)
        values = [v for v in value if v not in (old or ())] if isinstance(value, tuple) else [value]
        rules += [
            Rule(slot=slot, value=v, said=turn.parsed.text.raw, at=now, until=until)
            for v in values
            if v not in (None, "")
        ]
    return tuple(rules)


def _ambiguities(turn: Turn, ids: Sequence[str]) -> tuple[Ambiguity, ...]:
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
    for wanted, barred in (
        ("media", "not_media"),
        ("genres", "not_genres"),
        ("people", "not_people"),
        ("languages", "not_languages"),
    ):
        both = set(getattr(request, wanted)) & set(getattr(request, barred))
        found += [(f"{wanted} {value}", f"{barred} {value}") for value in sorted(both)]
    return tuple(found)
