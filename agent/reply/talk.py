"""Answers that bring no picks: small talk, what the person says of a work, a rule laid down."""

from __future__ import annotations

from agent.reply.voice import Voice
from agent.reply.wish import said_clause
from tools.evidence.text.naming import joined
from tools.request import Feedback

_GOOD_STARS = 3.5


def talk(voice: Voice) -> str:
    """What to say where nothing was looked for."""
    state, intent = voice.turn.state, voice.request.intent
    if intent == "feedback":
        return _feedback(voice)
    if intent == "rule":
        return _rule(voice)
    if intent in ("why", "why_not", "details", "compare"):
        return voice.about_unknown()
    kind = state.talk if state.talk in voice.knows else "remark"
    return voice.say("talk.first" if kind == "remark" and not state.ever_shown else f"talk.{kind}")


def _rule(voice: Voice) -> str:
    said = [said_clause(f"{rule.slot} {rule.value}") for rule in voice.turn.state.new_rules]
    if not said:
        return voice.say("rule.nothing")
    return f"{voice.say('rule.set', rule=joined(said))} {voice.say('rule.next')}"


def _feedback(voice: Voice) -> str:
    said, unknown = heard(voice), voice.turn.state.about_unknown
    if not said and unknown:
        said.append(voice.say("feedback.unknown", titles=joined(unknown)))
    return " ".join([*said, voice.say("feedback.next")]) if said else voice.say("feedback.nothing")


def heard(voice: Voice) -> list[str]:
    """A sentence for each of the first two works that the person spoke of."""
    given = voice.turn.state.feedback
    titles = {i.id: i.title for i in voice.turn.context.library.catalogue.get([f.item for f in given])}
    return [voice.say(f"feedback.{_verdict(one)}", title=titles[one.item]) for one in given[:2] if one.item in titles]


def _verdict(one: Feedback) -> str:
    if one.kind == "like" or (one.stars is not None and one.stars >= _GOOD_STARS):
        return "like"
    return "seen" if one.kind == "view" else "dislike"
