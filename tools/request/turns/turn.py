"""One message applied to what stood before it: what it points at, what it says of that, what it changes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tools.models import Intent, Request
from tools.request.intent import details_attribute
from tools.request.spans.link import Linker
from tools.request.spans.text import Text
from tools.request.state import Handle, Mention, Parsed
from tools.request.turns.change import apply_mentions, drop_slots
from tools.request.turns.corrections import correct, meant_instead
from tools.request.turns.limits import moved_limit, relate
from tools.request.turns.people import bars_someone, unless_described, want_people
from tools.request.turns.standing import QUESTIONS, Said, Standing
from tools.request.turns.talk import Talk
from tools.request.turns.targets import answers_itself, find_said, named, with_works
from tools.request.turns.tastes import opinions, put_back, rate
from tools.request.turns.works import unique
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
_MAKE_IT = re.compile(en.MAKE_IT)
_HOW_MANY_SHOWN = re.compile(en.HOW_MANY_SHOWN)
_STATES = re.compile(en.STATES)
_OTHERS_WANTED = re.compile(en.OTHERS_WANTED)


@dataclass(frozen=True)
class Turn:
    """A message that was applied. `about`: the works it speaks of; `opinions`: what it says of them."""

    parsed: Parsed
    intent: Intent
    about: tuple[Handle, ...]
    opinions: tuple[Said, ...]
    before: Standing
    after: Standing


def take(parsed: Parsed, before: Standing, linker: Linker) -> Turn:
    """Apply one message: resolve, say, change."""
    standing = _taken_back(parsed, before)
    if parsed.intent == "chat" and parsed.mentions and _MAKE_IT.search(parsed.text.norm):
        parsed = replace(parsed, intent="recommend", mentions=tuple(replace(m, mode="want") for m in parsed.mentions))
    if (limit := moved_limit(parsed, standing.request)) is not None:
        parsed = _with_limit(parsed, limit)
    said = find_said(parsed, before, linker)
    about = unique(s.work for s in said)
    intent = _intent(parsed, standing, [s for s in said if s.role != "none"])
    if intent in QUESTIONS:
        attribute = parsed.attribute or (details_attribute(parsed.text.norm) or "plot" if intent == "details" else None)
        parsed = replace(parsed, intent=intent, attribute=attribute)
    meant = meant_instead(parsed, standing, linker)
    if meant is not None:
        parsed = replace(parsed, mentions=tuple(m for m in parsed.mentions if m.slot not in ("years", "order")))
        standing, about, said = correct(standing, meant, linker), (meant,), ()
        intent = "recommend" if intent == "chat" else intent
    parsed = replace(parsed, mentions=tuple(_unless_stated(parsed.text, m, said) for m in parsed.mentions))
    if before.talk.works and _HOW_MANY_SHOWN.search(parsed.text.norm):
        parsed = replace(parsed, mentions=tuple(m for m in parsed.mentions if m.slot != "count"))
    if before.talk.works:
        parsed = replace(parsed, mentions=tuple(unless_described(parsed.text, m) for m in parsed.mentions))
    told = opinions(parsed, said)
    standing = put_back(parsed, rate(standing, told), about)
    request = _request(parsed, standing, about, before, linker)
    if intent == "chat" and request.model_copy(update={"query": standing.request.query}) != standing.request:
        intent = "recommend"  # "ninety minutes at the utmost": what moves a limit is no mere talk
    talk = standing.talk.after_request(about, _named(parsed, before, linker), _people(parsed))
    after = replace(
        standing,
        request=request,
        talk=talk,
        intent=intent if intent != "chat" else standing.intent,
        before=before,
        ambiguous=tuple(t for t in parsed.titles if len(t.rows) > 1) or standing.ambiguous,
    )
    return Turn(parsed, intent, about, told, before, after)


def _unless_stated(text: Text, mention: Mention, said: Sequence[Said]) -> Mention:
    """ "The second is over two hours", "Tampopo isn't a documentary": what a clause states of a work is no wish."""
    first = max((s.start for s in said if 0 <= s.start < mention.start), default=None)
    if first is None or mention.mode == "none" or mention.slot == "people":
        return mention
    same_sentence = any(a <= first and mention.start < b for a, b in text.sentences)
    between = text.words(first, mention.start)
    return replace(mention, mode="none") if same_sentence and _STATES.match(between + " ") else mention


def _with_limit(parsed: Parsed, limit: Mention) -> Parsed:
    """The message as a wish for `limit`: "drop the bar to 7.5" drops no work, and 7.5 is no place."""
    refs = replace(parsed.references, pronoun_role="none", loose=("none", "none"), places=())
    mentions = (*(m for m in parsed.mentions if m.slot not in ("count", "order")), limit)
    return replace(parsed, intent="recommend", mentions=mentions, references=refs, drops=frozenset(), stars=None)


def _taken_back(parsed: Parsed, standing: Standing) -> Standing:
    """What stands once the last change is undone, or all of it dropped."""
    if "all" in parsed.drops:
        return Standing(talk=standing.talk)
    if parsed.undo and standing.before is not None:
        return replace(standing.before, talk=standing.talk)
    return standing


def _intent(parsed: Parsed, standing: Standing, told: list[Said]) -> Intent:
    """The intent in view of what was said before."""
    talk = standing.talk
    if _chooses(parsed, talk):
        return "compare"
    if parsed.follows and parsed.intent == "recommend" and standing.intent in ("count", "history") and not parsed.titles:
        return standing.intent  # "and from the fifties?"
    norm = parsed.text.norm
    if told == [] and _TAKEN.match(with_works(parsed, talk, 0, len(parsed.text.tokens))) and not any(m.mode == "want" for m in parsed.mentions):
        return "chat"
    if parsed.intent in ("details", "recommend") and any(_ONLY_WHY.match(parsed.text.words(a, b)) for a, b in parsed.text.sentences):
        return "why"
    if parsed.intent == "chat" and talk.named and _SO_NO.search(norm):
        return "recommend"
    if answers_itself(parsed):
        return "recommend" if parsed.intent == "details" else parsed.intent
    if parsed.intent in ("recommend", "feedback", "chat") and _asks_of_works(parsed, talk):
        return "details"
    if parsed.intent == "chat" and talk.named and _NAY.match(parsed.text.norm):
        return "recommend"  # "nah" to what was suggested asks for others
    if parsed.intent in ("chat", "feedback") and bars_someone(parsed, talk):
        return "recommend"
    if parsed.intent == "feedback" and parsed.stars is None and _goes_on(parsed, told) and talk.named:
        return "recommend"
    return parsed.intent


def _asks_of_works(parsed: Parsed, talk: Talk) -> bool:
    """Whether a sentence asks something of a work that was spoken of, and for no others: "seen it. Is the third long?"."""
    text, refs = parsed.text, parsed.references
    if not talk.works or refs.like_it or refs.relative or parsed.more:
        return False
    for first, last in text.sentences:
        words = with_works(parsed, talk, first, last)
        is_of_work = "xref" in words or _ASKS_OF_IT.search(words) is not None
        is_wish = any(m.mode not in ("none", "want") or (m.mode == "want" and not first <= m.start < last) for m in parsed.mentions)
        if is_of_work and not is_wish and _QUESTION.search(words) and not _OTHERS_WANTED.search(words):
            return True
    return False
    spoken = [*(t.start for t in parsed.titles if t.work), *(p.start for p in refs.places if talk.at(p.place)), refs.described_at[0]]
    for first, last in text.sentences:
        words = text.words(first, last)
        is_of_work = any(first <= start < last for start in spoken if start or refs.described or parsed.titles or refs.places)
        is_wish = any(m.mode not in ("none", "want") or (m.mode == "want" and not first <= m.start < last) for m in parsed.mentions)
        if is_of_work and not is_wish and _QUESTION.search(words) and not _OTHERS_WANTED.search(words):
            return True
    return False


def _chooses(parsed: Parsed, talk: Talk) -> bool:
    """ "The newer of the first two?", "shortest?": a choice between the works named together."""
    norm = parsed.text.norm
    return len(talk.choice) > 1 and _CHOOSES_BY_ORDER.match(norm) is not None and not _ASKS_FOR_OTHERS.match(norm)


def _goes_on(parsed: Parsed, told: list[Said]) -> bool:
    """Seen or turned down after works were shown: the person wants others, not merely to say so."""
    return bool(told) and all(s.role != "like" for s in told) and not _HATED.search(parsed.text.norm)


def _request(parsed: Parsed, standing: Standing, about: tuple[Handle, ...], before: Standing, linker: Linker) -> Request:
    request = drop_slots(standing.request, parsed)
    request = apply_mentions(request, parsed, is_question=parsed.intent in QUESTIONS)
    if parsed.references.relative is not None and about:
        request = relate(request.model_copy(update={"order": before.request.order}), parsed.references, about, linker)
    return want_people(request, parsed, standing.talk, about, linker)


def _named(parsed: Parsed, standing: Standing, linker: Linker) -> tuple[Handle, ...]:
    return unique(s.work for s in named(parsed, standing, linker))


def _people(parsed: Parsed) -> tuple[str, ...]:
    return tuple(str(m.values[0]) for m in parsed.mentions if m.slot == "people")
