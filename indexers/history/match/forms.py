"""The ways in which one title is written: with its edition, its remaster, its year, its guests."""

from __future__ import annotations

import re

_EDITION = (
    r"(?:the\s+)?(?:director'?s?|directors|extended|theatrical|final|unrated|uncut|special|collector'?s?|ultimate|"
    r"anniversary|\d+th anniversary|limited|deluxe|expanded|super deluxe|bonus track|platinum|redux|restored|"
    r"international|imax|3d|4k|hd|uhd|criterion|complete|premium|original|legacy)"
    r"(?:\s+(?:cut|edition|version|collection|remaster(?:ed)?|restoration|release|mix))?"
)
_REMASTER = (
    r"(?:(?:19|20)\d\d\s+)?(?:digital(?:ly)?\s+)?re-?master(?:ed)?(?:\s+(?:version|edition|in)?\s*(?:19|20)?\d*)?"
    r"|(?:19|20)\d\d\s+(?:mix|version|digital remaster|stereo mix)|mono|stereo|(?:mono|stereo|single|album|lp|original)"
    r"\s+(?:version|mix|edit)|radio edit|explicit|clean|bonus track"
)
_GUESTS = r"(?:feat|ft|featuring|with)\.?\s+[^()\[\]]+"
_TAIL = rf"(?:{_EDITION}|{_REMASTER}|{_GUESTS}|u\.?[sk]\.?a?\.?|dubbed|subbed|subtitled|tv|film|movie)"
_ENDINGS = (
    re.compile(rf"\s*[(\[]{_TAIL}[)\]]\s*$", re.IGNORECASE),
    re.compile(rf"\s*[-–—:]\s+(?:{_EDITION}|{_REMASTER}|the movie|the film|3d|uncut)\s*$", re.IGNORECASE),
    re.compile(r"\s*[(\[][^()\[\]]{2,30}\s(?:version|cut|edition|dub|remaster)[)\]]\s*$", re.IGNORECASE),
    re.compile(r"\s+(?:feat|ft|featuring)\.?\s+.+$", re.IGNORECASE),
)
_SHORT = re.compile(r"\b(vol|pt|ep)\b\.?", re.IGNORECASE)
_YEAR = re.compile(r"\s*[(\[]((?:19|20)\d\d)[)\]]\s*$")
_OWNED = re.compile(r"^(?:[A-Z][\w.]+\s+){1,3}?[A-Z][\w.]*(?:['’]s|s['’])\s+(?=[A-Z])")  # "Lee Daniels' The Butler"
_COUNTRY = re.compile(r"\(u\.?([sk])\.?(?:a\.?)?\)\s*$", re.IGNORECASE)
_TURNED = re.compile(r"^(.+),\s+(the|a|an|le|la|les|l'|der|die|das|il|el|los|las)$", re.IGNORECASE)


def forms_of(title: str) -> list[str]:
    """The title, then without what tells an edition, guests or a year apart; "Matrix, The" turned; a maker's name
    before it left out."""
    forms = [title.strip()]
    while len(shorter := _shortened(forms[-1])) < len(forms[-1]) and shorter:
        forms.append(shorter)
    turned = [f"{found[2]} {found[1]}" for form in forms if (found := _TURNED.match(form))]
    owned = [form[found.end() :] for form in forms if (found := _OWNED.match(form))]
    whole = [spelled for form in forms if (spelled := _SHORT.sub(_spelled, form)) != form]
    return [*forms, *turned, *owned, *whole]


def _spelled(found: re.Match[str]) -> str:
    return {"vol": "Volume", "pt": "Part", "ep": "Episode"}[found[1].lower()]


def year_in(title: str) -> int | None:
    """The year that a title ends with in brackets: "Rebecca (2020)"."""
    found = _YEAR.search(title)
    return int(found[1]) if found else None


def country_in(title: str) -> str:
    """The country that a title ends with in brackets: "The Office (U.S.)" -> "US"; "" where there is none."""
    found = _COUNTRY.search(title)
    return {"s": "US", "k": "GB"}[found[1].lower()] if found else ""


def _shortened(title: str) -> str:
    for ending in (_YEAR, *_ENDINGS):
        if found := ending.search(title):
            return title[: found.start()].strip()
    return title
