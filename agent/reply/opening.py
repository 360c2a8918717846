"""How a reply with picks begins: what must be owned up to first, then a word about the wish."""

from __future__ import annotations

from collections.abc import Sequence

from agent.reply.kinds import noun_of_shown, nouns
from agent.reply.talk import heard
from agent.reply.voice import Voice
from agent.reply.wish import in_words, said_clause, spoken
from indexers.models import Item
from tools.evidence.text.naming import grammar, is_english, joined, name_of, said_back, with_article
from tools.limits import known_rows
from tools.models import Evidence, Pick, Request, Result, Unmet

_FEW_WORDS = 4  # of a query that may be quoted back
_MOSTLY = 0.9  # share of the library without a value from which its absence is the news, not a count


def notes(voice: Voice, result: Result) -> list[str]:
    """What must be said first: titles that are not here, which of several was taken, what is a guess."""
    said = []
    if unknown := list(dict.fromkeys((*voice.turn.new_unknown, *voice.turn.state.about_unknown))):
        said.append(voice.say("unknown_title", titles=joined(unknown, "or")))
    for choice in voice.turn.state.ambiguous[:1]:
        taken, others = voice.items.get(choice.taken), [voice.items[i] for i in choice.others if i in voice.items]
        if taken and others:
            named = {"taken": _told_apart(taken, others[:1]), "others": joined(_others(taken, others[:2]))}
            said.append(voice.say("ambiguous", title=name_of(taken), **named))
    query = result.request.query
    if voice.turn.new_unknown and query and not voice.request.query:  # a model's guess at what it is like
        said.append(voice.say("from_memory", query=query))
    return said


def namesakes(voice: Voice) -> dict[str, Evidence]:
    """The facts by which works of one name were told apart."""
    items = [voice.items[i] for c in voice.turn.state.ambiguous[:1] for i in (c.taken, *c.others) if i in voice.items]
    texts = {item.id: f"{item.title} is {with_article(item.medium)} from {item.year}." for item in items if item.year}
    return {
        f"n{place}": Evidence(kind="year", text=text, source="catalogue", item=item)
        for place, (item, text) in enumerate(texts.items(), 1)
    }


def _others(taken: Item, others: Sequence[Item]) -> list[str]:
    return [_told_apart(other, [taken]) for other in others]


def _told_apart(item: Item, others: Sequence[Item]) -> str:
    """ "the film", "the one from 1982" or "the series from 2014": what tells it from the others of its name."""
    differs_in_kind = any(other.medium != item.medium for other in others)
    differs_in_year = item.year is not None and any(other.year != item.year for other in others)
    noun = nouns([item.medium], many=False) if differs_in_kind else "one"
    if not is_english():
        return grammar("apart", year=item.year or "", noun=nouns([item.medium]))
    return f"the {noun} from {item.year}" if differs_in_year else f"the {noun}" if differs_in_kind else "another one"


def opening(voice: Voice, result: Result, shown: Sequence[Pick]) -> list[str]:
    """A sentence or two before the picks."""
    lead = heard(voice)[:1] if voice.request.intent == "feedback" else []
    return [*lead, *_opening(voice, result, shown, has_lead=bool(lead))]


def _opening(voice: Voice, result: Result, shown: Sequence[Pick], *, has_lead: bool) -> list[str]:
    request, state = voice.request, voice.turn.state
    noun = noun_of_shown([pick.medium for pick in shown])
    wish = spoken(request, voice.titles, noun)
    if not result.picks:
        return _none_but(voice, result)
    if result.poor:
        return [_poor(voice, wish, noun)]
    if has_lead:
        return [voice.say("after_feedback")]
    if request.is_empty:
        return [voice.say("cold_more" if state.ever_shown else "cold")]
    if state.ever_shown:
        return [_again(voice, shown, noun)]
    if request.like and voice.titles and not request.query and not request.genres:
        named = [voice.titles[i] for i in request.like if i in voice.titles][:2]
        return [voice.say("like", title=joined(named))]
    return [_with(voice, "found", "wish", wish, n=in_words(len(shown))) if wish else voice.say("plain")]


