"""A Request in a few plain words: "quiet French films up to two hours, no horror"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import prompts
from tools.evidence.text.naming import DEEDS, country_name, is_plural, language_name
from tools.models import Request

_NOUNS = {
    "film": "films", "series": "series", "episode": "episodes", "album": "albums", "track": "tracks",
    "podcast": "podcasts", "lecture": "lectures", "clip": "clips", "course": "courses",
}  # fmt: skip
_LANGUAGES = {
    "en": "English", "fr": "French", "de": "German", "es": "Spanish", "it": "Italian", "ja": "Japanese",
    "ko": "Korean", "zh": "Chinese", "cn": "Cantonese", "hi": "Hindi", "ru": "Russian", "sv": "Swedish",
    "da": "Danish", "no": "Norwegian", "fi": "Finnish", "pl": "Polish", "pt": "Portuguese", "tr": "Turkish",
    "fa": "Persian", "ar": "Arabic", "nl": "Dutch", "th": "Thai", "he": "Hebrew", "el": "Greek",
    "cs": "Czech", "hu": "Hungarian", "is": "Icelandic", "ta": "Tamil", "te": "Telugu", "bn": "Bengali",
}  # fmt: skip
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


def joined(words: Sequence[str], last: str = "and") -> str:
    words = list(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


_SPOKEN = 10  # words of a wish that may be said in passing
_BEFORE_QUERY = 2  # words of a query that may stand before a noun
_LOOSE = frozenset(
    "a an the of in on at to for with without by and or but that who which where when like about from as is are be i"
    " my me your you it its his her their not no too very really so just how why what can could would should will do"
    " does did has have had was were if than then into after before during around between".split()
)


def nouns(media: Sequence[str], *, many: bool = True) -> str:
    """ "films", "films or series"; "film" where one is meant."""
    if not many:
        return joined(list(media), "or")
    return joined([_NOUNS.get(medium, medium) for medium in media], "or")


def _noun(medium: str) -> str:
    return nouns([medium])


def spoken(request: Request, titles: Mapping[str, str], noun: str = "", *, changed: bool = False) -> str:
    """The request as somebody would say it back; empty where that would be long or odd.

    `noun`: for a request that names no kind of work. `changed`: it is what changed since the last one.
    """
    words = request.query.split()
    if len(words) > _BEFORE_QUERY or any(not word.isalpha() or word.lower() in _LOOSE | DEEDS for word in words):
        return ""
    about = [f"about {request.query}"] if is_plural(request.query) else []
    named = request.model_copy(update={"query": ""}) if about else request
    tails = [*about, *_tails(named, titles)]
    before = named.query or named.languages or named.genres or named.media
    kind = _kind(named, noun) if before else noun if tails and not changed else ""
    order = _ORDERS.get(request.order, "") if changed else ""
    said = ", ".join(part for part in (order, " ".join([kind, *tails]).strip(), *_negatives(request)) if part)
    return said if len(said.split()) <= _SPOKEN else ""


def said_clause(clause: str) -> str:
    """ "minutes_max 100" -> "up to 100 minutes", "not_genres horror" -> "no horror"."""
    slot, _, value = clause.partition(" ")
    if slot in _CLAUSES:
        return _CLAUSES[slot].format(value)
    bare = slot.removeprefix("not_")
    named = {"languages": language_name, "countries": country_name, "media": _noun}
    told = joined([named.get(bare, str)(one) for one in value.split(", ")], "or")
    if slot == "people":
        return f"with {told}"
    return f"no {told}" if slot != bare else told or slot


def phrase(request: Request, titles: Mapping[str, str]) -> str:
    """`titles`: id to title of the liked works. Empty if the request holds nothing to say."""
    said = " ".join(part for part in (_kind(request), *_tails(request, titles)) if part)
    return ", ".join(part for part in (said, *_negatives(request)) if part)


def limits(request: Request) -> list[str]:
    """The hard limits, each in a few words, for a hint to the model."""
    return [part for part in (*_years(request), *_lengths(request), *_negatives(request), *_places(request)) if part]


def _kind(request: Request, shown: str = "") -> str:
    noun = nouns(request.media) or shown
    words = request.query.split()
    short = request.query if 0 < len(words) <= 2 else ""
    genres = joined(request.genres, "and" if request.genres_all else "or") if request.genres else ""
    tongue = joined([_LANGUAGES.get(code, code) for code in request.languages], "or")
    adjectives = [part for part in (short, tongue, genres) if part]
    if not adjectives and not noun:
        return ""
    return " ".join([*adjectives, noun or ("picks" if short or tongue or genres else "")])


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
    tongues = [_LANGUAGES.get(code, code) for code in request.not_languages]
    unwanted = [
        *request.not_genres,
        *tongues,
        *request.not_people,
        *(_NOUNS.get(m, m) for m in request.not_media),
    ]
    words, known = request.not_query.split(), prompts.phrases("names")["adjectives"]["words"]
    adjectives = [word for word in words if word in known]
    if things := " ".join(word for word in words if word not in known):
        unwanted.append(things)
    said = [f"no {joined(unwanted, 'or')}"] if unwanted else []
    return [*said, f"nothing {joined(adjectives, 'or')}"] if adjectives else said


def _places(request: Request) -> list[str]:
    tongues = [_LANGUAGES.get(code, code) for code in request.languages]
    return [
        f"in {joined(tongues, 'or')}" if tongues else "",
        f"made in {joined(request.countries)}" if request.countries else "",
    ]
