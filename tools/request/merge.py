"""Merge a model's arguments with the person's own words.

The words win: a model can neither set nor lift a limit. Where the words gave no wish, it may pick one out of
them; where they name a title that is not here, it may say from memory what that is like (shown as unchecked);
and it may name a title that stands in the words but was not linked.
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
    return request.model_copy(
        update={"like": request.like or new, "query": request.query or _query(request, query.strip(), said)}
    )


def _query(request: Request, query: str, said: str) -> str:
    """The model's query, where it may count."""
    if request.like_unknown:
        names = {fold(title) for title in request.like_unknown}
        return "" if any(name in fold(query) for name in names) else query
    if request.like or request.genres or request.people:
        return ""
    return query if query and all(f" {word} " in said for word in fold(query).split()) else ""


def _link(title: str, ids: Sequence[str], titles: TitleIndex) -> list[str]:
    rows = titles.exact(title)
    return [ids[rows[0]]] if rows and len(fold(title).split()) > 1 else []
