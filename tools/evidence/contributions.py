"""The parts of a score, each with the fact that it rests on. They sum to the score."""

from __future__ import annotations

from indexers.models import Item
from tools.candidates.popular import NEUTRAL
from tools.evidence.ledger import Ledger
from tools.evidence.text.naming import joined, medium_name, number, with_article
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
    percent = f"{100 * share:.0f}%"
    liked = joined([one.title for one in wish.liked])
    told = {
        "title": f"The title of {item.title} is {'' if share else 'not '}“{wish.query}”.",
        "meaning": f"In meaning {item.title} matches “{wish.query}” by {percent}.",
        "words": f"The words of “{wish.query}” match what is written about {item.title} by {percent}.",
        "keywords": f"{item.title} has {percent} of the tags that you named: {joined(wish.keywords)}.",
        "liked text": f"The text of {item.title} is near to {liked} by {percent}.",
        "liked facts": f"{item.title} shares {percent} of what marks {liked}: tags, genres and people.",
        "liked medium": f"{item.title} is {with_article(medium_name(item.medium))}, as {percent} of what you named is.",
        "people": f"{item.title} has {percent} of the people that you named.",
        "genres": f"{item.title} has {percent} of the genres that you asked for.",
        "level": f"The level of {item.title} is {'' if share else 'not '}{wish.request.level}.",
        "order": f"By the order that you asked for ({wish.request.order}), {item.title} stands at {percent}.",
        "taste": f"The text of {item.title} is near to what you liked before by {percent}.",
        "rating": _rating(item, percent),
        "popularity": _popularity(item, percent),
    }
    return told[name]


def _rating(item: Item, percent: str) -> str:
    if item.rating is None:
        return f"No rating of {item.title} is recorded, so it counts as average ({NEUTRAL:.0%})."
    return f"{item.title} is rated {number(item.rating)} of 10, which counts {percent} here."


def _popularity(item: Item, percent: str) -> str:
    if item.popularity is None:
        return f"How well known {item.title} is was not recorded; it counts {percent}."
    return f"{item.title} is better known than {percent} of the works here."
