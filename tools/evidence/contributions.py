"""The parts of a score, each with the fact that it rests on. They sum to the score."""

from __future__ import annotations

from indexers.models import Item
from tools.evidence.facts.group import member_part
from tools.evidence.facts.learned import learned_part
from tools.evidence.ledger import Ledger
from tools.evidence.text.naming import joined, medium_name, name_of, number, with_article
from tools.evidence.text.sentences import sentence
from tools.models import Contribution
from tools.ranking.rank import Ranking


def contributions(ranking: Ranking, index: int, item: Item, ledger: Ledger) -> tuple[Contribution, ...]:
    """One for each feature that took part. `index`: the item's place in `ranking.scored`."""
    _, parts = ranking.scored.of(index)
    return tuple(
        Contribution(
            name=_name(name, ranking),
            value=value,
            evidence=ledger.add("contribution", _told(name, value, ranking, index, item), "ranking", item.id),
        )
        for name, value in parts.items()
    )


def _name(name: str, ranking: Ranking) -> str:
    """A member's part bears their name."""
    group = ranking.scored.group
    return name.removeprefix("for ") if group is not None and name in group.names else name


def _told(name: str, value: float, ranking: Ranking, index: int, item: Item) -> str:
    group = ranking.scored.group
    if group is not None and name in group.names:
        return member_part(group, name, int(ranking.scored.rows[index]), item)
    if name not in ranking.scored.features:
        return learned_part(ranking.wish, name, value, int(ranking.scored.rows[index]), item)
    wish, share = ranking.wish, float(ranking.scored.features[name][index])
    key = f"{name} unknown" if name in ("rating", "popularity") and getattr(item, name) is None else name
    key = "said part" if name == "said" and wish.cues.part else key
    return sentence(
        "contribution",
        key,
        title=name_of(item),
        percent=f"{100 * share:.0f}%",
        wish=wish.query,
        tags=joined(wish.keywords),
        liked=joined([name_of(one) for one in wish.liked]),
        medium=with_article(medium_name(item.medium)),
        level=wish.request.level,
        order=wish.request.order,
        rating=number(item.rating or 0),
    )
