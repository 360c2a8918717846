"""What can be asked of the catalogue. Every call is deterministic for a library, person, request and clock."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

import prompts
from indexers.errors import NotFound
from tools.context import Context
from tools.evidence.answers import contrast, quoted, tallies
from tools.evidence.answers import details as detailing
from tools.evidence.answers import history as remembered
from tools.evidence.answers.explain import explain_item
from tools.evidence.ledger import Ledger
from tools.evidence.picks import Teller
from tools.evidence.text.wording import Wording
from tools.models import Explanation, Pick, Receipt, Request, Result
from tools.ranking.floor import is_poor
from tools.ranking.rank import Ranking, make_wish, rank
from tools.ranking.relax import Relaxation, nearest_relaxation, without_query
from tools.ranking.vary import vary

__all__ = [
    "compare",
    "count",
    "details",
    "explain",
    "history",
    "recommend",
    "said_about",
    "search",
    "similar",
    "why_not",
]


_Asked = ParamSpec("_Asked")
_Told = TypeVar("_Told")


def _in_their_language(
    call: Callable[Concatenate[Context, _Asked], _Told],
) -> Callable[Concatenate[Context, _Asked], _Told]:
    """All that is said for a context is said in its language."""

    @wraps(call)
    def inner(context: Context, /, *asked: _Asked.args, **named: _Asked.kwargs) -> _Told:
        with prompts.speaking(context.settings.language):
            return call(context, *asked, **named)

    return inner


compare, why_not = _in_their_language(contrast.compare), _in_their_language(contrast.why_not)
details, count = _in_their_language(detailing.details), _in_their_language(tallies.count)
history, said_about = _in_their_language(remembered.history), _in_their_language(quoted.said_about)


@_in_their_language
def search(context: Context, request: Request, n: int, *, seed: str = "") -> Result:
    """The n best works that keep every limit, with reasons; alternatives where there are none or none that fit.

    `seed` varies the sentences, not the picks.
    """
    ranking = rank(make_wish(context, request), context)
    poor = is_poor(ranking)
    ledger, wording = Ledger(), Wording(seed or request.model_dump_json())
    placed = vary(ranking, n, is_on=context.settings.vary)
    picks = Teller(ranking, ledger, wording, poor=poor).picks(placed)
    return Result(
        request=request,
        picks=picks,
        alternatives=_alternatives(context, ranking, n, ledger, wording) if poor or not picks else (),
        unmet=ranking.wish.limits.unmet(),
        evidence=ledger.entries,
        poor=poor,
    )


def recommend(context: Context, n: int) -> Result:
    """The best works that this person has not had; for a stranger, varied over media, genres and decades."""
    return search(context, Request(), n)


def similar(context: Context, item_id: str, n: int) -> Result:
    """Works like an item. Raises NotFound."""
    if item_id not in context.library.catalogue.columns().row_of:
        raise NotFound(f"There is no item {item_id!r} here.")
    return search(context, Request(intent="similar", like=(item_id,)), n)


@_in_their_language
def explain(context: Context, item_id: str, request: Request | None, *, look_inside: bool = False) -> Explanation:
    """What an item's score is made of, for `request` or as `recommend` ranks it. Raises NotFound.

    `look_inside`: find the phrase and the stretch that count most, too; that encodes the item's text anew a few times.
    """
    row = context.library.catalogue.columns().row_of.get(item_id)
    if row is None:
        raise NotFound(f"There is no item {item_id!r} here.")
    return explain_item(context, row, request or Request(), look_inside=look_inside)


def _alternatives(context: Context, ranking: Ranking, n: int, ledger: Ledger, wording: Wording) -> tuple[Pick, ...]:
    """Picks of the nearest relaxation, with the receipts of the request as it was."""
    relaxation = nearest_relaxation(context, ranking, n) or without_query(context, ranking, n)
    if relaxation is None:
        return ()
    picks = Teller(relaxation.ranking, ledger, wording, ranking.wish.limits).picks(relaxation.placed)
    return tuple(_owned_up(pick, relaxation) for pick in picks)


def _owned_up(pick: Pick, relaxation: Relaxation) -> Pick:
    """A dropped query has no receipt of its own; it gets one."""
    words = [clause for clause in relaxation.dropped if clause.slot == "query"]
    extra = tuple(Receipt(clause=clause.text, status="impossible") for clause in words)
    return pick.model_copy(update={"receipts": pick.receipts + extra, "moved": None})
