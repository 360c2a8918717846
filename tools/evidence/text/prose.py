"""Which sentences of a description may be repeated to a person: those that tell of the work.

A description is data that somebody else wrote. What is marked up, links elsewhere, or speaks to its reader or to a
machine that reads it, is not repeated; it is still searched.
"""

from __future__ import annotations

import re

_MARKUP = re.compile(
    r"https?:|www\.|]\(|!\[|`|<[|/a-z!]|\|>|\*\*|^\s*\d{1,2}[.)]\s|\b[eu]\d{1,3}\b\s*[:\]]", re.IGNORECASE
)
_ORDER = re.compile(
    r"\b(?:ignore|disregard|override|forget)\b.{0,40}\b(?:rules?|instructions?|limits?|prompts?|previous|above)\b"
    r"|\b(?:you (?:must|should|are now|will now)|system prompt|as an ai)\b"
    r"|\b(?:always |only )?recommend (?:this|me|it)\b",
    re.IGNORECASE,
)


def is_prose(sentence: str) -> bool:
    """False for a sentence with markup, a link, or an order to whoever reads it."""
    return not (_MARKUP.search(sentence) or _ORDER.search(sentence))
