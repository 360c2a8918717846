"""The free text of a message: words that carry a wish and belong to no slot."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from tools.request.negation import Scopes
from tools.request.spans.critiques import base
from tools.request.spans.phrases import Phrases
from tools.request.spans.text import Text
from tools.request.words.en import circumstances
from tools.request.words.en.common import FUNCTION, IDLE_WORDS, KEPT, REQUEST_WORDS

_CIRCUMSTANCES = re.compile("|".join(rf"(?<!\w){p}(?!\w)" for p in circumstances.PATTERNS))
_KEPT = Phrases(dict.fromkeys(KEPT, True))


def find_free(
    text: Text, scopes: Scopes, taken: frozenset[int]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """(wanted, unwanted, allowed) words outside `taken`."""
    found = list(_free_words(text, scopes, taken))
    wanted, unwanted, allowed = (dict.fromkeys(w for w, m in found if m == mood) for mood in ("want", "not", "allow"))
    return tuple(wanted), tuple(unwanted), tuple(allowed)


def _free_words(
    text: Text, scopes: Scopes, taken: frozenset[int]
) -> Iterator[tuple[str, Literal["want", "not", "allow"]]]:
    """Each such word, and how it is spoken of."""
    told = {p for match in _CIRCUMSTANCES.finditer(text.norm) for p in range(*text.span(match))}
    kept = {p for f in _KEPT.find([t.norm for t in text.tokens], skip=taken) for p in range(f.start, f.end)}
    for i, token in enumerate(text.tokens):
        is_idle = (
            i in scopes.cue_tokens or token.norm in FUNCTION or token.norm in REQUEST_WORDS or token.norm in IDLE_WORDS
        )
        if i in taken or i in told or not token.is_word or token.norm.isdigit() or (is_idle and i not in kept):
            continue
        kind, word = scopes.at(i).kind, base(token.norm)
        if kind in ("allow", "after_allow", "drop", "after_drop"):
            yield word, "allow"
        elif kind not in ("seen", "unseen", "narrate", "after_seen", "after_reject"):
            yield word, "not" if kind in ("not", "reject", "after_not") else "want"
