"""Merge a model's arguments with the person's own words.

The words win: a model may add a free-text query where the person's words gave none, and titles that stand in
the person's messages but were not linked; it can neither set nor lift a limit.
"""

from __future__ import annotations

from collections.abc import Sequence

from indexers.catalogue.titles import TitleIndex
from indexers.reading.fold import fold
from tools.models import Request


def merge(
    request: Request,
    *,
    query: str = "",
    like: Sequence[str] = (),
    words: str,
    ids: Sequence[str],
    titles: TitleIndex,
) -> Request:
    """`words`: all that the person said; `ids`: item id of each row of `titles`."""
    said = f" {fold(words)} "
    added = [item for title in like if f" {fold(title)} " in said for item in _link(title, ids, titles)]
    new = tuple(dict.fromkeys(i for i in added if i not in (*request.like, *request.exclude)))
    has_wish = request.query or request.like or request.genres or request.people
    return request.model_copy(
        update={
            "like": request.like + (() if request.like else new),
            "query": request.query
            if has_wish and not request.like_unknown
            else (request.query or query.strip()),
        }
    )


def _link(title: str, ids: Sequence[str], titles: TitleIndex) -> list[str]:
    rows = titles.exact(title)
    return [ids[rows[0]]] if rows and len(fold(title).split()) > 1 else []
