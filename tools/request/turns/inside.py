"""Wishes for something inside a file: what somebody says there, or what goes on in it."""

from __future__ import annotations

import re
from dataclasses import replace

from indexers.reading.fold import fold
from tools.candidates.cues import read_cues
from tools.request.state import Parsed

# "A dog howling in its sleep": a thing and what it does, without a finite verb, is no remark.
_GOES_ON = re.compile(
    r"^(?:an?|the|some) (?:(?!bit|lot|little|few|good|great|nice)\w+ ){1,3}\w{3,}ing"
    r" (?:in|on|for|at|to|over|with|by|from|into|through|under|down|up|an?|the|its|his|her|their)\b"
)
_FINITE = re.compile(
    r"\b(?:is|are|am|im|was|were|be|been|has|have|had|do|does|did|will|would|can|could|should|must"
    r"|i|you|we|he|she|they|it|its a|thats|its not)\b"
)
_WISHES = ("recommend", "chat")


def sought_inside(parsed: Parsed) -> Parsed:
    """ "The part where she talks about old friends": all that follows is looked for, "old" is no order of works."""
    if parsed.intent not in _WISHES or parsed.titles:
        return parsed
    cues = read_cues(parsed.text.raw)
    if cues.part and cues.text:
        return replace(parsed, intent="recommend", query=tuple(fold(cues.text).split()), not_query=(), mentions=())
    norm = parsed.text.norm
    if parsed.intent == "chat" and _GOES_ON.search(norm) and not _FINITE.search(norm):
        return replace(parsed, intent="recommend", query=tuple(fold(parsed.text.raw).split()))
    return parsed
