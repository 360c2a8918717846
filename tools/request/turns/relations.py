"""Limits from the facts of a work: "shorter than the first", "newer than Heat"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tools.models import Request
from tools.request.spans.link import Linker
from tools.request.state import Handle


def relate(request: Request, order: str | None, works: Sequence[Handle], linker: Linker) -> Request:
    """`request` bounded by the works that it is compared with; an order where their facts are not known.

    `request` has the order that stood before: the bound says all that an order would.
    """
    if order is None or not works:
        return request
    minutes = [h.minutes for h in works if h.minutes is not None]
    years = [y for h in works if (y := _year(h, linker)) is not None]
    bounds: dict[str, Any] = {}
    if order == "short" and minutes:
        bounds = {"minutes_max": round(min(minutes)) - 1}
    elif order == "long" and minutes:
        bounds = {"minutes_min": round(max(minutes)) + 1}
    elif order == "new" and years:
        bounds = {"year_min": max(years) + 1, "year_max": _unless(request.year_max, (request.year_max or 9999) <= max(years))}
    elif order == "old" and years:
        bounds = {"year_max": min(years) - 1, "year_min": _unless(request.year_min, (request.year_min or 0) >= min(years))}
    return request.model_copy(update=bounds or {"order": order})


def _unless(bound: int | None, is_void: bool) -> int | None:
    """The other bound, which falls where both could not be met."""
    return None if is_void else bound


def _year(handle: Handle, linker: Linker) -> int | None:
    year = int(linker.columns.year[handle.row]) if handle.row is not None else handle.year
    return year if year is not None and year > 0 else None
