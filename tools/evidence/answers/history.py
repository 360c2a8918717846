"""What a person has seen, rated, said and searched, told from their own history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from indexers.models import Interaction, Rule
from tools.context import Context
from tools.evidence.answers.taste import beliefs
from tools.evidence.answers.trouble import field_name
from tools.evidence.ledger import Ledger
from tools.evidence.text.naming import counted, day_said, joined, name_at, number
from tools.evidence.text.sentences import sentence
from tools.limits import Limits
from tools.models import Reason, Statement
from tools.ranking.rank import carriers
from tools.request import State
from tools.request.keeping.periods import Period

_LATEST, _MOST = 5, 8


def history(context: Context, state: State) -> Statement:
    """What the message asks of this person's history: of certain works, of a time, of a kind, within its limits."""
    interactions, ledger = context.person.interactions(), Ledger()
    if state.about:
        told = [_reason_of(context, item, interactions, ledger) for item in state.about]
        return Statement(items=tuple(state.about), sentences=tuple(told), evidence=ledger.entries)
    if state.recall == "overview" or (
        state.recall == "seen" and not state.period and state.within.is_empty and not state.within.media
    ):
        told = [_reason(text, ledger) for text in _overview(context, interactions)]
        columns = context.library.catalogue.columns()
        told[2:2] = [_reason(one.told(columns), ledger) for one in beliefs(interactions, columns)]
        return Statement(sentences=tuple(told), evidence=ledger.entries)
    found = _Recalled(context, state, interactions)
    return Statement(items=tuple(found.items), sentences=(_reason(found.told(), ledger),), evidence=ledger.entries)


def _reason(text: str, ledger: Ledger) -> Reason:
    return Reason(text=text, evidence=(ledger.add("history", text, "your history"),))


@dataclass(frozen=True)
class _Recalled:
    """The works, or texts, of one kind, in one stretch of time, within the limits of the message; latest first."""

    context: Context
    state: State
    interactions: Sequence[Interaction]

    @property
    def items(self) -> list[str]:
        """Ids of works that are here; each once."""
        rows = self.context.library.catalogue.columns().row_of
        return [key for key in self._works if key in rows][:_MOST]

    def told(self) -> str:
        kind, when = self.state.recall, _when(self.state.period)
        names = [self._name(key) for key in self._works]
        if not names:
            return sentence("history", f"no_{kind}", when=when)
        shown, more = names[:_MOST], len(names) - _MOST
        listed = joined(shown) if more <= 0 else sentence("history", "and_more", names=", ".join(shown), more=more)
        return sentence("history", f"all_{kind}", when=when, count=str(len(names)), names=listed)

    @property
    def _works(self) -> list[str]:
        kept = [one for one in self.interactions if self._is_meant(one)]
        if self.state.recall in ("best", "worst"):
            sign = -1 if self.state.recall == "best" else 1
            kept.sort(key=lambda one: -sign * (one.stars or 0))  # reversed below
        works = list(dict.fromkeys(_key(one) for one in reversed(kept)))
        return works if self.state.recall == "searched" else self._within(works)

    def _is_meant(self, one: Interaction) -> bool:
        period = self.state.period
        if period is not None and (one.at is None or not period.holds(one.at.astimezone(period.begin.tzinfo))):
            return False
        return self._is_of_kind(one)

    def _is_of_kind(self, one: Interaction) -> bool:
        kind = self.state.recall
        if kind == "list":
            return one.kind == "want" and _key(one) in _listed(self.interactions)
        if kind == "searched":
            return one.kind == "search"
        if kind in ("best", "worst", "rated"):
            return one.stars is not None
        if kind == "disliked":
            return one.kind == "dislike" or (one.stars is not None and one.stars <= 2)
        return one.is_liked if kind == "liked" else one.is_seen

    def _within(self, works: Sequence[str]) -> list[str]:
        """Those that keep the limits of the message."""
        if self.state.within.is_empty and not self.state.within.media:
            return list(works)
        library = self.context.library
        columns = library.catalogue.columns()
        tested = Limits(columns, self.state.within, carriers=lambda p: carriers(library, columns, p))
        mask = tested.without(()) & tested.hard
        return [one for one in works if one in columns.row_of and mask[columns.row_of[one]]]

    def _name(self, key: str) -> str:
        if self.state.recall == "searched":
            return f"“{key}”"
        title = _titles(self.context, [key])[0]
        stars = next((one.stars for one in reversed(self.interactions) if _key(one) == key and one.stars), None)
        rated = self.state.recall in ("best", "worst", "rated") and stars is not None
        return sentence("history", "with_stars", title=title, stars=number(stars or 0)) if rated else title


def _listed(interactions: Sequence[Interaction]) -> set[str]:
    """What is on the list: wanted, and neither taken off nor had since."""
    listed: set[str] = set()
    for one in interactions:
        if one.kind == "want":
            listed.add(_key(one))
        elif one.kind == "unwant" or one.is_seen:
            listed.discard(_key(one))
    return listed


def _key(one: Interaction) -> str:
    return one.text if one.kind == "search" else one.item or one.title


def _when(period: Period | None) -> str:
    if period is None:
        return ""
    last = period.end.fromtimestamp(period.end.timestamp() - 1, period.end.tzinfo)
    if (last - period.begin).days < 1:
        return sentence("history", "on_day", day=_day(period.begin))
    return sentence("history", "in_days", first=_day(period.begin), last=_day(last))


def _day(at: date) -> str:
    return day_said(at)


def _overview(context: Context, interactions: Sequence[Interaction]) -> Iterator[str]:
    seen = dict.fromkeys(one.item or one.title for one in interactions if one.is_seen)
    liked = dict.fromkeys(one.item or one.title for one in interactions if one.is_liked)
    if not seen:
        yield sentence("history", "nothing")
    else:
        yield sentence("history", "seen", works=counted(len(seen), "work"))
    titles = _titles(context, list(liked)[::-1][:_LATEST])
    if titles:
        yield sentence("history", "liked_more" if len(liked) > _LATEST else "liked", titles=joined(titles))
    rules = [_rule(rule) for rule in context.person.rules(context.now)]
    if rules:
        yield sentence("history", "rules", rules=joined(rules))


def _rule(rule: Rule) -> str:
    key = "rule_not" if rule.slot.startswith("not_") else "rule"
    return sentence("history", key, slot=field_name(rule.slot), value=rule.value)


def _titles(context: Context, ids: Sequence[str]) -> list[str]:
    columns = context.library.catalogue.columns()
    return [name_at(columns, columns.row_of[one]) if one in columns.row_of else one for one in ids]


def _reason_of(context: Context, item: str, interactions: Iterable[Interaction], ledger: Ledger) -> Reason:
    title = _titles(context, [item])[0]
    done = joined([said for one in interactions if one.item == item and (said := _done(one))])
    text = sentence("history", "did" if done else "did_nothing", done=done, title=title)
    return Reason(text=text, evidence=(ledger.add("history", text, "your history", item),))


def _done(one: Interaction) -> str:
    """ "gave 4.5 of 5 stars to it on 1 May 2024"."""
    if one.kind == "search" or (one.kind == "rating" and one.stars is None):
        return ""
    did = (
        sentence("history", "rated", stars=number(one.stars))
        if one.stars is not None
        else sentence("history", one.kind)
    )
    return did if one.at is None else sentence("history", "done_on", did=did, day=_day(one.at))
