"""How many works there are, and what a person has had."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from indexers.catalogue import Mask
from indexers.models import MEDIA, Interaction
from tools.candidates.wish import Wish
from tools.context import Context
from tools.evidence.answers.trouble import field_name
from tools.evidence.ledger import Ledger
from tools.evidence.text.naming import (
    counted,
    country_name,
    genre_name,
    joined,
    language_name,
    media_counted,
    number,
    tally,
)
from tools.evidence.text.terms import WORD, is_content
from tools.limits import Clause
from tools.models import Reason, Request, Statement
from tools.ranking.rank import make_wish

_LATEST = 5
_YEARS = ("year_min", "year_max")


def count(context: Context, request: Request) -> Statement:
    """How many works keep the clauses of `request`, seen ones included; by medium where none is named."""
    wish, ledger = make_wish(context, request), Ledger()
    mask = _matching(wish)
    total = int(mask.sum())
    told = [_reason(ledger, _total(wish, mask, total))]
    media = [(int((wish.columns.medium[mask] == code).sum()), medium) for code, medium in enumerate(MEDIA)]
    found = [media_counted(number, medium) for number, medium in sorted(media, reverse=True) if number]
    if len(found) > 1:
        told.append(_reason(ledger, f"That makes {joined(found)}."))
    unknown = [one for one in wish.limits.unmet() if one.unknown]
    for one in unknown[:1]:
        field = field_name(one.clause.split(" ")[0])
        verb = "are" if field in ("genres", "people") else "is"
        told.append(_reason(ledger, f"For {tally(one.unknown)} more, the {field} {verb} not recorded."))
    return Statement(sentences=tuple(told), evidence=ledger.entries)


def _reason(ledger: Ledger, text: str) -> Reason:
    return Reason(text=text, evidence=(ledger.add("count", text, "catalogue"),))


def _matching(wish: Wish) -> Mask:
    """Works that keep the clauses and carry each word of the query."""
    mask = wish.limits.without(())  # hard clauses and genres; what was had is taken out again below
    if wish.request.seen != "only":
        mask = wish.limits.hard.copy()
        for test in wish.limits.tested:
            if test.clause.slot == "genres":
                mask &= test.kept
    for word in WORD.findall(wish.query):
        if is_content(word):
            carried = np.zeros_like(mask)
            carried[wish.library.catalogue.contains(word)] = True
            mask &= carried
    return mask


def _total(wish: Wish, mask: Mask, total: int) -> str:
    request = wish.request
    media = request.media if len(request.media) == 1 else ()
    noun = media_counted(total, media[0]) if media else counted(total, "work")
    spoken = [clause for clause in wish.limits.clauses if clause.slot not in ("media", *_YEARS) and not clause.is_rule]
    limits = [_years(request), *map(_limit, spoken)]
    if wish.query:
        limits.append(f"with “{wish.query}” in what is written about them")
    said = joined([limit for limit in limits if limit])
    return f"There {'is' if total == 1 else 'are'} {noun} here{' ' + said if said else ''}."


def _years(request: Request) -> str:
    low, high = request.year_min, request.year_max
    if low is not None and high is not None:
        return f"from {low}" if low == high else f"from {low} to {high}"
    if low is not None:
        return f"from {low} or later"
    return f"from {high} or earlier" if high is not None else ""


def _limit(clause: Clause) -> str:
    names = {"languages": language_name, "countries": country_name, "genres": genre_name}
    name = names.get(clause.slot.removeprefix("not_"), str)
    values, first = joined([name(str(value)) for value in clause.values], "or"), clause.values[0]
    said = {
        "minutes_max": f"of at most {first} minutes",
        "minutes_min": f"of at least {first} minutes",
        "rating_min": f"rated {first} or better",
        "age_max": f"fit for age {first}",
        "added_after": f"added after {first}",
        "languages": f"in {values}",
        "countries": f"from {values}",
        "genres": f"filed under {values}",
        "people": f"with {values}",
        "level": f"at {values} level",
        "exclude": "",
    }
    return said.get(clause.slot, f"without {values}")


def history(context: Context, about: Sequence[str] = ()) -> Statement:
    """What this person has rated, liked and seen; of certain works, what they did with those."""
    interactions, ledger = context.person.interactions(), Ledger()
    if about:
        told = [_reason_of(context, item, interactions, ledger) for item in about]
        return Statement(items=tuple(about), sentences=tuple(told), evidence=ledger.entries)
    told = [
        Reason(text=text, evidence=(ledger.add("history", text, "your history"),))
        for text in _overview(context, interactions)
    ]
    return Statement(sentences=tuple(told), evidence=ledger.entries)


def _overview(context: Context, interactions: Sequence[Interaction]) -> Iterator[str]:
    seen = dict.fromkeys(one.item or one.title for one in interactions if one.is_seen)
    liked = dict.fromkeys(one.item or one.title for one in interactions if one.is_liked)
    if not seen:
        yield "I have nothing of yours on record yet."
        return
    yield f"I have {counted(len(seen), 'work')} on record that you have seen, heard or rated."
    titles = _titles(context, list(liked)[::-1][:_LATEST])
    if titles:
        yield f"You liked {joined(titles)}{' and more' if len(liked) > _LATEST else ''}."
    rules = [f"{rule.slot.replace('_', ' ')} {rule.value}" for rule in context.person.rules()]
    if rules:
        yield f"Your standing rules: {joined(rules)}."


def _titles(context: Context, ids: Sequence[str]) -> list[str]:
    known = {item.id: item.title for item in context.library.catalogue.get(ids)}
    return [known.get(one, one) for one in ids]


def _reason_of(context: Context, item: str, interactions: Sequence[Interaction], ledger: Ledger) -> Reason:
    title = _titles(context, [item])[0]
    done = [_done(one) for one in interactions if one.item == item]
    text = (
        f"You {joined([one for one in done if one])} {title}."
        if any(done)
        else f"Nothing of yours on {title} is on record."
    )
    return Reason(text=text, evidence=(ledger.add("history", text, "your history", item),))


def _done(one: Interaction) -> str:
    if one.kind == "rating" and one.stars is not None:
        return f"gave {number(one.stars)} of 5 stars to"
    said = {
        "like": "liked",
        "dislike": "did not like",
        "view": "have seen",
        "review": "reviewed",
        "want": "put on your list",
        "skip": "skipped",
    }
    return said.get(one.kind, "")
