"""What a message asks to be kept of the person: works on a list or put aside, rules with an end, nothing at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from tools.request.keeping.periods import end_of
from tools.request.spans.link import Linker
from tools.request.state import Handle, Parsed
from tools.request.turns.standing import Said
from tools.request.turns.talk import Talk
from tools.request.turns.targets import with_works
from tools.request.turns.works import row_of
from tools.request.words.en.dialogue import keeping as en

Put = Literal["want", "unwant", "not_now", "skip"]
Ruling = Literal["", "list", "end", "end_all"]


@dataclass(frozen=True)
class Keeping:
    """`put`: what becomes of the works spoken of. `ruling`: what the message wants of its rules.

    `until`: when what it lays down ends. `once`: it lifts the rules in its way this time. `learning`: "paused", "on".
    """

    put: Put | None = None
    ruling: Ruling = ""
    until: datetime | None = None
    speaks_of_rules: bool = False  # by that word; "horror is fine again" may mean one as well
    once: bool = False
    learning: Literal["", "paused", "on"] = ""


def find_keeping(parsed: Parsed, talk: Talk, now: datetime) -> Keeping:
    words = with_works(parsed, talk, 0, len(parsed.text.tokens))
    norm, is_asked = parsed.text.norm, parsed.text.norm.rstrip().endswith("?")
    learning: Literal["", "paused", "on"] = "on" if _has(norm, en.RESUME) else "paused" if _has(norm, en.PAUSE) else ""
    return Keeping(
        put=None if is_asked and not _is_plea(norm) else _put(words),
        ruling=_ruling(norm),
        until=_until(parsed, now),
        speaks_of_rules=bool(_ruling(norm)) and re.search(en.RULE_NAMED, norm) is not None,
        once=_has(norm, en.ONCE),
        learning=learning,
    )


def kept_works(
    keeping: Keeping, said: Sequence[Said], parsed: Parsed, talk: Talk, linker: Linker
) -> tuple[Handle, ...]:
    """The works that are put somewhere: those spoken of, else the title between the words, else what was last named."""
    if keeping.put is None:
        return ()
    works = tuple(one.work for one in said)
    if works or keeping.put in ("not_now", "skip"):
        return works
    titled = _between(parsed.text.norm, linker)
    return (titled,) if titled is not None else tuple(talk.pointed("one"))


def _between(norm: str, linker: Linker) -> Handle | None:
    """ "Save Heat for later": a title that is a plain word elsewhere."""
    for pattern in (*en.WANT, *en.UNWANT):
        match = re.search(pattern, norm)
        what = (match.groupdict().get("what") or "").strip() if match is not None else ""
        row = row_of(what, None, linker) if what else None
        if row is not None:
            year = int(linker.columns.year[row])
            return Handle(linker.columns.titles[row], row, year if year > 0 else None)
    return None


def _put(words: str) -> Put | None:
    if _has(words, en.UNWANT):
        return "unwant"
    if _has(words, en.WANT):
        return "want"
    if _has(words, en.NOT_NOW):
        return "not_now"
    return "skip" if _has(words, en.NOT_INTERESTED) else None


def _is_plea(norm: str) -> bool:
    """ "Can you save it for later?" asks for a deed."""
    return re.match(r"(?:please |and |ok |okay )*(?:can|could|would|will) (?:you|u|we|i)\b", norm) is not None


def _ruling(norm: str) -> Ruling:
    if _has(norm, en.RULE_ENDED):
        return "end_all" if re.search(en.RULE_ALL, norm) else "end"
    return "list" if _has(norm, en.RULES_ASKED) else ""


def _until(parsed: Parsed, now: datetime) -> datetime | None:
    """Only of what is barred or bounded: "nothing long this week" has an end, "a film from this year" has none."""
    norm = parsed.text.norm
    is_barring = bool(parsed.not_query) or any(m.mode == "not" for m in parsed.mentions)
    if not is_barring and not re.search(r"\b(?:only|nothing|no|never|not)\b", norm):
        return None
    if (match := re.search(en.UNTIL, norm)) is not None:
        return end_of(match["when"], now, is_border=True)
    if (match := re.search(en.SPAN, norm)) is not None:
        return end_of(f"{match['count']} {match['unit']}", now)
    match = re.search(en.THIS, norm)
    return end_of(match["unit"], now) if match is not None and re.search(en.FROM_NOW + r"|^no\b", norm) else None


def _has(norm: str, patterns: Sequence[str]) -> bool:
    return any(re.search(pattern, norm) for pattern in patterns)
