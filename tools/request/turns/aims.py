"""What a message is for, in view of what was said before it."""

from __future__ import annotations

import re

from tools.models import Intent
from tools.request.intent import details_attribute
from tools.request.state import Parsed
from tools.request.turns.people import bars_someone
from tools.request.turns.standing import Said, Standing
from tools.request.turns.talk import Talk
from tools.request.turns.targets import answers_itself, with_works
from tools.request.words.en.dialogue import turns as en

_NAY = re.compile(en.NAY)
_HATED = re.compile(en.HATED)
_CHOOSES_BY_ORDER = re.compile(en.CHOOSES_BY_ORDER)
_ASKS_FOR_OTHERS = re.compile(en.ASKS_FOR_OTHERS)
_QUESTION = re.compile(en.QUESTION)
_ASKS_OF_IT = re.compile(en.ASKS_OF_IT)
_TAKEN = re.compile(en.TAKEN)
_ONLY_WHY = re.compile(en.ONLY_WHY)
_SO_NO = re.compile(en.SO_NO)
_OTHERS_WANTED = re.compile(en.OTHERS_WANTED)


def attribute_of(parsed: Parsed, intent: Intent) -> str | None:
    """The fact that a question about a work asks for."""
    return parsed.attribute or (details_attribute(parsed.text.norm) or "plot" if intent == "details" else None)


def find_aim(parsed: Parsed, standing: Standing, told: list[Said]) -> Intent:
    """The intent; `told`: what the message says of works."""
    if (asked := _asked(parsed, standing, told)) is not None:
        return asked
    if standing.talk.named and parsed.intent in ("chat", "feedback") and _turns_down(parsed, standing.talk, told):
        return "recommend"  # what was suggested is refused: others are asked for
    return parsed.intent


def _asked(parsed: Parsed, standing: Standing, told: list[Said]) -> Intent | None:
    """What a message asks, takes or goes on with that stands in the light of the works spoken of."""
    talk, text = standing.talk, parsed.text
    if _chooses(parsed, talk):
        return "compare"
    if (
        parsed.follows
        and parsed.intent == "recommend"
        and standing.intent in ("count", "history")
        and not parsed.titles
    ):
        return standing.intent  # "and from the fifties?"
    if (
        not told
        and _TAKEN.match(with_works(parsed, talk, 0, len(text.tokens)))
        and all(m.mode != "want" for m in parsed.mentions)
    ):
        return "chat"  # "the first then. bye"
    if parsed.intent in ("details", "recommend") and any(_ONLY_WHY.match(text.words(a, b)) for a, b in text.sentences):
        return "why"
    if answers_itself(parsed):
        return "recommend" if parsed.intent == "details" else parsed.intent
    if parsed.intent in ("recommend", "feedback", "chat") and _asks_of_works(parsed, talk):
        return "details"
    return None


def _turns_down(parsed: Parsed, talk: Talk, told: list[Said]) -> bool:
    """ "Nah", "then no", "can't stand him", or works merely seen or refused."""
    norm = parsed.text.norm
    if bars_someone(parsed, talk):
        return True
    if parsed.intent == "chat":
        return _NAY.match(norm) is not None or _SO_NO.search(norm) is not None
    suggested = {handle.row for handle in talk.ever_shown}
    is_of_those = any(s.start < 0 or s.work.row in suggested for s in told)
    return parsed.stars is None and is_of_those and all(s.role != "like" for s in told) and not _HATED.search(norm)


def _asks_of_works(parsed: Parsed, talk: Talk) -> bool:
    """Whether a sentence asks something of a work that was spoken of, and for no others: "seen it. Is 3 long?"."""
    text, refs = parsed.text, parsed.references
    if not talk.works or refs.like_it or refs.relative or parsed.more:
        return False
    for first, last in text.sentences:
        words = with_works(parsed, talk, first, last)
        is_of_work = "xref" in words or _ASKS_OF_IT.search(words) is not None
        is_wish = any(
            m.mode not in ("none", "want") or (m.mode == "want" and not first <= m.start < last)
            for m in parsed.mentions
        )
        if is_of_work and not is_wish and _QUESTION.search(words) and not _OTHERS_WANTED.search(words):
            return True
    return False


def _chooses(parsed: Parsed, talk: Talk) -> bool:
    """ "The newer of the first two?", "shortest?": a choice between the works named together."""
    norm = parsed.text.norm
    return len(talk.choice) > 1 and _CHOOSES_BY_ORDER.match(norm) is not None and not _ASKS_FOR_OTHERS.match(norm)
