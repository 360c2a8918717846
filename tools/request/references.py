"""What a message points at: places in the last list, "it", "both", "that director", and what it says of them."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from tools.request.spans import verdicts
from tools.request.spans.text import Text
from tools.request.spans.verdicts import say
from tools.request.state import Number, Place, References, Role
from tools.request.words.en.dialogue import persons
from tools.request.words.en.dialogue import pointing as en
from tools.request.words.en.genres import GENRE_ADJECTIVES, GENRE_NOUNS, MEDIA_NOUNS
from tools.request.words.en.places import COUNTRIES, LANGUAGES, NATIONALITIES

_ORDINAL = re.compile(
    r"(?<!\w)(?<!every )(?<!\bat )(?:(?:number|no|nr|#|option) ?\.? ?(?P<n>\d\d?|one|two|three|four|five)"
    rf"|(?P<o>{'|'.join(en.ORDINALS)})(?: (?P<span>{'|'.join(en.SPANS)})(?! (?:hours|minutes|years|months"
    r"|weeks|days|out|stars?|/)))?)"
    rf"(?! (?:{en.NOT_AFTER_ORDINAL})\b)(?!\w)"
)
_KINDS = frozenset((*GENRE_NOUNS, *GENRE_ADJECTIVES, *MEDIA_NOUNS, *COUNTRIES, *LANGUAGES, *NATIONALITIES))
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_DIGIT = re.compile(
    r"(?<![\w.,/+])(?P<n>[1-9]|10)(?![\w/.+%]|,\d)(?= ?$| ?[,.?!:=]| (?:and|or|without|who|on|no|nope|yes"
    r"|looks?|which|what|how|when|why|but|for|instead|\d|# ?\d|-|is|was|are|were|seen|sounds?|looks?|feels?"
    r"|made|makes|bored|put|did|meh|good|great|boring|awful|terrible|nah|both|bad|ok|okay|in|though|tho|last|yesterday"
    r"|does|doesnt|didnt|isnt|wasnt|cant|could|we|already|alredy|too|please|then|has"
    r"|have|had|s|vs|with|instead|again|i|&)\b)"
)
# Before a digit that is no place: "part 2", "top 5", "only 2 please".
_NO_LIST = re.compile(
    r"(?:give|show|me|us|top|part|season|volume|chapter|episode|under|over|below|above|max|another|next|other"
    r"|best|yes|yep|yeah|sure|ok|age|aged|grade|rated|just|only|want|need|pick|least|most|year|years|around"
    r"|about the|those) ,? ?$"
)
_RELATIVE = re.compile(en.RELATIVE)
_NO_MORE = re.compile(en.NO_MORE)
_IS_ASKED = re.compile(en.IS_ASKED)
_POINTED = re.compile(en.POINTED)


@cache
def _any(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns))


def _says(text: Text, patterns: tuple[str, ...]) -> bool:
    return _any(patterns).search(text.norm) is not None


def find_references(text: Text, closed: frozenset[int], has_titles: bool) -> References:
    """`closed`: tokens of titles, people and quantities, which are no places."""
    places = _places(text, closed)
    person: Literal["", "director", "actor", "someone"] = ""
    for kind, pattern in (("director", persons.DIRECTOR), ("actor", persons.ACTOR), ("someone", persons.SOMEONE)):
        if not person and re.search(rf"(?<!\w)(?:{pattern})(?!\w)", text.norm):
            person = kind  # type: ignore[assignment]
    relative, is_bound = _relative(text, bool(places) or has_titles)
    is_of_kind = verdicts.is_of_kind(text.norm)
    return References(
        places=places,
        pronoun="none" if is_of_kind else _pronoun(text),
        pronoun_role="none" if is_of_kind else _said_of_it(text),
        person=person,
        relative=relative,
        is_bound=is_bound,
        like_it=_says(text, en.LIKE_IT),
    )


def _places(text: Text, closed: frozenset[int]) -> tuple[Place, ...]:
    found: list[Place] = []
    for match in _ORDINAL.finditer(text.norm):
        start, end = text.span(match)
        if set(range(start, end)) & closed or _is_no_place(text, start, end):
            continue
        if match["n"]:
            numbers = [int(match["n"]) if match["n"].isdigit() else _NUMBERS[match["n"]]]
        else:
            first, size = en.ORDINALS[match["o"]], en.SPANS.get(match["span"] or "", 1)
            numbers = [first + k for k in range(size)] if first > 0 else [first - k for k in reversed(range(size))]
        found += [Place(n, start, end, "none") for n in numbers if n]
    if not found or all(p.place > 0 for p in found):
        found += _digits(text, closed, found)
    return tuple(sorted(found, key=lambda p: p.start))


def _is_no_place(text: Text, start: int, end: int) -> bool:
    before = text.tokens[start - 1].norm if start else ""
    after = text.tokens[end].norm if end < len(text.tokens) else ""
    word = text.tokens[start].norm
    if (
        word in ("last", "final", "middle")
        and before not in ("the", "that", "and", "your", "or", "very", "not", "but")
        and after not in ("one", "two", "three")
        and len(text.tokens) > 2
    ):
        return True
    if word == "second" and before in ("a", "one", "thirty", "per"):
        return True
    if word in ("first", "last") and after in ("i", "you", "we", "please") and word == "first" and after == "please":
        return True
    if word == "first" and text.words(end, end + 2) in ("of these", "of those", "of them", "of your", "of the"):
        return False
    return (
        word == "first"
        and after in ("of", "list", "off", "ever", "film", "movie")
        and (after != "film" and after != "movie")
    )


def _digits(text: Text, closed: frozenset[int], before: list[Place]) -> list[Place]:
    taken = {p for place in before for p in range(place.start, place.end)}
    found = []
    for match in _DIGIT.finditer(text.norm):
        start, end = text.span(match)
        if start in closed or start in taken or _NO_LIST.search(text.norm[: match.start()]):
            continue
        found.append(Place(int(match["n"]), start, end, "none"))
    return found


def _pronoun(text: Text) -> Number:
    if _says(text, en.WHOLE_LIST) or re.search(rf"(?<!\w){en.PLURAL}(?!\w)", text.norm):
        return "all"
    return "one" if re.search(rf"(?<!\w){en.PRONOUN}(?!\w)", text.norm) else "none"


def _said_of_it(text: Text) -> Role:
    """What the message says of what it points at, sentence by sentence; praise after "seen" makes it liked."""
    said = [_said(text, start, end) for start, end in text.sentences]
    if "seen" in said and "like" in said:
        return "like"
    return next((role for role in said if role != "none"), "none")


def _said(text: Text, start: int, end: int) -> Role:
    sentence = _XREF.sub("xref", text.words(start, end))
    return (say(sentence) if "xref" in sentence else None) or "none"


_XREF = re.compile(rf"(?<!\w){en.IT}(?!\w)")


def _relative(text: Text, has_target: bool) -> tuple[str | None, bool]:
    """(order, whether it is a bound): "shorter than the first", "nothing longer than that"."""
    match = _RELATIVE.search(text.norm)
    if match is None or not (has_target or _POINTED.match(text.norm[match.end() :])):
        return None, False
    before = text.norm[: match.start()]
    if before.endswith(("isnt ", "never ")) or ("?" in text.norm and _IS_ASKED.search(before)):
        return None, False
    return en.COMPARATIVES[match["word"]], _NO_MORE.search(before) is not None
