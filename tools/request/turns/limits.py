"""Limits that only the conversation tells: "raise it to 150", "shorter than the first"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tools.models import Request
from tools.request.spans.link import Linker
from tools.request.spans.quantities.atoms import number_of
from tools.request.state import Handle, Mention, Parsed, References
from tools.request.words.en.dialogue import turns as en

_MOVES, _ONLY_NUMBER = re.compile(rf"(?<!\w){en.MOVES}"), re.compile(en.ONLY_NUMBER)
_TOO_LONG = re.compile(r"\b(?:too|bit) (?:long|much)\b")
_SHORTEST_MINUTES = 15  # a smaller number after "too long" is of something else
_SANE = {"years": (1888, 2100), "minutes": (10, 999), "rating": (1, 10), "age": (3, 21)}  # what a bare number can be
_BOUNDS = {
    "years": ("year_min", "year_max"),
    "minutes": ("minutes_min", "minutes_max"),
    "rating": ("rating_min", ""),
    "age": ("", "age_max"),
}


def _moved_limit(parsed: Parsed, request: Request) -> Mention | None:
    """The limit that a number without a unit moves: one that stands, and that the number can be."""
    match = _MOVES.search(parsed.text.norm) or _ONLY_NUMBER.match(parsed.text.norm)
    if match is None:
        return None
    start, end = parsed.text.span(match, "number")
    if any(m.start < end and start < m.end and m.mode != "none" for m in parsed.mentions):
        return None
    number = _number(match["number"])
    name = en.NAMES.get(match.groupdict().get("name") or "")
    for slot, (low, high) in _BOUNDS.items():
        least, most = _SANE[slot]
        if name not in (None, slot) or not least <= number <= most:
            continue
        if high and getattr(request, high) is not None:
            return Mention(slot, (None, number), start, end)
        if low and getattr(request, low) is not None:
            return Mention(slot, (number, None), start, end)
    is_long = _TOO_LONG.search(parsed.text.norm) is not None and number >= _SHORTEST_MINUTES
    return Mention("minutes", (None, number), start, end) if is_long else None


def with_moved_limit(parsed: Parsed, request: Request) -> Parsed:
    """The message as a wish for the limit that its number moves: "drop the bar to 7.5" drops no work."""
    limit = _moved_limit(parsed, request)
    if limit is None:
        return parsed
    refs = replace(parsed.references, pronoun_role="none", loose=("none", "none"), places=())
    mentions = (*(m for m in parsed.mentions if m.slot not in ("count", "order")), limit)
    return replace(parsed, intent="recommend", mentions=mentions, references=refs, drops=frozenset(), stars=None)


def _number(said: str) -> float:
    word, _, rest = said.partition(" ")
    return (float(said.replace(",", ".")) if said[0].isdigit() else number_of(word)) + (0.5 if rest else 0)


def relate(request: Request, references: References, works: Sequence[Handle], linker: Linker) -> Request:
    """`request` bounded by the works that it is compared with; an order where their facts are not known.

    `request` has the order that stood before: the bound says all that an order would.
    """
    order = references.relative
    minutes = [h.minutes for h in works if h.minutes is not None]
    years = [y for h in works if (y := _year(h, linker)) is not None]
    if order is None or not works:
        return request
    bounds = _as_much(order, minutes, years) if references.is_bound else _more(order, minutes, years, request)
    return request.model_copy(update=bounds or ({} if references.is_bound else {"order": order}))


def _as_much(order: str, minutes: list[float], years: list[int]) -> dict[str, Any]:
    """ "Nothing longer than that": its length at most."""
    if order in ("short", "long"):
        edge = {"short": ("minutes_min", max), "long": ("minutes_max", min)}[order]
        return {edge[0]: round(edge[1](minutes))} if minutes else {}
    edge = {"old": ("year_min", max), "new": ("year_max", min)}[order]
    return {edge[0]: edge[1](years)} if years else {}


def _more(order: str, minutes: list[float], years: list[int], request: Request) -> dict[str, Any]:
    """ "Shorter than that": less than its length; another bound falls where both could not be met."""
    if order == "short" and minutes:
        return {"minutes_max": round(min(minutes)) - 1}
    if order == "long" and minutes:
        return {"minutes_min": round(max(minutes)) + 1}
    if order == "new" and years:
        return {
            "year_min": max(years) + 1,
            "year_max": _unless(request.year_max, (request.year_max or 9999) <= max(years)),
        }
    if order == "old" and years:
        return {
            "year_max": min(years) - 1,
            "year_min": _unless(request.year_min, (request.year_min or 0) >= min(years)),
        }
    return {}


def _unless(bound: int | None, is_void: bool) -> int | None:
    """The other bound, which falls where both could not be met."""
    return None if is_void else bound


def _year(handle: Handle, linker: Linker) -> int | None:
    year = int(linker.columns.year[handle.row]) if handle.row is not None else handle.year
    return year if year is not None and year > 0 else None
