"""The built-in planner's words: a Layout from what the tools returned.

Every reply has one, whatever model leads: a model's sentence takes the place of the planner's only where it
passes the check, so whatever fails, the person gets this.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from dataclasses import replace

import prompts
from agent.reply.layout import Layout
from agent.reply.wish import in_words, joined, phrase
from tools.calls.turn import Turn
from tools.evidence.text.quotes import sentences
from tools.models import Evidence, Explanation, Pick, Request, Result, Statement
from tools.request import Feedback

Outcome = Result | Statement | Explanation | None
_BOOK = "replies"
_LIMIT_WORDS = 120
_GOOD_STARS = 3.5


def compose(turn: Turn, outcome: Outcome) -> Layout:
    """The reply to this turn in the planner's words."""
    voice = _Voice(turn)
    if isinstance(outcome, Result):
        return _picks(voice, outcome)
    if isinstance(outcome, Statement):
        return Layout(opening=" ".join(s.text for s in outcome.sentences) or voice.about_unknown())
    if isinstance(outcome, Explanation):
        return Layout(opening=outcome.text)
    return Layout(opening=_talk(voice))


class _Voice:
    """Chooses phrases by a seed from the conversation's words, and knows the titles of this turn."""

    def __init__(self, turn: Turn) -> None:
        self.turn, self.request = turn, turn.state.request
        seed = hashlib.sha256(turn.words.encode()).digest()
        self._random = random.Random(seed)
        self._book = prompts.phrases(_BOOK)
        named = {
            *self.request.like,
            *turn.state.about,
            *(i for a in turn.state.ambiguous for i in (a.taken, *a.others)),
        }
        self.items = {item.id: item for item in turn.context.library.catalogue.get(sorted(named))}
        self.titles = {i: item.title for i, item in self.items.items()}

    def say(self, key: str, /, **values: object) -> str:
        """A phrase of `key` ("found", "talk.hello")."""
        book = self._book
        for part in key.split("."):
            book = book[part]
        return prompts.fill(self._random.choice(list(book)), **values)

    def field(self, clause: str) -> str:
        """The name of the field that a clause speaks of ("minutes_max 100" -> "running time")."""
        slot = clause.split(" ")[0].removeprefix("not_")
        names = self._book["field"]
        return str(next((names[k] for k in names if slot.startswith(k)), slot))

    def about_unknown(self) -> str:
        unknown = self.turn.state.about_unknown
        return self.say("about.unknown", titles=joined(unknown)) if unknown else self.say("about.which")


def _picks(voice: _Voice, result: Result) -> Layout:
    turn, wish = voice.turn, phrase(voice.request, voice.titles)
    notes = [*_notes(voice), *_memory(voice, result)]
    if voice.turn.new_unknown and _has_only_unknown(result.request):
        return Layout(opening=_join(*notes, voice.say("unknown_only")))
    shown = (result.picks or result.alternatives)[: turn.shown]
    extra = _unknown_evidence(result)
    if not shown:
        return Layout(opening=_join(*notes, *_nothing(voice, result)), extra=extra)
    layout = Layout(
        opening=_join(*notes, *_opening(voice, result, wish, len(shown))),
        picks=tuple(shown),
        reasons=tuple(_reason(pick.reasons) for pick in shown),
        closing=_join(*_offers(voice, result), _closing(voice), _introduction(voice)),
        extra=extra,
        ties=tuple(_tie(pick, result) for pick in shown),
    )
    return layout if len(layout.text.split()) <= _LIMIT_WORDS else _shortened(layout, voice, result)


def _shortened(layout: Layout, voice: _Voice, result: Result) -> Layout:
    """One sentence a pick, and no closing question."""
    reasons = tuple(sentences(reason)[0] if reason else "" for reason in layout.reasons)
    return replace(layout, reasons=reasons, closing=_join(*_offers(voice, result), _introduction(voice)))


def _tie(pick: Pick, result: Result) -> str:
    """The first reason that does not quote the description, which the model's sentence tells already."""
    cited = ((reason, {result.evidence[e].source for e in reason.evidence}) for reason in pick.reasons)
    return next((reason.text for reason, sources in cited if "description" not in sources), "")


def _notes(voice: _Voice) -> list[str]:
    """What must be said first: titles that are not here, which one of several was taken."""
    notes = []
    unknown = (*voice.turn.new_unknown, *voice.turn.state.about_unknown)
    if unknown:
        notes.append(voice.say("unknown_title", titles=joined(unknown)))
    for choice in voice.turn.state.ambiguous[:1]:
        taken, others = (
            voice.items.get(choice.taken),
            [voice.items[i] for i in choice.others if i in voice.items],
        )
        years = [str(item.year) for item in others if item.year][:2]
        if taken and taken.year and years:
            others_text = "the one from " + joined(years)
            notes.append(voice.say("ambiguous", title=taken.title, year=taken.year, others=others_text))
    return notes


