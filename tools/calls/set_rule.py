"""set_rule: lay down, withdraw or list standing rules, or stop and resume keeping what the person says."""

from __future__ import annotations

from langchain.tools import ToolRuntime
from langchain_core.tools import tool

from indexers.models import Rule
from indexers.people.ledger import Entry
from indexers.reading.fold import fold
from tools.calls.turn import Turn
from tools.models import Kept


@tool(response_format="content_and_artifact")
def set_rule(runtime: ToolRuntime[Turn]) -> tuple[str, Kept]:
    """Keep a standing rule that this person's own message lays down, withdraw one, or list those that hold."""
    turn = runtime.context
    person, state = turn.context.person, turn.state
    if state.learning and not person.is_stranger and turn.is_kept:
        if not turn.is_dry:
            person.set_setting("learning", "paused" if state.learning == "paused" else None)
        return f"Learning: {state.learning}.", Kept(learning=state.learning)
    standing = person.rules(turn.context.now)
    if state.ruling == "list" or not turn.may_write:
        return f"{len(standing)} rules hold.", Kept(standing=tuple(standing))
    key = turn.message_keys[-1]
    if state.ruling:
        meant = _meant(turn)
        ended = [one for one in meant if turn.is_dry or person.end_rule(one.number, turn.context.now, key)]
        return f"{len(ended)} withdrawn.", Kept(ended=tuple(one.rule for one in ended), standing=tuple(standing))
    new = sum(person.add_rule(rule, key) for rule in state.new_rules if not turn.is_dry)
    return f"{new} laid down.", Kept(laid=tuple(state.new_rules))


def _meant(turn: Turn) -> list[Entry]:
    """The rules that the message names by their value or their words; where it names none, the latest."""
    now, said = turn.context.now, fold(turn.state.message)
    entries = [one for one in turn.context.person.ledger() if one.ended is None and one.rule.holds(now)]
    if turn.state.ruling == "end_all":
        return entries
    named = [one for one in entries if _names(said, one.rule)]
    return named or (entries[-1:] if " rule" in f" {said}" and not _names_anything(turn) else [])


def _names(said: str, rule: Rule) -> bool:
    words = set(said.split())
    value = fold(str(rule.value))
    return (
        value in said
        or (bool(value.split()) and set(value.split()) <= words)
        or _stem(value) in {_stem(w) for w in words}
    )


def _stem(word: str) -> str:
    return word.removesuffix("s").removesuffix("ie").removesuffix("y")


def _names_anything(turn: Turn) -> bool:
    """A limit that is no rule of theirs."""
    return bool(turn.state.fresh)
