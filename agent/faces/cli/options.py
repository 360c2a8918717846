"""Options that many commands share."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from indexers.errors import UsageError

Library = Annotated[Path | None, typer.Option("--library", metavar="DIR", help="The library (or USHER_LIBRARY).")]
Model = Annotated[
    str | None, typer.Option("--model", metavar="auto|planner|local|URL", help="Who answers (or USHER_MODEL).")
]
Offline = Annotated[bool, typer.Option("--offline", help="Fetch nothing.")]
User = Annotated[str, typer.Option("--user", metavar="NAME", help="The person.")]
With = Annotated[
    list[str] | None, typer.Option("--with", metavar="NAME", help="Somebody it is for, too; give it once for each.")
]
Fairness = Annotated[
    str,
    typer.Option(
        metavar="least-misery|average", help="With others: by the one whom a work suits least, or by the mean."
    ),
]
Json = Annotated[bool, typer.Option("--json", help="JSON on standard output, and nothing else there.")]
Picks = Annotated[int | None, typer.Option("-n", min=1, max=100, help="How many picks.")]


def pairs_of(pairs: Sequence[str]) -> dict[str, str]:
    """Of "ann=Anna": person to what they are called there. Raises UsageError."""
    named = dict.fromkeys(pairs)
    if bad := [pair for pair in named if not all(part.strip() for part in pair.partition("=")[::2])]:
        raise UsageError(f"--as {bad[0]} names no person and account, such as ann=Anna.")
    return {person.strip(): account.strip() for person, _, account in (pair.partition("=") for pair in named)}
