"""What a work has of the words of the wish: tags, a phrase of its description, nearness in meaning, a name."""

from __future__ import annotations

from collections.abc import Iterator

from indexers.reading.fold import fold
from tools.evidence.facts import Fact, Subject
from tools.evidence.naming import joined
from tools.evidence.quotes import leading_quote, matching_quote
from tools.evidence.terms import content_stems, stem

_NEAR = 0.35  # share of the scale of nearness from which "near in meaning" may be said
_MOST_TAGS = 3


def theme_facts(subject: Subject) -> Iterator[Fact]:
    if not subject.wish.query:
        return
    yield from _title(subject)
    yield from _tags(subject)
    quoted = list(_quote(subject))
    yield from quoted
    if not quoted:
        yield from _near(subject)


def _title(subject: Subject) -> Iterator[Fact]:
    if subject.row in subject.wish.titles:
        query, text = subject.wish.query, f"{subject.title} is called what you asked for."
        fact = subject.ledger.add("theme", text, "title", subject.item.id)
        yield Fact("title", {"wish": query, "title": subject.title}, (fact,), 1.2)


def _tags(subject: Subject) -> Iterator[Fact]:
    """Tags of the item that the query names, whole or by a word of theirs."""
    wanted, named = content_stems(subject.wish.query), set(subject.wish.keywords)
    own = [tag for tag in subject.item.keywords if fold(tag) in named]
    own += [t for t in subject.item.keywords if t not in own and _all_in(t, wanted)]
    if not own:
        return
    tags = joined(own[:_MOST_TAGS])
    text = f"{subject.title} is tagged {tags}."
    fact = subject.ledger.add("keyword", text, "keywords", subject.item.id, own)
    values = {"tags": tags, "wish": subject.wish.query}
    yield Fact("tag" if len(own) == 1 else "tags", values, (fact,), 0.9)


def _all_in(tag: str, wanted: frozenset[str]) -> bool:
    stems = content_stems(tag)
    return bool(stems) and stems <= wanted


def _quote(subject: Subject) -> Iterator[Fact]:
    quote = matching_quote(subject.item.description, content_stems(subject.wish.query))
    if quote is None:
        return
    text = f"The description of {subject.title} says: “{quote.text}”."
    fact = subject.ledger.add("theme", text, "description", subject.item.id, quote.matched)
    stems = {stem(word) for word in quote.matched}
    said = [word for word in subject.wish.query.split() if stem(word) in stems]
    values = {
        "quote": quote.text,
        "word": joined([f"“{word.strip('.,!?')}”" for word in said]),
        "wish": subject.wish.query,
    }
    yield Fact("quote", values, (fact,), 1.0 if len(stems) > 1 else 0.8)


def _near(subject: Subject) -> Iterator[Fact]:
    nearness = subject.features.get("meaning", 0.0)
    quote = leading_quote(subject.item.description)
    if nearness < _NEAR or not quote:
        return
    text = f"In meaning, {subject.title} is near to “{subject.wish.query}”; its description begins “{quote}”."
    fact = subject.ledger.add("theme", text, "description", subject.item.id)
    yield Fact("near", {"quote": quote, "wish": subject.wish.query}, (fact,), 0.5 + nearness / 2)
