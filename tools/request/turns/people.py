"""People pointed at: "that director", "with her", "not him"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tools.models import Request
from tools.request.spans.link import Linker
from tools.request.state import Handle, Parsed
from tools.request.turns.talk import Talk
from tools.request.words.en.dialogue import turns as en

_NOT_THEM, _WITHOUT_THEM, _BY_BOTH, _BOTH = (re.compile(p) for p in (en.NOT_THEM, en.WITHOUT_THEM, en.BY_BOTH, en.BOTH_OF_THEM))


def want_people(request: Request, parsed: Parsed, talk: Talk, about: Sequence[Handle], linker: Linker) -> Request:
    """`request` with the people whom the message points at, wanted or barred."""
    norm, refs = parsed.text.norm, parsed.references
    spoken = tuple(str(m.values[0]) for m in parsed.mentions if m.slot == "people" and m.mode == "none")
    if spoken and _NOT_THEM.search(norm):
        return _barred(request, spoken)
    if spoken and refs.person == "someone" and parsed.intent == "recommend":
        return request.model_copy(update={"people": spoken})
    if talk.people and _BY_BOTH.search(norm):
        return request.model_copy(update={"people": tuple(dict.fromkeys((*request.people, *talk.people[:2])))})
    if not refs.person or parsed.intent not in ("recommend", "similar") or any(m.slot == "people" for m in parsed.mentions):
        return request
    names = talk.people[:2] if _BOTH.search(norm) else _meant(request, talk, refs.person, about, linker)
    if not names or "people" in parsed.drops:
        return request
    if refs.pronoun_role == "reject" or _WITHOUT_THEM.search(norm):
        return _barred(request, names)
    return request.model_copy(update={"people": names})


def _barred(request: Request, names: tuple[str, ...]) -> Request:
    wanted = tuple(p for p in request.people if p not in names)
    return request.model_copy(update={"people": wanted, "not_people": tuple(dict.fromkeys((*request.not_people, *names)))})


def _meant(request: Request, talk: Talk, kind: str, about: Sequence[Handle], linker: Linker) -> tuple[str, ...]:
    """The maker of the work spoken of, else the person spoken of last."""
    if kind == "director" or not talk.people:
        works = about or (talk.focus if kind == "director" or len(talk.focus) == 1 else ())
        makers = [name for h in works if h.row is not None for name in linker.columns.makers.get(h.row, ())]
        if makers:
            return (makers[0],)
    return tuple(p for p in talk.people[:1] if p not in request.not_people)