def _memory(voice: _Voice, result: Result) -> list[str]:
    """What a model says a missing title is like is a guess, and is said to be one."""
    query = result.request.query
    if not voice.turn.new_unknown or voice.request.query or not query:
        return []
    return [voice.say("from_memory", query=query)]


def _opening(voice: _Voice, result: Result, wish: str, n: int) -> list[str]:
    request = voice.request
    if not result.picks:
        clause = next((r.clause for r in result.alternatives[0].receipts if r.status == "relaxed"), "one limit")
        return [voice.say("none"), voice.say("none_but", clause=said_clause(clause))]
    if result.poor:
        return [voice.say("poor", wish=wish or "that")]
    if request.intent == "feedback":
        return [*_feedback_on(voice)[:1], voice.say("after_feedback")]
    if request.is_empty:
        return [voice.say("cold")]
    if request.like and voice.titles and not request.query and not request.genres:
        named = [voice.titles[i] for i in request.like if i in voice.titles][:2]
        return [voice.say("like", title=joined(named))]
    if voice.turn.state.ever_shown and not voice.turn.state.fresh:
        return [voice.say("more")]
    if not wish:
        return [voice.say("plain")]
    return [voice.say("found", wish=wish, Wish=wish[0].upper() + wish[1:], n=in_words(n))]


def _nothing(voice: _Voice, result: Result) -> list[str]:
    if voice.turn.state.contradictions:
        first, second = voice.turn.state.contradictions[0]
        return [voice.say("contradiction", first=said_clause(first), second=said_clause(second))]
    return [voice.say("none"), *_offers(voice, result), "Which limit could go?"]


def _has_only_unknown(request: Request) -> bool:
    return request.model_copy(update={"like_unknown": ()}).is_empty


def _reason(reasons: Sequence[object]) -> str:
    return " ".join(str(getattr(r, "text", "")) for r in reasons[:2])


def _offers(voice: _Voice, result: Result) -> list[str]:
    """One sentence for the clause that left most out for want of a value."""
    most = max(result.unmet, key=lambda u: u.unknown, default=None)
    if most is None or most.unknown == 0 or len(result.picks) >= voice.turn.n:
        return []
    return [voice.say("unknown_values", n=most.unknown, field=voice.field(most.clause))]


def _unknown_evidence(result: Result) -> dict[str, Evidence]:
    return {
        f"u{n}": Evidence(kind="count", text=f"{u.unknown} without a value for: {u.clause}", source="catalogue")
        for n, u in enumerate(result.unmet, 1)
        if u.unknown
    }


def _closing(voice: _Voice) -> str:
    return voice.say("cold_question") if voice.request.is_empty else voice.say("closing")


def _introduction(voice: _Voice) -> str:
    """Said once, in the first reply that recommends: what is talking, and how to get a better one."""
    state = voice.turn.state
    if state.ever_shown or not voice.turn.by_planner:
        return ""
    return voice.say("planner", model=voice.turn.suggested_model)


def _talk(voice: _Voice) -> str:
    state, intent = voice.turn.state, voice.request.intent
    if intent == "feedback":
        return _feedback(voice)
    if intent == "rule":
        said = [f"{'no ' if r.slot.startswith('not_') else ''}{r.value}" for r in state.new_rules]
        return (
            _join(voice.say("rule.set", rule=joined(said)), voice.say("rule.next"))
            if said
            else voice.say("rule.nothing")
        )
    if intent in ("why", "why_not", "details", "compare"):
        return voice.about_unknown()
    known = prompts.phrases(_BOOK)["talk"]
    return voice.say(f"talk.{state.talk if state.talk in known else 'remark'}")


def _feedback(voice: _Voice) -> str:
    said = _feedback_on(voice)
    if not said and voice.turn.state.about_unknown:
        said.append(voice.say("feedback.unknown", titles=joined(voice.turn.state.about_unknown)))
    return _join(*said, voice.say("feedback.next")) if said else voice.say("feedback.nothing")


def _feedback_on(voice: _Voice) -> list[str]:
    """A sentence for each of the first two works that the person spoke of."""
    given = voice.turn.state.feedback
    titles = {i.id: i.title for i in voice.turn.context.library.catalogue.get([f.item for f in given])}
    return [voice.say(f"feedback.{_heard(one)}", title=titles[one.item]) for one in given[:2] if one.item in titles]


def _heard(one: Feedback) -> str:
    if one.kind == "like" or (one.stars is not None and one.stars >= _GOOD_STARS):
        return "like"
    return "seen" if one.kind == "view" else "dislike"


def said_clause(clause: str) -> str:
    """ "minutes_max 100" -> "up to 100 minutes"."""
    slot, _, value = clause.partition(" ")
    forms = {
        "minutes_max": "up to {} minutes", "minutes_min": "at least {} minutes", "year_max": "from {} or before",
        "year_min": "from {} on", "rating_min": "rated {} or better", "age_max": "fit for age {}",
    }  # fmt: skip
    if slot in forms:
        return forms[slot].format(value)
    return f"no {value}" if slot.startswith("not_") else value or slot


def _join(*parts: str) -> str:
    return " ".join(part for part in parts if part)
