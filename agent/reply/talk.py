"""Answers that bring no picks: small talk, what the person says of a work, a rule laid down."""

from __future__ import annotations

from agent.reply.voice import Voice
from agent.reply.wish import said_clause
from indexers.models import Rule
from tools.evidence.text.naming import day_said, grammar, joined, name_of
from tools.limits import is_against
from tools.models import Evidence, Kept
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
    kept = voice.turn.kept
    if kept is not None and (told := _told_of_rules(voice, kept)):
        return told
    said = [rule_said(rule) for rule in voice.turn.state.new_rules]
    if not said:
        return voice.say("rule.nothing")
    return " ".join(
        filter(None, (voice.say("rule.set", rule=joined(said)), keeping_note(voice), voice.say("rule.next")))
    )


def _told_of_rules(voice: Voice, kept: Kept) -> str:
    """What was asked of the rules that stand; "" where a rule was laid down."""
    state = voice.turn.state
    if kept.learning:
        return voice.say(f"kept.learning_{kept.learning}")
    if state.ruling == "list":
        if not kept.standing:
            return voice.say("rule.none")
        return voice.say("rule.list", rules=joined([rule_said(rule) for rule in kept.standing]))
    if kept.ended:
        return voice.say("rule.ended", rules=joined([rule_said(rule) for rule in kept.ended]))
    return voice.say("rule.none_such") if state.ruling else ""


def rule_said(rule: Rule) -> str:
    """ "no horror until 1 May 2027"."""
    said = said_clause(f"{rule.slot} {rule.value}")
    return said if rule.until is None else grammar("until", said=said, day=day_said(rule.until))


def rules_in_the_way(voice: Voice) -> list[Rule]:
    """The person's rules that forbid what the message asks for."""
    context = voice.turn.context
    if context.lifts_rules or voice.request.intent == "rule":
        return []
    return [rule for rule in context.person.rules(context.now) if is_against(rule, voice.request)]


def rule_evidence(voice: Voice) -> dict[str, Evidence]:
    """The rules that the reply speaks of."""
    kept = voice.turn.kept or Kept()
    spoken = (*kept.laid, *kept.ended, *kept.standing, *rules_in_the_way(voice))
    return {
        f"r{number}": Evidence(kind="rule", text=f"A standing rule of yours: {rule_said(rule)}.", source="your rules")
        for number, rule in enumerate(dict.fromkeys(spoken), 1)
    }


def keeping_note(voice: Voice) -> str:
    """What was kept, or taken back, beside the answer; "" where nothing was."""
    kept = voice.turn.kept
    if kept is None:
        return ""
    if kept.undone:
        return voice.say("kept.undone")
    if kept.ended and voice.request.intent != "rule":
        return voice.say("rule.ended", rules=joined([rule_said(rule) for rule in kept.ended]))
    if voice.turn.state.undo and not kept.undone:
        return ""
    return voice.say("kept.undo") if (kept.noted or kept.laid) and not voice.turn.knows_undo else ""


def _feedback(voice: Voice) -> str:
    said, unknown = heard(voice), voice.turn.state.about_unknown
    if not said and unknown:
        said.append(voice.say("feedback.unknown", titles=joined(unknown)))
    if not said:
        return keeping_note(voice) or voice.say("feedback.nothing")
    is_put = all(one.kind in ("want", "unwant", "not_now") for one in voice.turn.state.feedback)
    return " ".join(filter(None, [*said, keeping_note(voice), "" if is_put else voice.say("feedback.next")]))


def heard(voice: Voice) -> list[str]:
    """A sentence for each of the first two works that the person spoke of."""
    given = voice.turn.state.feedback
    titles = {i.id: name_of(i) for i in voice.turn.context.library.catalogue.get([f.item for f in given])}
    return [voice.say(f"feedback.{_verdict(one)}", title=titles[one.item]) for one in given[:2] if one.item in titles]


def _verdict(one: Feedback) -> str:
    if one.kind in ("skip", "want", "unwant", "not_now"):
        return one.kind
    if one.kind == "like" or (one.stars is not None and one.stars >= _GOOD_STARS):
        return "like"
    return "seen" if one.kind == "view" else "dislike"