def _poor(voice: Voice, wish: str, noun: str) -> str:
    """The words fit nothing. Where the rest of the wish is kept, that is said as well."""
    request = voice.request
    kept = request.genres or request.people or request.like
    rest = spoken(request.model_copy(update={"query": ""}), voice.titles, noun) if kept else ""
    if rest and request.query and len(request.query.split()) <= _FEW_WORDS:
        return voice.say("poor_part", query=said_back(request.query), wish=rest)
    return voice.say("poor", wish=wish or grammar("that"))


def _again(voice: Voice, shown: Sequence[Pick], noun: str) -> str:
    """After an earlier list: what this message changed, if it can be said in a few words."""
    state, request = voice.turn.state, voice.request
    if state.more or not state.fresh:
        is_new = not {pick.id for pick in shown} & {*state.ever_shown}
        return voice.say("more" if is_new else "again" if state.more else "still")
    if "like" in state.fresh and request.like and request.like[-1] in voice.titles:
        return voice.say("like", title=voice.titles[request.like[-1]])
    kept = {name: getattr(request, name) for name in state.fresh if name in Request.model_fields}
    kept |= {"words": request.words} if "query" in kept else {}
    change = spoken(Request(**kept), voice.titles, noun, changed=True)
    return _with(voice, "changed", "change", change) if change else voice.say("plain")


def _with(voice: Voice, key: str, name: str, value: str, **values: object) -> str:
    capital = value[:1].upper() + value[1:]
    return voice.say(key, **{name: value, name.capitalize(): capital}, **values)


def _none_but(voice: Voice, result: Result) -> list[str]:
    """Nothing fits: which one clause the nearest works leave out."""
    lost = [receipt.clause for receipt in result.alternatives[0].receipts if receipt.status != "met"]
    if unrecorded := _unrecorded(voice, result):
        return [*unrecorded, voice.say("none_else")]
    if lost and lost[0].startswith("people "):
        return [voice.say("none_with", clause=said_clause(lost[0])), voice.say("none_else")]
    return [voice.say("none"), *(voice.say("none_but", clause=said_clause(clause)) for clause in lost[:1])]


def nothing(voice: Voice, result: Result) -> list[str]:
    """No pick and nothing near: why, and one question."""
    if voice.turn.state.contradictions:
        first, second = voice.turn.state.contradictions[0]
        return [voice.say("contradiction", first=said_clause(first), second=said_clause(second))]
    return _unrecorded(voice, result) or [voice.say("none"), voice.say("none_question")]


def _unrecorded(voice: Voice, result: Result) -> list[str]:
    """What was asked about is hardly recorded here at all: that is the news, before anything else."""
    lost = [one for one in result.unmet if one.left == 0 and _is_mostly(voice, one)]
    if not lost:
        return []
    clause = lost[0].clause
    asked = said_clause(clause)
    if clause.startswith("not_"):
        asked = f"without {asked.removeprefix('no ')}" if is_english() else asked
    question = () if result.alternatives else (voice.say("unrecorded_question"),)
    return [voice.say("unrecorded", field=voice.field(clause), clause=asked), *question]


def _is_mostly(voice: Voice, unmet: Unmet) -> bool:
    """Whether hardly a work of the library has a value for the field of the clause."""
    known = known_rows(voice.turn.context.library.catalogue.columns(), unmet.clause.partition(" ")[0])
    return bool(unmet.unknown and len(known) and known.mean() <= 1 - _MOSTLY)


def offers(voice: Voice, result: Result) -> list[str]:
    """One sentence for the clause that left most out for want of a value."""
    most = max(result.unmet, key=lambda u: u.unknown, default=None)
    if most is None or most.unknown == 0 or len(result.picks) >= voice.turn.n:
        return []
    if _is_mostly(voice, most):
        if most.left == 0:
            return []  # the opening says so
        return [voice.say("unknown_mostly", field=voice.field(most.clause))]
    return [voice.say("unknown_values", n=most.unknown, field=voice.field(most.clause))]
