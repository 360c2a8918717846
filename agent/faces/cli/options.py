"""Options that many commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Library = Annotated[Path | None, typer.Option("--library", metavar="DIR", help="The library (or USHER_LIBRARY).")]
Model = Annotated[
    str | None, typer.Option("--model", metavar="auto|planner|local|URL", help="Who answers (or USHER_MODEL).")
]
Offline = Annotated[bool, typer.Option("--offline", help="Fetch nothing.")]
User = Annotated[str, typer.Option("--user", metavar="NAME", help="The person.")]
Json = Annotated[bool, typer.Option("--json", help="JSON on standard output, and nothing else there.")]
Picks = Annotated[int | None, typer.Option("-n", min=1, max=100, help="How many picks.")]
