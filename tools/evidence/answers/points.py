"""What speaks for a work, in words for people: the largest parts of its score, and the limits it keeps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from indexers.models import Item
from tools.evidence.facts.clauses import limit_facts
from tools.evidence.facts.fact import Subject
from tools.evidence.facts.group import shares_reason
from tools.evidence.facts.moments import said_facts
from tools.evidence.facts.senses import sense_facts
from tools.evidence.ledger import Ledger
from tools.evidence.text.naming import joined, medium_name, name_of, number, with_article
from tools.evidence.text.sentences import sentence
from tools.ranking.rank import Ranking

_MOST_POINTS, _MOST_LIMITS = 3, 2
# Share of a feature's scale from which it may be said to speak for a work.
_ENOUGH, _STANDING = 0.35, {"order": 0.6, "rating": 0.6, "popularity": 0.5}
_LEARNED = 0.1  # of the learned score's scale
_LIMITS = ("length", "year", "language", "country", "rating_min", "age")


def spoken_for(ranking: Ranking, index: int, item: Item, ledger: Ledger) -> Iterator[str]:
    """Ids of the facts, most telling first. `index`: the item's place in `ranking.scored`."""
    points = list(_points(ranking, index, item))[:_MOST_POINTS]
    text = sentence(
        "why",
        "points" if points else "no_points",
        title=name_of(item),
        points=joined([sentence("why", "point", point=point) for point in points]),
    )
    yield ledger.add("contribution", text, "ranking", item.id)
    features, parts = ranking.scored.of(index)
    subject = Subject(item, int(ranking.scored.rows[index]), ranking.wish, ledger, features, 0, parts)
    if ranking.wish.group is not None:
        yield from shares_reason(ranking.wish.group, subject.row, item, ledger).evidence
    for fact in (*said_facts(subject), *sense_facts(subject)):
        yield from fact.evidence
    kept = [fact for fact in limit_facts(subject) if fact.form.startswith(_LIMITS)]
    for fact in kept[:_MOST_LIMITS]:
        yield from fact.evidence


def _speaks(name: str, features: Mapping[str, float], part: float, share: float, item: Item) -> bool:
    if name not in features:
        return part >= _LEARNED * share > 0
    known = name not in ("rating", "popularity") or getattr(item, name) is not None
    return known and features[name] >= _STANDING.get(name, _ENOUGH)


def _points(ranking: Ranking, index: int, item: Item) -> Iterator[str]:
    wish, scored = ranking.wish, ranking.scored
    features, parts = scored.of(index)
    members = wish.group.names if wish.group is not None else ()
    for name in sorted(parts, key=lambda name: -parts[name]):
        if name not in members and _speaks(name, features, parts[name], scored.share, item):
            key = f"order {wish.request.order}" if name == "order" else name
            key = key if name in features else f"learned {name}"
            yield sentence(
                "point",
                key,
                wish=wish.said,
                liked=joined([name_of(one) for one in wish.liked]),
                medium=with_article(medium_name(item.medium)),
                level=wish.request.level,
                rating=number(item.rating or 0),
                people=joined(wish.request.people, "or"),
                genres=joined(wish.request.genres, "or"),
            )
