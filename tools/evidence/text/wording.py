"""Facts into sentences: varied, deterministic by a seed, none twice in one reply.

A sentence may be led by what the description says, in quotation marks.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Mapping, Sequence

import prompts
from tools.evidence.facts.fact import Fact
from tools.evidence.text.sentences import in_their_words
from tools.evidence.text.terms import folded
from tools.models import Reason
from tools.request.languages import language_of

MOST_WORDS = 25
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_STOPPED_TITLE = re.compile(r"([.!?…])\.$")  # "Airplane!" ends a sentence by itself
_SPACES = re.compile(r"\s+")
_BEFORE_MARK = re.compile(r"\s+([.,;:!?])")


class Wording:
    """The sentences of one reply. The same seed, facts and order give the same sentences."""

    def __init__(self, seed: str, language: str | None = None) -> None:
        self._seed = seed
        self._book: Mapping[str, Sequence[str]] = prompts.phrases("reasons", language)
        self._used: set[str] = set()

    def sentences(self, item: str, facts: Iterable[Fact]) -> tuple[Reason, ...]:
        """One sentence a fact; a fact that no template can say within MOST_WORDS words is left out."""
        chance = random.Random(f"{self._seed}|{item}")
        said = []
        for fact in facts:
            if text := self._say(chance, fact):
                led = f"“{fact.quote}” {text}" if fact.quote and _may_be_quoted(fact.quote) else text
                said.append(Reason(text=led, evidence=fact.evidence))
        return tuple(said)

    def _say(self, chance: random.Random, fact: Fact) -> str | None:
        doubled = _doubled(fact.values)
        templates = [
            template
            for template in self._book[fact.form]
            if not (doubled and "{wish}" in template and any(name in template for name in doubled))
        ]
        chance.shuffle(templates)
        templates.sort(key=lambda template: template in self._used)
        for template in templates:
            text = render(template, in_their_words(fact.values), chance)
            if len(text.split()) <= MOST_WORDS:
                self._used.add(template)
                return text
        return None


def _doubled(values: Mapping[str, str]) -> list[str]:
    """Fields that say the same as the wish: a sentence with both would say it twice."""
    wish = folded(values.get("wish", ""))
    return [
        f"{{{name}}}" for name in ("tags", "word", "asked") if wish and name in values and folded(values[name]) == wish
    ]


def _may_be_quoted(quote: str) -> bool:
    """A description in another language than the one that is spoken is left out, not translated."""
    return language_of(quote) == prompts.spoken()


def render(template: str, values: Mapping[str, object], chance: random.Random) -> str:
    """`template` with its choices taken and its values filled in, begun with a capital."""
    chosen = template
    while "[" in chosen:
        chosen = _CHOICE.sub(lambda found: chance.choice(found[1].split("|")), chosen)
    filled = chosen.format_map(values)
    text = _BEFORE_MARK.sub(r"\1", _SPACES.sub(" ", filled)).strip()
    text = _STOPPED_TITLE.sub(r"\1", text)
    return text[:1].upper() + text[1:]
