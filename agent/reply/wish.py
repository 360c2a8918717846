"""A Request in a few plain words: "quiet French films up to two hours, no horror"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import prompts
from agent.reply.kinds import genre_nouns, nouns
from agent.reply.plain import plain_clause, plain_wish
from tools.evidence.text.naming import DEEDS, country_name, is_english, is_plural, joined, language_name
from tools.evidence.text.put import put
from tools.models import Request

_SMALL = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


_ORDERS = {"new": "newer", "old": "older", "short": "shorter", "long": "longer"}
_CLAUSES = {
    "minutes_max": "up to {} minutes", "minutes_min": "at least {} minutes", "year_max": "from {} or before",
    "year_min": "from {} on", "rating_min": "rated {} or better", "age_max": "fit for age {}", "query": "“{}”",
}  # fmt: skip


def in_words(number: int) -> str:
    return _SMALL[number] if 0 <= number < len(_SMALL) else str(number)


def duration(minutes: float) -> str:
    """120 -> "two hours", 90 -> "an hour and a half", else minutes."""
    whole = round(minutes)
    if whole % 60 == 0 and 0 < whole <= 600:
        return "an hour" if whole == 60 else f"{in_words(whole // 60)} hours"
    return "an hour and a half" if whole == 90 else f"{whole} minutes"


_SPOKEN = 10  # words of a wish that may be said in passing
_BEFORE_QUERY = 2  # words of a query that may stand before a noun
_LOOSE = frozenset(
    "a an the of in on at to for with without by and or but that who which where when like about from as is are be i"
    " my me your you it its his her their not no too very really so just how why what can could would should will do"
    " does did has have had was were if than then into after before during around between".split()
)


def spoken(request: Request, titles: Mapping[str, str], noun: str = "", *, changed: bool = False) -> str:
    """The request as somebody would say it back; empty where that would be long or odd.

    `noun`: for a request that names no kind of work. `changed`: it is what changed since the last one.
    """
    if not is_english():
        return plain_wish(request, titles, noun, changed=changed)
    theme = _theme(request)
    if theme is None:
        return ""
    before, after = theme
    tails = [*([after] if after else []), *_tails(request.model_copy(update={"query": ""}), titles)]
    has_kind = before or request.languages or request.genres or request.media
    kind = _kind(request, before, noun) if has_kind else noun if tails and not changed else ""
    order = _ORDERS.get(request.order, "") if changed else ""
    said = ", ".join(part for part in (order, " ".join([kind, *tails]).strip(), *_negatives(request)) if part)
    return said if len(said.split()) <= _SPOKEN else ""


def _theme(request: Request) -> tuple[str, str] | None:
    """The query as what stands before a noun and what follows it; None where it is better not said back."""
    words = request.query.split()
    if not words:
        return "", ""
    if any(word.lower() in DEEDS for word in words):
        return None
    if said := put(request.query, request.words):
        before, after = said
        return ("", f"about {before} {after}".rstrip()) if before and is_plural(before) else said
    if request.words or len(words) > _BEFORE_QUERY or any(not w.isalpha() or w.lower() in _LOOSE for w in words):
        return None
    return ("", f"about {request.query}") if is_plural(request.query) else (request.query, "")


_SAID: dict[str, Callable[[str], str]] = {
    "languages": language_name,
    "countries": country_name,
    "media": lambda medium: nouns([medium]),
    "genres": lambda genre: "musicals" if genre == "music" else genre,  # as the contract has it
}


def said_clause(clause: str) -> str:
    """ "minutes_max 100" -> "up to 100 minutes", "not_genres horror" -> "no horror"."""
    slot, _, value = clause.partition(" ")
    if not is_english():
        return plain_clause(slot, value)
    if slot in _CLAUSES:
        return _CLAUSES[slot].format(value)
    bare = slot.removeprefix("not_")
    told = joined([_SAID.get(bare, str)(one) for one in value.split(", ")], "or")
    if slot == "people":
        return f"with {told}"
    return f"no {told}" if slot != bare else told or slot


def phrase(request: Request, titles: Mapping[str, str]) -> str:
    """`titles`: id to title of the liked works. Empty if the request holds nothing to say."""
    said = " ".join(part for part in (_kind(request, _short(request)), *_tails(request, titles)) if part)
    return ", ".join(part for part in (said, *_negatives(request)) if part)


def _short(request: Request) -> str:
    return request.query if len(request.query.split()) <= _BEFORE_QUERY else ""


def limits(request: Request) -> list[str]:
    """The hard limits, each in a few words, for a hint to the model."""
    return [part for part in (*_years(request), *_lengths(request), *_negatives(request), *_places(request)) if part]


def _kind(request: Request, before: str, shown: str = "") -> str:
    noun = nouns(request.media) or shown
    tongue = joined([language_name(code) for code in request.languages], "or")
    adjectives = [part for part in (before, tongue) if part]
    if request.genres:
        return " ".join([*adjectives, genre_nouns(request.genres, noun, all_of_them=request.genres_all)])
    return " ".join([*adjectives, noun or "titles"]) if adjectives or noun else ""


def _tails(request: Request, titles: Mapping[str, str]) -> list[str]:
    tails = []
    if len(request.query.split()) > 2:
        tails.append(f"“{request.query}”")
    if request.like:
        named = [titles[i] for i in request.like if i in titles][:3]
        tails.append(f"in the vein of {joined(named)}" if named else "")
    if request.people:
        tails.append(f"with {joined(request.people, 'or')}")
    return tails + [part for part in (*_years(request), *_lengths(request)) if part]


def _years(request: Request) -> list[str]:
    low, high = request.year_min, request.year_max
    if low and high:
        if low == high:
            return [f"from {low}"]
        return [f"from the {low}s"] if low % 10 == 0 and high == low + 9 else [f"from {low} to {high}"]
    return [f"from {low} on" if low else f"up to {high}"] if low or high else []


def _lengths(request: Request) -> list[str]:
    low, high = request.minutes_min, request.minutes_max
    parts = [f"of at least {duration(low)}" if low else "", f"up to {duration(high)}" if high else ""]
    if request.rating_min:
        parts.append(f"rated {request.rating_min:g} or better")
    if request.age_max is not None:
        parts.append(f"fit for age {request.age_max}")
    return parts


def _negatives(request: Request) -> list[str]:
    tongues = [language_name(code) for code in request.not_languages]
    unwanted = [
        *map(_SAID["genres"], request.not_genres),
        *tongues,
        *request.not_people,
        *(nouns([m]) for m in request.not_media),
    ]
    words, known = request.not_query.split(), prompts.phrases("names")["adjectives"]["words"]
    adjectives = [word for word in words if word in known]
    if things := " ".join(word for word in words if word not in known):
        found = re.search(re.escape(things), request.words, re.IGNORECASE)
        unwanted.append(found.group() if found else things)  # "Marvel", as it was written
    said = [f"no {joined(unwanted, 'or')}"] if unwanted else []
    return [*said, f"nothing {joined(adjectives, 'or')}"] if adjectives else said


def _places(request: Request) -> list[str]:
    tongues = [language_name(code) for code in request.languages]
    return [
        f"in {joined(tongues, 'or')}" if tongues else "",
        f"made in {joined(request.countries)}" if request.countries else "",
    ]
