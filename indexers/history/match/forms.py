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
_TAIL = rf"(?:{_EDITION}|{_REMASTER}|{_GUESTS}|(?:u\.?[sk]\.?a?)|dubbed|subbed|subtitled|tv|film|movie)"
_ENDINGS = (
    re.compile(rf"\s*[(\[]{_TAIL}[)\]]\s*$", re.IGNORECASE),
    re.compile(rf"\s+[-–—:]\s+(?:{_EDITION}|{_REMASTER})\s*$", re.IGNORECASE),
    re.compile(r"\s+(?:feat|ft|featuring)\.?\s+.+$", re.IGNORECASE),
)
_YEAR = re.compile(r"\s*[(\[]((?:19|20)\d\d)[)\]]\s*$")
_TURNED = re.compile(r"^(.+),\s+(the|a|an|le|la|les|l'|der|die|das|il|el|los|las)$", re.IGNORECASE)


def forms_of(title: str) -> list[str]:
    """The title, then without what tells an edition, guests or a year apart; "Matrix, The" turned."""
    forms = [title.strip()]
    while len(shorter := _shortened(forms[-1])) < len(forms[-1]) and shorter:
        forms.append(shorter)
    turned = [f"{found[2]} {found[1]}" for form in forms if (found := _TURNED.match(form))]
    return [*forms, *turned]


def year_in(title: str) -> int | None:
    """The year that a title ends with in brackets: "Rebecca (2020)"."""
    found = _YEAR.search(title)
    return int(found[1]) if found else None


def _shortened(title: str) -> str:
    for ending in (_YEAR, *_ENDINGS):
        if found := ending.search(title):
            return title[: found.start()].strip()
    return title
