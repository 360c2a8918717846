"""What a work shares with the titles that the wish starts from, or with what the person liked before."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from indexers.catalogue import Rows
from indexers.models import Item
from tools.candidates.like import facet_values, rarity
from tools.candidates.named import IDLE_KEYWORDS
from tools.candidates.wish import Floats
from tools.evidence.facts.fact import Fact, Subject
from tools.evidence.facts.learned import nearest_liked
from tools.evidence.text.naming import a_genre, genre_name, joined, medium_name, name_of, role_phrase, tag_name
from tools.evidence.text.quotes import leading_quote
from tools.evidence.text.terms import folded
from tools.ranking.prior import likeness_of

_NEAR = 0.25  # share of the scale of nearness from which two texts may be called near
_MOST_SHARED = 2


def likeness_facts(subject: Subject) -> Iterator[Fact]:
    for liked in subject.wish.liked:
        yield from _people(subject, liked)
        yield from _tags(subject, liked)
        yield from _genres(subject, liked)
    if subject.wish.liked:
        yield from _near(subject, _nearest(subject))


def _people(subject: Subject, liked: Item) -> Iterator[Fact]:
    theirs = {folded(credit.name) for credit in liked.people}
    shared = [credit for credit in subject.item.people if folded(credit.name) in theirs]
    for credit in sorted(shared, key=lambda c: c.role not in ("director", "creator", "artist", "host"))[:1]:
        text = subject.told("like_person", person=credit.name, liked=name_of(liked))
        fact = subject.ledger.add("person", text, "people", subject.item.id, (credit.role,))
        values = {"person": credit.name, "liked": name_of(liked), "by": role_phrase(credit.role)}
        yield Fact("like_person", values, (fact,), 1.1)


def _tags(subject: Subject, liked: Item) -> Iterator[Fact]:
    theirs, columns = set(facet_values(liked, "keyword")), subject.wish.columns
    shared = [tag for tag in subject.item.keywords if folded(tag) in theirs and folded(tag) not in IDLE_KEYWORDS]
    shared.sort(key=lambda tag: -rarity(columns, "keyword", tag))
    if not shared:
        return
    tags = joined([tag_name(tag, subject.item.description) for tag in shared[:_MOST_SHARED]])
    kind = "theme" if len(shared) == 1 else "themes"
    text = subject.told(f"like_{kind}", tags=tags, liked=name_of(liked))
    fact = subject.ledger.add("similar", text, "keywords", subject.item.id, shared[:_MOST_SHARED])
    form = "like_tag" if len(shared) == 1 else "like_tags"
    weight = 0.85 + 0.05 * min(3, len(shared))
    yield Fact(form, {"tags": tags, "liked": name_of(liked)}, (fact,), weight + 0.05)


def _genres(subject: Subject, liked: Item) -> Iterator[Fact]:
    shared = [genre for genre in subject.item.genres if genre in liked.genres]
    if not shared:
        return
    genres = joined([genre_name(genre) for genre in shared[:_MOST_SHARED]])
    text = subject.told("like_genres" if len(shared) > 1 else "like_genre", liked=name_of(liked), genres=genres)
    fact = subject.ledger.add("similar", text, "genres", subject.item.id)
    form = "like_genre" if len(shared) == 1 else "like_genres"
    medium = subject.item.medium
    values = {"genres": genres, "liked": name_of(liked), "noun": medium_name(medium)}
    values["a_genre"] = a_genre(shared[0], medium)
    yield Fact(form, values, (fact,), 0.55 + 0.05 * len(shared))


def _near(subject: Subject, liked: Item) -> Iterator[Fact]:
    quote = leading_quote(subject.item.description)
    nearness = subject.features.get("liked text", 0.0)
    if nearness < _NEAR or not quote:
        return
    text = subject.told("like_near", liked=name_of(liked), quote=quote)
    fact = subject.ledger.add("similar", text, "description", subject.item.id)
    yield Fact("like_near", {"liked": name_of(liked)}, (fact,), 0.6 + nearness / 3, quote=quote)


def _nearest(subject: Subject) -> Item:
    """The liked title whose text is nearest."""
    wish = subject.wish
    return wish.liked[int(_cosines(subject, wish.liked_rows).argmax())]


def history_facts(subject: Subject) -> Iterator[Fact]:
    """The work nearest to this among those that the person liked before."""
    wish = subject.wish
    if not len(wish.taste_rows) or likeness_of(_cosines(subject, wish.taste_rows)[:, None])[0] < _NEAR:
        return
    liked = nearest_liked(wish, subject.row)
    text = subject.told("history", liked=liked)
    fact = subject.ledger.add("history", text, "your history", subject.item.id)
    yield Fact("history", {"liked": liked}, (fact,), 0.75)


def _cosines(subject: Subject, rows: Rows) -> Floats:
    return subject.wish.cosines(subject.wish.vectors(np.array([subject.row], np.int32))[0], rows)
