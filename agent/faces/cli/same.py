"""usher same: works that stand in several sources, and what a person says of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any

import typer

from agent.faces.cli.door import opened, settings_of
from agent.faces.cli.options import Json, Library, Model, Offline
from agent.faces.cli.show import as_json
from indexers.errors import UsageError

_ITEMS = "Two items that are one work, by id; none: list the works that stand in several sources."


def same(
    items: Annotated[list[str] | None, typer.Argument(metavar="[ITEM ITEM]", help=_ITEMS)] = None,
    not_: Annotated[bool, typer.Option("--not", help="They are two works. Stays so.")] = False,
    json_: Json = False,
    library: Library = None,
    model: Model = None,
    offline: Offline = False,
) -> None:
    """List the works that several sources have, or say that two items are one work, or are not."""
    if items and len(items) != 2:
        raise UsageError("usher same takes two items, or none.")
    if not_ and not items:
        raise UsageError("--not needs two items.")
    with opened(settings_of(library, model, offline)) as usher:
        if items:
            usher.judge(items[0], items[1], same=not not_)
        told = usher.merged() if not items else []
    if json_:
        as_json({"same": not not_} if items else {"works": told})
    else:
        print("\n".join(_lines(told)) or (f"Kept: they are {'two works' if not_ else 'one work'}." if items else _NONE))


_NONE = "No work stands in more than one source."


def _lines(works: Iterable[dict[str, Any]]) -> Iterator[str]:
    """ "Moon (2009)", then a line for each record: its id, its source and why it is taken for the same."""
    for work in works:
        yield f"{work['title']} ({work['year']})" if work["year"] else work["title"]
        for record in work["records"]:
            why = f"  by {record['why']}" if record["why"] else ""
            yield f"    {record['id']}  {record['source']}{why}"
