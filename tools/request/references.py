"""What a message points at: places in the last list, "it", "both", "that director", and what it says of them."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from tools.request.negation import Kind, Scopes
from tools.request.spans.text import Text
from tools.request.state import Number, Place, References, Role
from tools.request.words.en import verdicts
from tools.request.words.en.dialogue import persons
from tools.request.words.en.dialogue import pointing as en
from tools.request.words.en.genres import GENRE_ADJECTIVES, GENRE_NOUNS, MEDIA_NOUNS
from tools.request.words.en.places import COUNTRIES, LANGUAGES, NATIONALITIES

_ROLE_OF: dict[Kind, Role] = {
    "like": "like", "after_like": "like", "seen": "seen", "after_seen": "seen", "reject": "reject", "not": "reject",
    "after_reject": "reject", "after_not": "reject", "unseen": "none", "narrate": "none", "drop": "reject",
}  # fmt: skip
_ORDINAL = re.compile(
    rf"(?<!\w)(?<!every )(?<!\bat )(?:(?:number|no|nr|#|option) ?\.? ?(?P<n>\d\d?|one|two|three|four|five)|(?P<o>{'|'.join(en.ORDINALS)})(?: (?P<span>{'|'.join(en.SPANS)})(?! (?:hours|minutes|years|months|weeks|days|out|stars?|/)))?)"
    rf"(?! (?:{en.NOT_AFTER_ORDINAL})\b)(?!\w)"
)
_KINDS = frozenset((*GENRE_NOUNS, *GENRE_ADJECTIVES, *MEDIA_NOUNS, *COUNTRIES, *LANGUAGES, *NATIONALITIES))
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_DIGIT = re.compile(
    r"(?<![\w.,/+])(?P<n>[1-9]|10)(?![\w/.+%]|,\d)(?= ?$| ?[,.?!:=]| (?:and|or|without|who|on|no|nope|yes|looks?|which|what|how|when|why|but|for|instead|\d|# ?\d|-|is|was|are|were|seen|sounds?|looks?|feels?|made|makes|bored|put|did|does|doesnt|didnt|isnt|wasnt|cant|could|we|already|alredy|too|please|then|has|have|had|s|vs|with|instead|again|i|&)\b)"
)
# Before a digit that is no place: "part 2", "top 5", "only 2 please".
_NO_LIST = re.compile(
    r"(?:give|show|me|us|top|part|season|volume|chapter|episode|under|over|below|above|max|another|next|other|best|yes|yep|yeah|sure|ok|age|aged|grade|rated|just|only|want|need|pick|least|most|year|years|around|about the|those) ,? ?$"
)
_DESCRIBED = re.compile(
    r"(?<!\w)(?:the|that) (?P<words>(?:[a-z0-9]+ ){1,3}?)(?:one|thing)\b|(?<!\w)(?:the|that) (?P<film>(?:[a-z0-9]+ ){1,2}?)(?:movie|film|story|show|series|album)(?= ?[.,!?:]| ?$| (?:i|we|ive|weve|sounds|looks|is|was|has|how|with|please|then|but|again|too|who|whats|what|seen|s|makes|made)\b)|(?:the )?(?P<kind>[a-z]+) one ?:"
)
_THE_ONE = re.compile(
    r"(?<!\w)the (?:one|movie|film|series|show|album) (?:with|about|where|in|set in|starring|by|from) (?:the |a |an )?(?P<words>(?:[a-z]+ ?){1,4})"
)
_RELATIVE = re.compile(en.RELATIVE)
_NO_MORE = re.compile(en.NO_MORE)
_IS_ASKED = re.compile(en.IS_ASKED)
_POINTED = re.compile(en.POINTED)
_NOT_DESCRIBING = frozenset(
    "first second third last other same next right best new newer old older same only whole previous another main one next good great real perfect movie film same second fourth fifth original".split()
)


@cache
def _any(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns))


def _says(text: Text, patterns: tuple[str, ...]) -> bool:
    return _any(patterns).search(text.norm) is not None


def find_references(text: Text, scopes: Scopes, closed: frozenset[int], has_titles: bool) -> References:
    """`closed`: tokens of titles, people and quantities, which are no places."""
    places = _places(text, scopes, closed)
    described, at, described_role = _described(text, scopes, closed)
    person: Literal["", "director", "actor", "someone"] = ""
    for kind, pattern in (("director", persons.DIRECTOR), ("actor", persons.ACTOR), ("someone", persons.SOMEONE)):
        if not person and re.search(rf"(?<!\w)(?:{pattern})(?!\w)", text.norm):
            person = kind  # type: ignore[assignment]
    relative, is_bound = _relative(text, bool(places) or has_titles)
    return References(
        places=places,
        pronoun=_pronoun(text),
        pronoun_role=_said_of_it(text),
        person=person,
        relative=relative,
        is_bound=is_bound,
        like_it=_says(text, en.LIKE_IT),
        described=described,
        described_at=at,
        described_role=described_role,
    )


def _places(text: Text, scopes: Scopes, closed: frozenset[int]) -> tuple[Place, ...]:
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
        found += [Place(n, start, end, _role_at(scopes, start)) for n in numbers if n]
    if not found or all(p.place > 0 for p in found):
        found += _digits(text, scopes, closed, found)
    starts = sorted(p.start for p in found)
    found = [
        Place(p.place, p.start, p.end, _said_of_place(text, p.start, next((s for s in starts if s > p.end), len(text.tokens))))
        if p.role == "none"
        else p
        for p in found
    ]
    return tuple(_inherit(text, sorted(found, key=lambda p: p.start)))


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
    return word == "first" and after in ("of", "list", "off", "ever", "film", "movie") and (after != "film" and after != "movie")


def _digits(text: Text, scopes: Scopes, closed: frozenset[int], before: list[Place]) -> list[Place]:
    taken = {p for place in before for p in range(place.start, place.end)}
    found = []
    for match in _DIGIT.finditer(text.norm):
        start, end = text.span(match)
        if start in closed or start in taken or _NO_LIST.search(text.norm[: match.start()]):
            continue
        found.append(Place(int(match["n"]), start, end, _role_at(scopes, start)))
    return found


def _role_at(scopes: Scopes, place: int) -> Role:
    return _ROLE_OF.get(scopes.at(place).kind, "none")


def _inherit(text: Text, places: list[Place]) -> list[Place]:
    """ "The first I know. The third too.": the second sentence says the same of its place."""
    done: list[Place] = []
    for place in places:
        after = " ".join(t.norm for t in text.tokens[place.end : place.end + 3])
        before = done[-1] if done else None
        if place.role == "none" and before and before.role != "none" and re.match(r"(?:one )?(?:too|also|as well|neither|either)\b", after):
            place = Place(place.place, place.start, place.end, before.role)
        done.append(place)
    return done


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


def said_in(text: Text, start: int, end: int) -> Role:
    """What tokens start..end-1 say of "it"."""
    stop = next((i for i in range(start, end) if text.tokens[i].norm in ("but", "though", "however")), end)
    for clause in re.split(r" ?[,;.!:-]+ ?", text.words(start, stop)):
        if _VERDICT_GOOD.match(clause):
            return "like"
        if _VERDICT_BAD.match(clause):
            return "reject"
    return _said(text, start, stop) if start < stop else "none"


_VERDICT = r"^(?:and |it was |its |so |really |pretty |very |just |was |is |which was |a |an |absolutely |bit of a |already )*(?:{words})(?: \w+)? ?$"
_VERDICT_GOOD = re.compile(_VERDICT.format(words=rf"{verdicts.GOOD}|loved it|loved them|5 stars|five stars|value highly"))
_VERDICT_BAD = re.compile(_VERDICT.format(words=rf"{verdicts.BAD}|hated it|not good|too \w+|not for (?:me|us)|nah"))


def _said(text: Text, start: int, end: int) -> Role:
    sentence = re.sub(r"(?:looks?|sounds?|seems?) (?:\w+ )?(?:good|great|nice|fun|interesting|amazing|awesome|perfect)", "", text.words(start, end))
    if _any(en.HATED).search(sentence) or _any(en.NOT_IT).search(sentence):
        return "reject"
    is_unseen, is_liked = bool(_any(en.UNSEEN_IT).search(sentence)), bool(_any(en.LIKED).search(sentence))
    if _any(en.SEEN_IT).search(sentence) and not is_unseen:
        return "like" if is_liked or _any(en.LIKED_AFTER_SEEN).search(sentence) else "seen"
    return "like" if is_liked and not is_unseen and not _any(en.LIKE_IT).search(sentence) else "none"


def _said_of_place(text: Text, start: int, stop: int) -> Role:
    """What the sentence around a place says of it, where its cues say nothing: "too electronic, the second"."""
    for first, last in text.sentences:
        if first <= start < last:
            if re.match(r"(?:\w+ )?too \w+ ?, (?:the )?(?:\w+)", text.words(first, last)):
                return "reject"
            said = said_in(text, start + 1, min(last, stop))
            return said if said != "none" else _said(text, start if stop < last else first, min(last, stop))
    return "none"


def _relative(text: Text, has_target: bool) -> tuple[str | None, bool]:
    """(order, whether it is a bound): "shorter than the first", "nothing longer than that"."""
    match = _RELATIVE.search(text.norm)
    if match is None or not (has_target or _POINTED.match(text.norm[match.end() :])):
        return None, False
    before = text.norm[: match.start()]
    if before.endswith(("isnt ", "never ")) or ("?" in text.norm and _IS_ASKED.search(before)):
        return None, False
    return en.COMPARATIVES[match["word"]], _NO_MORE.search(before) is not None


def _described(text: Text, scopes: Scopes, closed: frozenset[int]) -> tuple[tuple[str, ...], tuple[int, int], Role]:
    for pattern in (_THE_ONE, _DESCRIBED):
        for match in pattern.finditer(text.norm):
            group = (match["words"] or match["film"] or match["kind"]) if pattern is _DESCRIBED else match["words"]
            words = tuple(w for w in group.split() if w not in _NOT_DESCRIBING and w not in en.ORDINALS and len(w) > 2)
            start, end = text.span(match)
            is_dropped = scopes.at(start).kind in ("drop", "allow", "after_drop", "after_allow")
            if words and not is_dropped and not set(range(start, end)) <= closed:
                return words, (start, end), _role_at(scopes, start)
    return (), (0, 0), "none"
