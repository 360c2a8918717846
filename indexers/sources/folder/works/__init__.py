"""From the pieces of a scope to works and their parts. WORKS: tried in this order, each takes what it knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from indexers.sources.folder.draft import Draft
from indexers.sources.folder.piece import Piece
from indexers.sources.folder.scope import Scope
from indexers.sources.folder.works import albums, courses, films, podcasts, series, singles

Arrange = Callable[[Scope, Sequence[Piece]], tuple[list[Draft], set[int]]]  # drafts, and which pieces they hold

WORKS: tuple[Arrange, ...] = (
    podcasts.arrange,
    albums.arrange,
    courses.arrange_named,
    series.arrange,
    courses.arrange_counted,
    films.arrange,
    singles.arrange,
)


def arrange(scope: Scope, pieces: Sequence[Piece]) -> Iterator[Draft]:
    """Every piece in one draft; a group before its parts."""
    left = list(pieces)
    for take in WORKS:
        if not left:
            return
        drafts, taken = take(scope, left)
        yield from drafts
        left = [piece for number, piece in enumerate(left) if number not in taken]
