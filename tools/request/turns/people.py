"""People pointed at: "that director", "with her", "can't stand him", "another actor"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from indexers.reading.fold import fold
from tools.models import Request
from tools.request.spans.link import Linker
from tools.request.spans.text import Text
from tools.request.state import Handle, Mention, Parsed
from tools.request.turns.talk import Talk
from tools.request.words.en.dialogue import persons as en
from tools.request.words.en.dialogue.given import MEN, WOMEN

_BARRED = re.compile("|".join(en.BARRED))
_FREED = re.compile("|".join(en.FREED))
_PLURAL = re.compile(en.PLURAL)
_HIS = re.compile(en.HIS)
_HERS = re.compile(en.HERS)
_SWAPPED = re.compile(en.SWAPPED)
_IN_DESCRIPTION = tuple(re.compile(p) for p in en.IN_DESCRIPTION)


def bars_someone(parsed: Parsed, talk: Talk) -> bool:
    """ "Can't stand him": whether the message turns down a person spoken of before, whom it does not name."""
    return bool(talk.people) and not _names_someone(parsed) and _BARRED.search(parsed.text.norm) is not None


def unless_described(text: Text, mention: Mention) -> Mention:
    """ "The Edgar Wright one", "the 1954 one": who or what describes a work is not asked for."""
    before, after, of_one = _IN_DESCRIPTION
    said, rest = text.words(0, mention.start) + " ", " " + text.words(mention.end, mention.end + 1)
    is_one = before.search(said) is not None and after.search(rest) is not None
    is_told = (mention.slot == "people" and (is_one or of_one.search(said))) or (
        mention.slot == "years" and is_one and rest != " ones"
    )
    return replace(mention, mode="none") if is_told else mention


def want_people(request: Request, parsed: Parsed, talk: Talk, about: Sequence[Handle], linker: Linker) -> Request:
    """`request` with the people whom the message points at, wanted, barred or no longer asked for."""
    norm, named = parsed.text.norm, _wanted(parsed)
    if _BARRED.search(norm) and not _SWAPPED.search(norm):
        return _barred(
            request, _all_named(parsed) if _names_someone(parsed) else _meant(request, parsed, talk, about, linker)
        )
    if _FREED.search(norm) or "people" in parsed.drops:
        return request.model_copy(update={"people": tuple(str(v) for m in named for v in m.values)})
    if named or parsed.intent not in ("recommend", "similar"):
        return request
    if parsed.references.person and (names := _meant(request, parsed, talk, about, linker)):
        return request.model_copy(update={"people": names})
    return request


def _names_someone(parsed: Parsed) -> bool:
    return any(m.slot == "people" for m in parsed.mentions)


def _wanted(parsed: Parsed) -> list[Mention]:
    return [m for m in parsed.mentions if m.slot == "people" and m.mode == "want"]


def _all_named(parsed: Parsed) -> tuple[str, ...]:
    return tuple(str(v) for m in parsed.mentions if m.slot == "people" for v in m.values)


def _spoken(parsed: Parsed) -> tuple[str, ...]:
    """People named without being wanted: "Kiarostami I know all of. So not him"."""
    return tuple(str(v) for m in parsed.mentions if m.slot == "people" and m.mode == "none" for v in m.values)


def _barred(request: Request, names: tuple[str, ...]) -> Request:
    wanted = tuple(p for p in request.people if p not in names)
    return request.model_copy(
        update={"people": wanted, "not_people": tuple(dict.fromkeys((*request.not_people, *names)))}
    )


def _meant(request: Request, parsed: Parsed, talk: Talk, about: Sequence[Handle], linker: Linker) -> tuple[str, ...]:
    """The makers of the works spoken of, else the people spoken of last; one of them but for "these", "both"."""
    kind, norm = parsed.references.person, parsed.text.norm
    if spoken := _spoken(parsed):
        return spoken
    how_many = 2 if _PLURAL.search(norm) else 1
    works = about or (talk.focus if kind == "director" or len(talk.focus) == 1 else ())
    makers = _makers(works, linker) if kind == "director" or not talk.people else ()
    if makers:
        return makers[:how_many]
    known = [p for p in talk.people if p not in request.not_people]
    return tuple(_of_gender(known, norm)[:how_many])


def _makers(works: Sequence[Handle], linker: Linker) -> tuple[str, ...]:
    """Who made the works, those first who made them all."""
    credited = [linker.columns.makers.get(h.row, ()) for h in works if h.row is not None]
    names = dict.fromkeys(name for credit in credited for name in credit)
    return tuple(sorted(names, key=lambda name: -sum(name in credit for credit in credited)))


def _of_gender(names: list[str], norm: str) -> list[str]:
    """ "Her" of Joe Pesci and Marisa Tomei: those whose given name agrees, else does not speak against it."""
    is_his, is_hers = _HIS.search(norm) is not None, _HERS.search(norm) is not None
    if is_his == is_hers:
        return names
    own, other = (MEN, WOMEN) if is_his else (WOMEN, MEN)
    return [n for n in names if _given(n) in own] or [n for n in names if _given(n) not in other] or names


def _given(name: str) -> str:
    return next(iter(fold(name).split()), "")
