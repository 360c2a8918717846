"""One message applied to what stood before it: what it points at, what it says of that, what it changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from tools.models import Intent, Request
from tools.request.keeping.keeping import Keeping, find_keeping, kept_works
from tools.request.spans.link import Linker
from tools.request.state import Handle, Parsed
from tools.request.turns.aims import attribute_of, find_aim
from tools.request.turns.change import apply_mentions, drop_slots, in_view, made_wish
from tools.request.turns.inside import sought_inside
from tools.request.turns.limits import relate, with_moved_limit
from tools.request.turns.people import want_people
from tools.request.turns.standing import QUESTIONS, Said, Standing
from tools.request.turns.targets import find_said, named
from tools.request.turns.tastes import correct, meant_instead, opinions, put_back, rate
from tools.request.turns.works import unique


@dataclass(frozen=True)
class Turn:
    """A message that was applied. `about`: the works it speaks of; `opinions`: what it says of them."""

    parsed: Parsed
    intent: Intent
    about: tuple[Handle, ...]
    opinions: tuple[Said, ...]
    before: Standing
    after: Standing
    keeping: Keeping = field(default_factory=Keeping)
    kept: tuple[Handle, ...] = ()  # the works that `keeping` puts somewhere


def take(parsed: Parsed, before: Standing, linker: Linker, now: datetime) -> Turn:
    """Apply one message: resolve, say, change."""
    standing = _taken_back(parsed, before)
    parsed = with_moved_limit(made_wish(sought_inside(parsed)), standing.request)
    said = find_said(parsed, before, linker)
    keeping = find_keeping(parsed, before.talk, now)
    kept = kept_works(keeping, said, parsed, before.talk, linker)
    if kept and keeping.put != "skip":  # "not now" and "off my list" say nothing against a work
        said = tuple(replace(s, role="none") for s in said)
    if (
        keeping.speaks_of_rules or keeping.learning or parsed.undo or (kept and keeping.put in ("want", "unwant"))
    ):  # "what are my rules?" looks for nothing
        parsed = replace(parsed, query=(), not_query=())
    intent = _aim(find_aim(parsed, standing, [s for s in said if s.role != "none"]), keeping, kept, parsed, said)
    if (meant := meant_instead(parsed, standing, linker)) is not None:
        parsed = replace(parsed, mentions=tuple(m for m in parsed.mentions if m.slot not in ("years", "order")))
        standing, said = correct(standing, meant, linker), (Said(meant, "none"),)
        intent = "recommend" if intent == "chat" else intent
    if intent in QUESTIONS:
        parsed = replace(parsed, intent=intent, attribute=attribute_of(parsed, intent))
    parsed, about = in_view(parsed, said, before.talk), unique(s.work for s in said)
    told = opinions(parsed, said)
    standing = put_back(parsed, rate(standing, told), about)
    request = _request(parsed, standing, about, before, linker)
    words = {name: getattr(standing.request, name) for name in ("query", "words")}
    if intent == "chat" and request.model_copy(update=words) != standing.request:
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
    return Turn(parsed, intent, about, told, before, after, keeping, kept)


def _aim(intent: Intent, keeping: Keeping, kept: Sequence[Handle], parsed: Parsed, said: Sequence[Said]) -> Intent:
    """What is put on a list, and a limit that has an end, are told to be kept."""
    if kept and keeping.put != "skip" and not parsed.query:
        return "feedback"
    if parsed.stars is not None and said and intent == "chat":
        return "feedback"  # "I gave it two stars"
    if keeping.speaks_of_rules:
        return "rule"
    return "rule" if keeping.until is not None and intent in ("recommend", "chat", "feedback") else intent


def _taken_back(parsed: Parsed, standing: Standing) -> Standing:
    """What stands once the last change is undone, or all of it dropped."""
    if "all" in parsed.drops:
        return Standing(talk=standing.talk)
    if parsed.undo and standing.before is not None:
        return replace(standing.before, talk=standing.talk)
    return standing


def _request(
    parsed: Parsed, standing: Standing, about: tuple[Handle, ...], before: Standing, linker: Linker
) -> Request:
    request = drop_slots(standing.request, parsed)
    request = apply_mentions(request, parsed, is_question=parsed.intent in QUESTIONS)
    if parsed.references.relative is not None and about:
        request = relate(request.model_copy(update={"order": before.request.order}), parsed.references, about, linker)
    return want_people(request, parsed, standing.talk, about, linker)


def _named(parsed: Parsed, standing: Standing, linker: Linker) -> tuple[Handle, ...]:
    return unique(s.work for s in named(parsed, standing, linker))


def _people(parsed: Parsed) -> tuple[str, ...]:
    return tuple(str(m.values[0]) for m in parsed.mentions if m.slot == "people")
