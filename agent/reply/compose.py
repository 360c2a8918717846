"""The built-in planner's words: a Layout from what the tools returned.

Every reply has one, whatever model leads: a model's sentence takes the place of the planner's only where it
passes the check, so whatever fails, the person gets this.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import prompts
from agent.reply.layout import Layout
from agent.reply.opening import namesakes, notes, nothing, offers, opening
from agent.reply.talk import heard, keeping_note, rule_evidence, rule_said, rules_in_the_way, talk
from agent.reply.voice import Voice
from tools.calls.turn import Turn
from tools.evidence.text.naming import is_english, joined, own_name
from tools.evidence.text.quotes import after_quote
from tools.models import Evidence, Explanation, Pick, Reason, Request, Result, Statement

Outcome = Result | Statement | Explanation | None
_MOST_WORDS = 115  # where a shorter reply can be made by leaving something out
# What a shorter reply has: picks with a second reason, whether it ends with a question, picks with a quotation.
_SHORTER = ((1, True, 9), (1, False, 9), (0, False, 9), (0, False, 2), (0, False, 1))


def compose(turn: Turn, outcome: Outcome) -> Layout:
    """The reply to this turn in the planner's words, in the language of the message."""
    with prompts.speaking(turn.context.settings.language):
        return _composed(Voice(turn), turn, outcome)


def _composed(voice: Voice, turn: Turn, outcome: Outcome) -> Layout:
    if isinstance(outcome, Result):
        return _picks(voice, outcome)
    if isinstance(outcome, Statement):
        return Layout(opening=" ".join(s.text for s in outcome.sentences) or voice.about_unknown())
    if isinstance(outcome, Explanation):
        return Layout(opening=outcome.text)
    said = _join(talk(voice), keeping_note(voice) if _adds_note(turn) else "")
    return Layout(opening=said, extra=rule_evidence(voice))


def _adds_note(turn: Turn) -> bool:
    """Talk of feedback and rules says itself what was kept."""
    return turn.state.request.intent not in ("feedback", "rule")


def _picks(voice: Voice, result: Result) -> Layout:
    first = [*_conflict(voice), *notes(voice, result)]
    if voice.turn.new_unknown and _has_only_unknown(result.request):
        return Layout(opening=_join(*first, voice.say("unknown_only")))
    nearest = () if voice.turn.state.contradictions else result.alternatives
    shown = (result.picks or nearest)[: voice.turn.shown]
    extra = {**_unknown_evidence(result), **namesakes(voice), **rule_evidence(voice)}
    if not shown:
        said = [*heard(voice), keeping_note(voice)] if voice.turn.kept is not None else []
        return Layout(opening=_join(*said, *first, *nothing(voice, result), *offers(voice, result)), extra=extra)
    begin = _join(*first, *opening(voice, result, shown))
    *drafts, last = _drafts(voice, result, shown, begin, extra)
    return next((draft for draft in drafts if _words(draft) <= _MOST_WORDS), last)


def _conflict(voice: Voice) -> Iterator[str]:
    if barring := rules_in_the_way(voice):
        yield voice.say("rule.conflict", rules=joined([rule_said(rule) for rule in barring]))


def _drafts(
    voice: Voice, result: Result, shown: Sequence[Pick], begin: str, extra: dict[str, Evidence]
) -> Iterator[Layout]:
    """The same reply, from the fullest to the shortest."""
    offered, question, introduction = offers(voice, result), _closing(voice), _introduction(voice)
    ties = tuple(_tie(pick, result) for pick in shown)
    names = _names(voice, shown)
    for seconds, asks, quotes in ((len(shown), True, len(shown)), *_SHORTER):
        yield Layout(
            opening=begin,
            picks=tuple(shown),
            reasons=tuple(
                names[place] + _reason(p, result, place < seconds, place < quotes) for place, p in enumerate(shown)
            ),
            closing=_join(keeping_note(voice), *offered, question if asks else "", introduction),
            extra=extra,
            ties=ties,
            is_numbered=bool(result.picks),
        )


def _names(voice: Voice, shown: Sequence[Pick]) -> list[str]:
    """The name of each pick in the language that is spoken, to stand before its reasons; "" where it has none."""
    if is_english():
        return [""] * len(shown)
    items = voice.turn.context.library.catalogue.get([pick.id for pick in shown])
    told = {item.id: own_name(item) for item in items}
    return [f"{told[pick.id]}：" if told.get(pick.id) else "" for pick in shown]


def _words(layout: Layout) -> int:
    return len(layout.text.split())


def _reason(pick: Pick, result: Result, has_second: bool, has_quote: bool) -> str:
    shares = _shares(pick, result)
    said = [reason.text for reason in pick.reasons if reason not in shares][: 2 if has_second else 1]
    return _join(*(said if has_quote else map(after_quote, said)), *(reason.text for reason in shares))


def _shares(pick: Pick, result: Result) -> list[Reason]:
    """For a group: how far it suits each; said however short a reply is."""
    return [reason for reason in pick.reasons if result.evidence[reason.evidence[0]].kind == "contribution"]


def _tie(pick: Pick, result: Result) -> str:
    """The first reason, without the description that leads it, which the model's sentence tells already."""
    shares = _shares(pick, result)
    others = [reason for reason in pick.reasons if reason not in shares]
    cited = ((reason, {result.evidence[e].source for e in reason.evidence[:1]}) for reason in others)
    tie = next((after_quote(reason.text) for reason, sources in cited if "description" not in sources), "")
    return _join(tie, *(reason.text for reason in shares))


def _has_only_unknown(request: Request) -> bool:
    return request.model_copy(update={"like_unknown": ()}).is_empty


def _unknown_evidence(result: Result) -> dict[str, Evidence]:
    return {
        f"u{n}": Evidence(kind="count", text=f"{u.unknown} without a value for: {u.clause}", source="catalogue")
        for n, u in enumerate(result.unmet, 1)
        if u.unknown
    }


def _closing(voice: Voice) -> str:
    return voice.say("cold_question") if voice.request.is_empty else voice.say("closing")


def _introduction(voice: Voice) -> str:
    """Said once, in the first reply that recommends: what is talking, and how to get a better one."""
    state = voice.turn.state
    if state.ever_shown or not voice.turn.by_planner:
        return ""
    return voice.say("planner", model=voice.turn.suggested_model)


def _join(*parts: str) -> str:
    return " ".join(part for part in parts if part)
