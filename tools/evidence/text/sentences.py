"""The sentences of the evidence, from the phrase book `facts`."""

from __future__ import annotations

from collections.abc import Mapping

import prompts
from tools.evidence.text.naming import is_english, said_back

# Values that are words of a wish or of the code: said back in the language that is spoken.
_WORDS = ("wish", "asked", "tags", "unwanted", "word", "field", "order", "level", "genres", "who")


def sentence(table: str, key: str, /, **values: object) -> str:
    """The sentence `key` of a table with its values. Raises KeyError for a key or value that is not there."""
    return str(prompts.phrases("facts")[table][key]).format_map(in_their_words(values))


def in_their_words(values: Mapping[str, object]) -> Mapping[str, object]:
    if is_english():
        return values
    return {name: said_back(str(value)) if name in _WORDS else value for name, value in values.items()}


def names_of(table: str) -> list[str]:
    """The keys of a table, in the order of the book."""
    return list(prompts.phrases("facts")[table])
