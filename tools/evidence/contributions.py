"""The parts of a score, each with the fact that it rests on. They sum to the score."""

from __future__ import annotations

from indexers.models import Item
from tools.evidence.ledger import Ledger
from tools.evidence.text.naming import joined, medium_name, number, with_article
from tools.evidence.text.sentences import sentence
from tools.models import Contribution
from tools.ranking.rank import Ranking


def contributions(ranking: Ranking, index: int, item: Item, ledger: Ledger) -> tuple[Contribution, ...]:
    """One for each feature that took part. `index`: the item's place in `ranking.scored`."""
    return tuple(
        Contribution(
            name=name,
            value=float(values[index]),
            evidence=ledger.add("contribution", _told(name, ranking, index, item), "ranking", item.id),
        )
        for name, values in ranking.scored.parts.items()
    )


def _told(name: str, ranking: Ranking, index: int, item: Item) -> str:
    wish, share = ranking.wish, float(ranking.scored.features[name][index])
    key = f"{name} unknown" if name in ("rating", "popularity") and getattr(item, name) is None else name
    key = "said part" if name == "said" and wish.cues.part else key
    return sentence(
        "contribution",
        key,
        title=item.title,
        percent=f"{100 * share:.0f}%",
        wish=wish.query,
        tags=joined(wish.keywords),
        liked=joined([one.title for one in wish.liked]),
        medium=with_article(medium_name(item.medium)),
        level=wish.request.level,
        order=wish.request.order,
        rating=number(item.rating or 0),
    )
