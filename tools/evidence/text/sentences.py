"""The sentences of the evidence, from the phrase book `facts`."""

from __future__ import annotations

import prompts


def sentence(table: str, key: str, /, **values: object) -> str:
    """The sentence `key` of a table with its values. Raises KeyError for a key or value that is not there."""
    return str(prompts.phrases("facts")[table][key]).format_map(values)


def names_of(table: str) -> list[str]:
    """The keys of a table, in the order of the book."""
    return list(prompts.phrases("facts")[table])
