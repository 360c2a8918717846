"""How many works there are."""

from __future__ import annotations

import numpy as np

from indexers.catalogue import Mask
from indexers.models import MEDIA
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
    tally,
)
from tools.evidence.text.sentences import sentence
from tools.evidence.text.terms import WORD, is_content
from tools.limits import Clause
from tools.models import Reason, Request, Statement
from tools.ranking.rank import make_wish

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
        told.append(_reason(ledger, sentence("tally", "media", works=joined(found))))
    unknown = [one for one in wish.limits.unmet() if one.unknown]
    for one in unknown[:1]:
        field = field_name(one.clause.split(" ")[0])
        are = "are" if field in ("genres", "people") else "is"
        text = sentence("tally", "unknown", count=tally(one.unknown), field=field, are=are)
        told.append(_reason(ledger, text))
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
            rows = wish.library.catalogue.contains(word)
            carried[rows[rows < wish.columns.n]] = True
            mask &= carried
    return mask


def _total(wish: Wish, mask: Mask, total: int) -> str:
    request = wish.request
    media = request.media if len(request.media) == 1 else ()
    noun = media_counted(total, media[0]) if media else counted(total, "work")
    spoken = [clause for clause in wish.limits.clauses if clause.slot not in ("media", *_YEARS) and not clause.is_rule]
    limits = [_years(request), *map(_limit, spoken)]
    if wish.query:
        limits.append(sentence("tally", "words", wish=wish.query))
    said = joined([limit for limit in limits if limit])
    key = ("none", "one")[total] if total < 2 else "many"
    return sentence(
        "tally",
        key,
        works=noun,
        noun=noun.removeprefix("0 "),
        limits=sentence("tally", "limits", said=said) if said else "",
    )


def _years(request: Request) -> str:
    low, high = request.year_min, request.year_max
    if low is None and high is None:
        return ""
    if low is None or high is None:
        return sentence("tally", "year_max" if low is None else "year_min", low=low, high=high)
    decade = low % 10 == 0 and high == low + 9
    return sentence("tally", "year" if low == high else "decade" if decade else "years", low=low, high=high)


def _limit(clause: Clause) -> str:
    names = {"languages": language_name, "countries": country_name, "genres": genre_name}
    name = names.get(clause.slot.removeprefix("not_"), str)
    if clause.slot == "exclude":
        return ""
    key = "without" if clause.slot.startswith("not_") else clause.slot
    return sentence("tally", key, values=joined([name(str(value)) for value in clause.values], "or"))
