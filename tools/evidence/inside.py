"""What mattered inside a work, by occlusion: the phrase, or the stretch of its file, that counts most.

Each is taken out in turn and what is left is scored again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from indexers.catalogue.text import item_text
from indexers.models import Item
from tools.candidates.moments import Moments
from tools.candidates.wish import Floats
from tools.evidence.ledger import Ledger
from tools.evidence.regions import region
from tools.evidence.text.naming import clock, joined
from tools.evidence.text.prose import is_prose
from tools.evidence.text.sentences import sentence
from tools.models import Inside
from tools.ranking.prior import likeness_of, meaning_of
from tools.ranking.rank import Ranking

_CLAUSE = re.compile(r"(?<=[.!?;:,–—])\s+")
_LEAST_WORDS, _MOST_PHRASES = 3, 16


def inside(ranking: Ranking, index: int, item: Item, ledger: Ledger) -> Iterator[Inside]:
    """`index`: the item's place in `ranking.scored`."""
    if found := _phrase(ranking, index, item, ledger):
        yield found
    yield from _stretches(ranking, index, item, ledger)
    if seen := region(ranking, index, item, ledger):
        yield seen


def _phrase(ranking: Ranking, index: int, item: Item, ledger: Ledger) -> Inside | None:
    """The phrase of the description without which its meaning falls most."""
    wish, name = ranking.wish, "meaning" if ranking.wish.vector is not None else "liked text"
    phrases = [part for part in _CLAUSE.split(item.description) if len(part.split()) >= _LEAST_WORDS][:_MOST_PHRASES]
    if name not in ranking.scored.parts or len(phrases) < 2:
        return None
    texts = [item.description.replace(phrase, " ", 1) for phrase in phrases]
    vectors = wish.library.encoder.encode([item_text(item.model_copy(update={"description": t})) for t in texts])
    shares = _shares(ranking, name, vectors)
    now, least = float(ranking.scored.features[name][index]), int(np.argmin(shares))
    phrase = phrases[least].strip(" .,;:–—")
    if shares[least] >= now or not is_prose(phrase):
        return None
    weight = float(ranking.scored.parts[name][index]) / now
    score = float(ranking.scored.scores[index]) - weight * (now - float(shares[least]))
    asked = wish.said if name == "meaning" else joined([one.title for one in wish.liked])
    less, before = (f"{100 * share:.0f}%" for share in (float(shares[least]), now))
    key = "inside_phrase" if name == "meaning" else "inside_liked"
    text = sentence("why", key, title=item.title, phrase=phrase, asked=asked, less=less, now=before)
    return Inside(kind="phrase", text=phrase, score=score, evidence=ledger.add("theme", text, "description", item.id))


def _shares(ranking: Ranking, name: str, vectors: Floats) -> Floats:
    wish = ranking.wish
    if name == "meaning":
        assert wish.vector is not None
        return meaning_of(vectors @ wish.vector)
    return likeness_of(wish.vectors(wish.liked_rows) @ vectors.T)


def _stretches(ranking: Ranking, index: int, item: Item, ledger: Ledger) -> Iterator[Inside]:
    """The moment of what is said, seen and heard without which the score falls most: the best one."""
    wish, scored, row = ranking.wish, ranking.scored, int(ranking.scored.rows[index])
    _, parts = scored.of(index)
    if wish.moments is not None and parts.get("said"):
        best, second = float(wish.moments.scores[row]), wish.moments.worth_without_best(row)
        written = 0.0 if wish.cues.part else parts.get("meaning", 0.0) + parts.get("words", 0.0)
        left = max(0.0, (parts["said"] + written) * second / best - written)
        yield _stretch(ranking, index, wish.moments, item, parts["said"] - left, ledger)
    for sense in wish.senses:
        if sense.is_sought and sense.moments is not None and parts.get(sense.name):
            now, without = sense.score_without(row)
            if without < now:
                loss = parts[sense.name] * (1 - without / now)
                yield _stretch(ranking, index, sense.moments, item, loss, ledger)


def _stretch(ranking: Ranking, index: int, moments: Moments, item: Item, loss: float, ledger: Ledger) -> Inside:
    place = int(moments.best[int(ranking.scored.rows[index])])
    start_s, end_s = float(moments.table.start_s[place]), float(moments.table.end_s[place])
    score = float(ranking.scored.scores[index])
    values = {"start": clock(start_s), "end": clock(end_s), "less": f"{score - loss:.2f}", "now": f"{score:.2f}"}
    text = sentence("why", "inside_moment", title=item.title, **values)
    fact = ledger.add("contribution", text, "the file", item.id)
    said = f"{clock(start_s)} to {clock(end_s)}"
    return Inside(kind="moment", text=said, score=score - loss, start_s=start_s, end_s=end_s, evidence=fact)
