"""The sentences of the evidence, from the phrase book `facts`."""

from __future__ import annotations

import prompts


def sentence(table: str, key: str, /, **values: object) -> str:
    """The sentence `key` of a table with its values. Raises KeyError for a key or value that is not there."""
    return str(prompts.phrases("facts")[table][key]).format_map(values)


def has_sentence(table: str, key: str) -> bool:
    """Whether the phrase book has words for this."""
    return key in prompts.phrases("facts")[table]
