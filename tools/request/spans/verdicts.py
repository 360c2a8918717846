"""What each clause says of the works that it names: liked, rejected, seen, or that they are still to be seen."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from tools.request.spans.text import Text
from tools.request.state import Role
from tools.request.words.en import verdicts as en
from tools.request.words.en.genres import GENRE_NOUNS

Span = tuple[int, int]
_LINKS = frozenset(
    (
        ",",
        "and",
        "or",
        "the",
        "both",
        "also",
        "number",
        "#",
        "no",
        "&",
        "plus",
        "movie",
        "film",
        "/",
        '"',
        "ones",
        "one",
        ".",
        "-",
    )
)
_SPLITS = (",", ";", "-", "but", "though", "while", "and", ":")
_QUESTION = re.compile(
    r"^(?:and |but |so |ok |hm+ |wait |,|oh )*(?:who|what|whats|which|when|where|how|hows|why|is|isnt|are|was|wasnt"
    r"|does|do|did|has|have|can|could|would|should|will|any)\b"
)

_NO_VERDICT = re.compile(
    r"meh|no |(?:and )?finished|not (?!a fan|my |for (?:me|us)|keen|interested|impressed"
    r"|convinced|great)"
)
_NOT_THAT = re.compile(r"(?:and |but )?not that (?:i|we|they|he|she|you|it)\b")
_AS_BEFORE = re.compile(
    r"xref (?:one )?(?:too|also|as well|neither|either|likewise|same)\b"
)  # "The first I know. The third too."
_AFTER_BUT = re.compile(en.AFTER_BUT)
_LIKENESS = re.compile(
    r"\b(?:more|something|anything|stuff|ones?|films?|movies?"
    r"|others?) like (?:the )?xref(?! (?:but|or))"
)
_COMPARED = re.compile(
    r"\b(?:like|similar to|besides|except|than|seen|without|not|but|as|love"
    r"|loved) (?:the )?xref|xref (?:vibes|style)"
)


@cache
def _any(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns))


def say(clause: str) -> Role | None:
    """What `clause` says of "xref" (or, without one, of what it leaves out); None: nothing; "none": not seen yet."""
    clause = re.sub(r" ([,.!?;:])", r"\1", clause.strip())
    clause = clause.replace("xref one ", "xref ")
    is_question = clause.endswith("?") or ("?" in clause and _QUESTION.match(clause) is not None)
    if is_question:
        return _say_before_question(clause)
    if (likeness := _LIKENESS.search(clause)) is not None:  # "more like the second", whatever else is said
        return None if re.search(en.NOT_BEFORE, clause[: likeness.start()]) else "like"
    if (after := _AFTER_BUT.search(clause)) and (last := say(after["rest"])) in ("reject", "seen"):
        return last  # "great, but I know it by heart"
    if _any(en.ADORED).search(clause):
        return "like"
    clause = _any(en.PROSPECT).sub("~", clause)
    if _any(en.UNSEEN).search(clause):
        return "reject" if _any(en.HATED).search(clause) and "again" in clause else "none"
    if _any(en.REFUSED).search(clause):
        return "reject"
    loved = [m for m in _any(en.LOVED).finditer(clause) if not re.search(en.NOT_BEFORE, clause[: m.start()])]
    if _any(en.HATED).search(clause) and not loved:
        return "reject"
    if loved:
        return "like"
    return "seen" if _any(en.SEEN).search(clause) else None


def _say_before_question(clause: str) -> Role | None:
    """ "Seen xref, who made it?": what is said before the question; of what is only asked for, nothing."""
    told, _, asked = clause.partition(",")
    if "xref" in told and _QUESTION.match(asked.strip()) and not _QUESTION.match(told):
        return say(told) or "none"
    return None if _COMPARED.search(clause) else "none"


def find_verdicts(text: Text, works: Sequence[Span]) -> dict[Span, Role]:
    """What `text` says of the works named at these token spans; those of which it says nothing are left out."""
    found: dict[Span, Role] = {}
    last: list[Span] = []
    for first, stop in text.sentences:
        inside = sorted(w for w in works if first <= w[0] < stop)
        if not inside:
            _go_on(text.words(first, stop), last, found)
            continue
        groups = _groups(text, inside)
        for group, clause in zip(groups, _clauses(text, first, stop, groups), strict=True):
            role = say(clause)
            if role is None and last and _AS_BEFORE.search(clause):
                role = found.get(last[-1])
            if role is not None:
                found.update(dict.fromkeys(group, role))
            head, _, tail = clause.partition("xref")
            if len(group) > 1 and say(f"{head}xref") == "like" and say(f"xref{tail}") == "reject":
                found[group[-1]] = "reject"  # "loved Gattaca, Dark City not so much"
        last = groups[-1]
    return found


def find_loose(text: Text, works: Sequence[Span]) -> tuple[Literal["one", "all", "none"], Role]:
    """(how many, what is said) of "it" or "them", or of what a short sentence leaves out: "seen both", "too gloomy"."""
    for first, stop in text.sentences:
        if any(first <= w[0] < stop for w in works):
            continue
        if is_of_kind(text.words(first, stop)):
            continue
        for clause in re.split(r" [,:;-] ", text.words(first, stop)):
            if not _KINDS.search(clause) and (found := _loose(clause)) is not None:
                return ("all", found[1]) if _MANY.search(text.words(first, stop)) else found
    return "none", "none"


def is_of_kind(sentence: str) -> bool:
    """Whether its "them" means a kind of works that it names itself: "I like westerns, my dad showed me them"."""
    return _OF_KIND.search(sentence) is not None


def _loose(clause: str) -> tuple[Literal["one", "all", "none"], Role] | None:
    number: Literal["one", "all", "none"] = "all" if _MANY.search(clause) else "one" if _ONE.search(clause) else "none"
    if number == "none" and (len(clause.split()) > 4 or _NO_VERDICT.match(clause)):
        return None
    if _NOT_THAT.match(clause):
        return None  # "not that they ever spoke"
    role = "reject" if _AWAY.match(clause) else say(_ONE.sub("xref", _MANY.sub("xref", clause)))
    if (
        role is None
        and number == "none"
        and say(f"xref {clause}") == "reject"
        and clause.startswith(("off", "out", "away"))
    ):
        role = "reject"  # "off the list"
    return None if role in (None, "none") else (number, role)


_MANY = re.compile(
    r"\b(?:all (?:of )?(?:them|these|those|three|two|four|five)|both(?: of (?:them|these|those))?"
    r"|them|those|these|(?<=seen )all|(?<=watched )all|(?<=know )all|all(?= (?:seen|watched|known)\b))\b"
    r"|seen,? (?:and )?seen"
)
# "I don't like westerns, I watched them with my dad": of a kind of works, not of those spoken of before.
_KINDS = re.compile(rf"(?<!these )(?<!those )\b(?:{'|'.join(sorted(GENRE_NOUNS, key=len, reverse=True))})s?\b")
_OF_KIND = re.compile(rf"{_KINDS.pattern}.*(?<!among )(?<!of )(?<!from )(?<!in )\b(?:them|those|they|theyre)\b")
_ONE = re.compile(r"\b(?:it|that one|this one|that|this)\b")
_AWAY = re.compile(
    r"(?:(?:then|so|ok|okay|well|please|kindly|just|and|,) )*(?:remove|leave|take|drop|skip|cut|lose|scrap|bin)"
    r"(?: (?:it|that|this|that one))?(?: (?:aside|out|off|away|please))* ?[.,!]*$"
)


def _go_on(sentence: str, last: list[Span], found: dict[Span, Role]) -> None:
    """ "Seen the first two. Wonderful, both": a short verdict on what the sentence before it named."""
    role = say(f"xref {sentence}") if last and len(sentence.split()) <= 7 else None
    if role == "like" or (role in ("reject", "seen") and last[0] not in found):
        found.update(dict.fromkeys(last, role))


def _groups(text: Text, works: list[Span]) -> list[list[Span]]:
    """Works listed together: only commas, "and" and the like stand between them."""
    groups = [[works[0]]]
    for before, work in itertools.pairwise(works):
        between = [t.norm for t in text.tokens[before[1] : work[0]]]
        if all(w in _LINKS for w in between):
            groups[-1].append(work)
        else:
            groups.append([work])
    return groups


def _clauses(text: Text, first: int, stop: int, groups: list[list[Span]]) -> list[str]:
    """The clause around each group, as norm text with "xref" in place of the group."""
    borders = [first]
    head = " ".join(t.norm for t in text.tokens[first : groups[0][0][0]])
    leads = say(f"{head} xref") is not None or not head
    for before, after in itertools.pairwise(groups):
        borders.append(_border(text, before[-1][1], after[0][0], is_led=leads and bool(head)))
    borders.append(stop)
    return [
        " ".join((text.words(a, group[0][0]), "xref", text.words(group[-1][1], b)))
        for (a, b), group in zip(itertools.pairwise(borders), groups, strict=True)
    ]


def _border(text: Text, start: int, stop: int, *, is_led: bool) -> int:
    """Where what is said of one work ends and what is said of the next begins."""
    for word in _SPLITS:
        for place in range(stop - 1, start - 1, -1):
            if text.tokens[place].norm == word:
                return place
    return start if is_led else stop
