"""What is said of a group: how far a work suits each of its members, and nothing of why."""

from __future__ import annotations

import numpy as np

from indexers.models import Item
from tools.candidates.wish import Company
from tools.evidence.ledger import Ledger
from tools.evidence.text.naming import joined, name_of
from tools.evidence.text.sentences import sentence
from tools.models import Reason


def shares_reason(group: Company, row: int, item: Item, ledger: Ledger) -> Reason:
    """ "It suits Ann at .62 and you at .55." """
    shares = group.shares(np.array([row], np.int32))[:, 0]
    found = zip(group.names, shares, strict=True)
    first, *others = [
        sentence("group", "share", who=group.called(name), share=_said(float(share))) for name, share in found
    ]
    said = joined([*others, first])
    fact = ledger.add(
        "contribution", sentence("group", "shares", what=name_of(item), shares=said), "the group", item.id
    )
    return Reason(text=sentence("group", "shares", what=sentence("group", "it"), shares=said), evidence=(fact,))


def member_part(group: Company, name: str, row: int, item: Item) -> str:
    """The sentence for one member's part of a score."""
    rows = np.array([row], np.int32)
    shares, parts = group.shares(rows)[:, 0], group.parts(rows)
    given = [other for other in group.names if parts[other][0] > 0]
    key = "counts with" if len(given) > 1 else "counts alone" if name in given else "counts not"
    share = _said(float(shares[group.names.index(name)]))
    return sentence("group", key, title=name_of(item), who=group.called(name), share=share)


def _said(share: float) -> str:
    return f"{share:.2f}".removeprefix("0")
