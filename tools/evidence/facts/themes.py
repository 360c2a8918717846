"""What a work has of the words of the wish: tags, a phrase of its description, nearness in meaning, a name."""

from __future__ import annotations

from collections.abc import Iterator

from tools.evidence.facts.fact import Fact, Subject
from tools.evidence.text.naming import an_asked, joined, medium_name, role_phrase, tag_name, with_article
from tools.evidence.text.quotes import leading_quote, matching_quote
from tools.evidence.text.terms import content_stems, folded, is_content, is_one_of, may_have, stem

_NEAR = 0.5  # share of the scale of nearness from which "near in meaning" may be said
_MOST_TAGS = 3


def theme_facts(subject: Subject) -> Iterator[Fact]:
    if not subject.wish.query:
        return
    yield from _title(subject)
    yield from _named(subject)
    yield from _tags(subject)
    quoted = list(_quote(subject))
    yield from quoted
    if not quoted:
        yield from _near(subject)


def _title(subject: Subject) -> Iterator[Fact]:
    if subject.row in subject.wish.titles and " " in subject.wish.query:
        query = subject.wish.query
        text = subject.told("called", wish=query)
        fact = subject.ledger.add("theme", text, "title", subject.item.id)
        yield Fact("title", {"wish": query, "title": subject.title}, (fact,), 1.2)


def _named(subject: Subject) -> Iterator[Fact]:
    """People that the query itself names."""
    if subject.wish.request.people or not subject.wish.people:
        return
    for credit in [c for c in subject.item.people if folded(c.name) in subject.wish.people][:1]:
        by = role_phrase(credit.role)
        noun = with_article(medium_name(subject.item.medium))
        text = subject.told("person", medium=noun, by=by, person=credit.name)
        fact = subject.ledger.add("person", text, "people", subject.item.id, (credit.role,))
        form = "person" if by == "with" else "person_made"
        yield Fact(form, {"person": credit.name, "by": by}, (fact,), 1.1)


def _tags(subject: Subject) -> Iterator[Fact]:
    """Tags of the item that the query names, whole or by a word of theirs."""
    wanted, named = content_stems(subject.wish.subject), set(subject.wish.keywords)
    own = [tag for tag in subject.item.keywords if folded(tag) in named]
    own += [t for t in subject.item.keywords if t not in own and _all_in(t, wanted)]
    if not own:
        return
    tags = joined([tag_name(tag, subject.item.description) for tag in own[:_MOST_TAGS]])
    kind = "theme" if len(own) == 1 else "themes"
    text = subject.told(kind, tags=tags, wish=subject.wish.said)
    fact = subject.ledger.add("keyword", text, "keywords", subject.item.id, own)
    form = "tag" if len(own) == 1 else "tags"
    yield Fact(form, {"tags": tags, "asked": subject.asked, "an_asked": an_asked(subject.asked)}, (fact,), 0.95)


def _all_in(tag: str, wanted: frozenset[str]) -> bool:
    """Is each word of the tag that carries meaning among the wanted, and at least one?"""
    if not may_have(tag, wanted):
        return False
    words = [word for word in tag.split() if is_content(word)]
    return bool(words) and all(is_one_of(word, wanted) for word in words)


def _quote(subject: Subject) -> Iterator[Fact]:
    quote = matching_quote(subject.item.description, content_stems(subject.wish.subject))
    if quote is None:
        return
    stems = {stem(word) for word in quote.matched}
    said, wish = _said(subject, stems), subject.wish.said
    text = subject.told("says", quote=quote.text, wish=wish)
    fact = subject.ledger.add("theme", text, "description", subject.item.id, quote.matched)
    values = {"word": said, "asked": subject.asked, "an_asked": an_asked(subject.asked)}
    yield Fact("quote", values, (fact,), 1.0 if len(stems) > 1 else 0.8, quote=quote.text)


def _said(subject: Subject, stems: set[str]) -> str:
    """The words of the query that matched, whole tags ("time travel") kept together."""
    tags = [tag for tag in subject.wish.keywords if " " in tag and content_stems(tag) & stems]
    held = {part for tag in tags for part in tag.split()}
    words = [
        one.strip(".,!?;:") for one in subject.wish.query.split() if stem(one) in stems and folded(one) not in held
    ]
    return joined([f"“{one}”" for one in (*tags, *words)])


def _near(subject: Subject) -> Iterator[Fact]:
    nearness = subject.features.get("meaning", 0.0)
    quote = leading_quote(subject.item.description)
    if nearness < _NEAR or not quote:
        return
    wish = subject.wish.said
    text = subject.told("near", wish=wish, quote=quote)
    fact = subject.ledger.add("theme", text, "description", subject.item.id)
    yield Fact(
        "near", {"asked": subject.asked, "an_asked": an_asked(subject.asked)}, (fact,), 0.5 + nearness / 2, quote=quote
    )
