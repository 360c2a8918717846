"""How a work looks and sounds, as it was measured in its file, and how much of its score that is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from indexers.catalogue import Found
from indexers.models import Item
from tools.candidates.senses import Sense
from tools.evidence.facts.fact import Fact, Subject
from tools.evidence.text.naming import joined, name_at
from tools.evidence.text.sentences import names_of, sentence

_MOST_PHRASES, _MOST_NUMBERS = 3, 3
_NEAR = 0.60  # cosine of the wish to a phrase that answers it
_SHARED = 0.1  # of a score: less is not worth a sentence
_WELL = 0.5  # of the scale of a sense, from which its share may speak for a work
_ABOUT = ("title", "meaning", "words", "said", "keywords", "liked text", "liked facts")
_OF_LOOK, _OF_SOUND = ("look", "liked look"), ("sound", "liked sound")


def sense_facts(subject: Subject) -> Iterator[Fact]:
    for sense in subject.wish.senses:
        if sense.is_sure and subject.features.get(sense.name):
            yield from _measured(subject, sense)
        if sense.likeness_weight and subject.features.get(f"liked {sense.name}"):
            yield from _alike(subject, sense)
    yield from _shares(subject)


def _measured(subject: Subject, sense: Sense) -> Iterator[Fact]:
    """The phrases that answer the wish, with the numbers behind them."""
    found = _found(subject, sense)
    named = [phrase for phrase in found.phrases if phrase in sense.named] if found else []
    shown = named or _near(sense, found.phrases if found else ())
    if found is None or not shown:
        return
    numbers = joined(told_numbers(sense.name, found.facts)[:_MOST_NUMBERS])
    key = f"{sense.name}_numbers" if numbers else sense.name
    text = subject.told(key, phrases=joined(shown[:_MOST_PHRASES]), numbers=numbers, wish=subject.wish.said)
    fact = subject.ledger.add(sense.name, text, "the file", subject.item.id, shown[:_MOST_PHRASES])
    values = {"phrases": joined(shown[:_MOST_PHRASES]), "numbers": numbers, "asked": subject.asked}
    yield Fact(key if named else f"{sense.name}_near", values, (fact,), 1.0 if named else 0.8)


def _near(sense: Sense, own: Sequence[str]) -> list[str]:
    """Phrases of a file that come near to the wish; only where it names none, as opposites lie near as well."""
    if sense.named:
        return []
    near = [phrase for phrase in own if sense.cosines.get(phrase, 0) >= _NEAR]
    return sorted(near, key=lambda phrase: -sense.cosines[phrase])


def _alike(subject: Subject, sense: Sense) -> Iterator[Fact]:
    """What a work has in common with a liked one by this sense."""
    found, liked = _found(subject, sense), [name_at(subject.wish.columns, row) for row in sense.liked_rows]
    if found is None:
        return
    theirs = {phrase for item in subject.wish.liked for phrase in _phrases(subject, sense, item)}
    shared = [phrase for phrase in found.phrases if phrase in theirs][:_MOST_PHRASES]
    key = f"like_{sense.name}" if shared else f"like_{sense.name}_near"
    text = subject.told(key, liked=joined(liked), phrases=joined(shared))
    fact = subject.ledger.add(sense.name, text, "the file", subject.item.id, shared)
    if shared:
        yield Fact(f"like_{sense.name}", {"liked": joined(liked), "phrases": joined(shared)}, (fact,), 1.0)


def _shares(subject: Subject) -> Iterator[Fact]:
    """ "62% how it looks, 25% how it sounds and 13% what it is about": of what the wish itself makes of the score."""
    sums = [sum(subject.parts.get(name, 0.0) for name in names) for names in (_OF_LOOK, _OF_SOUND, _ABOUT)]
    total = sum(sums)
    if total <= 0 or sum(sums[:2]) < _SHARED * total:
        return
    percents = _percents(sums)
    keys = ("share_look", "share_sound", "share_about")
    told = [sentence("pick", key, percent=p) for key, p in zip(keys, percents, strict=True) if p]
    fact = subject.ledger.add(
        "contribution", subject.told("shares", shares=joined(told)), "ranking", subject.item.id, told
    )
    if max(subject.features.get(name, 0.0) for name in (*_OF_LOOK, *_OF_SOUND)) >= _WELL:
        yield Fact("shares", {"shares": joined(told)}, (fact,), 0.5)


def _percents(values: Sequence[float]) -> list[int]:
    """Whole percents that sum to 100, by the largest remainders."""
    exact = [100 * value / sum(values) for value in values]
    whole = [int(value) for value in exact]
    for place in sorted(range(len(exact)), key=lambda place: whole[place] - exact[place])[: 100 - sum(whole)]:
        whole[place] += 1
    return whole


def told_numbers(stage: str, facts: Mapping[str, object]) -> list[str]:
    """What the phrase book has words for of what a stage measured, in its order: "92 beats a minute"."""
    return [sentence(stage, name, value=_rounded(facts[name])) for name in names_of(stage) if name in facts]


def _rounded(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.0f}" if abs(value) >= 10 or value.is_integer() else f"{value:.2g}"
    return str(value)


def _found(subject: Subject, sense: Sense) -> Found | None:
    """What the sense's stage found in the file that plays, else in that of a part."""
    part = subject.start.part
    rows = [subject.row] if part is None else [subject.wish.columns.row_of[part.id], subject.row]
    return next((found for row in rows if (found := sense.found(row))), None)


def _phrases(subject: Subject, sense: Sense, item: Item) -> Sequence[str]:
    found = sense.found(subject.wish.columns.row_of[item.id])
    return found.phrases if found else ()
