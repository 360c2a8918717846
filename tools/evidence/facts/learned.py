"""What the histories of a library say for a work: its parts of the score, and who else liked it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from indexers.models import Item
from tools.candidates.wish import Wish
from tools.evidence.facts.fact import Fact, Subject
from tools.evidence.text.naming import name_at, name_of
from tools.evidence.text.sentences import sentence


def learned_part(wish: Wish, name: str, value: float, row: int, item: Item) -> str:
    """The sentence for one part of the learned score."""
    assert wish.learned is not None
    key, values = f"{name} {'for' if value >= 0 else 'against'}", {"title": name_of(item)}
    kin = wish.learned.kin(row) if key == "crowd for" else None
    if kin is not None:
        key = "crowd kin"
        values |= {"liked": name_at(wish.columns, kin.row), "share": _percent(kin.share), "usual": _percent(kin.usual)}
    elif key == "taste for" and len(wish.taste_rows):
        key, values["liked"] = "taste near", nearest_liked(wish, row)
    elif name == "freshness" and item.year is None:
        key = "freshness unknown"
    elif name == "freshness":
        values["year"] = str(item.year)
    elif name == "popularity" and (known := wish.learned.liked_by(row)) is not None:
        key, values["liked_by"], values["people"] = f"{key} here", *map(str, known)
    return sentence("learned", key, **values)


def crowd_facts(subject: Subject) -> Iterator[Fact]:
    """Whose likers like this one too."""
    wish = subject.wish
    kin = wish.learned.kin(subject.row) if wish.learned is not None and subject.parts.get("crowd", 0.0) > 0 else None
    if kin is None:
        return
    liked, shares = name_at(wish.columns, kin.row), {"share": _percent(kin.share), "usual": _percent(kin.usual)}
    text = sentence("learned", "crowd kin", title=subject.title, liked=liked, **shares)
    fact = subject.ledger.add("crowd", text, "other histories", subject.item.id)
    yield Fact("crowd", {"liked": liked, **shares}, (fact,), 0.7)


def nearest_liked(wish: Wish, row: int) -> str:
    """The title, of those that the person liked of late, whose text is nearest."""
    own = wish.vectors(np.array([row], np.int32))[0]
    return name_at(wish.columns, int(wish.taste_rows[int(wish.cosines(own, wish.taste_rows).argmax())]))


def _percent(share: float) -> str:
    return f"{100 * share:.0f}%"
