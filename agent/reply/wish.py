"""A Request in a few plain words: "quiet French films up to two hours, no horror"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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


def phrase(request: Request, titles: Mapping[str, str]) -> str:
    """`titles`: id to title of the liked works. Empty if the request holds nothing to say."""
    said = " ".join(part for part in (_kind(request), *_tails(request, titles)) if part)
    return ", ".join(part for part in (said, *_negatives(request)) if part)


def limits(request: Request) -> list[str]:
    """The hard limits, each in a few words, for a hint to the model."""
    return [part for part in (*_years(request), *_lengths(request), *_negatives(request), *_places(request)) if part]


def _kind(request: Request) -> str:
    noun = joined([_NOUNS.get(m, m) for m in request.media], "or")
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
    if request.not_query:
        unwanted.append(request.not_query)
    return [f"no {joined(unwanted, 'or')}"] if unwanted else []


def _places(request: Request) -> list[str]:
    tongues = [_LANGUAGES.get(code, code) for code in request.languages]
    return [
        f"in {joined(tongues, 'or')}" if tongues else "",
        f"made in {joined(request.countries)}" if request.countries else "",
    ]
